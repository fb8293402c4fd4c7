"""Suspected association: what is shared, by whom, how rare it is, and what a mere name is worth."""

from math import log2

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from credit.identifiers import make_uscc
from credit.periods import day_of
from reasoning.catalogue.suspected import SuspicionPolicy
from reasoning.suspected import Suspects, suspects_of
from tests.reasoning.world import CATALOGUE, TODAY, World

POLICY = CATALOGUE.suspected


def firm(number: int) -> str:
    return f"uscc:{make_uscc('9', '1', '379926', f'MB{number:06d}')}"


A, B, C, D = (firm(n) for n in range(4))
PHONE, ADDRESS, MAN = "cp:phone:aa", "cp:address:bb", "p:v1one"


def around(world: World, subject: str = A, policy: SuspicionPolicy = POLICY, limit: int = 50, on: str = TODAY) -> Suspects:
    with world.store.view() as view:
        return suspects_of(view, policy, subject, day_of(on), limit)


def contact(world: World, node: str, *users: str) -> None:
    world.say("ContactPoint", node, contact_kind=node.split(":")[1], hash=node.split(":")[2])
    for user in users:
        world.say("USES_CONTACT", user, node)


def person(world: World, node: str, name: str, identity: str = "verified") -> None:
    world.say("Person", node, name=name, identity=identity)


def test_what_two_share_adds_up() -> None:
    world = World()
    contact(world, PHONE, A, B, C)
    contact(world, ADDRESS, A, B)
    found = around(world).found
    phone = POLICY.contacts["phone"] / log2(3)
    assert [each.organization for each in found] == [B, C]
    assert found[0].score == approx(1 - (1 - POLICY.contacts["address"]) * (1 - phone))
    assert found[1].score == approx(phone)
    assert all(tie.own and tie.theirs and tie.confirmed for each in found for tie in each.ties)


def test_one_person_in_two_firms_by_the_lesser_of_his_roles() -> None:
    world = World()
    person(world, MAN, "欧阳见山")
    world.say("LEGAL_REP_OF", MAN, A, "2020-01-01")
    world.say("SUPERVISOR_OF", MAN, B, "2021-01-01")
    (found,) = around(world).found
    assert found.organization == B and found.score == approx(POLICY.persons["SUPERVISOR_OF"])
    assert around(world, on="2020-06-01").found == ()


def test_a_mere_name_is_shown_and_weighs_nothing() -> None:
    world = World()
    person(world, MAN, "王伟")
    person(world, "p:h1other", "王伟", "office_holder")
    world.say("LEGAL_REP_OF", MAN, A, "2020-01-01")
    world.say("LEGAL_REP_OF", "p:h1other", B, "2020-01-01")
    (found,) = around(world).found
    (tie,) = found.ties
    assert (found.score, tie.confirmed, tie.shared, tie.theirs_at) == (0.0, False, MAN, "p:h1other")


def test_two_who_are_both_identified_are_two() -> None:
    world = World()
    for node, where in ((MAN, A), ("p:v1two", B)):
        person(world, node, "王伟")
        world.say("LEGAL_REP_OF", node, where, "2020-01-01")
    assert around(world).found == ()


def test_an_agents_address_is_a_hub_and_finds_nobody() -> None:
    world = World()
    guard = POLICY.model_copy(update={"hub_guard": 5})
    contact(world, ADDRESS, A, *(firm(n) for n in range(10, 16)))
    contact(world, PHONE, A, firm(10))
    found = around(world, policy=guard)
    assert found.hubs == {ADDRESS: 7}
    (suspect,) = found.found
    assert suspect.organization == firm(10)
    assert {(tie.shared, tie.hub) for tie in suspect.ties} == {(PHONE, False), (ADDRESS, True)}
    weights = {tie.shared: tie.weight for tie in suspect.ties}
    assert weights[ADDRESS] == approx(POLICY.contacts["address"] * POLICY.hub_factor)


def test_an_agent_is_shared_and_is_not_itself_an_associate() -> None:
    world = World()
    for client in (A, B):
        world.say("FILED_BY", client, D, "2022-01-01")
    (found,) = around(world).found
    assert (found.organization, found.ties[0].shared) == (B, D)
    assert found.score == approx(POLICY.agents["FILED_BY"])
    assert around(world, D).found == ()


THINGS = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 4)), max_size=14, unique=True)


@given(THINGS, st.sets(st.integers(0, 4)), st.integers(1, 6))
def test_the_score_is_that_of_the_sets_and_a_limit_only_cuts(uses: list[tuple[int, int]], own: set[int], limit: int) -> None:
    """Against a reading of the rule by hand: firms 1 to 6 use contacts 0 to 4, the subject uses `own`."""
    world = World()
    users = {cp: {0} & ({0} if cp in own else set()) | {user for user, used in uses if used == cp} for cp in range(5)}
    for cp, who in users.items():
        contact(world, f"cp:phone:{cp}{cp}", *(firm(each) for each in sorted(who)))
    wanted = {}
    for each in range(1, 7):
        left = 1.0
        for cp in own:
            if each in users[cp]:
                left *= 1 - POLICY.contacts["phone"] / log2(len(users[cp]))
        if left < 1:
            wanted[firm(each)] = approx(1 - left)
    whole = around(world, firm(0))
    assert {each.organization: each.score for each in whole.found} == wanted and whole.total == len(wanted)
    cut = around(world, firm(0), limit=limit)
    assert cut.found == whole.found[:limit] and cut.total == whole.total
