"""Writers on the server: one load at a time, kill -9 at any moment, locks that are waited for only so long, failures told in our words."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from neo4j import Driver

from credit.errors import BadParameter, StoreBusy, StoreFault, StoreMissing, StoreUnreachable
from credit.facts import Deed
from credit.identity import canonical_json
from credit.kinds import NODES
from credit.view import SourceState
from graph.settings import StoreSettings
from graph.store import BatchInfo, NewAct, StagedRows, Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j.terms import term_key
from tests.graph.makers import Said, at, batch, columns, load, said
from tests.neo4j_server.fresh import driver, emptied, settings_of
from tests.neo4j_server.jars import ServerNotAvailable
from tests.neo4j_server.server import Place

pytestmark = pytest.mark.neo4j

FIRM = said("Organization", "org:123456789", name="绍兴华达商贸有限公司")
ACT = NewAct(FIRM.hex, Deed.DISPUTE, None, "office", "objection")
FILES, MANY = 3, 120

_LOADER = """
import sys
from graph.stores.neo4j import Neo4jStore
from tests.graph.makers import columns, raws
from tests.graph.test_neo4j_writers import told

store = Neo4jStore(sys.argv[1], create=False)
print("ready", flush=True)
for number in range(int(sys.argv[3])):
    info, claims = told(number)
    with store.load(info) as load:
        load.add(columns(claims), raws(claims))
        if sys.argv[2] == "stage":
            print("staged", flush=True)
            sys.stdin.read()
        load.publish()
"""

_BLOCKED = "SHOW TRANSACTIONS YIELD transactionId, status WHERE status STARTS WITH 'Blocked' RETURN transactionId"


def told(number: int) -> tuple[BatchInfo, list[Said]]:
    """One of the files that a loader loads one after another: its own scope, enterprises of its own."""
    rows = range(number * MANY + 1, (number + 1) * MANY + 1)
    firms = [said("Organization", f"org:{row:09}", name=f"第{row}有限公司", row=row) for row in rows]
    return batch("killed", "2024-01-01", number, scope=f"part {number}"), firms


def impatient(place: Place) -> StoreSettings:
    """Settings that wait for nobody."""
    return settings_of(place).model_copy(update={"act_patience_s": 0.5, "load_patience_s": 0.5, "server_batch": 500, "server_lease_s": 2.0})


@contextmanager
def loader(place: Place, what: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that loads the files, or only stages the first of them."""
    command = [sys.executable, "-c", _LOADER, place.url, what, str(FILES)]
    here = str(Path(__file__).parents[2])
    known = {**os.environ, **place.settings(), "PYTHONPATH": here, "XINMAI_STORE_SERVER_BATCH": "20", "XINMAI_STORE_SERVER_LEASE_S": "2"}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here, env=known)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def store(neo4j_place: Place, neo4j: Store) -> Iterator[Neo4jStore]:
    """An empty store that waits for nobody."""
    assert neo4j.last_transaction()[0] == 0
    impatiently = Neo4jStore(neo4j_place.url, create=True, settings=impatient(neo4j_place))
    yield impatiently
    impatiently.close()


def test_a_second_load_waits_until_the_first_is_dead(store: Neo4jStore, neo4j_place: Place) -> None:
    with loader(neo4j_place, "stage") as process:
        assert process.stdout is not None and process.stdout.readline() == "staged\n"
        with pytest.raises(StoreBusy, match=r"killed-2024-01-01\.csv"):
            load(store, batch("saic", "2024-01-01", 0), [FIRM])
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    time.sleep(2.1)  # the lease runs out
    assert load(store, batch("saic", "2024-01-01", 1), [FIRM]).new == 1
    assert store.stats().nodes == {"Organization": 1}


HALF = MANY + MANY // 2
AMID = {
    "its nodes are made": f"CREATE (:Thing {{id: 'org:{HALF:09}'}})",
    "its claims are written": f"CREATE (:Claim {{id: {HALF}}})",
    "its names are indexed": f"CREATE (:Term {{key: '{term_key(f'第{HALF}有限公司', named=True)}'}})",
}
"""What another transaction has made and not committed: the second file's own, halfway, must wait for it."""


@pytest.mark.parametrize("moment", AMID)
def test_a_loader_killed_amid_its_second_file_leaves_whole_files_only(store: Neo4jStore, neo4j_place: Place, moment: str) -> None:
    with driver(neo4j_place) as other, other.session() as session, session.begin_transaction() as held:
        held.run(AMID[moment]).consume()
        with loader(neo4j_place, "publish") as process:
            while not blocked(other):
                assert process.poll() is None, "the loader was done before it could be killed"
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        held.rollback()
    assert store.last_transaction()[0] == 1
    patient = Neo4jStore(neo4j_place.url, create=False, settings=settings_of(neo4j_place))
    for number in range(FILES):
        again = load(patient, *told(number))
        assert (again.new, again.unchanged) == ((MANY, 0) if number else (0, MANY))
        assert [(each.scope, each.claims) for each in sources(patient)] == [(f"part {done}", MANY) for done in range(number + 1)]
    assert patient.stats().claims == patient.stats().nodes == {"Organization": FILES * MANY}
    with patient.view() as view:
        assert view.find(f"第{HALF}有限公司", NODES, 1)[0].id == f"org:{HALF:09}"
    patient.close()


def blocked(watch: Driver) -> list[str]:
    """The transactions that wait for another's lock."""
    return [str(row["transactionId"]) for row in watch.execute_query(_BLOCKED).records]


def sources(store: Store) -> tuple[SourceState, ...]:
    """Who has said anything."""
    with store.view() as view:
        return view.sources()


def test_many_writers_at_once_follow_each_other(neo4j: Store, neo4j_place: Place) -> None:
    """Each from a driver of its own; none takes another's number, and the feed has all of them in order."""
    load(neo4j, batch("saic", "2024-01-01", 0), [FIRM])

    def write(_: int) -> int:
        own = Neo4jStore(neo4j_place.url, create=False, settings=settings_of(neo4j_place).model_copy(update={"act_patience_s": 60.0}))
        taken = own.record([ACT])
        own.close()
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = sorted(pool.map(write, range(12)))
    assert taken == list(range(2, 14))
    assert [each.transaction for each in neo4j.changes(1)] == taken


def test_acts_wait_only_so_long(store: Neo4jStore, neo4j_place: Place) -> None:
    load(store, batch("saic", "2024-01-01", 0), [FIRM])
    with driver(neo4j_place) as other, other.session() as session, session.begin_transaction() as held:
        held.run("MATCH (meta:Meta) SET meta.locked_at = 1").consume()
        with pytest.raises(StoreBusy) as caught:
            store.record([ACT], at(1))
        assert caught.value.extra["retry_after"] > 0
    assert store.record([ACT], at(1)) == 2


def test_a_writer_that_the_server_stops_while_it_waits_is_told_that_it_is_busy(neo4j: Store, neo4j_place: Place) -> None:
    """The server ends a transaction in one of several words: by its clock or by an operator, while it waits for a lock or not."""
    load(neo4j, batch("saic", "2024-01-01", 0), [FIRM])
    patient = Neo4jStore(neo4j_place.url, create=False, settings=settings_of(neo4j_place).model_copy(update={"act_patience_s": 60.0}))
    with driver(neo4j_place) as other, other.session() as session, session.begin_transaction() as held, ThreadPoolExecutor(1) as pool:
        held.run("MATCH (meta:Meta) SET meta.locked_at = 1").consume()
        waiting = pool.submit(patient.record, [ACT], at(1))
        while not (found := blocked(other)):
            assert not waiting.done()
        other.execute_query("TERMINATE TRANSACTIONS $ids", ids=found)
        with pytest.raises(StoreBusy):
            waiting.result()
    assert patient.record([ACT], at(1)) == 2
    patient.close()


def test_failures_are_told_in_our_words(neo4j: Store, neo4j_place: Place) -> None:
    right = settings_of(neo4j_place)
    with pytest.raises(BadParameter, match="XINMAI_STORE_PASSWORD"):
        Neo4jStore(neo4j_place.url, create=False, settings=StoreSettings())
    wrong = Neo4jStore(neo4j_place.url, create=False, settings=right.model_copy(update={"database": "nowhere"}))
    with pytest.raises(StoreFault):
        wrong.last_transaction()
    wrong.close()
    nobody = Neo4jStore("bolt://127.0.0.1:1", create=False, settings=right.model_copy(update={"server_retry_s": 0.1}))
    with pytest.raises(StoreUnreachable):
        nobody.last_transaction()
    nobody.close()
    emptied(neo4j_place)
    with pytest.raises(StoreMissing):
        neo4j.last_transaction()


def test_no_value_of_a_redacted_fact_is_left_on_the_server(neo4j: Store, neo4j_place: Place) -> None:
    """In any property of any node or relation. What the server's own files keep of the past is the server's to prune."""
    person, name, corrected = "p:v1" + "1" * 32, "欧阳独一", "诸葛改三"
    record = said("Person", person, name=name)
    office = said("LEGAL_REP_OF", person, FIRM.src, since="2020-01-01")
    with neo4j.load(batch("saic", "2024-01-01", 0)) as taken:
        taken.add(columns([record, office, FIRM]), StagedRows([1], [canonical_json({"姓名": name})]))
        taken.publish()
    neo4j.record([NewAct(record.hex, Deed.CORRECT, None, "office", "typo", {"name": corrected})], at(1))
    assert name in held(neo4j_place)
    assert corrected in held(neo4j_place)
    neo4j.record([NewAct(record.hex, Deed.REDACT, None, "office", "request")], at(2))
    assert [text for text in (name, name[:2], corrected, corrected[2:]) if text in held(neo4j_place)] == []
    assert "绍兴华达" in held(neo4j_place)


def held(place: Place) -> str:
    """Every property value on the server."""
    with driver(place) as talk:
        found = talk.execute_query("MATCH (n) RETURN properties(n) AS held UNION ALL MATCH ()-[r]->() RETURN properties(r) AS held")
    return " ".join(str(row["held"]) for row in found.records)


def test_a_database_that_is_not_ours_to_delete_is_refused(neo4j: Store, neo4j_place: Place) -> None:
    load(neo4j, batch("saic", "2024-01-01", 0), [FIRM])
    with driver(neo4j_place) as talk:
        talk.execute_query("MATCH (mark:XinmaiTest) DELETE mark")
        try:
            with pytest.raises(ServerNotAvailable, match="will not touch it"):
                emptied(neo4j_place)
        finally:
            talk.execute_query("MERGE (:XinmaiTest)")
    assert neo4j.stats().nodes == {"Organization": 1}
