"""What the tests need of the machine beside Python, installed by its package manager where the user may."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir


def in_ci() -> bool:
    """Whether what is missing is a failure. `.ci/run` sets CI, as the usual machines do."""
    return bool(os.environ.get("CI"))


def examples(usual: int) -> int:
    """How many cases of a property are tried: so many in `make test`, ten times as many in `make soak` (XINMAI_TEST_EXAMPLES)."""
    return usual * int(os.environ.get("XINMAI_TEST_EXAMPLES", "1"))


def have(command: str, *packages: str) -> bool:
    """Whether the machine has a command, after these packages of Debian were installed, where it had not and the user is root."""
    if shutil.which(command) or os.geteuid() != 0 or not shutil.which("apt-get"):
        return shutil.which(command) is not None
    with (Path(gettempdir()) / "xinmai-tests-apt.lock").open("w") as lock:  # the tests run in two processes
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shutil.which(command):
            _install(*packages)
    return shutil.which(command) is not None


def _install(*packages: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-q", *step], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stderr[-500:])
