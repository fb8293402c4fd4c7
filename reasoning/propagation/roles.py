"""Whom a role reaches: the subject itself, the holder of its office on the rule's own date, or a person whom the record names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from credit.facts import Fact
from credit.kinds import FACT_KINDS, node_kind_of
from credit.periods import ALWAYS, Certainty, Day, iso
from credit.view import Way
from reasoning.catalogue import Basis, Bind, Role
from reasoning.catalogue.rules import Where
from reasoning.catalogue.terms import Trader
from reasoning.propagation.matching import Firing, fits
from reasoning.propagation.model import BoundRole
from reasoning.propagation.scene import Scene, stated_day


@dataclass(frozen=True, slots=True)
class Reached:
    """One target of a role: how surely, on which date, by which relations (`facts`), and what the proof says of it."""

    node: str
    role: BoundRole
    certainty: Certainty
    facts: tuple[tuple[str, Fact], ...]
    flags: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    by_decision: bool = False
    since: Day | None = None
    until: Day | None = None


def reached(scene: Scene, firing: Firing, bind: Bind) -> list[Reached]:
    """All targets of one bind of a firing."""
    found = _cautioned(scene, firing, in_role(scene, firing, bind))
    return [target for target in found if node_kind_of(target.node) in bind.of and lives(scene, target.node)]


def in_role(scene: Scene, firing: Firing, bind: Bind) -> list[Reached]:
    """Whoever stands in the role, whether or not the rule takes such a party and whether or not it still is.

    Roles of a person's later entities start from the persons of `through`.
    """
    role = scene.catalogue.roles[bind.role]
    if role.posts:
        carriers = reached(scene, firing, bind.model_copy(update={"role": bind.through, "through": None})) if bind.through else []
        return [target for carrier in carriers for target in organisations_run_by(scene, carrier, bind, firing.day)]
    return [target for finder in _FINDERS for target in finder(scene, firing, bind, role)]


def read_date(scene: Scene, firing: Firing, read_on: str) -> tuple[Day | None, Certainty, tuple[str, ...]]:
    """The day on which a role is read. An act whose day is not stated is read on the decision's day, and stays possible."""
    if read_on == "now":
        return scene.as_of, Certainty.CERTAIN, ()
    if read_on == "act":
        acted = firing.record.day(firing.case.trigger.acted_by or "act_on")
        return (acted, Certainty.CERTAIN, ()) if acted is not None else (firing.day, Certainty.POSSIBLE, ("approximate_date",))
    return firing.day, Certainty.CERTAIN, ()


def _itself(scene: Scene, firing: Firing, bind: Bind, role: Role) -> Iterable[Reached]:
    if not role.self_:
        return
    yield Reached(firing.record.subject, BoundRole(bind.role, bind.read_on, firing.day), Certainty.CERTAIN, (), by_decision=True)
    if role.trader and scene.legal_form(firing.record.subject) in role.trader.legal_form:
        yield from _traders(scene, firing, bind, role.trader)


def _traders(scene: Scene, firing: Firing, bind: Bind, trader: Trader) -> Iterable[Reached]:
    day, sure, flags = read_date(scene, firing, trader.read_on)
    for edge, held in _holders(scene, firing.record.subject, trader.office, day):
        says = office_words(edge, day) + "，" + trader.says_zh
        found = BoundRole(bind.role, trader.read_on, day)
        yield Reached(edge.src, found, min(sure, held), ((says, edge),), flags, trader.basis, by_decision=True)


def _office(scene: Scene, firing: Firing, bind: Bind, role: Role) -> Iterable[Reached]:
    if not role.office:
        return
    if bind.read_on == "later":
        yield from _successors(scene, firing, bind, role)
        return
    day, sure, flags = read_date(scene, firing, bind.read_on)
    for edge, held in _holders(scene, firing.record.subject, role.office, day, role.office_any):
        doubtful = () if held is Certainty.CERTAIN else ("approximate_date",)
        found = BoundRole(bind.role, bind.read_on, day)
        since = _began(edge) if bind.read_on == "now" else None
        yield Reached(edge.src, found, min(sure, held), ((office_words(edge, day), edge),), (*flags, *doubtful), since=since)


def _successors(scene: Scene, firing: Firing, bind: Bind, role: Role) -> Iterable[Reached]:
    """Who holds the office today and did not on the day of the decision."""
    then = {edge.src for edge, _ in _holders(scene, firing.record.subject, role.office, firing.day)}
    for edge, held in _holders(scene, firing.record.subject, role.office, scene.as_of):
        if edge.src not in then:
            found = BoundRole(bind.role, bind.read_on, scene.as_of)
            facts = ((office_words(edge, scene.as_of), edge),)
            yield Reached(edge.src, found, min(held, Certainty.POSSIBLE), facts, ("successor",), since=_began(edge))


def _named(scene: Scene, firing: Firing, bind: Bind, role: Role) -> Iterable[Reached]:
    if not role.named:
        return
    for edge in scene.edges(firing.record.id, ("NAMED_IN",), Way.IN):
        if fits(edge.props, {"duty": role.named}):
            says = f"文书列明{{{edge.src}}}为{role.zh}"
            yield Reached(edge.src, BoundRole(bind.role, "decision", firing.day), Certainty.CERTAIN, ((says, edge),), by_decision=True)


def _head(scene: Scene, firing: Firing, bind: Bind, role: Role) -> Iterable[Reached]:
    for edge in scene.edges(firing.record.subject, role.head, Way.OUT):
        held = held_on(edge, firing.day)
        if edge.dst and held is not Certainty.OUTSIDE:
            says = f"{{{edge.src}}}是{{{edge.dst}}}的分支机构"
            yield Reached(edge.dst, BoundRole(bind.role, bind.read_on, firing.day), held, ((says, edge),))


def _partners(scene: Scene, firing: Firing, bind: Bind, role: Role) -> Iterable[Reached]:
    """Who bids together with the subject, for as long as that one bid lasts."""
    subject = firing.record.subject
    for way in (Way.IN, Way.OUT):
        for edge in scene.edges(subject, role.partners, way):
            held, other = held_on(edge, scene.as_of), edge.src if way is Way.IN else edge.dst
            if other and held is not Certainty.OUTSIDE:
                says = f"{{{other}}}与{{{subject}}}以联合体参加同一项目"
                end = None if edge.period.open_ended else edge.period.to_max
                found = BoundRole(bind.role, bind.read_on, scene.as_of)
                begins = edge.period.from_min if edge.period.start_known else None
                yield Reached(other, found, held, ((says, edge),), since=begins, until=end)


_FINDERS: tuple[Callable[[Scene, Firing, Bind, Role], Iterable[Reached]], ...] = (_itself, _office, _named, _head, _partners)


def organisations_run_by(scene: Scene, carrier: Reached, bind: Bind, trigger_day: Day | None) -> Iterable[Reached]:
    """The organisations that a person runs or works for as the role says. Only a verified identity is carried further."""
    role = scene.catalogue.roles[bind.role]
    if node_kind_of(carrier.node) != "Person" or not scene.verified(carrier.node):
        return
    for edge in scene.edges(carrier.node, role.posts, Way.OUT):
        held = held_on(edge, scene.as_of)
        if edge.dst and held is not Certainty.OUTSIDE and fits(edge.props, role.post_where):
            timely = began_after(scene, edge, trigger_day) if role.began else Certainty.CERTAIN
            licensed, licence = holds(scene, edge.dst, role)
            sure = min(held, timely, licensed, carrier.certainty)
            if sure is not Certainty.OUTSIDE:
                facts = (*carrier.facts, (office_words(edge, scene.as_of), edge), *licence)
                role_read = BoundRole(bind.role, bind.read_on, scene.as_of)
                yield Reached(edge.dst, role_read, sure, facts, carrier.flags, since=_since(scene, edge))


def _began(edge: Fact) -> Day | None:
    """The first day of an office, where it is known: nobody is reached through it before."""
    return edge.period.from_min if edge.period.start_known else None


def _since(scene: Scene, edge: Fact) -> Day | None:
    """From when the organisation was run by the person: not before it was registered."""
    registered = stated_day(scene.profile(edge.dst or ""), "registered_on")
    return max((day for day in (registered, _began(edge)) if day is not None), default=None)


def began_after(scene: Scene, edge: Fact, day: Day | None) -> Certainty:
    """Registered, or taken over, after the trigger: the time order decides it (纳税缴费信用管理办法 34)."""
    if day is None:
        return Certainty.POSSIBLE
    registered = stated_day(scene.profile(edge.dst or ""), "registered_on")
    if edge.period.from_min > day or (registered is not None and registered > day):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if edge.period.from_max > day else Certainty.OUTSIDE


def holds(scene: Scene, organization: str, role: Role) -> tuple[Certainty, tuple[tuple[str, Fact], ...]]:
    """Whether the organisation holds what the role asks it to hold (a licence), with the fact that says so."""
    if role.holds is None:
        return Certainty.CERTAIN, ()
    edges = scene.edges(organization, ("SUBJECT_OF",), Way.OUT)
    records = scene.view.facts_of({edge.dst for edge in edges if edge.dst}, (role.holds.fact,), ALWAYS)
    valid = [fact for fact in records if fits(fact.props, role.holds.where) and fact.period.at(scene.as_of) is not Certainty.OUTSIDE]
    held = max((fact.period.at(scene.as_of) for fact in valid), default=Certainty.OUTSIDE)
    return held, tuple((f"{{{organization}}}持有{FACT_KINDS[fact.kind].zh}", fact) for fact in valid[:1])


def _holders(
    scene: Scene, organization: str, kinds: Iterable[str], day: Day | None, any_of: tuple[Where, ...] = ()
) -> Iterable[tuple[Fact, Certainty]]:
    for edge in scene.edges(organization, tuple(kinds), Way.IN):
        held = held_on(edge, day)
        if held is not Certainty.OUTSIDE and (not any_of or any(fits(edge.props, each) for each in any_of)):
            yield edge, held


def held_on(edge: Fact, day: Day | None) -> Certainty:
    """Whether the relation was held on the day; on an unknown day it may have been."""
    return Certainty.POSSIBLE if day is None else edge.period.at(day)


def office_words(edge: Fact, day: Day | None) -> str:
    """Who held which office of whom on the day, since when."""
    on = f"于{iso(day)}" if day is not None else "（日期未载明）"
    since = f"（自{iso(edge.period.from_min)}起）" if edge.period.start_known else "（任职起始日未知）"
    return f"{{{edge.src}}}{on}为{{{edge.dst}}}的{edge.props.get('title') or FACT_KINDS[edge.kind].zh}{since}"


def _cautioned(scene: Scene, firing: Firing, found: Iterable[Reached]) -> Iterable[Reached]:
    """The head of a public body is reached at most as possible (addenda 9)."""
    form = scene.legal_form(firing.record.subject)
    for target in found:
        cautions = [each for each in scene.catalogue.head.cautions if form in each.legal_form and target.role.kind in each.roles]
        yield _softened(target) if cautions else target


def _softened(target: Reached) -> Reached:
    lower = min(target.certainty, Certainty.POSSIBLE)
    return Reached(target.node, target.role, lower, target.facts, (*target.flags, "public_body"), target.basis, since=target.since)


def lives(scene: Scene, node: str) -> bool:
    """Whether the target still is: a person's measures end at death and never pass to heirs (DESIGN section 6, addenda 11, 12)."""
    profile = scene.profile(node)
    ends = (stated_day(profile, end.dated_by) for end in scene.catalogue.head.subject_ends if fits(profile, end.where))
    return not any(end is not None and end <= scene.as_of for end in ends)
