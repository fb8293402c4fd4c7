"""Runs the HTTP application. It is named, not imported: the shell and the HTTP service do not know each other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from credit.errors import BadParameter

_APPLICATION = "api.app:create_app"
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def run(host: str, port: int, workers: int = 1, view: str | None = None) -> None:
    """Serves until it is stopped. The demo answers without a key, so it listens on this machine alone.

    Workers are processes of their own, which map the same projection: its pages are in memory once.
    `view`: what answers, the projection or the store.
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
    with _worker_beside():
        uvicorn.run(
            _APPLICATION, factory=True, host=host, port=port, workers=workers, access_log=False, server_header=False, log_level="warning"
        )


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
