"""Forward chaining to the fix-point: records set cases off, and a measure that binds somebody may set off the next case.

Conclusions are a set, keyed by what they say, so neither the order of records nor a cycle changes the answer.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from credit.kinds import node_kind_of
from credit.nearness import Place
from credit.periods import Certainty, Day
from credit.view import Way
from reasoning.catalogue import Bind, Case, Rule
from reasoning.propagation.exempting import exempted, exemption_of
from reasoning.propagation.matching import Doubt, Firing, fired_of, firings, in_force, record_doubts, rule_doubts
from reasoning.propagation.model import BoundRole, Consequence, Gap, State
from reasoning.propagation.proof import carried_proof_of, proof_of
from reasoning.propagation.roles import Reached, lives, organisations_run_by, reached, read_date
from reasoning.propagation.scene import Record, Scene
from reasoning.propagation.seeking import Sought
from reasoning.propagation.terms import Span, lifts_of, span_of

_STATE_ORDER = {"bound": 0, "possible": 1, "note": 2}


def conclude(scene: Scene, subjects: Iterable[str]) -> tuple[dict[str, Consequence], list[Gap]]:
    """Everything that follows on the day from the records of these subjects, by id; and the roles that nobody has stated."""
    known: dict[str, Consequence] = {}
    gaps: list[Gap] = []
    fired = {record.id + record.subject: record for record in scene.records(subjects)}
    scene.foresee(fired.values())
    for record in fired.values():
        for firing in firings(scene, record):
            for bind in firing.case.binds:
                _add(known, _bound(scene, firing, bind, gaps))
    _chain(scene, known)
    return known, gaps


def conclude_on(scene: Scene, sought: Sought, places: Mapping[str, Place]) -> dict[str, Consequence]:
    """What follows for the subjects that are sought from the records of these: rules that can tell nothing of them are left alone, so
    what else is found is a part of what there is.
    """
    known: dict[str, Consequence] = {}
    read = {record.id + record.subject: record for record in scene.records(places)}
    records = {key: record for key, record in read.items() if sought.looks_at(record.fact.kind, record.fact.props)}
    worth = [(record, places[record.subject], _worth(sought, record, places[record.subject])) for record in records.values()]
    if beyond := [record for record, place, cases in worth if any(_goes_beyond(scene, sought, place, each) for each in cases)]:
        scene.foresee(beyond)
    scene.read_profiles(record.subject for record, _, cases in worth if cases)
    for record, place, cases in worth:
        for firing in fired_of(scene, record, cases):
            for bind in sought.binds(place, firing.rule, firing.case):
                _add(known, _bound(scene, firing, bind, None))
    _chain(scene, known)
    return known


def _worth(sought: Sought, record: Record, place: Place) -> list[tuple[Rule, Case]]:
    return list(sought.cases(place, record.fact.kind).that_may_fit(record.fact.props))


def _goes_beyond(scene: Scene, sought: Sought, place: Place, case: tuple[Rule, Case]) -> bool:
    """Whether anybody but the record's own party must be looked for."""
    return not all(scene.catalogue.roles[bind.role].self_ for bind in sought.binds(place, *case))


def _add(known: dict[str, Consequence], found: Iterable[Consequence]) -> list[Consequence]:
    """Adds what is new or stronger; of two with one id the surer stands, so that order does not matter."""
    fresh: dict[str, Consequence] = {}
    for each in found:
        stands = known.get(each.id)
        if stands is None or _stronger(each, stands):
            known[each.id] = fresh[each.id] = each
    return list(fresh.values())


def _stronger(a: Consequence, b: Consequence) -> bool:
    """The surer state, then the shorter proof; two that are alike in both are told apart by all that they say."""
    of_a, of_b = (_STATE_ORDER[a.state], len(a.proof)), (_STATE_ORDER[b.state], len(b.proof))
    return of_a < of_b or (of_a == of_b and a != b and repr(a) < repr(b))


def _bound(scene: Scene, firing: Firing, bind: Bind, gaps: list[Gap] | None) -> Iterable[Consequence]:
    targets = reached(scene, firing, bind)
    if gaps is not None:
        _note_gap(scene, firing, bind, targets, gaps)
    for target in targets:
        span = span_of(scene, firing, target.node)
        if span.certainty is Certainty.OUTSIDE:
            continue
        found, exemption = _consequence(scene, firing, bind, target, span), exemption_of(scene, firing, bind)
        if exemption is not None and exemption.effect == "exempt":
            scene.exempted[found.id] = exempted(found, exemption)
        else:
            yield exempted(found, exemption) if exemption else found


def _note_gap(scene: Scene, firing: Firing, bind: Bind, targets: list[Reached], gaps: list[Gap]) -> None:
    """An office that the rule reads and that no source has ever filled is named, not passed over."""
    role, subject = scene.catalogue.roles[bind.role], firing.record.subject
    form = scene.legal_form(subject)
    expected = role.office and bind.read_on != "later" and (form is None or not role.registered_for or form in role.registered_for)
    if expected and not targets and not scene.edges(subject, role.office, Way.IN):
        day, _, _ = read_date(scene, firing, bind.read_on)
        gaps.append(Gap(subject, firing.rule.id, bind.role, day, f"未见任何来源载明{{{subject}}}的{role.zh}"))


def _consequence(scene: Scene, firing: Firing, bind: Bind, target: Reached, span: Span) -> Consequence:
    rule, sure = firing.rule, min(firing.certainty, target.certainty, span.certainty)
    basis = (*rule.basis, *bind.basis, *target.basis)
    return Consequence(
        id=_id(rule, target.node, firing.record.id),
        measure=rule.measure,
        target=target.node,
        state=_state(bind, sure, target.by_decision),
        mode=bind.mode,
        role=target.role,
        rule=rule.id,
        basis=basis,
        domain=rule.domain,
        executor=rule.executor,
        from_=_later(span.from_, target.since),
        until=_earlier(span.until, target.until),
        ends=span.ends,
        lifts_when=lifts_of(firing.case.lifts_when, firing.record.fact.props),
        flags=_flags(scene, firing, target, span),
        proof=proof_of(scene.catalogue, firing, target, basis),
        record=firing.record.id,
        path=tuple(dict.fromkeys((firing.record.subject, target.node))),
    )


def _earlier(a: Day | None, b: Day | None) -> Day | None:
    return min((day for day in (a, b) if day is not None), default=None)


def _later(a: Day | None, b: Day | None) -> Day | None:
    return max((day for day in (a, b) if day is not None), default=None)


def _state(bind: Bind, sure: Certainty, by_decision: bool) -> State:
    """A measure that only a decision can lay on a person is possible until a decision names him (DESIGN section 6)."""
    if bind.mode == "reference":
        return "note"
    undecided = bind.mode == "discretionary" or (bind.mode == "decision_named" and not by_decision)
    return "possible" if undecided or sure is not Certainty.CERTAIN else "bound"


def _flags(scene: Scene, firing: Firing, target: Reached, span: Span) -> tuple[str, ...]:
    scoped = node_kind_of(target.node) == "Person" and not scene.verified(target.node)
    disputed = any(fact.disputed for _, fact in target.facts)
    doubts = [doubt.flag for doubt in firing.doubts if doubt.flag]
    found = [*doubts, *target.flags, *span.flags, *(["identity_scoped"] * scoped), *(["disputed"] * disputed)]
    return tuple(sorted(dict.fromkeys(found)))


def _id(rule: Rule, target: str, record: str) -> str:
    """Stable over reloads: the rule, whom it reaches, and the record that it rests on."""
    return "c:" + hashlib.blake2b(f"{rule.id}\x1f{target}\x1f{record}".encode(), digest_size=10).hexdigest()


def _chain(scene: Scene, known: dict[str, Consequence]) -> None:
    """Measures that set off further cases, until nothing new follows. Every conclusion has an id, so a cycle ends."""
    frontier = list(known.values())
    while frontier:
        found = [each for cause in frontier for rule, case in _set_off_by(scene, cause) for each in _carried(scene, rule, case, cause)]
        frontier = _add(known, found)


def _set_off_by(scene: Scene, cause: Consequence) -> Iterable[tuple[Rule, Case]]:
    """The cases of rules in force that this measure on this kind of subject sets off."""
    if cause.state == "note":
        return
    for rule, case in scene.catalogue.set_off.get(cause.measure, ()):
        day = scene.as_of if case.trigger.valid_on == "now" else cause.from_
        if node_kind_of(cause.target) in case.trigger.subject and in_force(rule, day):
            yield rule, case


def _carried(scene: Scene, rule: Rule, case: Case, cause: Consequence) -> Iterable[Consequence]:
    """What follows from a measure: for its own target, or for the organisations that the persons behind it run."""
    doubts = _carried_doubts(scene, rule, cause)
    sure = min((doubt.certainty for doubt in doubts), default=Certainty.CERTAIN)
    if sure is Certainty.OUTSIDE:
        return
    flags = {doubt.flag for doubt in doubts if doubt.flag}
    for bind in case.binds:
        for target in _carried_targets(scene, bind, cause):
            if node_kind_of(target.node) in bind.of and lives(scene, target.node):
                doubted = replace(target, certainty=min(sure, target.certainty), flags=(*target.flags, *flags))
                yield _carried_to(scene, rule, case, bind, cause, doubted)


def _carried_targets(scene: Scene, bind: Bind, cause: Consequence) -> Iterable[Reached]:
    if scene.catalogue.roles[bind.role].self_:
        yield Reached(cause.target, BoundRole(bind.role, bind.read_on, cause.from_), _sure(cause), (), by_decision=True)
        return
    for carrier in _carriers(scene, bind, cause):
        yield from (target for target in organisations_run_by(scene, carrier, bind, cause.from_) if target.node not in cause.path)


def _carried_doubts(scene: Scene, rule: Rule, cause: Consequence) -> list[Doubt]:
    """A rule that is set off by a measure stands under its own grade, and under its own word on repair."""
    found = list(rule_doubts(scene, rule, cause.from_))
    for record in scene.records((cause.path[0],)):
        if record.id == cause.record:
            found += record_doubts(rule, record, scene.as_of)
    return [doubt for doubt in found if doubt.flag != "approximate_date"]


def _sure(cause: Consequence) -> Certainty:
    return Certainty.CERTAIN if cause.state == "bound" else Certainty.POSSIBLE


def _carriers(scene: Scene, bind: Bind, cause: Consequence) -> Iterable[Reached]:
    """Who carries the measure on: the person whom it binds, or the persons whom its record names in the role `through`."""
    if bind.through is None:
        yield Reached(cause.target, cause.role, _sure(cause), ())
        return
    duties = scene.catalogue.roles[bind.through].named
    for edge in scene.edges(cause.record, ("NAMED_IN",), Way.IN):
        if edge.props.get("duty") in duties:
            says = f"文书列明{{{edge.src}}}为{scene.catalogue.roles[bind.through].zh}"
            yield Reached(edge.src, BoundRole(bind.through, "decision", cause.from_), _sure(cause), ((says, edge),))


def _carried_to(scene: Scene, rule: Rule, case: Case, bind: Bind, cause: Consequence, target: Reached) -> Consequence:
    """The consequence of a consequence: it is no surer than its cause, and falls with it."""
    basis = (*rule.basis, *bind.basis)
    scoped = {"identity_scoped"} if node_kind_of(target.node) == "Person" and not scene.verified(target.node) else set()
    disputed = {"disputed"} if any(fact.disputed for _, fact in target.facts) else set()
    return Consequence(
        id=_id(rule, target.node, cause.record),
        measure=rule.measure,
        target=target.node,
        state=_state(bind, target.certainty, target.by_decision),
        mode=bind.mode,
        role=target.role,
        rule=rule.id,
        basis=basis,
        domain=rule.domain,
        executor=rule.executor,
        from_=_later(cause.from_, target.since),
        until=cause.until,
        ends=case.lasts.kind,
        lifts_when=lifts_of(case.lifts_when, {}),
        flags=tuple(sorted({*cause.flags, *target.flags} - {"identity_scoped"} | scoped | disputed)),
        proof=carried_proof_of(scene.catalogue, cause, rule, target, basis),
        record=cause.record,
        path=tuple(dict.fromkeys((*cause.path, target.node))),
    )
