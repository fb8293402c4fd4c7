"""The same graph on SQLite and on a real Neo4j, the same questions to both, in turn, answers compared: load rate, latencies, ratios.

`python -m bench engines --organizations 20000`. Starts the tests' own server (Java and Maven needed), heap 2 GiB.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from credit.periods import Interval, day_of
from graph.settings import StoreSettings
from graph.store import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from tests.graph.makers import Said, batch, columns, raws, said
from tests.neo4j_server.server import running

DAY = Interval.on(day_of("2026-01-01"))
KINDS = ("LEGAL_REP_OF", "DIRECTOR_OF", "SHAREHOLDER_OF", "SUBJECT_OF")
_CHUNK = 20_000


def claims(organizations: int) -> Iterator[Said]:
    """For each organisation: its record, a representative and a director of a pool of persons, a holder, now and then a penalty."""
    pick = random.Random(1)
    for n in range(organizations):
        firm, row = f"org:{n:09}", n + 1
        yield said("Organization", firm, name=f"第{n}商贸有限公司", row=row)
        for kind in ("LEGAL_REP_OF", "DIRECTOR_OF"):
            person = f"p:v1{int(organizations * pick.random() ** 2):032x}"
            yield said(kind, person, firm, since="2020-01-01", row=row)
        yield said("SHAREHOLDER_OF", f"org:{pick.randrange(organizations):09}", firm, since="2021-01-01", share="0.5", row=row)
        if n % 7 == 0:
            yield said("SUBJECT_OF", firm, f"pen:{n:024x}", row=row)


def filled(store: Store, lines: list[Said]) -> float:
    """Seconds of loading them."""
    started = time.perf_counter()
    with store.load(batch("bench", "2025-01-01")) as load:
        for at in range(0, len(lines), _CHUNK):
            load.add(columns(lines[at : at + _CHUNK]), raws(lines[at : at + _CHUNK]))
        load.publish()
    return time.perf_counter() - started


def reach(view: Any, seed: str, hops: int) -> int:
    """How many facts lie within so many hops."""
    frontier, seen, facts = {seed}, {seed}, 0
    for _ in range(hops):
        found = view.expand(sorted(frontier), KINDS, DAY)
        facts += len(found)
        ends = {end for fact in found for end in (fact.src, fact.dst) if end}
        frontier = ends - seen
        seen |= ends
    return facts


QUESTIONS: dict[str, Callable[[Any, str], object]] = {
    "node by id": lambda view, seed: view.node(seed),
    "its record": lambda view, seed: [fact.props for fact in view.facts_of([seed], ["Organization"], DAY)],
    "one hop": lambda view, seed: len(view.expand([seed], KINDS, DAY)),
    "three hops": lambda view, seed: reach(view, seed, 3),
    "find by name": lambda view, seed: [each.id for each in view.find(f"第{int(seed[4:])}商贸", ["Organization"], 5)],
}


def main(arguments: list[str]) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="bench engines")
    parser.add_argument("--organizations", type=int, default=20_000)
    parser.add_argument("--seeds", type=int, default=200)
    told = parser.parse_args(arguments)
    lines = list(claims(told.organizations))
    with TemporaryDirectory() as folder, running(Path(folder) / "server", heap="2g", short=False) as place:
        settings = StoreSettings.model_validate({"user": place.user, "password": place.password})
        stores: dict[str, Store] = {
            "SQLite": SqliteStore(Path(folder) / "graph.db", create=True),
            "Neo4j": Neo4jStore(place.url, create=True, settings=settings),
        }
        for name, store in stores.items():
            print(f"load {name}: {len(lines) / filled(store, lines):,.0f} claims/s ({len(lines):,} claims, one transaction)")
        _ask(stores, told.organizations, told.seeds)
        for store in stores.values():
            store.close()


def _ask(stores: dict[str, Store], organizations: int, seeds: int) -> None:
    pick = random.Random(2)
    chosen = [f"org:{pick.randrange(organizations):09}" for _ in range(seeds)]
    print(f"| question | {' p50 / p99 ms | '.join(stores)} p50 / p99 ms | Neo4j / SQLite, p50 |\n|---|---|---|---|")
    for question, ask in QUESTIONS.items():
        for store in stores.values():  # warm
            with store.view() as view:
                for seed in chosen[:50]:
                    ask(view, seed)
        took: dict[str, list[float]] = {name: [] for name in stores}
        for seed in chosen:
            answers = []
            for name, store in stores.items():
                with store.view() as view:
                    started = time.perf_counter()
                    answers.append(ask(view, seed))
                    took[name].append((time.perf_counter() - started) * 1000)
            assert answers[0] == answers[1], (question, seed, answers)
        cells = {name: quantiles(times, n=100) for name, times in took.items()}
        shown = " | ".join(f"{cut[49]:.2f} / {cut[98]:.2f}" for cut in cells.values())
        print(f"| {question} | {shown} | {cells['Neo4j'][49] / cells['SQLite'][49]:.0f} |", flush=True)
