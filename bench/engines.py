"""One nation on SQLite, on a real Neo4j and as the projection: the same questions to all, in turn, answers compared, written to a page.

`python -m bench engines --organizations 100000 1000000` writes bench/RESULTS.md. The server is the tests' own (Java and Maven), filled by
its offline import; Neo4j is asked twice, through the store's own view and by the best single statement of Cypher that we found.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.clients import OverBolt, OverHttp, asked_a_second
from bench.generate.claims import batch, claims
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, Nation, nation
from bench.graph import POLICY, seeds_of
from credit.exposures import LinkedRisk
from credit.periods import Interval, iso, to_date
from credit.view import View
from graph.opening import write_import
from graph.projection.store import ProjectedStore
from graph.settings import StoreSettings
from graph.store import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from reasoning.linked_risk import by_walking, leads_of
from tests.neo4j_server.jars import jars, version
from tests.neo4j_server.server import Place, admin_script, configure, free_port, running

RESULTS = Path(__file__).with_name("RESULTS.md")
_HOPS, _LIMIT, _OVER_BOLT = 3, 20, 5_000
_WALKED = "|".join(POLICY.relations)
_IN_FORCE = "r.counts AND r.starts <= $day AND r.ends > $day"

LINKED = f"""
MATCH (a:Thing {{id: $id}})
MATCH way = SHORTEST 1 (a)(()-[r:{_WALKED} WHERE {_IN_FORCE}]-()){{0,{_HOPS}}}(b:Thing)
MATCH (b)-[part:SUBJECT_OF|LISTED_AS]->(x)
WHERE part.counts AND x.counts AND x.starts <= $day AND x.ends > $day
RETURN b.id AS id, length(way) AS hops, [each IN relationships(way) | each.id] AS evidence, collect(x.id) AS records
"""
"""The statement that we found the fastest (shared findings, tried again here); its labels, types and depth are of the declaration."""
LOOK_UP = "MATCH (a:Thing {id: $id}) RETURN a.id AS id"
HOP = f"MATCH (a:Thing {{id: $id}})-[r:{_WALKED}]-(b:Thing) WHERE {_IN_FORCE} RETURN r.fact AS id"


@dataclass
class Page:
    """What was measured, on the screen and for the page."""

    lines: list[str] = field(default_factory=list)

    def tell(self, line: str) -> None:
        """One line more."""
        self.lines.append(line)
        print(line, flush=True)


@dataclass(frozen=True)
class Engines:
    """The same graph, everywhere. `cypher` runs a statement over Bolt and gives its rows."""

    sqlite: ProjectedStore
    server: Neo4jStore
    place: Place
    home: Path


def main(arguments: list[str]) -> None:
    """Measures every size and writes the page."""
    parser = argparse.ArgumentParser(prog="python -m bench engines", description=__doc__)
    parser.add_argument("--organizations", type=int, nargs="+", default=[100_000])
    parser.add_argument("--seeds", type=int, default=240)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement of throughput")
    parser.add_argument("--heap", default="2g", help="the server's heap, and its page cache")
    chosen = parser.parse_args(arguments)
    page = Page()
    page.tell(
        f"# Engines beside each other\nWritten by `python -m bench engines --organizations {' '.join(map(str, chosen.organizations))}`."
    )
    page.tell(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, Neo4j {version()} Community, heap and page cache {chosen.heap}."
    )
    page.tell(
        f"Load of the machine before: {os.getloadavg()[0]:.1f}. Milliseconds by the clock, warmed, the engines in turn for each seed."
    )
    for size in chosen.organizations:
        _measure(page, size, chosen)
    RESULTS.write_text("\n".join(page.lines) + "\n", encoding="utf-8")


def _measure(page: Page, size: int, chosen: argparse.Namespace) -> None:
    made = nation(size)
    page.tell(f"\n## {size:,} organizations")
    page.tell(f"{made.nodes:,} nodes, {len(made.src):,} relations, {made.penalties + made.listings:,} records, day {iso(TODAY)}.\n")
    page.tell("### Filling\n| how | seconds | rows a second |\n|---|---|---|")
    with TemporaryDirectory(prefix="xinmai-bench-") as folder, ExitStack() as stack:
        ids = all_ids(made)
        _over_bolt(page, Path(folder), chosen.heap)
        engines = stack.enter_context(_filled(page, made, ids, Path(folder), chosen.heap))
        seeds = [ids[seed] for seed in seeds_of(made, chosen.seeds)]
        del made, ids
        _questions(page, engines, seeds)
        _throughput(page, engines, seeds, chosen.seconds)


def _timed(page: Page, what: str, rows: int, run: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    done = run()
    took = time.perf_counter() - started
    page.tell(f"| {what} | {took:.1f} | {rows / took:,.0f} |")
    return done


def _over_bolt(page: Page, folder: Path, heap: str) -> None:
    """A small nation by UNWIND … MERGE: what a load does every day."""
    small = nation(_OVER_BOLT)
    with running(folder / "bolt", heap, short=False, pagecache=heap) as place:
        store = Neo4jStore(place.url, create=True, settings=_settings(place))
        _timed(
            page,
            f"Neo4j over Bolt, claims with evidence, {_OVER_BOLT:,} organizations",
            _rows(small),
            lambda: _loaded(store, small, all_ids(small)),
        )
        store.close()


def _rows(made: Nation) -> int:
    return len(made.src) + made.penalties + made.listings


def _settings(place: Place) -> StoreSettings:
    return StoreSettings.model_validate({"user": place.user, "password": place.password})


def _loaded(store: Store, made: Nation, ids: Sequence[str]) -> None:
    with store.load(batch(len(made.src))) as load:
        for staged, rows in claims(made, ids):
            load.add(staged, rows)
        load.publish()


@contextmanager
def _filled(page: Page, made: Nation, ids: Sequence[str], folder: Path, heap: str) -> Iterator[Engines]:
    """SQLite by a load, the projection from it, the server by its offline import of what `xinmai graph export` writes."""
    home, imported = folder / "home", folder / "server"
    home.mkdir()
    sqlite = SqliteStore(home / "graph.db", create=True)
    projected, rows = ProjectedStore(sqlite, home / "graph.projection"), _rows(made)
    _timed(page, "SQLite, claims with evidence", rows, lambda: _loaded(sqlite, made, ids))
    _timed(page, "projection from SQLite", rows, projected.build)
    _timed(page, "export for the offline import", rows, lambda: write_import(sqlite, folder / "files", lambda _table, _rows: None))
    configure(imported, 0, 0, heap, heap)
    shell = {**os.environ, "NEO4J_ADMIN": str(admin_script(jars(), imported)), "NEO4J_HOME": str(imported)}
    done = _timed(
        page, "offline import", rows, lambda: subprocess.run(["sh", str(folder / "files" / "import.sh")], env=shell, capture_output=True)
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    with running(imported, heap, short=False, pagecache=heap) as place:
        server = Neo4jStore(place.url, create=True, settings=_settings(place))
        _timed(page, "indexes of the import", rows, server.last_transaction)
        yield Engines(projected, server, place, home)
        server.close()
    projected.close()


Question = Mapping[str, Callable[[str], Any]]
"""By engine, how it is asked about one id. Answers are compared as they are, but Cypher's, which are sets of ids and distances."""


def _asked(engines: Engines, near: View, lite: View, remote: View) -> dict[str, Question]:
    day = {"day": to_date(TODAY)}
    on = Interval.on(TODAY)

    def cypher(text: str) -> Callable[[str], Any]:
        return lambda public_id: engines.server.ask(text, {**day, "id": public_id})[1]

    def walked(view: View) -> Callable[[str], LinkedRisk]:
        return lambda public_id: by_walking(view, POLICY, public_id, TODAY, _HOPS, _LIMIT)

    def hop(view: View) -> Callable[[str], Any]:
        return lambda public_id: {fact.id for fact in view.expand([public_id], tuple(POLICY.relations), on)}

    leads = leads_of(POLICY)
    arrays = near.near_adverse  # type: ignore[attr-defined]
    return {
        "look-up by id": {
            "SQLite": lambda each: lite.node(each),
            "Neo4j, view": lambda each: remote.node(each),
            "Neo4j, Cypher": cypher(LOOK_UP),
        },
        "relations of one": {"SQLite": hop(lite), "Neo4j, view": hop(remote), "Neo4j, Cypher": cypher(HOP)},
        "linked risk, 3 hops, with ways and evidence": {
            "projection": lambda each: arrays(leads, each, TODAY, _HOPS, _LIMIT),
            "SQLite": walked(lite),
            "Neo4j, view": walked(remote),
            "Neo4j, Cypher": cypher(LINKED),
        },
    }


def _questions(page: Page, engines: Engines, seeds: Sequence[str]) -> None:
    page.tell(
        "\n### Questions\n| question | engine | p50 | p95 | p99 | total s | Neo4j Cypher to it, p50 | in total |\n" + "|---" * 8 + "|"
    )
    with engines.sqlite.view() as near, engines.sqlite.store.view() as lite, engines.server.view() as remote:
        for question, ways in _asked(engines, near, lite, remote).items():
            took: dict[str, list[float]] = {name: [] for name in ways}
            different = 0
            for warm_up in (True, False):
                for seed in seeds:
                    answers = {name: _clocked(ask, seed, took[name], warm_up) for name, ask in ways.items()}
                    different += _differ(answers, near, seed)
            _told(page, question, took, different, len(seeds))


def _clocked(ask: Callable[[str], Any], seed: str, took: list[float], warm_up: bool) -> Any:
    started = time.perf_counter()
    answer = ask(seed)
    if not warm_up:
        took.append((time.perf_counter() - started) * 1000)
    return answer


def _differ(answers: Mapping[str, Any], near: Any, seed: str) -> int:
    """How many engines answered otherwise than SQLite. Cypher crosses hubs, which the policy does not: there it may know more."""
    wanted, different = answers["SQLite"], sum(found != answers["SQLite"] for name, found in answers.items() if name != "Neo4j, Cypher")
    rows = answers["Neo4j, Cypher"]
    if not isinstance(wanted, LinkedRisk):
        return different + ({row[0] for row in rows} != (wanted if isinstance(wanted, set) else {wanted.id} if wanted else set()))
    whole = near.near_adverse(leads_of(POLICY), seed, TODAY, _HOPS, 1_000_000)
    told, known = {(row[0], row[1]) for row in rows}, {(each.subject, each.hops) for each in whole.exposures}
    hubs = bool(whole.totals.hubs_not_crossed)
    return different + (not {each for each, _ in known} <= {each for each, _ in told} if hubs else told != known)


def _told(page: Page, question: str, took: Mapping[str, Sequence[float]], different: int, seeds: int) -> None:
    bolt = took["Neo4j, Cypher"]
    for name, times in took.items():
        p50, p95, p99 = (float(np.percentile(times, each)) for each in (50, 95, 99))
        ratios = f"{np.percentile(bolt, 50) / p50:.1f} | {sum(bolt) / sum(times):.1f}"
        page.tell(f"| {question} | {name} | {p50:.3f} | {p95:.3f} | {p99:.3f} | {sum(times) / 1000:.2f} | {ratios} |")
    page.tell(f"| | answers that differ | {different} of {seeds * 2} | | | | | |")


def _throughput(page: Page, engines: Engines, seeds: Sequence[str], seconds: float) -> None:
    page.tell(
        "\n### Linked risk, answers a second\n| clients | Bolt, Cypher | HTTP, 1 worker | HTTP, 2 workers | HTTP to Bolt |\n"
        + "|---" * 5
        + "|"
    )
    bolt = OverBolt(engines.place, LINKED, {"day": to_date(TODAY)})
    path = f"/v1/subjects/{{}}/linked-risk?as_of={iso(TODAY)}&max_hops={_HOPS}&limit={_LIMIT}"
    with _service(engines.home, 1) as one, _service(engines.home, 2) as two:
        for clients in (1, 2, 4):
            rates = [asked_a_second(how, list(seeds), clients, seconds) for how in (bolt, OverHttp(one, path), OverHttp(two, path))]
            page.tell(f"| {clients} | {rates[0]:,.0f} | {rates[1]:,.0f} | {rates[2]:,.0f} | {max(rates[1:]) / rates[0]:.1f} |")


@contextmanager
def _service(home: Path, workers: int) -> Iterator[int]:
    """`xinmai serve` on the embedded store and its projection; its port."""
    port = free_port()
    told = {name: value for name, value in os.environ.items() if not name.startswith("XINMAI_")}
    told |= {"XINMAI_HOME": str(home), "XINMAI_DEMO": "1", "XINMAI_TODAY": iso(TODAY) or ""}
    words = [sys.executable, "-c", "from cli.main import main; main()", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(words, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/readyz", process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  # our own loopback address
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError("the service did not answer")
