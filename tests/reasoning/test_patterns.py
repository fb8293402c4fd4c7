"""Warning patterns as a whole: held to a count by hand, day for day; the same in any order, one at a time or all at once; never a proof."""

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reasoning.propagation
from credit.facts import Deed
from credit.periods import add_months, day_of, iso
from graph.store import NewAct
from reasoning.catalogue import Catalogue, read_catalogue
from reasoning.patterns import Alert, Warnings, ledger, warnings
from reasoning.propagation import Consequence
from tests.machine import examples
from tests.reasoning.test_catalogue import FILES
from tests.reasoning.world import CATALOGUE, FIRM, OTHER, REP, SHOP, TODAY, World

FOOD: dict[str, Any] = {"domain": "food", "penalty_kinds": ["fine"], "legal_basis": "食品安全法"}
DAYS = ["2023-11-30", "2024-02-29", "2024-08-31", "2025-02-28", "2025-11-19", "2025-11-20", "2026-02-28", "2026-06-30", "2026-11-20"]
AS_OF = [*DAYS, "2024-03-01", "2025-03-01", "2026-11-19", "2026-11-21", "2027-02-27", "2027-02-28", "2027-03-01"]
penalties = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sampled_from(["food", "market", "tax"]), st.sampled_from([None, "2026-01-15", "2026-11-20"])),
    max_size=9,
)


def ask(world: World, subject: str = FIRM, on: str = TODAY, catalogue: Catalogue = CATALOGUE) -> Warnings:
    with world.store.view() as view:
        return warnings(view, catalogue, [subject], day_of(on))[subject]


def told(said: list[tuple[Any, ...]], subject: str = FIRM) -> World:
    world = World()
    for number, (day, domain, repaired) in enumerate(said):
        fact = world.record("Penalty", subject, f"pen:{number}{day}{domain}", day, domain=domain)
        if repaired and repaired >= day:
            world.store.record([NewAct(fact, Deed.REPAIR, day_of(repaired), "office", "修复")])
    return world


def by_hand(said: list[tuple[Any, ...]], on: str) -> dict[str, bool]:
    """Same field three times in a year; three times over two fields in two years: counted on the day itself, one record after another."""
    day = day_of(on)

    def within(months: int) -> list[str]:
        found = []
        for decided, domain, repaired in said:
            repair = day_of(repaired) if repaired and repaired >= decided else None
            if day_of(decided) <= day < add_months(day_of(decided), months) and (repair is None or day < repair):
                found.append(domain)
        return found

    year, two = within(12), within(24)
    return {
        **{f"P15 {field}": year.count(field) >= 3 for field in ("food", "market", "tax")},
        "P16 ": len(two) >= 3 and len(set(two)) >= 2,
    }


def standing(said: Warnings) -> set[str]:
    return {f"{each.count.pattern.id} {each.count.group or ''}" for each in said.alerts}


@settings(max_examples=examples(100), deadline=None)
@given(penalties, st.sampled_from(AS_OF))
def test_what_stands_is_what_a_count_by_hand_finds(said: list[tuple[Any, ...]], on: str) -> None:
    expected = by_hand(said, on)
    assert {name: name in standing(ask(told(said), on=on)) for name in expected} == expected


@settings(max_examples=examples(50), deadline=None)
@given(penalties, st.sampled_from(AS_OF))
def test_an_alert_stands_from_its_first_day_to_the_day_before_its_exit(said: list[tuple[Any, ...]], on: str) -> None:
    world = told(said)
    for each in ask(world, on=on).alerts:
        name = f"{each.count.pattern.id} {each.count.group or ''}"
        assert each.spell.from_ <= day_of(on) < each.spell.until
        assert name in standing(ask(world, on=iso(each.spell.from_) or ""))
        assert each.count.k >= each.count.n and all(record.evidence for record in each.count.records)
        later = by_hand(said, iso(each.spell.until) or "")
        if name in later and not any(day_of(on) < day_of(day) for day, _, _ in said):
            assert not later[name]


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True), st.sampled_from(AS_OF))
def test_one_more_by_the_day_that_is_told_fills_the_window_and_a_day_later_does_not(days: list[str], on: str) -> None:
    said = [(day, "food", None) for day in days if day <= on]
    near = [each for each in ask(told(said), on=on).near if each.count.pattern.id == "P15"]
    for each in near:
        in_time, late = iso(each.until) or "", iso(each.until + 1) or ""
        assert by_hand([*said, (in_time, "food", None)], in_time)["P15 food"]
        assert not by_hand([*said, (late, "food", None)], late)["P15 food"]


@settings(max_examples=60, deadline=None)
@given(penalties, st.randoms(use_true_random=False))
def test_order_does_not_matter(said: list[tuple[Any, ...]], chance: Any) -> None:
    unique = list({day + domain: (day, domain, repaired) for day, domain, repaired in said}.values())
    shuffled = list(unique)
    chance.shuffle(shuffled)

    def summary(found: Warnings) -> Any:
        return sorted(
            (each.count.pattern.id, each.count.group or "", each.spell.from_, each.spell.until, each.count.k) for each in found.alerts
        )

    assert summary(ask(told(unique))) == summary(ask(told(shuffled)))


def test_a_natural_person_has_no_alert_whatever_stands_against_him() -> None:
    said = [(day, "food", None) for day in DAYS]
    assert standing(ask(told(said))) >= {"P15 food"}
    assert ask(told(said, REP), REP) == Warnings(REP)


def test_a_sole_trader_is_counted_by_the_law_and_stands_on_no_ledger() -> None:
    world = World()
    for number, day in enumerate(["2026-01-10", "2026-03-10", "2026-05-10"]):
        world.record("Penalty", SHOP, f"pen:{number}", day, **FOOD)
    said = ask(world, SHOP)
    assert standing(said) == {"P02 "}
    assert {each.pattern for each in said.silent if each.why == "excluded"} == {"P14", "P15", "P16"}


def test_a_number_that_is_a_parameter_can_be_changed_by_an_overlay() -> None:
    own = "\n".join(FILES["patterns.yaml"].split("- id: P15")[1].split("- id: P16")[0].splitlines()).replace("at_least: 3", "at_least: 2")
    mine = read_catalogue(FILES, {"patterns.yaml": "- id: P15" + own})
    world = told([("2026-01-10", "tax", None), ("2026-03-10", "tax", None)])
    assert standing(ask(world)) == set()
    (alert,) = (each for each in ask(world, catalogue=mine).alerts if each.count.pattern.id == "P15")
    assert (alert.count.k, alert.count.n, alert.count.pattern.parameters) == (2, 2, ("months", "at_least"))


def test_what_a_record_left_and_why_is_told_of_the_past() -> None:
    world = told([("2025-01-10", "tax", None), ("2025-03-10", "tax", None), ("2025-05-10", "tax", "2025-09-01")])
    (repaired,) = (each for each in ask(world).former if each.count.pattern.id == "P15")
    assert (iso(repaired.spell.from_), iso(repaired.spell.until), repaired.spell.fell_away) == ("2025-05-10", "2025-09-01", "repaired")
    assert not repaired.standing and ask(world, on="2025-08-31").alerts[0].standing


def test_a_voided_record_is_no_record_and_that_is_said() -> None:
    world = told([("2026-01-10", "tax", None), ("2026-03-10", "tax", None)])
    voided = world.record("Penalty", FIRM, "pen:void", "2026-05-10", domain="tax")
    assert standing(ask(world)) == {"P15 tax", "P17 "}
    world.store.record([NewAct(voided, Deed.VOID, day_of("2026-06-01"), "office", "撤销")])
    said = ask(world)
    assert (said.alerts, said.former) == ((), ())
    assert [(each.record, each.why) for each in said.left_out] == [("pen:void", "no_standing_record")]


@pytest.mark.parametrize("stretch", [1, 2, 1000])
def test_the_ledger_says_of_each_organisation_what_it_says_alone(stretch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reasoning.patterns._AT_A_TIME", stretch)
    world = told([(day, "food", None) for day in DAYS])
    for org in (FIRM, OTHER, SHOP):
        world.say("Organization", org, name=org)
    for number, day in enumerate(["2026-01-10", "2026-03-10", "2026-05-10"]):
        world.record("Penalty", OTHER, f"pen:o{number}", day, domain="tax")
    with world.store.view() as view:
        walked = list(ledger(view, CATALOGUE, tuple(CATALOGUE.patterns.values()), day_of(TODAY), ""))
        found = {said.subject: said for each in walked for said in each.found}
        alone = warnings(view, CATALOGUE, [FIRM, OTHER, SHOP], day_of(TODAY))
        later = list(ledger(view, CATALOGUE, tuple(CATALOGUE.patterns.values()), day_of(TODAY), FIRM))
    assert found == {org: said for org, said in alone.items() if said.alerts or said.former}
    assert set(found) == {FIRM, OTHER}
    assert max(each.count for each in walked) <= stretch
    assert {said.subject for each in later for said in each.found} == {OTHER}


def test_no_lead_can_stand_in_a_proof() -> None:
    """The types share nothing, and nothing that proves a measure imports this lane (import-linter holds it too)."""
    assert not issubclass(Alert, Consequence) and not issubclass(Consequence, Alert)
    for path in Path(reasoning.propagation.__file__).parent.glob("*.py"):
        names = {node.module or "" for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)}
        assert not {name for name in names if name.startswith("reasoning.patterns")}, path


def test_no_alert_changes_what_binds() -> None:
    without = told([("2026-01-10", "food", None)])
    assert {each.rule for each in without.ask(FIRM).on} == {each.rule for each in told([(day, "food", None) for day in DAYS]).ask(FIRM).on}
