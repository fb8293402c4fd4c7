"""What was read from a paper is shown with its passage and its place, over real HTTP, to those who may see names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import ApiSettings
from credit.periods import ALWAYS, day_of
from graph.store import Store
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings
from loaders.text.load import load_texts
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS, Right
from tests.api.http import Caller
from tests.inquiry.world import premises_of
from tests.text.papers import CODE, DECISION
from tests.text.papers_of_courts import LISTING, ORDER


@pytest.fixture
def premises(store: Store, home: Path, tmp_path: Path) -> Iterator[Premises]:
    """An office over the store."""
    opened = premises_of(store, home)
    yield opened
    opened.office.dispose()


def caller(premises: Premises, *rights: Right) -> Caller:
    key = add_key(premises.office, "tests", rights, None)
    return Caller(create_app(ApiSettings(), premises), (("Authorization", f"Bearer {key}"), ("X-Purpose", "enforcement")))


def evidence_of(store: Store, tmp_path: Path, text: str) -> int:
    """Loads a paper; the id of the evidence of the record that it made."""
    path = tmp_path / "一份.txt"
    path.write_text(text, "utf-8")
    assert load_texts(store, path, LoadOptions(data_on=day_of("2026-11-20")), person_key(LoadSettings())).certain == 1
    with store.view() as view:
        (edge,) = view.expand([f"uscc:{CODE}"], ["SUBJECT_OF", "LISTED_AS"], ALWAYS)
        (record,) = view.facts_of([edge.dst or ""], ["Penalty", "CourtOrder", "ListEntry"], ALWAYS)
    return record.evidence[0]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        (DECISION, "decision_texts", "罚款人民币伍万元整"),
        (ORDER, "order_texts", "青禾云杉建材有限公司"),
        (LISTING, "list_texts", "青禾云杉建材有限公司"),
    ],
)
def test_evidence_shows_the_passage_and_its_place(
    store: Store, premises: Premises, tmp_path: Path, text: str, source: str, words: str
) -> None:
    asked = evidence_of(store, tmp_path, text)
    told = caller(premises, *ALL_RIGHTS).body(f"/v1/evidence/{asked}")["data"]
    raw = told["raw"]
    assert (told["source"], raw["原文文件"]) == (source, "一份.txt")
    assert words in raw["原文摘录(含姓名)"]
    start, end = int(raw["原文起"]), int(raw["原文止"])
    assert text[start:end].replace("\n", " ") in raw["原文摘录(含姓名)"]
    places = dict(each.rsplit(":", 1) for each in raw["各项位置"].split(";"))
    first, last = (int(at) for at in places["agency"].split("-"))
    assert text[first:last] in (raw.get("处罚机关"), raw.get("作出法院"), raw.get("列入机关"))


def test_who_may_not_see_names_sees_the_place_and_not_the_passage(store: Store, premises: Premises, tmp_path: Path) -> None:
    asked = evidence_of(store, tmp_path, DECISION)
    response = caller(premises, *(ALL_RIGHTS - {Right.PERSONS})).get(f"/v1/evidence/{asked}")
    assert response.status_code == 200
    assert "王建华" not in response.text
    assert "原文摘录(含姓名)" in response.json()["data"]["withheld"]
    assert response.json()["data"]["raw"]["原文起"].isdigit()
