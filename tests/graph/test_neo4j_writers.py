"""Writers on the server: one load at a time, kill -9 at any moment, locks that are waited for only so long, failures told in our words."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from credit.errors import BadParameter, StoreBusy, StoreFault, StoreMissing, StoreUnreachable
from credit.facts import Deed
from credit.identity import canonical_json
from credit.kinds import NODES
from graph.settings import StoreSettings
from graph.store import NewAct, StagedRows, Store
from graph.stores.neo4j import Neo4jStore
from tests.graph.makers import at, batch, columns, load, said
from tests.neo4j_server.fresh import driver, emptied, settings_of
from tests.neo4j_server.server import Place

pytestmark = pytest.mark.neo4j

FIRM = said("Organization", "org:123456789", name="绍兴华达商贸有限公司")
ACT = NewAct(FIRM.hex, Deed.DISPUTE, None, "office", "objection")
MANY = 4000

_LOADER = """
import sys
from graph.settings import StoreSettings
from graph.stores.neo4j import Neo4jStore
from tests.graph.makers import batch, columns, raws, said

store = Neo4jStore(sys.argv[1], create=False)
claims = [said("Organization", f"org:{n:09}", name=f"第{n}有限公司", row=n) for n in range(1, int(sys.argv[3]) + 1)]
with store.load(batch("killed", "2024-01-01")) as load:
    load.add(columns(claims), raws(claims))
    print("ready", flush=True)
    if sys.argv[2] == "publish":
        load.publish()
    print("done", flush=True)
    sys.stdin.read()
"""


def impatient(place: Place) -> StoreSettings:
    """Settings that wait for nobody."""
    return settings_of(place).model_copy(update={"act_patience_s": 0.5, "load_patience_s": 0.5, "server_batch": 500, "server_lease_s": 2.0})


@contextmanager
def loader(place: Place, what: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has staged a load, and goes on to publish it."""
    command = [sys.executable, "-c", _LOADER, place.url, what, str(MANY)]
    told = {**os.environ, **place.settings(), "XINMAI_STORE_SERVER_BATCH": "200", "XINMAI_STORE_SERVER_LEASE_S": "2"}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2], env=told)
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
        with pytest.raises(StoreBusy, match=r"killed-2024-01-01\.csv"):
            load(store, batch("saic", "2024-01-01", 0), [FIRM])
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    time.sleep(2.1)  # the lease runs out
    assert load(store, batch("saic", "2024-01-01", 1), [FIRM]).new == 1
    assert store.stats().nodes == {"Organization": 1}


@pytest.mark.parametrize("after_s", [0.1, 1.0])
def test_a_load_killed_while_it_publishes_leaves_all_or_nothing(store: Neo4jStore, neo4j_place: Place, after_s: float) -> None:
    with loader(neo4j_place, "publish") as process:
        time.sleep(after_s)
        os.kill(process.pid, signal.SIGKILL)
    patient = Neo4jStore(neo4j_place.url, create=False, settings=settings_of(neo4j_place))
    claims = [said("Organization", f"org:{n:09}", name=f"第{n}有限公司", row=n) for n in range(1, MANY + 1)]
    left = patient.stats().claims
    assert left in ({}, {"Organization": MANY})
    again = load(patient, batch("killed", "2024-01-01"), claims)
    assert (again.new, again.unchanged) == ((0, MANY) if left else (MANY, 0))
    assert patient.stats().claims == {"Organization": MANY}
    with patient.view() as view:
        assert view.find("第77有限公司", NODES, 1)[0].id == "org:000000077"
    patient.close()


def test_acts_wait_only_so_long(store: Neo4jStore, neo4j_place: Place) -> None:
    load(store, batch("saic", "2024-01-01", 0), [FIRM])
    with driver(neo4j_place) as other, other.session() as session, session.begin_transaction() as held:
        held.run("MATCH (meta:Meta) SET meta.locked_at = 1").consume()
        with pytest.raises(StoreBusy) as caught:
            store.record([ACT], at(1))
        assert caught.value.extra["retry_after"] > 0
    assert store.record([ACT], at(1)) == 2


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
