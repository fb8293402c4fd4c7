"""The shares of all owners at once: closed forms, and the one system an owner that it must equal."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasoning.ownership import System
from reasoning.ownership.everybody import shares_of_all
from tests.machine import examples
from tests.reasoning.holdings import registers


def dense(parties: int, *held: tuple[int, int, float]) -> np.ndarray:
    """Company, owner, share."""
    columns = (np.array([line[i] for line in held]) for i in range(3))
    found: np.ndarray = shares_of_all(parties, *columns).toarray()
    return found


def test_two_that_hold_each_other() -> None:
    """1 is 0.6 of 0's and 0.4 of 2's, which is 0.3 of 1's: 0 has 0.6 / (1 - 0.12) of it."""
    found = dense(3, (1, 0, 0.6), (1, 2, 0.4), (2, 1, 0.3))
    assert found[1] == pytest.approx([0.6 / 0.88, 0, 0.4])
    assert found[2] == pytest.approx([0.3 * 0.6 / 0.88, 0.3, 0])


def test_a_closed_circle_keeps_what_enters_it() -> None:
    found = dense(4, (0, 1, 1.0), (1, 0, 1.0), (2, 1, 0.2), (2, 3, 0.8))
    assert found[2] == pytest.approx([0.2, 0.2, 0, 0.8])
    assert found[:2, :2] == pytest.approx(np.array([[0, 1], [1, 0]]))


def test_a_company_that_holds_itself_belongs_to_the_others() -> None:
    assert dense(2, (0, 0, 0.5), (0, 1, 0.5))[0] == pytest.approx([0, 1])


def test_a_circle_too_large_for_a_dense_inverse() -> None:
    """A ring of 300 at 0.9 each: the k-th above has 0.9 to the k."""
    ring = [(i, (i + 1) % 300, 0.9) for i in range(300)]
    assert dense(300, *ring)[0][:4] == pytest.approx([0, 0.9, 0.81, 0.729])


NAMES = [f"uscc:{n}" for n in range(7)]
HELD = st.dictionaries(
    st.sampled_from(NAMES),
    st.dictionaries(st.sampled_from([*NAMES, "p:a", "p:b"]), st.integers(1, 12), min_size=1, max_size=4),
    max_size=7,
)


@settings(max_examples=examples(100), deadline=None)
@given(HELD)
def test_it_equals_one_system_an_owner(held: dict[str, dict[str, int]]) -> None:
    """Twelfths, so that closed circles come about; what exceeds the whole is fitted as registers are."""
    others = {company: {owner: part for owner, part in owners.items() if owner != company} for company, owners in held.items()}
    columns = {company: {owner: (Fraction(part, 12),) * 2 for owner, part in owners.items()} for company, owners in others.items()}
    system = System.of(registers(columns))
    found = shares_of_all(len(system.names), system.company, system.owner, system.low).toarray()
    for name, at in system.at.items():
        goal = system._solved(at, system.low)
        goal[at] = 0.0
        assert found[:, at] == pytest.approx(goal, abs=1e-9), name
