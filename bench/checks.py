"""Checks with their audit lines: in process, in batches, and over HTTP against the real server.

`python -m bench checks --organizations 50000 --workers 2 --seconds 20` loads an invented nation, asks about organisations drawn at random,
and afterwards reads the whole audit: every answer must have its line. Server and callers share the machine.
"""

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.clients.load import Course, load, posts
from bench.generate.claims import batch, claims
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, nation
from credit.periods import iso, to_date
from graph.opening import open_projected
from graph.stores.sqlite import SqliteStore
from inquiry.asking.caller import Asking
from inquiry.asking.question import ask
from inquiry.checks import CheckParameters, check
from inquiry.settings import HomeSettings
from office.audit.lines import Line
from office.audit.verifying import verify
from office.checking import check_many, check_one
from office.desk import Enquiry
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS, Principal

MATTERS = ("government_procurement", "licence", "fiscal_funds", "honours", "lending")
_WHO = Principal("bench", "bench", ALL_RIGHTS, operator=True, authority="bench")
_BUDGET = 2000
_WARMED = 100
_AGAIN = 2000
"""So many checks are asked over and over, to see what a worker's memory of verdicts does."""
_WARM_UP_S = 15.0
"""Each worker reads the law when it is first asked; that is not what is measured."""


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench checks", description=__doc__)
    parser.add_argument("--organizations", type=int, default=50_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--callers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--in-process", action="store_true", help="nothing over HTTP")
    parser.add_argument("--no-arrays", action="store_true", help="without the projection")
    parser.add_argument("--office-url", default="", help="an empty PostgreSQL database for the office's records; default files")
    chosen = parser.parse_args(arguments)
    if chosen.office_url:
        os.environ["XINMAI_OFFICE_URL"] = chosen.office_url
    with TemporaryDirectory(prefix="xinmai-bench-") as folder:
        home = Path(folder)
        ids = _loaded(home, chosen.organizations)
        if not chosen.no_arrays:
            projected = open_projected(home, create=False)
            projected.build()
            projected.close()
        print(f"{chosen.organizations:,} organizations, {len(MATTERS)} matters, day {iso(TODAY)}, {os.cpu_count()} cores")
        premises = Premises(HomeSettings(home=home, today=to_date(TODAY)))
        _in_process(premises, ids)
        key = add_key(premises.office, "bench", ALL_RIGHTS, None)
        premises.close()
        if not chosen.in_process:
            _over_http(home, ids, key, chosen)
        _audited(home)


def _loaded(home: Path, organizations: int) -> list[str]:
    made = nation(organizations)
    ids = all_ids(made)
    store = SqliteStore(home / "graph.db", create=True)
    with store.load(batch(len(made.src))) as load:
        for staged, rows in claims(made, ids):
            load.add(staged, rows)
        load.publish()
    store.close()
    return ids[made.first_organization :]


def _in_process(premises: Premises, ids: Sequence[str]) -> None:
    desk, chance = premises.desk(), random.Random(7)
    asked = [_enquiry(chance.choice(ids), chance.choice(MATTERS)) for _ in range(1000)]
    check_one(desk, asked[0])
    _percentiles("one check with its audit line", [_clocked(partial(check_one, desk, each)) for each in asked])
    _percentiles("one audit line, alone", [_clocked(lambda: premises.book.write(_line())) for _ in range(500)])
    _grouped(premises, 16, 200)
    _worked_out(premises, [(chance.choice(ids), chance.choice(MATTERS)) for _ in range(2000)])
    many = [_enquiry(chance.choice(ids), MATTERS[0]) for _ in range(2000)]
    took = _clocked(lambda: check_many(desk, many))
    print(f"{'a batch of 2,000':44s} {2000 / took:9,.0f} checks/s")


def _worked_out(premises: Premises, asked: Sequence[tuple[str, str]]) -> None:
    """Fresh verdicts without the desk: what the processor does for each, by whether there is anything to tell."""
    store, took = premises.desk().store, dict[bool, list[float]]({False: [], True: []})
    for number, (subject, matter) in enumerate(asked):
        wanted = CheckParameters(subject=subject, matter=matter, purpose="credit_check")
        started = time.process_time()
        body = ask(store, premises.rulebook, Asking(as_of=TODAY, request_id="bench"), partial(check, wanted=wanted)).body
        if number >= _WARMED:
            took[any(body["data"][part] for part in ("grounds", "notices", "incentives"))].append(time.process_time() - started)
    _percentiles("working out alone, processor, all", took[False] + took[True])
    for told, name in ((False, "nothing to tell"), (True, "with records")):
        if len(took[told]) > 1:
            _percentiles(f"working out alone, processor, {name}", took[told])


def _grouped(premises: Premises, threads: int, each: int) -> None:
    """Many who write at once: a flush serves all who wait."""
    took: list[float] = []

    def write() -> None:
        took.extend(_clocked(lambda: premises.book.write(_line())) for _ in range(each))

    started = time.perf_counter()
    running = [threading.Thread(target=write) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    _percentiles(f"one audit line, {threads} threads", took)
    print(f"{'':44s} {threads * each / (time.perf_counter() - started):9,.0f} lines/s")


def _over_http(home: Path, ids: Sequence[str], key: str, chosen: argparse.Namespace) -> None:
    port = _free_port()
    env = {**os.environ, "XINMAI_HOME": str(home), "XINMAI_TODAY": str(to_date(TODAY)), "XINMAI_RATE_PER_MINUTE": "100000000"}
    command = [str(Path(sys.executable).with_name("xinmai")), "serve", "--port", str(port), "--workers", str(chosen.workers)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _until_ready(port)
            course = Course(port, key, chosen.callers, chosen.seconds)
            load(replace(course, seconds=_WARM_UP_S), _requests(ids, 500, 3))
            some = _requests(ids, _AGAIN, 4)
            load(course, some)
            for name, asked in (("every subject another", _requests(ids, 200_000, 5)), ("the same again", some)):
                told = load(course, asked)
                print(f"HTTP, {name:24s} {told}   {told.rate / _BUDGET:.2f} of the budget", flush=True)
        finally:
            server.terminate()
            server.wait()


def _requests(ids: Sequence[str], number: int, seed: int) -> list[str]:
    """Checks of organisations and matters drawn at random."""
    chance = random.Random(seed)
    return posts(
        "/v1/checks",
        ({"subject": chance.choice(ids), "matter": chance.choice(MATTERS), "purpose": "credit_check"} for _ in range(number)),
    )


def _audited(home: Path) -> None:
    premises = Premises(HomeSettings(home=home))
    started = time.perf_counter()
    found = verify(premises.book.engine, premises.book.key.public)
    took = time.perf_counter() - started
    print(f"{'audit read and verified':44s} {found.lines / took:9,.0f} lines/s; {found.lines:,} lines, {len(found.findings)} findings")
    premises.close()


def _until_ready(port: int) -> None:
    for _ in range(300):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(2)
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port: int = attempt.getsockname()[1]
        return port


def _enquiry(subject: str, matter: str) -> Enquiry:
    return Enquiry(_WHO, "check", CheckParameters(subject=subject, matter=matter, purpose="credit_check"), "bench")


def _line() -> Line:
    return Line("enquiry", "bench", "bench", "bench", "show", subject="uscc:bench", parameters={"as_of": "2026-11-20"}, digest="0" * 64)


def _clocked(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _percentiles(what: str, took: Sequence[float]) -> None:
    cuts = statistics.quantiles(took, n=100)
    print(f"{what:44s} p50 {cuts[49] * 1000:7.2f} ms   p99 {cuts[98] * 1000:7.2f} ms   n {len(took):,}", flush=True)
