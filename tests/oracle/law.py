"""The law read naively: every rule against every record, every person against every role, again and again until nothing new follows.

Written from DESIGN section 6 and the grammar alone, without a line of `reasoning/propagation`: no memo, no neighbourhood, no order. It
says who is reached by which rule through which record, how surely, from when until when. Slow on purpose; it decides who is right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from credit.facts import Fact
from credit.kinds import EDGES, FACT_KINDS, node_kind_of
from credit.periods import ALWAYS, MAX_DAY, Certainty, Day, add_months, day_of, from_date
from credit.view import View, Way
from reasoning.catalogue import Bind, Case, Catalogue, Role, Rule, Trigger

NO, MAYBE, YES = Certainty.OUTSIDE, Certainty.POSSIBLE, Certainty.CERTAIN
RECORD_KINDS = {"Penalty": "SUBJECT_OF", "ListEntry": "LISTED_AS", "CourtOrder": "SUBJECT_OF"}
RANK = {"bound": 0, "possible": 1, "note": 2}


@dataclass(frozen=True)
class Says:
    """One conclusion: the rule reaches the target through the record. `chain`: whom it passed on the way."""

    rule: str
    target: str
    record: str
    measure: str
    state: str
    since: Day | None
    until: Day | None
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """Somebody in a role: how surely, by the decision's own word or not, from and until when at most."""

    node: str
    sure: Certainty
    decided: bool = False
    since: Day | None = None
    until: Day | None = None


class NaiveLaw:
    """All facts of a view, and the day."""

    def __init__(self, view: View, catalogue: Catalogue, day: Day, nodes: Iterable[str]) -> None:
        self.catalogue, self.day = catalogue, day
        edges = view.expand(list(nodes), list(EDGES), ALWAYS, Way.BOTH)
        self.edges = list({fact.id: fact for fact in edges}.values())
        known = {*nodes, *(edge.dst for edge in self.edges if edge.dst), *(edge.src for edge in self.edges)}
        self.facts = {fact.src: fact for fact in view.facts_of(known, [kind for kind in FACT_KINDS if kind not in EDGES], ALWAYS)}
        self.people = {node for node in known if node_kind_of(node) == "Person"}

    def says(self) -> list[Says]:
        """Everything that follows, to the fix-point."""
        found = [each for rule in self._rules() for case in rule.cases for each in self._direct(rule, case)]
        while True:
            more = [each for each in self._chained(found) if each not in found]
            if not more:
                return found
            found += list(dict.fromkeys(more))

    # --- rules and records ---------------------------------------------------------------------------------------------------
    def _rules(self) -> Iterator[Rule]:
        grades = self.catalogue.head.grades
        return (rule for rule in self.catalogue.rules.values() if grades[rule.grade].binds != "off" and not rule.turned_off_by)

    def _records(self) -> Iterator[tuple[str, Fact]]:
        for edge in self.edges:
            record = self.facts.get(edge.dst or "")
            if record is not None and edge.kind == RECORD_KINDS.get(record.kind):
                yield edge.src, record

    def _direct(self, rule: Rule, case: Case) -> Iterator[Says]:
        for party, record in self._records():
            sure = self._fires(rule, case, party, record)
            if sure is NO:
                continue
            for bind in case.binds:
                for hit in self._hits(rule, case, bind, party, record):
                    if node_kind_of(hit.node) in bind.of and not self._gone(hit.node):
                        yield from self._said(rule, case, bind, party, record, hit, sure)

    def _said(self, rule: Rule, case: Case, bind: Bind, party: str, record: Fact, hit: Hit, sure: Certainty) -> Iterator[Says]:
        start, until, inside = self._span(case, record, hit.node)
        if inside is NO or self._exempt(rule, bind, case, party, record):
            return
        state = _state(bind.mode, min(sure, hit.sure, inside), hit.decided)
        since, end = _latest(start, hit.since), _earliest(until, hit.until)
        yield Says(rule.id, hit.node, record.src, rule.measure, state, since, end, tuple(dict.fromkeys((party, hit.node))))

    def _exempt(self, rule: Rule, bind: Bind, case: Case, party: str, record: Fact) -> bool:
        """Whether some text takes the measure away."""
        on = _day(record.props, case.trigger.dated_by)
        earlier = [r for p, r in self._records() if p == party and r.kind == record.kind and r.src != record.src]
        before = [r for r in earlier if on is None or r.period.from_min < on]
        region = next(iter(self._places(party)), "")
        return any(
            each.effect == "exempt"
            and (not each.measures or rule.measure in each.measures)
            and (not each.modes or bind.mode in each.modes)
            and each.record.fact == record.kind
            and _fit(record.props, each.record.where)
            and not (each.first and before)
            and (not each.regions or any(region.startswith(code) for code in each.regions))
            for each in self.catalogue.exemptions.values()
        )

    def _fires(self, rule: Rule, case: Case, party: str, record: Fact) -> Certainty:
        trigger, props = case.trigger, record.props
        on = _day(props, trigger.dated_by)
        if record.kind != trigger.fact or not _alike(props, trigger) or node_kind_of(party) not in trigger.subject:
            return NO
        if self._form(party) in trigger.legal_form_not or not _in_force(rule, self.day if trigger.valid_on == "now" else on):
            return NO
        sure = [self._grade(rule), YES if on is not None else MAYBE, self._firm(rule, on), self._repaired(rule, record)]
        sure += [MAYBE if props.get(each.prop) is None else YES if props[each.prop] == each.is_ else NO for each in trigger.provided]
        sure.append(self._there(trigger, party))
        sure.append(self._amount(trigger, props))
        sure.append(self._missing(trigger, party))
        sure.append(self._clear(trigger, party))
        sure.append(self._counted(trigger, party, record))
        return min(sure)

    def _grade(self, rule: Rule) -> Certainty:
        return MAYBE if self.catalogue.head.grades[rule.grade].binds is False and not rule.turned_on_by else YES

    def _firm(self, rule: Rule, on: Day | None) -> Certainty:
        return MAYBE if rule.firm_from and on is not None and on < from_date(rule.firm_from) else YES

    def _repaired(self, rule: Rule, record: Fact) -> Certainty:
        done = record.repaired_on is not None and record.repaired_on <= self.day
        return {"yes": NO, "unsettled": MAYBE, "no": YES}[rule.ends_on_repair] if done else YES

    def _there(self, trigger: Trigger, party: str) -> Certainty:
        places = self._places(party)
        if not trigger.region:
            return YES
        return MAYBE if not places else YES if any(places[0].startswith(each) for each in trigger.region) else NO

    def _places(self, party: str) -> list[str]:
        scheme, _, code = party.partition(":")
        stated = str(self._props(party).get("region") or "")[:6]
        own = code[2:8] if scheme == "uscc" else code[:6] if scheme == "reg" else ""
        return [each for each in (own, stated) if len(each) == 6 and each.isdecimal()]

    def _amount(self, trigger: Trigger, props: Any) -> Certainty:
        if trigger.at_least is None:
            return YES
        threshold, value = self.catalogue.head.thresholds[trigger.at_least.threshold], props.get(trigger.at_least.prop)
        wanted, perhaps = [], []
        for where, steps in [({}, threshold.steps), *((each.where, each.steps) for each in threshold.higher)]:
            since = [step.at_least for step in steps if from_date(step.from_) <= self.day]
            if since and all(name in props for name in where):
                wanted += since[-1:] if _fit(props, where) else []
            else:
                perhaps += since[-1:]
        if not wanted or value is None:
            return MAYBE
        return NO if value < max(wanted) else MAYBE if any(value < each for each in perhaps) else YES

    def _missing(self, trigger: Any, party: str) -> Certainty:
        if trigger.absent is None:
            return MAYBE if trigger.unproved else YES
        there = [r for p, r in self._records() if p == party and r.kind == trigger.absent.fact and _fit(r.props, trigger.absent.where)]
        return NO if there else MAYBE

    def _clear(self, trigger: Any, party: str) -> Certainty:
        """Not while a record of the other colour stands, unrepaired."""
        wanted = trigger.clear_of
        clash = [r for p, r in self._records() if wanted and p == party and r.kind == wanted.fact and _fit(r.props, wanted.where)]
        standing = [r for r in clash if r.period.at(self.day) is not NO and (r.repaired_on is None or self.day < r.repaired_on)]
        return NO if standing else YES

    def _counted(self, trigger: Any, party: str, record: Fact) -> Certainty:
        counts, on = trigger.counts, _day(record.props, trigger.dated_by)
        if counts is None:
            return YES
        if on is None:
            return NO
        first = add_months(on, -counts.months) if counts.months else on - counts.days
        within = 0
        for p, other in self._records():
            at = _day(other.props, trigger.dated_by)
            same = counts.same is None or (
                other.props.get(counts.same) is not None and other.props[counts.same] == record.props.get(counts.same)
            )
            within += (
                p == party and other.kind == record.kind and _alike(other.props, trigger) and same and at is not None and first < at <= on
            )
        return YES if within >= counts.at_least else NO

    # --- roles ---------------------------------------------------------------------------------------------------------------
    def _hits(self, rule: Rule, case: Case, bind: Bind, party: str, record: Fact) -> Iterator[Hit]:
        role, on = self.catalogue.roles[bind.role], _day(record.props, case.trigger.dated_by)
        if role.posts:
            if bind.through:
                through = bind.model_copy(update={"role": bind.through, "through": None})
                for carrier in list(self._hits(rule, case, through, party, record)):
                    yield from self._runs(carrier, role, on)
            return
        if role.self_:
            yield Hit(party, YES, True)
            if role.trader and self._form(party) in role.trader.legal_form:
                yield from self._holders(party, role.trader.office, (), role.trader.read_on, record, on, case, decided=True)
        if role.office and bind.read_on == "later":
            yield from self._successors(party, role, on)
        elif role.office:
            cautious = any(self._form(party) in c.legal_form and bind.role in c.roles for c in self.catalogue.head.cautions)
            for hit in self._holders(party, role.office, role.office_any, bind.read_on, record, on, case):
                yield Hit(hit.node, min(hit.sure, MAYBE) if cautious else hit.sure, hit.decided, hit.since)
        yield from self._tied(role, party, record, on)

    def _tied(self, role: Role, party: str, record: Fact, on: Day | None) -> Iterator[Hit]:
        """Whom the record names, the head of a branch, the partners in one bid."""
        for edge in self.edges:
            if role.named and edge.kind == "NAMED_IN" and edge.dst == record.src and edge.props.get("duty") in role.named:
                yield Hit(edge.src, YES, True)
            if edge.kind in role.head and edge.src == party and edge.dst and _at(edge, on) is not NO:
                yield Hit(edge.dst, _at(edge, on))
            if edge.kind in role.partners and party in (edge.src, edge.dst) and _at(edge, self.day) is not NO:
                end = None if edge.period.open_ended else edge.period.to_max
                yield Hit(str(edge.dst if edge.src == party else edge.src), _at(edge, self.day), since=_start(edge), until=end)

    def _holders(
        self, org: str, kinds: Any, any_of: Any, read_on: str, record: Fact, on: Day | None, case: Case, decided: bool = False
    ) -> Iterator[Hit]:
        day, sure = on, YES
        if read_on == "now":
            day = self.day
        if read_on == "act":
            acted = _day(record.props, case.trigger.acted_by or "act_on")
            day, sure = (acted, YES) if acted is not None else (on, MAYBE)
        for edge in self.edges:
            fits = not any_of or any(_fit(edge.props, each) for each in any_of)
            if edge.kind in kinds and edge.dst == org and fits and _at(edge, day) is not NO:
                yield Hit(edge.src, min(sure, _at(edge, day)), decided, _start(edge) if read_on == "now" else None)

    def _successors(self, org: str, role: Role, on: Day | None) -> Iterator[Hit]:
        held = [edge for edge in self.edges if edge.kind in role.office and edge.dst == org]
        then = {edge.src for edge in held if _at(edge, on) is not NO}
        for edge in held:
            if edge.src not in then and _at(edge, self.day) is not NO:
                yield Hit(edge.src, MAYBE, since=_start(edge))

    def _runs(self, carrier: Hit, role: Role, after: Day | None) -> Iterator[Hit]:
        """Organisations that a person of verified identity runs or works for."""
        known = carrier.node.startswith("p:v") or self._props(carrier.node).get("identity") == "verified"
        for edge in self.edges:
            fits = edge.kind in role.posts and edge.src == carrier.node and edge.dst and _fit(edge.props, role.post_where)
            if known and carrier.node in self.people and fits and edge.dst:
                founded = _day(self._props(edge.dst), "registered_on")
                sure = [_at(edge, self.day), carrier.sure, self._licensed(edge.dst, role)]
                if role.began:
                    sure.append(_later_than(edge, founded, after))
                if min(sure) is not NO:
                    yield Hit(edge.dst, min(sure), since=_latest(founded, _start(edge)))

    def _licensed(self, org: str, role: Role) -> Certainty:
        if role.holds is None:
            return YES
        mine = {edge.dst for edge in self.edges if edge.kind == "SUBJECT_OF" and edge.src == org}
        held = [
            fact for src, fact in self.facts.items() if src in mine and fact.kind == role.holds.fact and _fit(fact.props, role.holds.where)
        ]
        return max((fact.period.at(self.day) for fact in held), default=NO)

    # --- days ----------------------------------------------------------------------------------------------------------------
    def _span(self, case: Case, record: Fact, target: str) -> tuple[Day | None, Day | None, Certainty]:
        lasts, props = case.lasts, record.props
        start = _day(props, lasts.from_) if lasts.from_ else _day(props, case.trigger.dated_by)
        sure = YES
        if lasts.from_ and start is None and _day(props, lasts.or_from) is not None:
            start, sure = _day(props, lasts.or_from), MAYBE
        safe, until = self._end(lasts, record, start)
        if lasts.released_by and target in self.people:
            until = _earliest(until, self._released(lasts.released_by, record, target))
        if (start is not None and self.day < start) or (until is not None and self.day >= until):
            return start, until, NO
        stands = record.period.at(self.day) if lasts.kind == "while_listed" or lasts.ends_with_record else YES
        doubtful = start is None or (safe is not None and self.day >= safe)
        return start, until, min(sure, stands, MAYBE if doubtful else YES)

    def _end(self, lasts: Any, record: Fact, start: Day | None) -> tuple[Day | None, Day | None]:
        """The day until which it surely holds, where that is less than certain, and the day on which it ends at the latest."""
        removed = None if record.period.open_ended and record.period.to_min >= MAX_DAY else record.period.to_max
        props = record.props
        if lasts.kind == "while_listed":
            last = _day(props, "valid_until")
            return None, _earliest(None if last is None else last + 1, removed)
        if lasts.kind != "term" or start is None:
            stated = _day(props, lasts.until)
            return None, _earliest(stated, removed) if lasts.ends_with_record else stated
        if lasts.needs and _day(props, lasts.needs) is None:
            return None, None
        shortest = add_months(start, 12 * lasts.years + lasts.months)
        safe: Day | None = None
        until: Day | None = shortest
        if lasts.as_decided is not None:
            longest = None if lasts.to_life or not lasts.to_years else add_months(start, 12 * lasts.to_years)
            months = props.get(lasts.as_decided.months)
            if lasts.to_life and props.get(lasts.as_decided.life) is True:
                safe, until = None, None
            elif isinstance(months, int):
                safe, until = None, add_months(start, months)
            else:
                safe, until = shortest, longest
        return safe, _earliest(until, removed) if lasts.ends_with_record else until

    def _released(self, release: Any, record: Fact, person: str) -> Day | None:
        free = [r for p, r in self._records() if p == person and r.kind == release.fact and _fit(r.props, release.where)]
        return min(
            (
                d
                for r in free
                if r.props.get(release.refers) == record.props.get(release.to)
                for d in [_day(r.props, release.on)]
                if d is not None
            ),
            default=None,
        )

    # --- measures that set off further rules -----------------------------------------------------------------------------------
    def _chained(self, found: list[Says]) -> Iterator[Says]:
        for cause in found:
            for rule in self._rules():
                for case in rule.cases:
                    if cause.measure in case.trigger.measure and cause.state != "note":
                        yield from self._follow(cause, rule, case)

    def _follow(self, cause: Says, rule: Rule, case: Case) -> Iterator[Says]:
        record, sure = self.facts[cause.record], YES if cause.state == "bound" else MAYBE
        if node_kind_of(cause.target) not in case.trigger.subject:
            return
        if not _in_force(rule, self.day if case.trigger.valid_on == "now" else cause.since):
            return
        doubts = min(
            self._grade(rule), YES if cause.since is not None else MAYBE, self._firm(rule, cause.since), self._repaired(rule, record)
        )
        if cause.since is None:
            doubts = min(self._grade(rule), self._repaired(rule, record))
        for bind in case.binds:
            for hit in self._followed(cause, bind, record, sure):
                certain = min(hit.sure, doubts)
                if certain is not NO and node_kind_of(hit.node) in bind.of and not self._gone(hit.node):
                    state, since = _state(bind.mode, certain, hit.decided), _latest(cause.since, hit.since)
                    chain = tuple(dict.fromkeys((*cause.chain, hit.node)))
                    yield Says(rule.id, hit.node, cause.record, rule.measure, state, since, cause.until, chain)

    def _followed(self, cause: Says, bind: Bind, record: Fact, sure: Certainty) -> Iterator[Hit]:
        role = self.catalogue.roles[bind.role]
        if role.self_:
            yield Hit(cause.target, sure, True)
            return
        carriers = [Hit(cause.target, sure)]
        if bind.through:
            duties = self.catalogue.roles[bind.through].named
            named = [e for e in self.edges if e.kind == "NAMED_IN" and e.dst == record.src and e.props.get("duty") in duties]
            carriers = [Hit(edge.src, sure) for edge in named]
        for carrier in carriers:
            yield from (hit for hit in self._runs(carrier, role, cause.since) if hit.node not in cause.chain)

    # --- subjects --------------------------------------------------------------------------------------------------------------
    def _props(self, node: str) -> Any:
        return self.facts[node].props if node in self.facts else {}

    def _form(self, node: str) -> str | None:
        stated = self._props(node).get("legal_form")
        return stated or (self.catalogue.head.legal_form_by_code.get(node[5:7]) if node.startswith("uscc:") else None)

    def _gone(self, node: str) -> bool:
        ends = [_day(self._props(node), end.dated_by) for end in self.catalogue.head.subject_ends if _fit(self._props(node), end.where)]
        return any(end is not None and end <= self.day for end in ends)


def _alike(props: Any, trigger: Any) -> bool:
    chosen = not trigger.any or any(_fit(props, each) for each in trigger.any)
    return chosen and _fit(props, trigger.where) and not (trigger.unless and _fit(props, trigger.unless))


def _fit(props: Any, where: Any) -> bool:
    def listed(value: Any) -> list[Any]:
        return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]

    return all(any(each in listed(wanted) for each in listed(props.get(name))) for name, wanted in where.items())


def _in_force(rule: Rule, day: Day | None) -> bool:
    if day is None:
        return True
    begun = rule.valid_from is None or day >= from_date(rule.valid_from)
    return begun and (rule.valid_to is None or day < from_date(rule.valid_to))


def _state(mode: str, sure: Certainty, decided: bool) -> str:
    if mode == "reference":
        return "note"
    if mode == "discretionary" or (mode == "decision_named" and not decided) or sure is not YES:
        return "possible"
    return "bound"


def _day(props: Any, name: str | None) -> Day | None:
    text = props.get(name) if name else None
    return day_of(text) if isinstance(text, str) else None


def _at(edge: Fact, day: Day | None) -> Certainty:
    return MAYBE if day is None else edge.period.at(day)


def _start(edge: Fact) -> Day | None:
    return edge.period.from_min if edge.period.start_known else None


def _later_than(edge: Fact, founded: Day | None, day: Day | None) -> Certainty:
    if day is None:
        return MAYBE
    if edge.period.from_min > day or (founded is not None and founded > day):
        return YES
    return MAYBE if edge.period.from_max > day else NO


def _latest(*days: Day | None) -> Day | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(*days: Day | None) -> Day | None:
    return min((day for day in days if day is not None), default=None)
