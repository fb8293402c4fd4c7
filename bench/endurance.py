"""Checks for ten minutes: the rate, the latencies, every error, the workers' memory; alone or while a large file is loaded beside them.

`python -m bench endurance --seconds 600` asks about organisations and matters drawn at random, nearly each of them new to its worker; with
`--distinct 4000` all are remembered, as when an office asks about the same firms again. `--beside 1000000` loads that many role rows
meanwhile (`nice xinmai load`, as docs/running.md advises). Afterwards the whole audit is read: every answer must have its line.
`--office-url` puts the office's records on PostgreSQL.
"""

import argparse
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.checks import MATTERS
from bench.clients.load import Course, load, posts
from bench.generate.ids import organization_id
from bench.generate.nation import TODAY
from bench.http import filled, served
from bench.load import role_rows, write_table
from credit.periods import to_date
from inquiry.settings import HomeSettings
from office.audit.verifying import verify
from office.premises import Premises

_WARM_UP_S = 20.0


def main(arguments: list[str]) -> None:
    """Prints what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench endurance", description=__doc__)
    parser.add_argument("--organizations", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument(
        "--distinct", type=int, default=200_000, help="different checks; a worker remembers 5,000 verdicts unless told otherwise"
    )
    parser.add_argument("--beside", type=int, default=0, help="role rows that are loaded meanwhile")
    parser.add_argument("--office-url", default="", help="an empty PostgreSQL database for the office's records; default files")
    parser.add_argument("--keep", type=Path, default=None, help="home folder, kept afterwards")
    chosen = parser.parse_args(arguments)
    if chosen.office_url:
        os.environ["XINMAI_OFFICE_URL"] = chosen.office_url
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        home = chosen.keep or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        filled(home, chosen.organizations)
        print(f"{chosen.organizations:,} organizations, {len(MATTERS)} matters, {chosen.distinct:,} different checks")
        print(f"{chosen.workers} workers, {chosen.connections} connections")
        _course(home, chosen)
        _audited(home)


def _course(home: Path, chosen: argparse.Namespace) -> None:
    with served(home, chosen.workers) as (port, key):
        course = Course(port, key, chosen.connections, chosen.seconds)
        load(replace(course, seconds=_WARM_UP_S), _requests(chosen.organizations, min(chosen.distinct, 5000), 5))
        before = _memory(home)
        with _loading(home, chosen.beside):
            told = load(course, _requests(chosen.organizations, chosen.distinct, 5))
        print(f"{told}   slowest {told.max:.0f} ms")
        print(f"memory of the service: {before:,.0f} MiB before, {_memory(home):,.0f} MiB after", flush=True)


def _requests(organizations: int, number: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return posts(
        "/v1/checks",
        (
            {"subject": organization_id(chance.randrange(organizations)), "matter": chance.choice(MATTERS), "purpose": "credit_check"}
            for _ in range(number)
        ),
    )


def _memory(home: Path) -> float:
    """What the service's processes have for themselves, in MiB, as Linux counts it."""
    return sum(_private(process) for process in Path("/proc").glob("[0-9]*") if _serves(process, home)) / 1024


def _serves(process: Path, home: Path) -> bool:
    try:
        return f"XINMAI_HOME={home}\0".encode() in (process / "environ").read_bytes()
    except OSError:
        return False


def _private(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


@contextmanager
def _loading(home: Path, rows: int) -> Iterator[None]:
    """Loads a file of that many rows meanwhile, and tells how fast."""
    if not rows:
        yield
        return
    file = home / "roles-beside.csv"
    write_table(file, role_rows(rows, 3))
    loader = threading.Thread(target=_load, args=(home, file, rows))
    loader.start()
    yield
    loader.join()


def _load(home: Path, file: Path, rows: int) -> None:
    began = time.perf_counter()
    environment = {**os.environ, "XINMAI_HOME": str(home), "XINMAI_TODAY": str(to_date(TODAY))}
    command = ["nice", "-n", "19", str(Path(sys.executable).with_name("xinmai")), "load", str(file), "--source", "persons_in_roles"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    print(f"beside it: {rows:,} role rows in {took:,.0f} s, {rows / took:,.0f} rows/s, exit {done.returncode}", flush=True)


def _audited(home: Path) -> None:
    premises = Premises(HomeSettings(home=home))
    found = verify(premises.book.engine, premises.book.key.public)
    print(f"audit: {found.lines:,} lines, {len(found.findings)} findings")
    premises.close()
