"""The real service over HTTP: requests a second and latencies, from outside, with as many connections as asked for.

`python -m bench http --organizations 1000000 --keep DIR` fills a home folder once (nation, decisions, projection), serves it with
`xinmai serve --workers 2` and lets wrk ask. It takes its part of the same cores: what is told is a lower bound.
"""

import argparse
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from bench.clients.load import Course, gets, load
from bench.generate.ids import organization_id
from bench.generate.nation import TODAY
from bench.graph import timed
from bench.propagation import loaded
from credit.periods import iso
from graph.projection.store import ProjectedStore
from office.rights import ALL_RIGHTS

_QUESTIONS = (
    ("linked risk, 3 hops, 20 exposures at most", "/v1/subjects/{id}/linked-risk?max_hops=3&limit=20&purpose=credit_check"),
    ("measures with proofs", "/v1/subjects/{id}/measures?purpose=credit_check"),
    ("who is this", "/v1/subjects/{id}?purpose=credit_check"),
)
_WARM_UP_S = 3.0
_HERE = "127.0.0.1"


def main(arguments: list[str]) -> None:
    """Prints one line a question."""
    parser = argparse.ArgumentParser(prog="python -m bench http", description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--subjects", type=int, default=2000, help="so many, drawn at random, are asked in turn")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=None, help="home folder, kept afterwards")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        home = chosen.keep or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        filled(home, chosen.organizations)
        chance = random.Random(5)
        ids = [organization_id(chance.randrange(chosen.organizations)) for _ in range(chosen.subjects)]
        with served(home, chosen.workers) as (port, key):
            print(f"{chosen.organizations:,} organizations, {chosen.workers} workers, {chosen.connections} connections")
            for name, path in _QUESTIONS:
                asked, course = gets(path.replace("{id}", each) for each in ids), Course(port, key, chosen.connections, chosen.seconds)
                load(replace(course, seconds=_WARM_UP_S), asked)
                print(f"{name:60s} {load(course, asked)}", flush=True)
                print(f"{name + ', one at a time':60s} {load(replace(course, connections=1), asked)}", flush=True)


def filled(home: Path, organizations: int) -> None:
    """A home with an invented nation and its projection, made once."""
    store = ProjectedStore(loaded(organizations, home), home / "graph.projection")
    if not store.place.exists():
        with timed("projection built"):
            store.build()
    store.close()


@contextmanager
def served(home: Path, workers: int) -> Iterator[tuple[int, str]]:
    """The real command on a free port, and a key for it."""
    with socket.socket() as probe:
        probe.bind((_HERE, 0))
        port = int(probe.getsockname()[1])
    xinmai = str(Path(sys.executable).with_name("xinmai"))
    environment = {**os.environ, "XINMAI_HOME": str(home), "XINMAI_TODAY": iso(TODAY) or "", "XINMAI_RATE_PER_MINUTE": "1000000000"}
    rights = [word for right in ALL_RIGHTS for word in ("--right", right)]
    command = [xinmai, "keys", "add", "bench", *rights]
    key = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()[-1]
    command = [xinmai, "serve", "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield port, key
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with urlopen(f"http://{_HERE}:{port}/healthz") as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the service did not come up")
