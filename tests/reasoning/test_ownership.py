"""Effective ownership against closed forms and against brute force: power iteration, and every corner of what is left open."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.periods import day_of
from reasoning.ownership import Depth, Reading, Share, Structure, Sureness, System, above, below, chains, effective_owners, tree
from tests.reasoning.holdings import Columns, bounds_in, corners, hits, registers
from tests.reasoning.world import BOSS, CATALOGUE, FIRM, OTHER, REP, SHOP, TODAY, World

A, B, C = (f"uscc:91990001MA0000{n}" for n in ("00AA", "00BB", "00CC"))
HOLDINGS = CATALOGUE.holdings


def held(world: World, owner: str, company: str, share: str | None = None, since: str = "2020-01-01", **props: str) -> str:
    stated = {"share": share} if share else {}
    return world.say("SHAREHOLDER_OF", owner, company, since, **stated, **props)


def up(world: World, company: str, levels: int = 15) -> Structure:
    with world.store.view() as view:
        return above(Reading(view, HOLDINGS, day_of(TODAY)), company, Depth(levels))


def owners(world: World, company: str) -> dict[str, tuple[float, float]]:
    found = effective_owners(up(world, company))
    return {owner: (round(share.low, 9), round(share.high, 9)) for owner, share in found.items()}


def test_shares_multiply_along_a_way_and_add_over_ways() -> None:
    world = World()
    held(world, REP, A, "0.6")
    held(world, A, FIRM, "0.5")
    held(world, REP, FIRM, "0.1")
    assert owners(world, FIRM) == {A: (0.5, 0.5), REP: (0.4, 0.4)}


def test_what_a_company_holds_in_itself_through_another_comes_to_rest_with_the_outsiders() -> None:
    """Closed form: FIRM is half REP's, half A's, and A is wholly FIRM's: everything is REP's."""
    world = World()
    held(world, REP, FIRM, "0.5")
    held(world, A, FIRM, "0.5")
    held(world, FIRM, A, "1")
    assert owners(world, FIRM) == {REP: (1, 1), A: (0.5, 0.5)}


def test_two_companies_that_hold_each_other() -> None:
    """Cross-holding of c and d: REP's a in FIRM becomes a / (1 - c·d), and through the other company another c times as much."""
    world = World()
    held(world, REP, FIRM, "0.6")
    held(world, FIRM, A, "0.3")
    held(world, A, FIRM, "0.4")
    assert owners(world, FIRM)[REP] == pytest.approx((0.6 / (1 - 0.12),) * 2, abs=1e-9)


def test_a_closed_circle_belongs_to_nobody_and_breaks_nothing() -> None:
    world = World()
    held(world, A, B, "1")
    held(world, B, A, "1")
    held(world, B, FIRM, "0.2")
    held(world, REP, FIRM, "0.8")
    assert owners(world, FIRM) == {A: (0.2, 0.2), B: (0.2, 0.2), REP: (0.8, 0.8)}


def test_an_unknown_share_is_what_the_others_leave() -> None:
    world = World()
    held(world, REP, FIRM, "0.7")
    held(world, BOSS, FIRM)
    assert owners(world, FIRM) == {REP: (0.7, 0.7), BOSS: (0, 0.3)}


def test_a_range_and_a_possible_relation() -> None:
    world = World()
    held(world, REP, FIRM, share_min="0.2", share_max="0.4")
    world.say("SHAREHOLDER_OF", BOSS, FIRM, share="0.5")
    with world.store.view() as view:
        earlier = above(Reading(view, HOLDINGS, day_of("2021-01-01")), FIRM)
    assert owners(world, FIRM) == {REP: (0.2, 0.4), BOSS: (0.5, 0.5)}
    assert effective_owners(earlier)[BOSS] == Share(0.0, 0.5)


def test_more_than_the_whole_is_flagged_and_read_with_care() -> None:
    world = World()
    held(world, REP, FIRM, "0.7")
    held(world, BOSS, FIRM, "0.5")
    assert up(world, FIRM).over_full == (FIRM,)
    assert owners(world, FIRM) == {REP: (0.5, 0.7), BOSS: (0.3, 0.5)}


def test_two_tellings_of_one_holding_are_no_sum() -> None:
    world = World()
    held(world, REP, FIRM, "0.4", since="2015-01-01")
    held(world, REP, FIRM, "0.5", since="2020-01-01")
    assert owners(world, FIRM) == {REP: (0.5, 0.5)}


def test_a_sole_trader_a_branch_and_a_partnership() -> None:
    world = World()
    world.say("OPERATOR_OF", REP, SHOP, "2020-01-01")
    world.say("BRANCH_OF", A, FIRM, "2020-01-01")
    held(world, BOSS, FIRM, "0.5")
    world.say("PARTNER_OF", BOSS, OTHER, "2020-01-01", executive=True)
    assert owners(world, SHOP) == {REP: (1, 1)}
    assert owners(world, A) == {FIRM: (1, 1), BOSS: (0.5, 0.5)}
    assert owners(world, OTHER) == {BOSS: (0, 1)}


def test_a_threshold_is_reached_certainly_possibly_or_not() -> None:
    quarter = Decimal("0.25")
    assert Share(0.25, 0.25).reaches(quarter, None) is Sureness.CERTAIN
    assert Share(0.25, 0.25).reaches(None, quarter) is Sureness.NOT
    assert Share(0.1, 0.3).reaches(quarter, None) is Sureness.POSSIBLE
    assert Share(0.1 + 0.15 - 1e-16, 0.2).reaches(quarter, None) is Sureness.CERTAIN


def test_chains_tell_the_way_and_trees_show_the_circle() -> None:
    world = World()
    held(world, REP, A, "0.6")
    held(world, A, FIRM, "0.5")
    held(world, REP, FIRM, "0.4")
    held(world, FIRM, A, "0.2")
    structure = up(world, FIRM)
    ways = chains(structure, REP, FIRM, 5)
    assert [[(each.owner, each.company) for each in way.stakes] for way in ways] == [[(REP, FIRM)], [(REP, A), (A, FIRM)]]
    assert ways[1].share.low == pytest.approx(0.3)
    branches, cut = tree(structure, True, 3, Decimal("0.05"), 100)
    assert [(each.party, each.level, each.again) for each in branches] == [
        (FIRM, 0, False), (A, 1, False), (REP, 1, False), (REP, 2, False), (FIRM, 2, True),
    ]  # fmt: skip
    assert not cut and tree(structure, True, 3, Decimal("0.05"), 2)[1]


def test_what_a_party_owns_downwards() -> None:
    world = World()
    held(world, REP, A, "0.6")
    held(world, A, FIRM, "0.5")
    held(world, BOSS, FIRM, "0.5")
    with world.store.view() as view:
        structure = below(Reading(view, HOLDINGS, day_of(TODAY)), REP)
    shares = System.of(structure.registers).shares(REP)
    assert {company: round(share.low, 9) for company, share in shares.items()} == {A: 0.6, FIRM: 0.3}
    branches, _ = tree(structure, False, 5, Decimal(0), 100)
    assert [(each.party, each.level) for each in branches] == [(REP, 0), (A, 1), (FIRM, 2)]


def test_a_walk_that_is_cut_says_so() -> None:
    world = World()
    held(world, A, FIRM, "0.5")
    held(world, B, A, "0.5")
    held(world, C, B, "0.5")
    assert up(world, FIRM, 2).cut and not up(world, FIRM, 3).cut


PARTS = [Fraction(n, 10) for n in range(11)]
NAMES = ["a", "b", "c", "d"]


@st.composite
def exact_columns(draw: st.DrawFn) -> Columns:
    """Up to six parties, any circles, shares that add up to one at most."""
    names = ["a", "b", "c", "d", "e", "f"]
    columns: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    for company in names:
        left, columns[company] = Fraction(1), {}
        for owner in draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
            part = min(draw(st.sampled_from(PARTS)), left)
            left -= part
            columns[company][owner] = (part, part)
    return columns


@st.composite
def open_columns(draw: st.DrawFn) -> Columns:
    """Up to four parties with intervals, exceeding the whole at times."""
    columns: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    for company in NAMES:
        owners = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        columns[company] = {owner: tuple(sorted((draw(st.sampled_from(PARTS)), draw(st.sampled_from(PARTS))))) for owner in owners}  # type: ignore[misc]
    return columns


@settings(max_examples=150, deadline=None)
@given(exact_columns(), st.sampled_from(["a", "b", "c"]))
def test_effective_shares_equal_power_iteration(columns: Columns, owner: str) -> None:
    known = registers(columns)
    system, shares = System.of(known), {c: {o: low for o, (low, _) in held.items()} for c, held in columns.items()}
    found = system.shares(owner)
    for company in set(columns) - {owner}:
        expected = hits(shares, owner, company)
        assert found.get(company, Share(0, 0)).low == pytest.approx(expected, abs=1e-6)
        at_once = system.shares_in(company, [owner]) if owner in system.at else {}
        assert at_once.get(owner, Share(0, 0)).high == pytest.approx(expected, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(open_columns(), st.sampled_from(["a", "b"]))
def test_intervals_are_the_least_and_the_greatest_of_all_readings(columns: Columns, owner: str) -> None:
    known = registers(columns)
    bounds = bounds_in(known)
    found = System.of(known).shares(owner)
    least = {company: {o: low for o, (low, _) in held.items()} for company, held in bounds.items()}
    for company in set(columns) - {owner}:
        got = found.get(company, Share(0, 0))
        assert got.low == pytest.approx(hits(least, owner, company), abs=1e-6)
        assert got.high == pytest.approx(max((hits(each, owner, company) for each in corners(bounds)), default=0.0), abs=1e-6)
