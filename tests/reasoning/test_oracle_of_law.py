"""The engine and the naive reading of the law agree, on random graphs and on every golden case."""

import random
from collections import Counter, defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.facts import Deed
from credit.periods import day_of
from graph.store import NewAct
from tests.golden.cases import Golden, golden_cases
from tests.golden.notation import CAST, Teller
from tests.machine import examples
from tests.oracle.law import RANK, NaiveLaw
from tests.reasoning.world import CATALOGUE, TODAY, World

ORGS = [CAST["甲"], CAST["乙"], CAST["店"], CAST["镇"]]
PEOPLE = [CAST["王"], CAST["李"], CAST["名"]]
NODES = [*ORGS, *PEOPLE]
DAYS = ["2021-03-01", "2024-06-02", "2025-08-01", "2026-03-31", "2026-09-01"]
TIES = ["LEGAL_REP_OF", "PRINCIPAL_OF", "OPERATOR_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "EXECUTIVE_OF", "FINANCE_HEAD_OF", "PARTNER_OF",
        "SHAREHOLDER_OF", "CONTROLLER_OF", "EMPLOYED_AS", "GUARDIAN_OF"]  # fmt: skip
BETWEEN = ["BRANCH_OF", "CONSORTIUM_WITH", "PREDECESSOR_OF", "GUARANTEES", "SHAREHOLDER_OF"]
VOCABULARY = {group: sorted(codes) for group, codes in CATALOGUE.vocabulary.items()}


def _of_rules() -> list[tuple[str, str, dict[str, Any]]]:
    """The records that the rules speak of, one a `where`, so that random records set rules off."""
    found = []
    for rule in CATALOGUE.rules.values():
        for case in rule.cases:
            for chosen in case.trigger.any or ({},):
                where = {**case.trigger.where, **chosen}
                if case.trigger.fact:
                    found.append((rule.id, case.trigger.fact, where))
    return found


SPOKEN = _of_rules()
CODED = ("grounds", "penalty_kinds", "revoked", "domains")
PREFIX = {"Penalty": "pen", "ListEntry": "list", "CourtOrder": "ord"}
DATED = {
    "Penalty": ["act_on", "effective_on", "announced_on", "sentence_ended_on", "corrected_on"],
    "ListEntry": ["published_on", "publicity_ended_on"],
    "CourtOrder": ["sentence_ended_on", "probation_ended_on", "lifted_on"],
}
FLAGS = {
    "Penalty": ["grave", "personal_responsibility", "ban_for_life"],
    "ListEntry": [],
    "CourtOrder": ["imprisonment", "suspended_sentence"],
}

ROLES_OF = {
    rule.id: sorted({duty for case in rule.cases for bind in case.binds for duty in CATALOGUE.roles[bind.through or bind.role].named})
    for rule in CATALOGUE.rules.values()
}


def graph(seed: int, into: World | None = None) -> World:
    """A dense random graph: offices, holdings and profiles of a few subjects, and records of some rules that name whom those rules name."""
    chance, world = random.Random(seed), into or World()
    for number in range(chance.randint(4, 10)):
        kind = chance.choice(TIES)
        _tie(world, number, kind, chance.choice(PEOPLE), chance.choice(ORGS), chance.choice([None, *DAYS]))
    for number in range(chance.randint(0, 4)):
        _tie(world, number, chance.choice(BETWEEN), chance.choice(ORGS), chance.choice(ORGS), chance.choice(DAYS))
    for number, org in enumerate(chance.sample(ORGS, chance.randint(0, 3))):
        _profile(world, number, org, chance.choice(VOCABULARY["legal_form"]), chance.choice(DAYS), chance.random() < 0.2)
    for number in range(chance.randint(2, 6)):
        _decide(world, chance, 10 * number)
    return world


def _tie(world: World, number: int, kind: str, src: str, dst: str, since: str | None) -> None:
    told: dict[str, dict[str, Any]] = {
        "PARTNER_OF": {"general": number % 2 == 0, "executive": number % 3 == 0},
        "EXECUTIVE_OF": {"title": "经理"},
        "EMPLOYED_AS": {"post": "food_manager"},
        "CONSORTIUM_WITH": {"project_no": f"G{number}"},
    }
    other = PEOPLE[number % len(PEOPLE)] if kind == "GUARDIAN_OF" else dst
    world.say(kind, src, other, since, "2026-06-01" if since == DAYS[1] else None, **told.get(kind, {}))


def _profile(world: World, number: int, org: str, form: str, day: str, gone: bool) -> None:
    ended = {"status": "deregistered", "status_on": "2026-05-01"} if gone else {}
    world.say("Organization", org, None, day, legal_form=form, registered_on=day, **ended)
    world.say("SUBJECT_OF", org, f"lic:{number}")
    world.say("Licence", f"lic:{number}", None, day, domain="food")


def _decide(world: World, chance: random.Random, number: int) -> None:
    """A record that sets off a rule, sometimes several times over, sometimes with what the rule asks besides, sometimes without."""
    rule, kind, where = chance.choice(SPOKEN)
    party, times = chance.choice(NODES), 4 if chance.random() < 0.2 else 1
    for again in range(times):
        props = {name: list(wanted) if name in CODED else chance.choice(list(wanted)) for name, wanted in where.items()}
        props |= {name: chance.choice(DAYS) for name in DATED[kind] if chance.random() < 0.4}
        props |= {name: chance.random() < 0.7 for name in FLAGS[kind] if name not in props and chance.random() < 0.6}
        if kind != "ListEntry" and chance.random() < 0.5:
            props["ban_months"] = 6 * chance.randint(0, 10)
        if kind == "Penalty" and chance.random() < 0.5:
            props |= {"fine_fen": chance.choice([150_000_000, 250_000_000]), "vehicle_no": "A1"}
        record = f"{PREFIX[kind]}:{number + again}"
        fact = world.record(kind, party, record, chance.choice(DAYS), "2026-10-01" if chance.random() < 0.2 else None, **props)
        for person in chance.sample(PEOPLE, chance.randint(0, 2)):
            world.say("NAMED_IN", person, record, duty=chance.choice(ROLES_OF[rule] or VOCABULARY["duty"]))
        if chance.random() < 0.2:
            world.store.record([NewAct(fact, Deed.REPAIR, day_of("2026-07-01"), "office", "修复")])


def agree(world: World, nodes: list[str], on: str) -> int:
    """Engine and naive reading say the same of every subject; returns how much they said."""
    with world.store.view() as view:
        said = NaiveLaw(view, CATALOGUE, day_of(on), nodes).says()
    expected: defaultdict[tuple[str, str, str], set[tuple[str, Any, Any]]] = defaultdict(set)
    for each in said:
        expected[(each.rule, each.target, each.record)].add((each.state, each.since, each.until))
    found = {(e.rule, e.target, e.record): (e.state, e.from_, e.until) for node in nodes for e in world.ask(node, on).on}
    assert found.keys() == expected.keys()
    for key, answer in found.items():
        strongest = min(RANK[state] for state, _, _ in expected[key])
        assert answer in {candidate for candidate in expected[key] if RANK[candidate[0]] == strongest}, key
    return len(found)


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from([TODAY, *DAYS]))
def test_the_engine_agrees_with_the_naive_reading(seed: int, on: str) -> None:
    agree(graph(seed), NODES, on)


def test_random_graphs_set_most_rules_off() -> None:
    """The comparison is about something: few hundred graphs reach most rules, in every state."""
    said: Counter[str] = Counter()
    for seed in range(250):
        with graph(seed).store.view() as view:
            said.update(word for each in NaiveLaw(view, CATALOGUE, day_of(TODAY), NODES).says() for word in (each.rule, each.state))
    assert len(said.keys() & CATALOGUE.rules.keys()) >= 100
    assert all(said[state] > 100 for state in ("bound", "possible"))


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from([TODAY, *DAYS]))
def test_the_engine_agrees_with_the_naive_reading_thousands_of_times(seed: int, on: str) -> None:
    agree(graph(seed), NODES, on)


@pytest.mark.parametrize("case", [case for case in golden_cases() if case.number == 1], ids=lambda case: case.id)
def test_both_agree_on_the_golden_cases(case: Golden) -> None:
    teller = Teller()
    for line in case.given:
        teller.tell(line)
    assert agree(teller.world, list(CAST.values()), case.day) or case.expect == "none"
