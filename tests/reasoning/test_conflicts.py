"""Barred, dead and incapable incumbents, red and black at once: conflicts, with the duty that follows, never a sanction."""

from typing import Any

import pytest

from credit.periods import day_of
from reasoning.conflicts import Conflict, Conflicts, Place, Walk, conflicts_of
from tests.reasoning.world import BOSS, CATALOGUE, FIRM, OTHER, REP, SHOP, TODAY, World

PARTNERSHIP = "uscc:91990001MA00000044"


@pytest.fixture
def world() -> World:
    return World()


def ask(world: World, subject: str, on: str = TODAY) -> Conflicts:
    with world.store.view() as view:
        return conflicts_of(view, CATALOGUE, subject, day_of(on))


def revoked(world: World, **found: Any) -> None:
    """A firm whose licence was revoked, and the offices that its representative holds elsewhere."""
    world.say("LEGAL_REP_OF", REP, FIRM, "2019-01-01")
    world.record("Penalty", FIRM, "pen:1", "2024-12-01", penalty_kinds=["licence_revoked"], revoked=["business_licence"], **found)
    world.say("Organization", OTHER, None, "2015-01-01", legal_form="company", registrar="青禾县行政审批服务局")
    world.say("Organization", PARTNERSHIP, None, "2015-01-01", legal_form="partnership")
    world.say("DIRECTOR_OF", REP, OTHER, "2022-07-01")
    world.say("PARTNER_OF", REP, PARTNERSHIP, "2021-05-06", general=True, executive=True)


def test_a_barred_director_must_be_removed_and_a_partner_may_stay(world: World) -> None:
    revoked(world, personal_responsibility=True)
    found = ask(world, REP)
    (seat,) = found.conflicts
    assert (seat.kind, seat.organization, seat.state, seat.duties) == ("post", OTHER, "bound", ("remove",))
    assert seat.registrar == "青禾县行政审批服务局"
    assert seat.bar is not None and seat.bar.rule == "RB001" and seat.term is not None and seat.evidence
    kept = {(each.term.kind, each.code) for each in found.allowed if each.bar.rule == "RB001"}
    assert kept == {("PARTNER_OF", "office"), ("LEGAL_REP_OF", "office")}
    assert {(each.term.kind, each.code) for each in found.allowed if each.bar.rule == "RB002"} >= {("LEGAL_REP_OF", "own")}
    assert [each.id for each in ask(world, OTHER).conflicts] == [seat.id]
    assert world.on(OTHER) == {}  # a conflict binds nobody


def test_without_a_finding_the_conflict_is_possible(world: World) -> None:
    revoked(world)
    assert [each.state for each in ask(world, REP).conflicts] == ["possible"]


def test_who_was_appointed_in_spite_of_the_bar_was_never_appointed(world: World) -> None:
    revoked(world, personal_responsibility=True)
    world.say("SUPERVISOR_OF", REP, OTHER, "2025-03-01")
    duties = {each.term.kind: each.duties for each in ask(world, REP).conflicts if each.term}
    assert duties == {"DIRECTOR_OF": ("remove",), "SUPERVISOR_OF": ("appointment_void", "remove")}


def test_no_conflict_outside_the_term_of_the_bar_or_of_the_office(world: World) -> None:
    revoked(world, personal_responsibility=True)
    world.say("SUPERVISOR_OF", REP, OTHER, "2020-01-01", "2024-01-01")
    assert [each.term.kind for each in ask(world, REP).conflicts if each.term] == ["DIRECTOR_OF"]
    assert ask(world, REP, "2027-12-01").conflicts == ()
    assert ask(world, REP, "2024-11-30").conflicts == ()


def test_an_organisation_of_unknown_form_leaves_the_conflict_open(world: World) -> None:
    world.record("ListEntry", REP, "list:1", "2025-03-10", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    world.say("DIRECTOR_OF", REP, OTHER, "2022-07-01")
    assert {(each.rule, each.state) for each in ask(world, REP).conflicts} == {("PC01", "possible")}


def test_a_name_alone_is_no_conflict_elsewhere(world: World) -> None:
    """Whoever is known only as the holder of an office is a person of that office alone."""
    world.say("LEGAL_REP_OF", "p:h1name", FIRM, "2019-01-01")
    world.record("Penalty", FIRM, "pen:1", "2024-12-01", penalty_kinds=["close_down"], personal_responsibility=True)
    assert ask(world, "p:h1name").conflicts == ()


def test_a_dead_representative_and_one_without_capacity_are_conflicts_of_the_register(world: World) -> None:
    world.say("Organization", OTHER, None, "2015-01-01", legal_form="company")
    world.say("Person", REP, None, died_on="2026-05-01")
    world.say("LEGAL_REP_OF", REP, OTHER, "2019-01-01")
    world.say("DIRECTOR_OF", BOSS, OTHER, "2019-01-01")
    world.record("CourtOrder", BOSS, "ord:1", "2026-02-01", order_kind="enforcement", grounds=["debtor_without_capacity"])
    told = {(each.subject, each.rule, each.state, each.duties) for each in ask(world, OTHER).conflicts}
    assert told == {
        (REP, "PI01", "bound", ("change_registration",)),
        (BOSS, "PI02", "possible", ("remove", "change_registration")),
    }
    assert ask(world, REP, "2026-04-30").conflicts == ()


def test_red_and_black_at_once(world: World) -> None:
    world.record("ListEntry", FIRM, "list:red", "2026-01-01", list_code="LIST_TAX_GRADE_A", polarity="red")
    assert ask(world, FIRM).conflicts == ()
    world.record("ListEntry", FIRM, "list:black", "2026-03-01", "2026-09-01", list_code="LIST_SAFETY_SERIOUS", polarity="black")
    assert ask(world, FIRM, "2026-09-01").conflicts == ()
    (clash,) = ask(world, FIRM, "2026-08-31").conflicts
    assert (clash.kind, clash.state, clash.organization, clash.duties) == ("red_and_black", "bound", None, ())


def everything(world: World) -> World:
    revoked(world, personal_responsibility=True)
    world.record("ListEntry", BOSS, "list:1", "2025-03-10", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    for kind in ("DIRECTOR_OF", "SUPERVISOR_OF", "FINANCE_HEAD_OF"):
        world.say(kind, BOSS, OTHER, "2020-01-01")
    world.say("Person", "p:v1dead", None, died_on="2026-05-01")
    world.say("LEGAL_REP_OF", "p:v1dead", OTHER, "2019-01-01")
    world.record("ListEntry", SHOP, "list:red", "2026-01-01", list_code="LIST_TAX_GRADE_A", polarity="red")
    world.record("ListEntry", SHOP, "list:black", "2026-03-01", list_code="LIST_SAFETY_SERIOUS", polarity="black")
    return world


def walked(world: World, limit: int, budget: int, authority: str | None = None) -> list[Conflict]:
    def wanted(each: Conflict) -> bool:
        return authority is None or each.registrar == authority

    found: list[Conflict] = []
    with world.store.view() as view:
        place: Place | None = Place()
        while place is not None:
            page = Walk(view, CATALOGUE, day_of(TODAY), wanted, limit, budget).page(place)
            assert len(page.conflicts) <= limit
            found += page.conflicts
            place = page.next
    return found


@pytest.mark.parametrize("limit", [1, 2, 100])
@pytest.mark.parametrize("budget", [1, 1000])
def test_the_worklist_tells_every_conflict_once_whatever_the_pages(world: World, limit: int, budget: int) -> None:
    everything(world)
    found = [each.id for each in walked(world, limit, budget)]
    asked = {each.id for subject in (FIRM, OTHER, PARTNERSHIP, SHOP, REP, BOSS, "p:v1dead") for each in ask(world, subject).conflicts}
    assert len(found) == len(set(found)) == 6
    assert set(found) == asked


def test_the_worklist_of_one_registrar(world: World) -> None:
    everything(world)
    found = walked(world, 100, 1000, "青禾县行政审批服务局")
    assert {each.organization for each in found} == {OTHER}
    assert walked(world, 100, 1000, "别处") == []
