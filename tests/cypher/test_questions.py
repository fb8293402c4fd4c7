"""Every question, asked of the demo county on the real server."""

from collections.abc import Iterator
from datetime import date

import pytest

from credit.errors import BadParameter, NotFound
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j.questions import question_named, question_names
from tests.neo4j_server.county import PAGE, TODAY, county_on, example, page
from tests.neo4j_server.fresh import fresh_store
from tests.neo4j_server.server import Place

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def store(neo4j_place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jStore]:
    with fresh_store(neo4j_place) as fresh:
        county_on(fresh, tmp_path_factory.mktemp("county"))
        yield fresh


def rows(store: Neo4jStore, name: str, **given: str) -> list[dict[str, object]]:
    """A question's rows, by column."""
    question = question_named(name)
    columns = [word.name for word in question.head.columns]
    return [dict(zip(columns, row, strict=True)) for row in question.rows(store.ask, question.bind(given, TODAY))]


def test_every_question_keeps_its_promise(store: Neo4jStore) -> None:
    found = {name: len(example(store, question_named(name))[1]) for name in question_names()}
    assert sum(count > 0 for count in found.values()) >= 30, found


def test_the_page_of_questions_is_current(store: Neo4jStore) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(store), "run: .venv/bin/python -m tests.neo4j_server.county"


def test_a_ring_of_holdings_is_found_once(store: Neo4jStore) -> None:
    (ring,) = rows(store, "circular_holdings")
    assert ring["ring"] == ["uscc:91379926MAQH01299K", "uscc:91379926MAQH013017"]


def test_an_office_is_asked_on_its_day(store: Neo4jStore) -> None:
    """贺长林 led 春潮纺织 until 2025-02-01 (story 2), under the firm's new id and its old one."""
    for asked in ("uscc:91379926MAQH01045N", "org:MAQH01045"):
        terms = rows(store, "representatives_over_time", id=asked)
        assert [(row["person_name"], row["until"]) for row in terms][:2] == [("贺长林", date(2025, 2, 1)), ("宋知秋", date(2025, 4, 1))]


def test_a_voided_office_is_no_longer_counted(store: Neo4jStore) -> None:
    """江晚晴's registration was void (story 9): no question shows her as the head of 瑞达商贸."""
    assert "江晚晴" not in {row["person_name"] for row in rows(store, "representatives_over_time", id="uscc:91379926MAQH01205X")}


def test_a_change_of_heads_after_the_listing_is_seen_through_the_merged_id(store: Neo4jStore) -> None:
    found = {(row["enterprise"], row["person_name"]) for row in rows(store, "heads_changed_after_listing")}
    assert ("uscc:91379926MAQH01045N", "唐一苇") in found


def test_what_is_asked_wrongly_is_told(store: Neo4jStore) -> None:
    with pytest.raises(BadParameter, match="id"):
        rows(store, "owners")
    with pytest.raises(BadParameter, match="depth"):
        rows(store, "owners", id="uscc:91379926MAQH010104", depth="9")
    with pytest.raises(BadParameter):
        rows(store, "owners", id="uscc:91379926MAQH010104", limit="1 RETURN 1")
    with pytest.raises(NotFound, match="owners"):
        question_named("../store/meta")
