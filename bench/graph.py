"""The projection beside the SQLite view it was built from: building, bytes, linked risk, reach and chains, on one invented nation.

`python -m bench graph --organizations 1000000` loads the nation into a store, builds the arrays, asks both the same and compares every
answer. `--arrays` leaves the store out and makes the arrays directly, for sizes that only arrays reach.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.chains import Both, asked_of_both
from bench.generate.arrays import projection_of
from bench.generate.claims import batch, claims
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, Nation, nation
from credit.exposures import LinkedRisk
from credit.periods import iso
from graph.projection.folder import mapped, newest, published, size_of
from graph.projection.overlay import nothing_changed
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
        with timed("nation generated"):
            made = nation(chosen.organizations)
        print(
            f"  {made.nodes:,} nodes, {len(made.src):,} relations, {made.penalties + made.listings:,} records; busiest {_busiest(made):,}"
        )
        (_arrays if chosen.arrays else _both)(made, folder, chosen.seeds)


def _busiest(made: Nation) -> int:
    return int(max(np.bincount(made.src).max(), np.bincount(made.dst).max()))


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long it took, and the peak of memory so far."""
    started = time.perf_counter()
    yield
    took, peak = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{what:44s} {took:9.2f} s   peak {peak:5.1f} GiB", flush=True)


def seeds_of(made: Nation, count: int) -> list[int]:
    """Organisations, some of them beside the busiest parties, the same for the same nation."""
    chance = random.Random(11)
    degree = np.bincount(made.src, minlength=made.nodes) + np.bincount(made.dst, minlength=made.nodes)
    hubs = set(np.argsort(degree)[-max(made.nodes // 10_000, 20) :].tolist())
    beside = made.dst[np.isin(made.src, list(hubs)) & (made.dst >= made.first_organization)]
    near = int(count * _HUB_SEEDS)
    plain = [made.first_organization + chance.randrange(made.organizations) for _ in range(count - near)]
    return [*plain, *(int(beside[chance.randrange(len(beside))]) for _ in range(near))]


def _arrays(made: Nation, folder: Path, count: int) -> None:
    seeds = seeds_of(made, count)
    warm = projection_of(nation(1000))
    _asked(Current(warm, nothing_changed(warm)), warm.names.of(warm.nodes - 1))
    relations = len(made.src)
    with timed("arrays built, both ways, in memory"):
        projection = projection_of(made)
    del made
    with timed("arrays written"):
        published(projection, folder / "projection")
    del projection
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


def _both(made: Nation, folder: Path, count: int) -> None:
    seeds, relations = seeds_of(made, count), len(made.src)
    ids = all_ids(made)
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
    told = (f"p50 {np.percentile(each, 50):8.3f}   p99 {np.percentile(each, 99):8.3f}" for each in (work, clock))
    print(f"{what:44s} ms of processor {next(told)}   by the clock {next(told)}", flush=True)
    return float(np.percentile(work, 50)), float(np.percentile(work, 99))
