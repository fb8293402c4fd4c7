"""The server's jars, from Maven artifacts, in a cache outside the tree. Java and Maven come from the machine's package manager.

`python -m tests.neo4j_server.jars` fetches them ahead of the tests and says where they are.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

HERE = Path(__file__).parent
_PACKAGES = ("openjdk-17-jre-headless", "maven")
_VERSION = re.compile(r"<neo4j\.version>([\d.]+)</neo4j\.version>")


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
    if shutil.which(command):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", *_PACKAGES]):
            subprocess.run(["apt-get", "-q", *step], env=quiet, capture_output=True, check=False)
    if not shutil.which(command):
        raise ServerNotAvailable(f"{command} is missing. Install it (Debian: apt-get install {' '.join(_PACKAGES)}), or run as root.")


def _fetch(home: Path, lib: Path) -> None:
    """Into a folder beside, then renamed: a fetch that was broken off leaves no half a server."""
    beside = Path(mkdtemp(prefix="fetching-", dir=home))
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={beside}", "-DincludeScope=runtime"]
    done = subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal], capture_output=True, text=True, check=False)
    if done.returncode or not any(beside.glob("neo4j-server-*.jar")):
        shutil.rmtree(beside, ignore_errors=True)
        raise ServerNotAvailable(f"Maven could not fetch the server: {done.stdout[-500:]}")
    beside.rename(lib)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"Neo4j {version()}: {jars()}\n")
    except ServerNotAvailable as missing:
        sys.stderr.write(f"NEO4J TESTS WILL BE SKIPPED: {missing}\n")
        sys.exit(1 if os.environ.get("CI") else 0)
