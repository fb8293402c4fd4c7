"""Grades as sources state them, never of a person; lists with their law and how full they are."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from credit.errors import NotFound, NotPermitted
from credit.periods import day_of
from inquiry.asking.caller import Asking
from inquiry.asking.question import ask as ask_store
from inquiry.grades import GradesParameters, grades_of
from inquiry.lists import ListsParameters, list_told, lists_told
from inquiry.rulebook import Rulebook
from office.desk import Desk
from reasoning.catalogue import read_catalogue
from tests.inquiry.asked import ask
from tests.inquiry.world import TODAY, invented, premises_of, rulebook
from tests.oracle.store import OracleStore
from tests.reasoning.test_catalogue import FILES
from tests.reasoning.world import World

FIRM, OTHER, MAN = invented(41), invented(42), "p:v1man"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    world = World(OracleStore())
    world.say("Organization", FIRM, name="青禾县甲有限公司", region="410101")
    world.say("Organization", OTHER, name="青禾县乙有限公司")
    world.say("Person", MAN, name="刘三友", identity="verified")
    watch, tax = {"polarity": "watch"}, "LIST_TAX_GRADE"
    world.record("ListEntry", FIRM, "list:tax", "2025-09-15", list_code=tax, grade="B", period_of="2024", **watch)
    world.record("ListEntry", FIRM, "list:old", "2024-09-15", "2025-09-15", list_code=tax, grade="D", period_of="2023", **watch)
    world.record("ListEntry", FIRM, "list:risk", "2026-01-01", list_code="LIST_RISK_CLASS", grade="B", **watch)
    world.record("ListEntry", OTHER, "list:a", "2026-04-01", list_code="LIST_TAX_GRADE_A", grade="A", polarity="red")
    world.record("ListEntry", OTHER, "list:wage", "2026-02-01", "2026-05-01", list_code="LIST_WAGE_ARREARS", polarity="black")
    world.record("ListEntry", FIRM, "list:customs", "2026-02-01", list_code="LIST_CUSTOMS_SERIOUS", polarity="black")
    premises = premises_of(world.store, tmp_path_factory.mktemp("home"))
    yield premises.desk()
    premises.close()


def graded(desk: Desk, subject: str, **wanted: Any) -> Any:
    parameters = GradesParameters(**wanted)
    return ask(desk, lambda question: grades_of(question, subject, parameters), parameters)["data"]


def test_a_grade_is_told_as_stated_with_its_scheme_and_its_nature(desk: Desk) -> None:
    told = {each["scheme"]: each for each in graded(desk, FIRM)["grades"]}
    assert {scheme: each["level"] and each["level"]["code"] for scheme, each in told.items()} == {"G01": "B", "G03": "B", "G06": None}
    assert (told["G03"]["period_of"], told["G03"]["a_sanction"]) == ("2024", False)
    assert (told["G01"]["published"], told["G01"]["nature_zh"]) == (False, "内部参考，不公开，不是信用评价")
    assert all(each["evidence"] for each in told.values())
    assert graded(desk, FIRM, as_of="2025-01-01")["grades"][0]["level"]["code"] == "D"


def test_the_rate_of_the_province_goes_with_the_level(desk: Desk) -> None:
    data = graded(desk, FIRM)
    (rate,) = next(each for each in data["grades"] if each["scheme"] == "G01")["spot_checks"]
    assert (rate["where_zh"], rate["level"], rate["percent_min"], rate["percent_max"]) == ("河南2021", "middle", 2, 2)
    assert [each["percent_max"] for each in data["spot_checks"]] == [1, 2, 10, 30]
    assert graded(desk, OTHER)["spot_checks"] == []


def test_an_overlay_brings_the_rates_of_another_place(desk: Desk) -> None:
    own = """
- id: G02
  name_zh: 抽查比例(本市)
  levels: [{code: low, zh: 低}, {code: middle, zh: 中}]
  spot_checks: [{where_zh: 本市2026, region: '4101', level: middle, percent_min: 7, percent_max: 8}]
  nature_zh: 参数
  source: [LOCAL]
"""
    mine = Rulebook(read_catalogue(FILES, {"grading.yaml": own}))
    local = replace(desk, rulebook=mine)
    (rate,) = next(each for each in graded(local, FIRM)["grades"] if each["scheme"] == "G01")["spot_checks"]
    assert (rate["where_zh"], rate["percent_min"], rate["percent_max"]) == ("本市2026", 7, 8)


def test_what_no_source_states_is_no_grade(desk: Desk) -> None:
    data = graded(desk, OTHER)
    assert [(each["scheme"], each["level"]["code"]) for each in data["grades"]] == [("G03", "A")]
    assert data["unstated"] == ["G01", "G04", "G06"]


def test_a_natural_person_is_never_graded(desk: Desk) -> None:
    with pytest.raises(NotPermitted, match="N12") as refused:
        graded(desk, MAN)
    assert refused.value.extra["rule"] == "N12"


def test_the_public_sees_only_what_is_published(desk: Desk) -> None:
    asking, wanted = Asking(as_of=day_of(TODAY), request_id="r1", profile="public"), GradesParameters()
    told = [ask_store(desk.store, rulebook(), asking, partial(grades_of, asked=org, wanted=wanted)).body["data"] for org in (FIRM, OTHER)]
    assert [[(each["scheme"], each["level"]["code"]) for each in data["grades"]] for data in told] == [[], [("G03", "A")]]
    assert [data["spot_checks"] for data in told] == [[], []]
    assert "G01" not in str(told)


def lists(desk: Desk, **wanted: Any) -> Any:
    parameters = ListsParameters(**wanted)
    return {each["list_code"]["code"]: each for each in ask(desk, lambda q: lists_told(q, parameters), parameters)["data"]["lists"]}


def test_every_list_is_told_with_its_law_or_that_none_is_known(desk: Desk) -> None:
    told = lists(desk)
    assert set(told) == set(rulebook().catalogue.vocabulary["list_code"])
    assert {code for code, each in told.items() if each["law"]} == set(rulebook().catalogue.lists)
    wage = told["LIST_WAGE_ARREARS"]
    assert (wage["term"]["years"], wage["term"]["removal_from"], wage["term"]["removal_months"]) == (3, "corrected_on", 6)
    assert (wage["persons_by"], wage["verified"], "RL001" in wage["rules"]) == ("entry", "yes", True)
    assert not told["LIST_RISK_CLASS"]["public"] and told["LIST_WAGE_ARREARS"]["public"]


@pytest.mark.parametrize(("day", "counted"), [("2026-11-20", (1, 0)), ("2026-03-01", (1, 1)), ("2026-01-31", (0, 0))])
def test_entries_are_counted_as_of_the_day(desk: Desk, day: str, counted: tuple[int, int]) -> None:
    entries = lists(desk, as_of=day)["LIST_WAGE_ARREARS"]["entries"]
    assert (entries["total"], entries["current"]) == counted
    assert lists(desk, count=False)["LIST_WAGE_ARREARS"]["entries"] is None


def test_one_list_by_its_code(desk: Desk, tmp_path: Path) -> None:
    parameters = ListsParameters()
    one = ask(desk, lambda question: list_told(question, "LIST_WAGE_ARREARS", parameters), parameters)["data"]
    assert one == lists(desk)["LIST_WAGE_ARREARS"]
    with pytest.raises(NotFound, match="/v1/lists"):
        ask(desk, lambda question: list_told(question, "LIST_NOTHING", parameters), parameters)
