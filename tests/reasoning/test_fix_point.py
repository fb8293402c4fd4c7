"""One call reaches everything: the answer about one subject is the part of the whole that is his, and what falls, falls alone."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from credit.facts import Deed
from credit.periods import ALWAYS, day_of
from graph.store import NewAct
from reasoning.catalogue import Catalogue
from reasoning.propagation import Consequence, conclusions, measures
from tests.machine import examples
from tests.reasoning.test_oracle_of_law import DAYS, NODES, graph
from tests.reasoning.world import CATALOGUE, TODAY, World

seeds = st.integers(0, 2**32)
thorough = settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def whole(world: World, on: str, catalogue: Catalogue = CATALOGUE) -> dict[str, Consequence]:
    """Everything that follows in this world, by id."""
    with world.store.view() as view:
        return {each.id: each for each in conclusions(view, catalogue, NODES, day_of(on))}


def terms(found: Collection[Consequence]) -> set[tuple[Any, ...]]:
    return {(each.id, each.state, each.from_, each.until, each.flags, each.proof) for each in found}


@thorough
@given(seeds, st.sampled_from([TODAY, *DAYS]))
def test_one_subjects_answer_is_its_part_of_the_whole(seed: int, on: str) -> None:
    world = graph(seed)
    everything = whole(world, on).values()
    with world.store.view() as view:
        for subject in NODES:
            found = measures(view, CATALOGUE, subject, day_of(on))
            assert terms(found.on) == terms([each for each in everything if each.target == subject])
            assert terms(found.from_) == terms([each for each in everything if subject in each.path and each.target != subject])


@thorough
@given(seeds)
def test_every_measure_has_one_explanation_a_ground(seed: int) -> None:
    found = whole(graph(seed), TODAY).values()
    assert len({(each.rule, each.target, each.record) for each in found}) == len(found)
    for each in found:
        assert [step.step for step in each.proof] == list(range(1, len(each.proof) + 1))
        assert each.proof[-1].rule == each.rule and set(each.proof[-1].basis) == set(each.basis)
        assert all(step.evidence for step in each.proof if step.fact)


@thorough
@given(seeds, st.randoms(use_true_random=False))
def test_a_voided_record_takes_what_rests_on_it_and_nothing_else(seed: int, chance: Any) -> None:
    world = graph(seed)
    before = whole(world, TODAY)
    assume(before)
    record = chance.choice(sorted(each.record for each in before.values()))
    with world.store.view() as view:
        (fact,) = view.facts_of((record,), ("Penalty", "ListEntry", "CourtOrder"), ALWAYS)
    world.store.record([NewAct(fact.id, Deed.VOID, day_of(TODAY), "court", "撤销")])
    after = whole(world, TODAY)
    resting = {key for key, each in before.items() if cites(each, fact.evidence)}
    assert terms([before[key] for key in before.keys() - resting]) == terms([after[key] for key in before.keys() - resting])
    assert not [each for each in after.values() if cites(each, fact.evidence)]
    assert all(each.record != record for each in after.values()), "what is left of a counted row rests on the other records"


def cites(consequence: Consequence, evidence: tuple[int, ...]) -> bool:
    return any(number in evidence for step in consequence.proof for number in step.evidence)


@thorough
@given(seeds, st.randoms(use_true_random=False))
def test_a_basis_that_falls_takes_the_measures_that_cite_it_and_nothing_else(seed: int, chance: Any) -> None:
    world = graph(seed)
    before = whole(world, TODAY)
    assume(before)
    fallen = chance.choice(sorted({cited.instrument for each in before.values() for cited in CATALOGUE.rules[each.rule].basis}))
    rules = {key: rule for key, rule in CATALOGUE.rules.items() if all(cited.instrument != fallen for cited in rule.basis)}
    after = whole(world, TODAY, replace(CATALOGUE, rules=rules))
    standing = [each for each in before.values() if all(step.rule is None or step.rule in rules for step in each.proof)]
    assert terms(after.values()) == terms(standing)
    assert all(fallen not in {cited.instrument for cited in CATALOGUE.rules[each.rule].basis} for each in after.values())
