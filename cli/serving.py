"""Runs the HTTP application. It is named, not imported: the shell and the HTTP service do not know each other."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from credit.errors import BadParameter

_APPLICATION, _PROTOCOL = "api.app:create_app", "api.unparsed:Protocol"
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


_PATIENCE_WITH_WORKERS_S = 30
"""A worker that is busy for a moment is not one that hangs; five seconds, as uvicorn has it, are soon over on a loaded machine."""
_COUNTERS = "PROMETHEUS_MULTIPROC_DIR"


def run(host: str, port: int, workers: int = 1, view: str | None = None, grace_s: int = 60) -> None:
    """Serves until it is stopped. The demo answers without a key, so it listens on this machine alone.

    Workers are processes of their own, which map the same projection: its pages are in memory once.
    `view`: what answers, the projection or the store. Told to end (SIGTERM, Ctrl+C) it takes no more requests and answers those that run,
    for so long (`grace_s`).
    """
    import uvicorn

    if view:
        os.environ["XINMAI_STORE_VIEW"] = view

    _law_must_fit()
    demo = os.environ.get("XINMAI_DEMO", "").lower() in {"1", "true", "yes", "on", "t", "y"}
    if demo and host not in _HERE:
        raise BadParameter("演示模式不需要密钥,只能监听本机 127.0.0.1。The demo needs no key and may listen on 127.0.0.1 alone.")
    print(f"信脉 http://{host}:{port}/docs  (Ctrl+C 停止)", file=sys.stderr)
    if not demo and not _has_keys():
        print("尚无可用密钥:xinmai keys add 名称。No API key yet: xinmai keys add NAME.", file=sys.stderr)
    with _worker_beside(), _shared_counters(workers):
        uvicorn.run(
            _APPLICATION,
            factory=True,
            http=_PROTOCOL,
            host=host,
            port=port,
            workers=workers,
            access_log=False,
            server_header=False,
            log_level="warning",
            timeout_graceful_shutdown=grace_s,
            timeout_worker_healthcheck=_PATIENCE_WITH_WORKERS_S,
        )


@contextmanager
def _shared_counters(workers: int) -> Iterator[None]:
    """A folder in which several workers count for each other, as long as they run; whoever set one up already keeps it."""
    if workers == 1 or _COUNTERS in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="xinmai-counters-") as folder:
        os.environ[_COUNTERS] = folder
        try:
            yield
        finally:
            del os.environ[_COUNTERS]


@contextmanager
def _worker_beside() -> Iterator[None]:
    """One process that does jobs, however many answer. It ends when the pipe to it closes, which it does however this process ends."""
    from office.settings import OfficeSettings

    if OfficeSettings().jobs_at_once == 0:
        yield
        return
    command = [sys.executable, "-P", "-c", "from cli.main import main; main()", "jobs", "work", "--while-parent-lives"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  # our own program
    try:
        yield
    finally:
        if worker.stdin:
            worker.stdin.close()
        worker.wait()


def _law_must_fit() -> None:
    """Reads the law once before anybody listens: an overlay that does not fit is told in a line, not in a traceback."""
    from inquiry.rulebook import read_rulebook
    from inquiry.settings import HomeSettings

    read_rulebook(HomeSettings().rules_overlay)


def _has_keys() -> bool:
    """Whether anybody could ask. A home that does not exist yet is not made by looking."""
    from cli.asking import home_folder, premises
    from office.keys import list_keys

    if not home_folder().exists():
        return False
    with premises() as home:
        return any(key.revoked_at is None for key in list_keys(home.office))
