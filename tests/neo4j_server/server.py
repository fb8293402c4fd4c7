"""Starts the server in a folder of its own, and answers where it is."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.neo4j_server.jars import HERE, jars

_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
_PATIENCE_S = 120


@dataclass(frozen=True)
class Place:
    """Where a server listens, and how to be let in."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"
    home: Path | None = None
    pid: int = 0

    def settings(self) -> dict[str, str]:
        """The same as settings of the store."""
        names = ("", "_USER", "_PASSWORD", "_DATABASE")
        return {
            f"XINMAI_STORE{name}": value for name, value in zip(names, (self.url, self.user, self.password, self.database), strict=True)
        }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(home: Path, heap: str = "512m", *, short: bool = True, pagecache: str = "64m") -> Iterator[Place]:
    """A fresh server in that folder, ready to answer; stopped at the end. `short`: not worth the compiling of a long run."""
    lib, bolt, http = jars(), free_port(), free_port()
    password = secrets.token_hex(16)  # of no letter that a command line takes for an option
    configure(home, bolt, http, heap, pagecache)
    admin(lib, home, "dbms", "set-initial-password", password)
    keeper = start(lib, home, heap, short)
    try:
        _await_answer(http, keeper, home)
        yield Place(f"bolt://127.0.0.1:{bolt}", "neo4j", password, home=home, pid=keeper.pid)
    finally:
        keeper.terminate()
        try:
            keeper.wait(30)
        except subprocess.TimeoutExpired:
            keeper.kill()


def configure(home: Path, bolt: int, http: int, heap: str, pagecache: str = "64m") -> None:
    """Writes the folder's configuration: loopback alone."""
    for name in ("conf", "data", "logs", "plugins", "import", "run"):
        (home / name).mkdir(parents=True, exist_ok=True)
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",  # else clients are told 7687
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": pagecache,
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",  # a quarter of a gigabyte for every run otherwise
    }
    conf = home / "conf" / "neo4j.conf"
    conf.touch(mode=0o600)
    conf.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")


def admin(lib: Path, home: Path, *words: str) -> str:
    """Runs neo4j-admin in that folder; what it prints."""
    command = ["java", "-Xmx512m", *_opens(), "-cp", f"{lib}/*", "org.neo4j.server.startup.Neo4jAdminCommand", *words]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"neo4j-admin {words[0]} {words[1]}: {done.stdout[-800:]} {done.stderr[-800:]}")
    return done.stdout


def admin_script(lib: Path, home: Path) -> Path:
    """neo4j-admin as a command, for scripts that call it."""
    script = home / "neo4j-admin"
    words = " ".join(["java", "-Xmx512m", *_opens(), "-cp", f"'{lib}/*'", "org.neo4j.server.startup.Neo4jAdminCommand"])
    script.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    script.chmod(0o700)
    return script


def start(lib: Path, home: Path, heap: str, short: bool) -> "subprocess.Popen[bytes]":
    """The server, kept by a process that stops it when this one is gone."""
    words = command_line(lib, home, heap, "-XX:+UseSerialGC", *(["-XX:TieredStopAtLevel=1"] if short else []))
    return subprocess.Popen([sys.executable, "-m", "tests.neo4j_server.keeper", str(os.getpid()), *words], cwd=HERE.parents[1])


def command_line(lib: Path, home: Path, heap: str, *more: str) -> list[str]:
    """The server's own command."""
    java = ["java", f"-Xmx{heap}", *more, *_opens(), "-Dio.netty.tryReflectionSetAccessible=true"]
    return [*java, "-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]


def _opens() -> list[str]:
    return [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]


def _await_answer(http: int, keeper: "subprocess.Popen[bytes]", home: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and keeper.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{http}/", timeout=2).close()  # our own loopback address
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    log = home / "logs" / "neo4j.log"
    raise RuntimeError(f"the server did not answer: {log.read_text(encoding='utf-8')[-1000:] if log.exists() else 'no log'}")
