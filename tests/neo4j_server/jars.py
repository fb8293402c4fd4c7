"""The server's jars, from Maven artifacts, in a cache outside the tree. Java and Maven come from the machine's package manager.

`python -m tests.neo4j_server.jars` fetches them ahead of the tests and says where they are.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests.machine import have, in_ci

HERE = Path(__file__).parent
_PACKAGES = ("default-jre-headless", "maven")
"""Debian's; the server wants Java 17 or 21, and both are a default there."""
_OLDEST_JAVA = 17
_VERSION = re.compile(r"<neo4j\.version>([\d.]+)</neo4j\.version>")


_AGAIN_S = (5, 20)
"""After how long a fetch that failed is tried again."""


class ServerNotAvailable(Exception):
    """This machine can have no server; the message says what is missing."""


def version() -> str:
    """The server's version, as pom.xml has it."""
    found = _VERSION.search((HERE / "pom.xml").read_text(encoding="utf-8"))
    assert found
    return found[1]


def cache() -> Path:
    """Where the jars are kept."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "xinmai" / f"neo4j-{version()}"


def jars() -> Path:
    """The folder of the jars, fetched where it is not there yet. Raises ServerNotAvailable."""
    home, lib = cache(), cache() / "lib"
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home / "lock"):
        _have("java")
        _new_enough()
        if not lib.exists():
            _have("mvn")
            _fetch(home, lib)
    return lib


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _have(command: str) -> None:
    if not have(command, *_PACKAGES):
        raise ServerNotAvailable(f"{command} is missing. Install it (Debian: apt-get install {' '.join(_PACKAGES)}), or run as root.")


def _new_enough() -> None:
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) < _OLDEST_JAVA:
        raise ServerNotAvailable(f"java is too old for the server, which wants {_OLDEST_JAVA}: {told[:80]!r}")


def _fetch(home: Path, lib: Path) -> None:
    """Into a folder beside, then renamed: a fetch that was broken off leaves no half a server. A network that fails is tried again."""
    for wait_s in (*_AGAIN_S, None):
        told = _fetched(home, lib)
        if told is None:
            return
        if wait_s is None:
            raise ServerNotAvailable(f"Maven could not fetch the server: {told}")
        time.sleep(wait_s)


def _fetched(home: Path, lib: Path) -> str | None:
    """Why it could not be fetched, or None."""
    beside = Path(mkdtemp(prefix="fetching-", dir=home))
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={beside}", "-DincludeScope=runtime"]
    done = subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal], capture_output=True, text=True, check=False)
    if done.returncode or not any(beside.glob("neo4j-server-*.jar")):
        shutil.rmtree(beside, ignore_errors=True)
        return done.stdout[-500:]
    beside.rename(lib)
    return None


if __name__ == "__main__":
    if os.environ.get("XINMAI_TEST_NEO4J_URI"):
        sys.exit(0)
    try:
        sys.stdout.write(f"Neo4j {version()}: {jars()}\n")
    except ServerNotAvailable as missing:
        sys.stderr.write(f"{'=' * 100}\nNO NEO4J SERVER: WHAT NEEDS ONE IS NOT TESTED. {missing}\n{'=' * 100}\n")
        sys.exit(1 if in_ci() else 0)
