"""Random histories: whatever is loaded, recorded and judged, every engine answers as the oracle does, at every transaction."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.facts import Deed
from credit.periods import day_of
from graph.store import BatchInfo, NewAct, NewJudgement, Store
from graph.stores.sqlite import SqliteStore
from tests.graph.conftest import Engine, sqlite_engine
from tests.graph.makers import Said, at, batch, load, said
from tests.graph.pictures import history, picture
from tests.machine import examples
from tests.oracle.store import OracleStore

ORGANIZATIONS = ["uscc:91330100MA2AAAAA0A", "uscc:91330100MA2BBBBB0B", "org:123456789", "reg:330100000000001"]
PERSONS = ["p:v1" + "a" * 32, "p:v1" + "b" * 32, "p:h1" + "c" * 32]
NODES = [*ORGANIZATIONS, *PERSONS, "pen:0123456789abcdef01234567"]
NAMES = ["杭州信达科技有限公司", "杭州信达有限公司", "王小明", "ABC Co., Ltd."]
TEXTS = ["信达", "王小明", "王", "xdkj", "91330100MA2AAAAA0A", "uscc:91330100ma2bbbbb0b", "杭综执〔2024〕1号", "abc co", "不存在"]
DAYS = ["2019-06-01", "2020-06-01", "2024-01-15", "2024-03-01", "2030-01-01"]

organization = st.sampled_from(ORGANIZATIONS)
person = st.sampled_from(PERSONS)
since = st.sampled_from([None, "2020-01-01", "2023-01-01"])
until = st.sampled_from([None, None, "2024-02-01"])


@st.composite
def claims(draw: st.DrawFn) -> Said:
    """A record, a statement or a relation between a few nodes."""
    row, seen = draw(st.integers(1, 4)), draw(st.sampled_from(["2023-06-01", "2024-01-01"]))
    name = draw(st.sampled_from(NAMES))
    match draw(st.integers(0, 6)):
        case 0:
            return said("Organization", draw(organization), name=name, seen=seen, row=row)
        case 1:
            return said("Person", draw(person), name=name, seen=seen, row=row)
        case 2:
            return said("FORMER_NAME", draw(organization), name=name, seen=seen, row=row)
        case 3:
            more = {"doc_no": draw(st.sampled_from(["杭综执〔2024〕1号", "杭综执(2024)第1号"]))}
            return said("Penalty", NODES[-1], seen=seen, row=row, document="1号", **more)
        case 4:
            return said("SUBJECT_OF", draw(organization | person), NODES[-1], seen=seen, row=row)
        case 5:
            return said("SHAREHOLDER_OF", draw(organization | person), draw(organization), seen=seen, row=row, share="0.5")
        case _:
            kind = draw(st.sampled_from(["LEGAL_REP_OF", "DIRECTOR_OF"]))
            start = draw(since)
            dated = {} if start is None else {"since": start, "until": draw(until)}
            return said(kind, draw(person), draw(organization), seen=seen, row=row, title=draw(st.sampled_from(["甲", "乙"])), **dated)


@st.composite
def loads(draw: st.DrawFn) -> tuple[BatchInfo, list[Said]]:
    """A file of one of two sources, one of them in two scopes."""
    source, scope = draw(st.sampled_from([("saic", "a"), ("saic", "b"), ("court", "a")]))
    day = draw(st.sampled_from(["2023-12-01", "2024-02-01", "2024-03-01"]))
    info = batch(source, day, scope=scope, snapshot=draw(st.booleans()), precedence=draw(st.sampled_from([10, 20])))
    return info, draw(st.lists(claims(), max_size=6))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two ids of one kind."""
    ids = draw(st.sampled_from([ORGANIZATIONS, PERSONS]))
    a, b = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    return a, b


@st.composite
def acts(draw: st.DrawFn, about: list[Said]) -> NewAct:
    """A deed at one of these claims' facts."""
    aim = draw(st.sampled_from(about))
    deed = draw(st.sampled_from([*Deed, Deed.CORRECT, Deed.REDACT]))
    props: dict[str, Any] = (
        draw(st.sampled_from([{"name": "绍兴华达有限公司"}, {"from_day": day_of("2021-01-01")}])) if deed is Deed.CORRECT else {}
    )
    day = draw(st.sampled_from([None, day_of("2024-01-10")]))
    return NewAct(aim.hex, deed, day, draw(st.sampled_from(["court", "office"])), "reason", props)


def play(data: st.DataObject, stores: list[Store], hour: int, spoken: list[Said]) -> None:
    """One step of a history, on every store alike."""
    if data.draw(st.integers(0, 3)) or not spoken:
        info, lines = data.draw(loads())
        spoken.extend(lines)
        stated = data.draw(st.lists(acts(spoken), max_size=2)) if spoken else []
        judged = [NewJudgement(a, b, "map") for a, b in data.draw(st.lists(pairs(), max_size=1))]
        published = [load(store, replace(info, recorded_at=at(hour)), lines, stated, judged) for store in stores]
        assert len(set(published)) == 1, published
    elif data.draw(st.booleans()):
        recorded = data.draw(st.lists(acts(spoken), min_size=1, max_size=2))
        assert len({store.record(recorded, at(hour)) for store in stores}) == 1
    else:
        a, b = data.draw(pairs())
        same = data.draw(st.booleans())
        assert len({store.judge(a, b, same, "clerk", "file", at(hour)) for store in stores}) == 1


def agree(left: Store, right: Store, transactions: Iterator[int]) -> None:
    """Both give the same answers at these transactions."""
    for (question, answer), (_, wanted) in zip(history(left), history(right), strict=True):
        assert answer == wanted, question
    for place, transaction in enumerate(transactions):
        day = day_of(DAYS[place % len(DAYS)])
        with left.view(transaction) as one, right.view(transaction) as other:
            for (question, answer), (_, wanted) in zip(picture(one, NODES, TEXTS, day), picture(other, NODES, TEXTS, day), strict=True):
                assert answer == wanted, f"{question} at {transaction}"


_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=_SLOW)
@given(data=st.data())
def test_sqlite_answers_as_the_oracle_does(data: st.DataObject) -> None:
    answers_as_the_oracle_does(sqlite_engine, data)


@pytest.mark.neo4j
@settings(max_examples=3, deadline=None, suppress_health_check=_SLOW)
@given(data=st.data())
def test_neo4j_answers_as_the_oracle_does(neo4j_engine: Engine, data: st.DataObject) -> None:
    answers_as_the_oracle_does(neo4j_engine, data)


@pytest.mark.neo4j
@pytest.mark.soak
@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW)
@given(data=st.data())
def test_neo4j_answers_as_the_oracle_does_at_length(neo4j_engine: Engine, data: st.DataObject) -> None:
    answers_as_the_oracle_does(neo4j_engine, data)


def answers_as_the_oracle_does(engine: Engine, data: st.DataObject) -> None:
    oracle = OracleStore()
    spoken: list[Said] = []
    with engine() as store:
        for hour in range(data.draw(st.integers(1, 7))):
            play(data, [oracle, store], hour, spoken)
        last, _ = oracle.last_transaction()
        agree(store, oracle, iter({last, data.draw(st.integers(0, last)), data.draw(st.integers(0, last))}))


@settings(max_examples=examples(15), deadline=None)
@given(load_of=loads(), data=st.data())
def test_loading_twice_changes_nothing(load_of: tuple[BatchInfo, list[Said]], data: st.DataObject) -> None:
    loading_twice_changes_nothing(sqlite_engine, load_of, data)


@pytest.mark.neo4j
@settings(max_examples=3, deadline=None)
@given(load_of=loads(), data=st.data())
def test_loading_twice_changes_nothing_on_neo4j(neo4j_engine: Engine, load_of: tuple[BatchInfo, list[Said]], data: st.DataObject) -> None:
    loading_twice_changes_nothing(neo4j_engine, load_of, data)


def loading_twice_changes_nothing(engine: Engine, load_of: tuple[BatchInfo, list[Said]], data: st.DataObject) -> None:
    info, lines = load_of
    hours = count()
    with engine() as store:
        first = load(store, replace(info, recorded_at=at(next(hours))), lines)
        before = list(history(store))
        again = load(store, replace(info, recorded_at=at(next(hours))), data.draw(st.permutations(lines)))
        assert (again.transaction, again.new, again.changed, again.closed) == (None, 0, 0, 0)
        assert again.unchanged == first.new
        assert list(history(store)) == before


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(earlier=loads(), later=loads(), data=st.data())
def test_the_order_of_lines_does_not_matter(
    earlier: tuple[BatchInfo, list[Said]], later: tuple[BatchInfo, list[Said]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        straight, shuffled = (SqliteStore(Path(folder) / "graph.db", create=True) for folder in (one, other))
        for hour, (info, lines) in enumerate([earlier, later]):
            timed = replace(info, recorded_at=at(hour))
            assert load(straight, timed, lines) == load(shuffled, timed, data.draw(st.permutations(lines)))
        agree(straight, shuffled, iter(range(straight.last_transaction()[0] + 1)))
        straight.close()
        shuffled.close()
