"""One nation on SQLite, on a real Neo4j and as the projection: the same questions to all, in turn, answers compared, written to a page.

`python -m bench engines --organizations 100000 1000000` writes bench/RESULTS.md. The server is the tests' own (Java and Maven), filled by
its offline import; Neo4j is asked twice, through the store's own view and by the best single statement of Cypher that we found.
"""

import argparse
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.clients import OverBolt, asked_a_second
from bench.clients.load import Course, Told, gets, load
from bench.generate.claims import batch, claims
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, Nation, nation
from bench.graph import seeds_of
from bench.http import served
from bench.questions import HOPS, LIMIT, LINKED, Asked, Question, questions
from credit.periods import iso, to_date
from graph.opening import write_import
from graph.projection.folder import newest
from graph.projection.store import ProjectedStore
from graph.projection.telling import Current
from graph.settings import StoreSettings
from graph.store import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from tests.neo4j_server.jars import jars, version
from tests.neo4j_server.server import Place, admin_script, configure, running

RESULTS = Path(__file__).with_name("RESULTS.md")
PARTS = ("bolt", "questions", "throughput")
_FILLING = "\n### Filling\n| how | seconds | rows a second |\n|---|---|---|"
_WARMING, _OVER_BOLT = 1_000, 5_000
_WARM_UP_S = 2.0
_SLOW = 60
"""Of so many subjects an engine is asked that goes hop by hop over the wire."""


@dataclass
class Page:
    """What was measured, on the screen and on the page, line by line: a run that breaks off has left what it knew."""

    place: Path
    before: str = ""
    lines: list[str] = field(default_factory=list)

    def tell(self, line: str) -> None:
        """One line more."""
        self.lines.append(line)
        print(line, flush=True)
        self.place.write_text(self.before + "\n".join(self.lines) + "\n", encoding="utf-8")


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
    parser.add_argument(
        "--keep", type=Path, default=None, help="folder for the store and the server, kept; what is there is not filled again"
    )
    parser.add_argument("--append", action="store_true", help="behind what the page says already")
    parser.add_argument("--page", type=Path, default=RESULTS, help="where it is written")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="these parts alone; what they ask is filled in any case")
    parser.add_argument("--heap", default="2g", help="the server's heap, and its page cache")
    chosen = parser.parse_args(arguments)
    page = Page(chosen.page, chosen.page.read_text(encoding="utf-8") + "\n" if chosen.append else "")
    page.tell(
        f"# Engines beside each other\nWritten by `python -m bench engines --organizations {' '.join(map(str, chosen.organizations))}`."
    )
    page.tell(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, Neo4j {version()} Community, heap and page cache {chosen.heap}."
    )
    page.tell(
        f"Load of the machine before: {os.getloadavg()[0]:.1f}. Milliseconds by the clock, warmed, the engines in turn for each seed."
    )
    if "bolt" in chosen.only:
        with TemporaryDirectory(prefix="xinmai-bench-") as folder:
            _over_bolt(page, Path(folder), chosen.heap)
    for size in chosen.organizations:
        _measure(page, size, chosen)


def _measure(page: Page, size: int, chosen: argparse.Namespace) -> None:
    made = nation(size)
    page.tell(f"\n## {size:,} organizations")
    page.tell(f"{made.nodes:,} nodes, {len(made.src):,} relations, {made.penalties + made.listings:,} records, day {iso(TODAY)}.")
    page.tell(f"Load of the machine before: {_load()}.")
    page.tell(_FILLING)
    with TemporaryDirectory(prefix="xinmai-bench-") as folder, ExitStack() as stack:
        ids, place = all_ids(made), chosen.keep / str(size) if chosen.keep else Path(folder)
        engines = stack.enter_context(_filled(page, made, ids, place, chosen.heap))
        seeds = [ids[seed] for seed in seeds_of(made, chosen.seeds)]
        del made, ids
        if "questions" in chosen.only:
            _questions(page, engines, seeds)
        if "throughput" in chosen.only:
            _throughput(page, engines, seeds, chosen.seconds)
    page.tell(f"\nLoad of the machine afterwards: {_load()}.")


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _timed(page: Page, what: str, rows: int, run: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    done = run()
    took = time.perf_counter() - started
    page.tell(f"| {what} | {took:.1f} | {rows / took:,.0f} |")
    return done


def _over_bolt(page: Page, folder: Path, heap: str) -> None:
    """Small nations by loads, as every day brings them. The first on a server that has just started, the others once it runs."""
    page.tell(f"\n## Loads over Bolt\nLoad of the machine before: {_load()}.\n{_FILLING}")
    with running(folder / "bolt", heap, short=False, pagecache=heap) as place:
        store = Neo4jStore(place.url, create=True, settings=_settings(place))
        for what, size in (("just started", _WARMING), ("running", _OVER_BOLT), ("running for a while", _OVER_BOLT + 1)):
            small = nation(size)
            ids = all_ids(small)
            title = f"claims with evidence, {size:,} organizations, the server {what}"
            _timed(page, title, _rows(small), lambda: _loaded(store, small, ids))  # noqa: B023
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
    home, imported, rows = folder / "home", folder / "server", _rows(made)
    home.mkdir(parents=True, exist_ok=True)
    sqlite = SqliteStore(home / "graph.db", create=True)
    projected = ProjectedStore(sqlite, home / "graph.projection")
    if not sqlite.last_transaction()[0]:
        _timed(page, "SQLite, claims with evidence", rows, lambda: _loaded(sqlite, made, ids))
    if newest(projected.place) is None:
        _timed(page, "projection from SQLite", rows, projected.build)
    if not imported.exists():
        _imported(page, sqlite, folder, rows, heap)
    for kept in ("data/dbms", "data/databases/system", "data/transactions/system"):
        shutil.rmtree(imported / kept, ignore_errors=True)  # a kept server is given a new password
    with running(imported, heap, short=False, pagecache=heap) as place:
        server = Neo4jStore(place.url, create=True, settings=_settings(place))
        _timed(page, "indexes of the import", rows, server.last_transaction)
        yield Engines(projected, server, place, home)
        server.close()
    projected.close()


def _imported(page: Page, sqlite: SqliteStore, folder: Path, rows: int, heap: str) -> None:
    imported = folder / "server"
    _timed(page, "export for the offline import", rows, lambda: write_import(sqlite, folder / "files", lambda _table, _rows: None))
    configure(imported, 0, 0, heap, heap)
    shell = {**os.environ, "NEO4J_ADMIN": str(admin_script(jars(), imported)), "NEO4J_HOME": str(imported)}
    done = _timed(
        page, "offline import", rows, lambda: subprocess.run(["sh", str(folder / "files" / "import.sh")], env=shell, capture_output=True)
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])


def _questions(page: Page, engines: Engines, seeds: Sequence[str]) -> None:
    page.tell(
        "\n### Questions\n| question | engine | asked | p50 | p95 | p99 | total s | Neo4j Cypher to it, p50 | in total |\n"
        + "|---" * 9
        + "|"
    )
    with engines.sqlite.view() as near, engines.sqlite.store.view() as lite, engines.server.view() as remote:
        arrays = engines.sqlite.current(near)
        assert isinstance(arrays, Current)
        for question in questions(Asked(arrays, lite, remote, lambda text, given: engines.server.ask(text, given)[1]), seeds):
            _asked(page, question)


def _asked(page: Page, question: Question) -> None:
    """Every engine in turn for each subject, first to warm it up, then by the clock; every answer compared with the first engine's."""
    took: dict[str, list[float]] = {name: [] for name in question.engines}
    different = compared = 0
    for warm_up in (True, False):
        for number, about in enumerate(question.about):
            first = None
            for name, engine in question.engines.items():
                if engine.slow and number >= _SLOW:
                    continue
                answer = engine.read(_clocked(engine.ask, about, took[name], warm_up))
                if first is None:
                    first = (answer,)
                else:
                    different, compared = different + (not question.same(first[0], answer, about)), compared + 1
    _told(page, question, took, f"{different} of {compared}")


def _clocked(ask: Callable[[Any], Any], about: Any, took: list[float], warm_up: bool) -> Any:
    started = time.perf_counter()
    answer = ask(about)
    if not warm_up:
        took.append((time.perf_counter() - started) * 1000)
    return answer


def _told(page: Page, question: Question, took: Mapping[str, Sequence[float]], different: str) -> None:
    """Ratios are to the Cypher statement, over the subjects that both were asked about."""
    bolt = took.get("Neo4j, Cypher", ())
    for name, times in took.items():
        p50, p95, p99 = (float(np.percentile(times, each)) for each in (50, 95, 99))
        beside = bolt[: len(times)]
        ratios = f"{np.percentile(beside, 50) / p50:.1f} | {sum(beside) / sum(times):.1f}" if bolt else "|"
        numbers = f"{len(times)} | {p50:.3f} | {p95:.3f} | {p99:.3f} | {sum(times) / 1000:.2f}"
        page.tell(f"| {question.name} | {name} | {numbers} | {ratios} |")
    page.tell(f"| | answers that differ | {different} | | | | | | |")


def _throughput(page: Page, engines: Engines, seeds: Sequence[str], seconds: float) -> None:
    page.tell(
        "\n### Linked risk, answers a second\n| clients | Bolt, Cypher | HTTP, 1 worker | HTTP, 2 workers | HTTP to Bolt | failed |\n"
        + "|---" * 6
        + "|"
    )
    bolt = OverBolt(engines.place, LINKED, {"day": to_date(TODAY)})
    path = f"/v1/subjects/{{}}/linked-risk?as_of={iso(TODAY)}&max_hops={HOPS}&limit={LIMIT}&purpose=credit_check"
    asked = gets(path.format(each) for each in seeds)
    with served(engines.home, 1) as one, served(engines.home, 2) as two:
        for clients in (1, 2, 4):
            over_bolt = asked_a_second(bolt, list(seeds), clients, seconds)
            told = [_over_http(Course(*service, clients, seconds), asked) for service in (one, two)]
            rates, failed = [each.rate for each in told], sum(each.failed for each in told)
            page.tell(
                f"| {clients} | {over_bolt:,.0f} | {rates[0]:,.0f} | {rates[1]:,.0f} | {max(rates) / over_bolt:.1f} | {failed or 'none'} |"
            )


def _over_http(course: Course, asked: Sequence[str]) -> Told:
    load(replace(course, seconds=_WARM_UP_S), asked)
    return load(course, asked)
