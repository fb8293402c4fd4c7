"""Load from outside by wrk, from the system's packages: a client whose own cost is small beside what it measures."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

_SCRIPT = Path(__file__).with_name("ask.lua")


@dataclass(frozen=True)
class Course:
    """How a load runs: for so many seconds, with so many connections, at the service on this port, with this key."""

    port: int
    key: str
    connections: int
    seconds: float


@dataclass(frozen=True)
class Told:
    """What came of it: latencies in milliseconds. `failed`: answers other than 200, and connections that broke."""

    seconds: float
    requests: int
    failed: int
    p50: float
    p95: float
    p99: float
    max: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    def __str__(self) -> str:
        """One line of a table."""
        took = f"p50 {self.p50:7.2f} ms   p95 {self.p95:7.2f} ms   p99 {self.p99:7.2f} ms"
        return f"{self.rate:8,.0f} requests/s   {took}   {self.failed} of {self.requests:,} failed"


def gets(paths: Iterable[str]) -> list[str]:
    """Questions by GET, as the client reads them."""
    return [f"GET\t{path}\t" for path in paths]


def posts(path: str, bodies: Iterable[object]) -> list[str]:
    """The same by POST, with JSON bodies."""
    return [f"POST\t{path}\t{json.dumps(body)}" for body in bodies]


def load(course: Course, requests: Iterable[str]) -> Told:
    """Asks these requests in turn until the time is over."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    with NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.writelines(f"{each}\n" for each in requests)
        file.flush()
        words = ["-t1", f"-c{course.connections}", f"-d{course.seconds:.0f}s", "--timeout", "30s", "-s", str(_SCRIPT)]
        command = [wrk, *words, f"http://127.0.0.1:{course.port}", "--", file.name, course.key]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    line = next(line for line in printed.splitlines() if line.startswith("told "))
    return Told(**json.loads(line[5:]))
