"""Which rules can tell anything of the subjects that are asked about: a check asks what binds them and nobody else.

Most records near a firm bind their own party and its officers. What reaches somebody beyond are the few rules over a head office, a
partner or a person's other posts, and the measures that set such a rule off. The others need not be held against a neighbour's record.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from credit.kinds import EDGES, FACT_KINDS
from credit.nearness import Place, Reach
from reasoning.catalogue import Bind, Case, Catalogue, Matter, Role, Rule, counts
from reasoning.catalogue.triggers import CasesByCode, cases_by_code, stated
from reasoning.propagation.relations import NAMING, PARTIES, between_of, held_of, ties_of

_EVERYBODY = frozenset({"Organization", "Person"})
_CODED = {kind.name: frozenset(each.name for each in kind.props if each.type in ("code", "codes", "flag")) for kind in FACT_KINDS.values()}


@dataclass(frozen=True)
class Sought:
    """What may reach subjects of these kinds, by the place of the record's party."""

    catalogue: Catalogue
    kinds: frozenset[str]
    matter: Matter | None = None
    """What is asked for; None: everything. A matter looks at its own measures, where they rest on its own lists and kinds of record."""
    _binds: dict[tuple[Place, int], tuple[Bind, ...]] = field(default_factory=dict)

    def binds(self, place: Place, rule: Rule, case: Case) -> tuple[Bind, ...]:
        """The roles of a case through which a record in that place may reach a subject, at once or over further rules."""
        key = place, id(case)
        if key not in self._binds:
            self._binds[key] = tuple(bind for bind in case.binds if self._may_reach(place, rule, bind))
        return self._binds[key]

    def looks_at(self, kind: str, props: Mapping[str, Any]) -> bool:
        """Whether what rests on such a record is asked for."""
        return self.matter is None or counts(self.matter, kind, props.get("list_code"))

    @cached_property
    def cases(self) -> Mapping[Place, Mapping[str, CasesByCode]]:
        """The cases worth holding against a record, by its place and its kind."""
        return {
            place: {key: cases_by_code(self._worth(place, cases)) for key, cases in self.catalogue.set_off.items()} for place in Place
        }

    @cached_property
    def reach(self) -> Reach:
        """The same as an engine may look for it."""
        ties, between = frozenset(ties_of(self.catalogue)), frozenset(between_of(self.catalogue))
        return Reach(
            outward=ties | between | frozenset(held_of(self.catalogue)),
            inward=between,
            ties=ties,
            naming=NAMING,
            parties=frozenset(PARTIES),
            matters=self._matters,
        )

    def _worth(self, place: Place, cases: Iterable[tuple[Rule, Case]]) -> Iterator[tuple[Rule, Case]]:
        return ((rule, case) for rule, case in cases if self.binds(place, rule, case))

    def _matters(self, place: Place, kind: str, props: Mapping[str, Any]) -> bool:
        """Whether a record with these codes may set anything off; of a property that is no code nothing is known here."""
        if not self.looks_at(kind, props):
            return False
        cases = self._worth(place, self.catalogue.set_off.get(kind, ()))
        return any(_may_fit(case, _CODED[kind], props) for _, case in cases)

    def _may_reach(self, place: Place, rule: Rule, bind: Bind) -> bool:
        role, of = self.catalogue.roles[bind.role], frozenset(bind.of)
        beside = _posted(role) | (frozenset() if place is Place.FAR else _related(role))
        subjects = of & self.kinds & (_EVERYBODY if role.self_ and place is Place.OWN else beside)
        targets = of & (_EVERYBODY if role.self_ else _posted(role) | _related(role))
        at_once = bool(subjects) and self._asked(rule)
        return at_once or any(self._goes_on(rule.measure, kind, kind in subjects, frozenset()) for kind in targets)

    def _asked(self, rule: Rule) -> bool:
        return self.matter is None or rule.measure in self.matter.measures

    def _goes_on(self, measure: str, kind: str, subject: bool, met: frozenset[tuple[str, str, bool]]) -> bool:
        """Whether a measure on somebody of this kind, who may or may not be a subject, leads over any number of rules to what is asked."""
        here = measure, kind, subject
        return here not in met and any(
            self._carries(rule, bind, here, met)
            for rule, case in self.catalogue.set_off.get(measure, ())
            for bind in case.binds
            if kind in case.trigger.subject
        )

    def _carries(self, rule: Rule, bind: Bind, here: tuple[str, str, bool], met: frozenset[tuple[str, str, bool]]) -> bool:
        _, kind, subject = here
        stays = self.catalogue.roles[bind.role].self_
        targets = frozenset(bind.of) & (frozenset({kind}) if stays else _EVERYBODY)
        subjects = {each for each in targets if each in self.kinds and (subject or not stays)}
        if subjects and self._asked(rule):
            return True
        return any(self._goes_on(rule.measure, each, each in subjects, met | {here}) for each in targets)


def _may_fit(case: Case, coded: Collection[str], props: Mapping[str, Any]) -> bool:
    alternatives = ({**case.trigger.where, **chosen} for chosen in case.trigger.any or ({},))
    return any(
        all(name not in coded or stated(props.get(name)) & stated(wanted) for name, wanted in where.items()) for where in alternatives
    )


def _posted(role: Role) -> frozenset[str]:
    """Kinds of those whom the role finds over a person's posts elsewhere."""
    return frozenset(kind for post in role.posts for kind in EDGES[post].dst)


def _related(role: Role) -> frozenset[str]:
    """Kinds of those whom it finds at the party itself, or in the record."""
    offices = (*role.office, *(role.trader.office if role.trader else ()))
    sources = (*offices, *role.partners, *(NAMING if role.named else ()))
    ends = (*role.head, *role.partners)
    return frozenset([kind for each in sources for kind in EDGES[each].src] + [kind for each in ends for kind in EDGES[each].dst])


_KEPT: dict[tuple[int, frozenset[str], str | None], Sought] = {}
_MOST = 1000


def sought_by(catalogue: Catalogue, kinds: Iterable[str], matter: Matter | None = None) -> Sought:
    """What may reach subjects of these kinds, worked out once for each catalogue and matter."""
    key = id(catalogue), frozenset(kinds), matter.code if matter else None
    known = _KEPT.get(key)
    if known is None or known.catalogue is not catalogue:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = known = Sought(catalogue, key[1], matter)
    return known
