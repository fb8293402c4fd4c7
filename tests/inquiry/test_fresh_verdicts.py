"""A verdict worked out over the arrays is the plain store's, byte for byte: newly built, with changes since, of any day, for any reader."""

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.errors import XinmaiError
from credit.facts import Deed
from credit.periods import day_of
from graph.opening import open_place
from graph.projection.building import project
from graph.projection.folder import published
from graph.projection.store import ProjectedStore
from graph.store import NewAct, Store
from inquiry.asking.caller import Asking
from inquiry.asking.question import ask
from inquiry.checks import CheckParameters, check
from reasoning.propagation import measures_on
from tests.inquiry.world import rulebook
from tests.reasoning.carried import carried_graph, carry
from tests.reasoning.test_oracle_of_law import DAYS, NODES, ORGS, PEOPLE, TIES, _tie
from tests.reasoning.world import CATALOGUE, TODAY, World

LOOSE = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MATTERS = sorted(CATALOGUE.matters)
READERS = [("department", True), ("department", False), ("authorised_enquirer", True), ("subject", True)]


def said(store: Store, asking: Asking, subject: str, matter: str) -> str:
    """The verdict as it leaves, without the instant; or the refusal."""
    wanted = CheckParameters(subject=subject, matter=matter, purpose="credit_check")
    try:
        body: dict[str, Any] = ask(store, rulebook(), asking, lambda question: check(question, wanted)).body
    except XinmaiError as refused:
        return repr(refused)
    body["meta"]["took_ms"] = 0
    return json.dumps(body, ensure_ascii=False)


def compare(plain: Store, projected: ProjectedStore, chance: random.Random) -> None:
    """Everybody, in a few matters that tell something of him, on a day, for some reader, at the newest picture and at an older one."""
    last = plain.last_transaction()[0]
    with plain.view() as view:
        bound = measures_on(view, CATALOGUE, NODES, day_of(TODAY))
    for node in [*NODES, "uscc:91379926MA00009998"]:
        measures = {each.measure for each in bound.get(node, ())}
        telling = [code for code in MATTERS if not measures.isdisjoint(CATALOGUE.matters[code].measures)]
        for matter in [*chance.sample(telling, min(3, len(telling))), *chance.sample(MATTERS, 1)]:
            profile, sees = chance.choice(READERS)
            older = chance.choice([None, None, None, chance.randint(0, last)])
            on = day_of(chance.choice([TODAY, TODAY, TODAY, *DAYS]))
            asking = Asking(as_of=on, request_id="r", profile=profile, sees_persons=sees, transaction=older)
            assert said(projected, asking, node, matter) == said(plain, asking, node, matter), (node, matter, asking)


def change(world: World, chance: random.Random, number: int) -> None:
    """A tie, a decision with whom it names, a name, a judgement, or an act against what was said."""
    what = chance.randint(0, 4)
    if what == 0:
        _tie(world, number, chance.choice(TIES), chance.choice(PEOPLE), chance.choice(ORGS), chance.choice([None, *DAYS]))
    elif what == 1:
        carry(world, chance, 10 * number)
    elif what == 2:
        world.say("Organization", chance.choice(ORGS), name=chance.choice(["甲公司", "乙公司"]), registered_on=chance.choice(DAYS))
    elif what == 3:
        one, other = chance.sample(chance.choice([ORGS, PEOPLE]), 2)
        world.store.judge(one, other, chance.random() < 0.7, "clerk", "file")
    else:
        fact = world.record(
            "Penalty", chance.choice(ORGS), f"pen:{number}", chance.choice(DAYS), penalty_kinds=["fine"], doc_no=str(number)
        )
        world.store.record([NewAct(fact, chance.choice([Deed.VOID, Deed.DISPUTE, Deed.REPAIR]), day_of("2026-07-01"), "office", "reason")])


def build(store: Store, place: Path) -> None:
    with store.view() as view:
        published(project(view), place, flushed=False)


def told(world: World, folder: Path, chance: random.Random) -> None:
    """A history over which the arrays are built once in the middle, and asked after each step."""
    projected = ProjectedStore(world.store, folder / "projection")
    compare(world.store, projected, chance)
    build(world.store, folder / "projection")
    for number in range(100, 103):
        compare(world.store, projected, chance)
        for more in range(chance.randint(1, 3)):
            change(world, chance, 10 * number + more)
    compare(world.store, projected, chance)


@LOOSE
@given(st.integers(0, 2**32))
def test_a_fresh_verdict_over_arrays_is_the_stores(seed: int) -> None:
    with TemporaryDirectory() as folder:
        told(carried_graph(seed), Path(folder), random.Random(seed))


@settings(LOOSE, max_examples=1)
@given(st.integers(0, 2**32))
def test_over_the_embedded_store_too(seed: int) -> None:
    with TemporaryDirectory() as folder:
        store = open_place(str(Path(folder) / "graph.db"), create=True)
        told(carried_graph(seed, World(store)), Path(folder), random.Random(seed))  # type: ignore[arg-type]  # any store will do
        store.close()


def test_what_only_a_neighbour_changed_is_seen() -> None:
    """The subject itself was not touched since the arrays were built: a listing of the firm that he heads reaches him all the same."""
    world, (firm, *_), (head, *_) = World(), ORGS, PEOPLE
    world.say("Organization", firm, name="甲公司", registered_on="2015-01-01")
    world.say("Person", head, name="张三")
    world.say("LEGAL_REP_OF", head, firm, "2015-01-01")
    with TemporaryDirectory() as folder:
        projected = ProjectedStore(world.store, Path(folder) / "projection")
        build(world.store, Path(folder) / "projection")
        asking = Asking(as_of=day_of(TODAY), request_id="r", profile="department", sees_persons=True)
        before = {matter: said(projected, asking, head, matter) for matter in MATTERS}
        world.record("ListEntry", firm, "list:1", "2025-03-10", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
        after = {matter: said(projected, asking, head, matter) for matter in MATTERS}
        assert after == {matter: said(world.store, asking, head, matter) for matter in MATTERS}
    verdicts = [{json.loads(each)["data"]["verdict"] for each in told.values() if each.startswith("{")} for told in (before, after)]
    assert verdicts[0] == {"unknown"} < verdicts[1], "some matter must have been told of it"
