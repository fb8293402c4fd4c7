"""The projection beside the SQLite view it was built from: building, bytes, linked risk, reach and chains, on one invented nation.

`python -m bench graph --organizations 1000000` loads the nation into a store, builds the arrays, asks both the same and compares every
answer. `--arrays` leaves the store out and makes the arrays directly, for sizes that only arrays reach: 100000000 takes 45 GB of disk
while it builds. Memory is told as what the process had at most to itself, and with the mapped files that happened to be in memory.
"""

import argparse
import random
import resource
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.chains import Both, asked_of_both
from bench.generate.arrays import material_of, projection_of
from bench.generate.claims import batch, claims
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, Nation, nation
from credit.exposures import LinkedRisk
from credit.periods import iso
from graph.projection.arrays import Array
from graph.projection.assembling import starts_of
from graph.projection.folder import mapped, newest, published, size_of
from graph.projection.overlay import nothing_changed
from graph.projection.sinks import InFolder, InMemory, Sink
from graph.projection.store import ProjectedStore, ProjectedView
from graph.projection.telling import Current
from graph.projection.telling import linked_risk as by_arrays
from graph.stores.sqlite import SqliteStore
from inquiry.rulebook import read_rulebook
from reasoning.linked_risk import by_walking, leads_of

RULEBOOK = read_rulebook()
POLICY = RULEBOOK.catalogue.policies["default"]
LEADS = leads_of(POLICY)
_HOPS, _LIMIT, _HUB_SEEDS = 3, 20, 0.15
_SLICE = 1 << 22


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench graph", description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, default=240)
    parser.add_argument("--arrays", action="store_true", help="without a store")
    parser.add_argument("--keep", type=Path, default=None, help="folder for the store and the arrays, kept afterwards")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{chosen.organizations:,} organizations, seed 7, day {iso(TODAY)}, {_HOPS} hops, limit {_LIMIT}, policy {POLICY.name}")
        (_arrays if chosen.arrays else _both)(chosen.organizations, folder, chosen.seeds)


def _generated(organizations: int, count: int, sink: Sink) -> tuple[Nation, list[int]]:
    """The nation, and organisations to ask about, some of them beside the busiest parties: the same for the same nation."""
    with timed("nation generated"):
        made = nation(organizations, sink=sink)
    degree, records = _degree(made), made.penalties + made.listings
    print(f"  {made.nodes:,} nodes, {len(made.src):,} relations, {records:,} records; busiest {int(degree.max()):,}")
    return made, seeds_of(made, count, degree)


def _degree(made: Nation) -> Array:
    """How many relations each node has."""
    degree: Array = np.diff(starts_of(made.src, made.nodes)) + np.diff(starts_of(made.dst, made.nodes))
    return degree


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long it took, by the clock and of processor, and the peak of memory so far."""
    started, worked = time.perf_counter(), time.process_time()
    with _watched():
        yield
    took, work, peak = (
        time.perf_counter() - started,
        time.process_time() - worked,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    )
    print(f"{what:44s} {took:9.2f} s ({work:.2f} of processor)   peak {peak:5.1f} GiB, {_anonymous.most:.1f} its own", flush=True)


@dataclass
class _Anonymous:
    """The most memory that this process had to itself, GiB: what the system cannot take back, as it can the pages of mapped files."""

    most: float = 0.0

    def look(self) -> None:
        """Once more."""
        told = (line.split() for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("RssAnon"))
        self.most = max(self.most, next((int(words[1]) / 2**20 for words in told), 0.0))


_anonymous = _Anonymous()


@contextmanager
def _watched() -> Iterator[None]:
    """Looks at the memory twenty times a second."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            _anonymous.look()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        _anonymous.look()


def seeds_of(made: Nation, count: int, degree: Array | None = None) -> list[int]:
    """Organisations, some of them beside the busiest parties, the same for the same nation. `degree`: relations of each node, if known."""
    chance, hubs, degree = random.Random(11), max(made.nodes // 10_000, 20), _degree(made) if degree is None else degree
    busy = degree >= np.partition(degree, -hubs)[-hubs]
    beside = np.concatenate([dst[busy[src] & (dst >= made.first_organization)] for src, dst in _slices(made.src, made.dst)])
    near = int(count * _HUB_SEEDS)
    plain = [made.first_organization + chance.randrange(made.organizations) for _ in range(count - near)]
    return [*plain, *(int(beside[chance.randrange(len(beside))]) for _ in range(near))]


def _slices(*columns: Array) -> Iterator[tuple[Array, ...]]:
    for first in range(0, len(columns[0]), _SLICE):
        yield tuple(column[first : first + _SLICE] for column in columns)


def _arrays(organizations: int, folder: Path, count: int) -> None:
    warm = projection_of(nation(1000))
    _asked(Current(warm, nothing_changed(warm)), warm.names.of(warm.nodes - 1))
    with TemporaryDirectory(prefix="columns-", dir=folder) as beside:
        sink = InFolder(Path(beside))
        made, seeds = _generated(organizations, count, sink)
        relations = len(made.src)
        with timed("arrays built, both ways, and published"):
            published(material_of(made, sink), folder / "projection")
        del made
    _told_size(folder / "projection", relations)
    now = _mapped(folder / "projection")
    ids = [now.id_of(seed) for seed in seeds]
    percentiles("linked risk from the arrays, first touch", [clocked(partial(_asked, now, each))[0] for each in ids])
    percentiles("linked risk from the arrays, warm", [clocked(partial(_asked, now, each))[0] for each in ids])


def _mapped(place: Path) -> Current:
    with timed("arrays mapped"):
        folder = newest(place)
        assert folder is not None
        base = mapped(folder)
        return Current(base, nothing_changed(base))


def _told_size(place: Path, relations: int) -> None:
    folder = newest(place)
    assert folder is not None
    sizes = size_of(folder)
    walked = sum(size for name, size in sizes.items() if name.startswith("graph.") and "fact" not in name)
    facts = sum(size for name, size in sizes.items() if name.startswith(("graph.fact", "evidence.")))
    rest = sum(sizes.values()) - walked - facts
    print(
        f"  bytes a relation: adjacency both ways with all four bounds {walked / relations:.1f},"
        f" fact and evidence ids {facts / relations:.1f};"
        f" names and records {rest / relations:.1f}; folder {sum(sizes.values()) / 1e6:,.0f} MB"
    )


def _asked(now: Current, public_id: str) -> LinkedRisk | None:
    return by_arrays(now, LEADS, public_id, TODAY, _HOPS, _LIMIT)


def _both(organizations: int, folder: Path, count: int) -> None:
    made, seeds = _generated(organizations, count, InMemory())
    relations, ids = len(made.src), all_ids(made)
    store = ProjectedStore(SqliteStore(folder / "graph.db", create=True), folder / "projection")
    with timed("loaded into SQLite (claims, evidence, indexes)"):
        if not store.last_transaction()[0]:
            with store.load(batch(relations)) as load:
                for staged, rows in claims(made, ids):
                    load.add(staged, rows)
                load.publish()
    asked = [ids[seed] for seed in seeds]
    del made, ids
    with timed("projection built from the store, published"):
        store.build()
    _told_size(folder / "projection", relations)
    with store.view() as view:
        assert isinstance(view, ProjectedView)
        with timed("first answer (map, compile or read compiled)"):
            view.near_adverse(LEADS, asked[0], TODAY, _HOPS, _LIMIT)
        _compared(view, asked)
        now = view.current()
        assert isinstance(now, Current)
        asked_of_both(Both(now, view.base, RULEBOOK, POLICY, LEADS), asked)
    store.close()


def _compared(view: ProjectedView, asked: Sequence[str]) -> None:
    """Both engines, one after the other for each seed; every answer compared."""
    fast, slow, wrong, exposures = [], [], 0, 0
    for warm_up in (True, False):
        for public_id in asked:
            took, found = clocked(lambda: view.near_adverse(LEADS, public_id, TODAY, _HOPS, _LIMIT))  # noqa: B023
            walked, wanted = clocked(lambda: by_walking(view.base, POLICY, public_id, TODAY, _HOPS, _LIMIT))  # noqa: B023
            if not warm_up:
                fast.append(took)
                slow.append(walked)
                exposures += len(wanted.exposures)
            wrong += found != wanted
    a, b = percentiles("linked risk from the arrays", fast), percentiles("linked risk from the SQLite view", slow)
    print(f"  ratio p50 {b[0] / a[0]:.0f}, p99 {b[1] / a[1]:.0f}, total {_sum(slow) / _sum(fast):.0f} (processor time)")
    print(f"  {len(asked)} seeds asked twice, {exposures} exposures told: {wrong} answers differ")


def _sum(took: Sequence[tuple[float, float]]) -> float:
    return sum(work for _, work in took)


def clocked(run: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Milliseconds by the clock and of processor time, which others on the machine do not lengthen; and the answer."""
    started, worked = time.perf_counter(), time.thread_time()
    answer = run()
    return ((time.perf_counter() - started) * 1000, (time.thread_time() - worked) * 1000), answer


def percentiles(what: str, took: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Prints both; returns those of processor time."""
    clock, work = ([each[i] for each in took] for i in (0, 1))
    told = (
        f"p50 {np.percentile(each, 50):8.3f}   p95 {np.percentile(each, 95):8.3f}   p99 {np.percentile(each, 99):8.3f}"
        for each in (work, clock)
    )
    print(f"{what:44s} ms of processor {next(told)}   by the clock {next(told)}", flush=True)
    return float(np.percentile(work, 50)), float(np.percentile(work, 99))
