"""Searching: how people type, and what a transaction knew."""

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.facts import Deed
from credit.kinds import NODES
from credit.names import name_key
from graph.search import search_key
from graph.store import NewAct, Store
from graph.stores.sqlite.query import sql_text
from tests.graph.makers import at, batch, load, said

FIRM = "uscc:91330100MA2AAAAA0A"
CLAIMS = [
    said("Organization", FIRM, name="杭州信达(中国)科技有限公司", uscc=FIRM[5:], tax_no="330100XD", row=1),
    said("Organization", "org:123456789", name="信达", row=2),
    said("Organization", "org:123456788", name="杭州信达科技有限公司绍兴分公司", row=3),
    said("FORMER_NAME", FIRM, name="杭州旧名商贸有限公司", row=4),
    said("IDENTIFIED_AS", FIRM, scheme="lei", value="LEI-0042", row=4),
    said("CourtOrder", "ord:0123456789abcdef01234567", case_no="(2024)浙01执123号", row=5),
    said("Organization", "org:123456787", name="ABC Co., Ltd.", row=6),
]


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with a few names."""
    load(store, batch("saic", "2024-01-01", 0), CLAIMS)
    return store


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("信达", ["org:123456789", "org:123456788", FIRM]),  # exact, then the fuller match of two equally long names by id
        ("信", ["org:123456789", "org:123456788", FIRM]),
        ("杭州信达（中国）科技有限公司", [FIRM]),
        ("达中国科", [FIRM]),
        ("91330100MA2AAAAA0A", [FIRM]),
        ("91330100ma2aaaaa0a", [FIRM]),
        ("９１３３０１００ＭＡ２ＡＡＡＡＡ０Ａ", [FIRM]),
        ("uscc:91330100MA2AAAAA0A", [FIRM]),
        ("330100xd", [FIRM]),
        ("lei-0042", [FIRM]),
        ("旧名", [FIRM]),
        ("(2024)浙01执0123号", ["ord:0123456789abcdef01234567"]),
        ("〔2024〕浙01执123号", ["ord:0123456789abcdef01234567"]),
        ("abc co", ["org:123456787"]),
        ("xdzg", [FIRM]),
        ("XDKJ", ["org:123456788"]),
        ("司", [FIRM, "org:123456788"]),
        ('"信达" OR 科技*', []),
        ("", []),
        ("%", []),
        ("没有", []),
    ],
)
def test_what_is_found(filled: Store, text: str, ids: list[str]) -> None:
    with filled.view() as view:
        assert sorted(match.id for match in view.find(text, NODES, 10)) == sorted(ids)


def test_the_best_come_first(filled: Store) -> None:
    with filled.view() as view:
        found = view.find("信达", NODES, 10)
        assert [(match.id, match.exact) for match in found] == [("org:123456789", True), (FIRM, False), ("org:123456788", False)]
        assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
        assert view.find("信达", NODES, 1) == found[:1]
        assert view.find("信达", NODES, 0) == ()
        assert view.find("信达", ["Person"], 10) == ()
        assert [match.scheme for match in view.find("旧名", NODES, 1)] == ["former_name"]
        assert [match.scheme for match in view.find("LEI-0042", NODES, 1)] == ["lei"]


def test_a_corrected_name_is_found_instead_of_the_wrong_one(filled: Store) -> None:
    filled.record([NewAct(CLAIMS[0].hex, Deed.CORRECT, None, "office", "typo", {"name": "杭州正名科技有限公司"})], at(1))
    with filled.view() as view:
        assert [match.id for match in view.find("正名", NODES, 5)] == [FIRM]
        assert view.find("信达(中国)", NODES, 5) == ()
    with filled.view(1) as view:
        assert view.find("正名", NODES, 5) == ()
        assert [match.id for match in view.find("信达(中国)", NODES, 5)] == [FIRM]


def test_a_superseded_name_is_found_no_more(filled: Store) -> None:
    load(filled, batch("saic", "2024-02-01", 1), [said("Organization", "org:123456789", name="诚达", row=2)])
    with filled.view() as view:
        assert [match.matched for match in view.find("诚达", NODES, 5)] == ["诚达"]
        assert "org:123456789" not in [match.id for match in view.find("信达", NODES, 5)]
    with filled.view(1) as view:
        assert view.find("诚达", NODES, 5) == ()
        assert "org:123456789" in [match.id for match in view.find("信达", NODES, 5)]


def test_an_act_may_come_before_the_fact(store: Store) -> None:
    store.record([NewAct(CLAIMS[0].hex, Deed.CORRECT, None, "office", "typo", {"name": "杭州正名科技有限公司"})], at(0))
    load(store, batch("saic", "2024-01-01", 1), CLAIMS)
    with store.view() as view:
        assert [match.id for match in view.find("正名", NODES, 5)] == [FIRM]


@given(st.text(alphabet="杭州一龥AZaz09()第Ａ〇，é\u3000-·", max_size=6), st.booleans())
def test_plain_texts_need_no_python_to_be_compared(text: str, named: bool) -> None:
    """The short cut of names/speak_staged.sql."""
    pattern = "*[^0-9A-Za-z一-龥]*" if named else "*[^0-9A-Za-z]*"
    assert pattern in sql_text("names/speak_staged")
    answer = apsw.Connection("").execute("SELECT NOT ?1 GLOB ?2, lower(?1)", (text, pattern)).get
    assert answer[0] == 0 or answer[1] == search_key(text, named)


def test_every_basic_han_character_is_its_own_key() -> None:
    characters = "".join(map(chr, range(ord("一"), ord("龥") + 1)))
    assert search_key(characters, named=True) == name_key(characters) == characters
