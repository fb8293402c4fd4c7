"""The honest no agrees with the engine: for every rule and subject, either a consequence or exactly one reason."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from credit.periods import day_of
from reasoning.propagation import measures
from reasoning.why_not import by_rule
from tests.oracle.law import NaiveLaw
from tests.reasoning.test_oracle_of_law import DAYS, NODES, graph
from tests.reasoning.world import CATALOGUE, TODAY


def agree(seed: int, on: str) -> int:
    """Every rule and every subject of one random graph; returns how many reasons were given."""
    day, said = day_of(on), 0
    with graph(seed).store.view() as view:
        naive = {(each.rule, each.target) for each in NaiveLaw(view, CATALOGUE, day, NODES).says()}
        for node in NODES:
            engine = {each.rule for each in measures(view, CATALOGUE, node, day).on}
            reasons = by_rule(view, CATALOGUE, node, day)
            assert engine == {rule for rule, target in naive if target == node}
            assert engine == {rule for rule, reason in reasons.items() if reason is None}, node
            assert all(reason.says_zh and reason.rule == rule for rule, reason in reasons.items() if reason)
            said += len(reasons) - len(engine)
    return said


@settings(max_examples=15, deadline=None, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from([TODAY, *DAYS]))
def test_every_rule_has_a_consequence_or_one_reason(seed: int, on: str) -> None:
    """Not shrunk: a graph is made from its seed, and a smaller seed is no smaller graph."""
    assert agree(seed, on)


@pytest.mark.soak
@settings(max_examples=1_000, deadline=None, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from([TODAY, *DAYS]))
def test_every_rule_has_a_consequence_or_one_reason_thousands_of_times(seed: int, on: str) -> None:
    assert agree(seed, on)
