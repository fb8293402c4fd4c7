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


@dataclass(frozen=True, eq=False)
class Reaching:
    """Which measures rules may lay on subjects of these kinds, whoever the matter is for."""

    catalogue: Catalogue
    kinds: frozenset[str]
    _told: dict[tuple[Place, str, int], frozenset[str]] = field(default_factory=dict)

    def told(self, place: Place, rule: Rule, bind: Bind) -> frozenset[str]:
        """The measures that a subject may come to bear where a record in that place sets the bind off, at once or over further rules."""
        key = place, rule.id, id(bind)
        if key not in self._told:
            self._told[key] = frozenset(self._measures(place, rule, bind))
        return self._told[key]

    def _measures(self, place: Place, rule: Rule, bind: Bind) -> set[str]:
        role, of = self.catalogue.roles[bind.role], frozenset(bind.of)
        beside = _posted(role) | (frozenset() if place is Place.FAR else _related(role))
        subjects = of & self.kinds & (_EVERYBODY if role.self_ and place is Place.OWN else beside)
        targets = of & (_EVERYBODY if role.self_ else _posted(role) | _related(role))
        found: set[str] = {rule.measure} if subjects else set()
        met: set[tuple[str, str, bool]] = set()
        for kind in targets:
            self._go_on((rule.measure, kind, kind in subjects), met, found)
        return found

    def _go_on(self, here: tuple[str, str, bool], met: set[tuple[str, str, bool]], found: set[str]) -> None:
        """Adds what a measure on somebody of a kind, who may be a subject or may not, leads to."""
        if here in met:
            return
        met.add(here)
        measure, kind, subject = here
        for rule, case in self.catalogue.set_off.get(measure, ()):
            for bind in case.binds if kind in case.trigger.subject else ():
                stays = self.catalogue.roles[bind.role].self_
                for each in frozenset(bind.of) & (frozenset({kind}) if stays else _EVERYBODY):
                    may_be_one = each in self.kinds and (subject or not stays)
                    found |= {rule.measure} if may_be_one else set()
                    self._go_on((rule.measure, each, may_be_one), met, found)


@dataclass(frozen=True, eq=False)
class Sought:
    """What may reach subjects, by the place of the record's party.

    `matter`: what is asked for; None: everything. A matter looks at its own measures, where they rest on its own lists and records.
    """

    reaching: Reaching
    matter: Matter | None = None
    _binds: dict[tuple[Place, int], tuple[Bind, ...]] = field(default_factory=dict)
    _cases: dict[tuple[Place, str], CasesByCode] = field(default_factory=dict)

    def binds(self, place: Place, rule: Rule, case: Case) -> tuple[Bind, ...]:
        """The roles of a case through which a record in that place may lay on a subject what is asked for."""
        key = place, id(case)
        if key not in self._binds:
            told = ((bind, self.reaching.told(place, rule, bind)) for bind in case.binds)
            self._binds[key] = tuple(bind for bind, measures in told if measures and not self._measures.isdisjoint(measures))
        return self._binds[key]

    def cases(self, place: Place, kind: str) -> CasesByCode:
        """The cases worth holding against a record of a kind in that place."""
        if (place, kind) not in self._cases:
            self._cases[place, kind] = cases_by_code(self._worth(place, kind))
        return self._cases[place, kind]

    def looks_at(self, kind: str, props: Mapping[str, Any]) -> bool:
        """Whether what rests on such a record is asked for."""
        return self.matter is None or counts(self.matter, kind, props.get("list_code"))

    @cached_property
    def reach(self) -> Reach:
        """The same as an engine may look for it."""
        ties, between = frozenset(ties_of(self.reaching.catalogue)), frozenset(between_of(self.reaching.catalogue))
        return Reach(
            outward=ties | between | frozenset(held_of(self.reaching.catalogue)),
            inward=between,
            ties=ties,
            naming=NAMING,
            parties=frozenset(PARTIES),
            matters=self._matters,
        )

    @cached_property
    def _measures(self) -> frozenset[str]:
        return frozenset(self.matter.measures if self.matter else self.reaching.catalogue.measures)

    def _worth(self, place: Place, kind: str) -> Iterator[tuple[Rule, Case]]:
        cases = self.reaching.catalogue.set_off.get(kind, ())
        return ((rule, case) for rule, case in cases if self.binds(place, rule, case))

    def _matters(self, place: Place, kind: str, props: Mapping[str, Any]) -> bool:
        """Whether a record with these codes may set anything off; of a property that is no code nothing is known here."""
        return self.looks_at(kind, props) and any(_may_fit(case, _CODED[kind], props) for _, case in self._worth(place, kind))


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


_KEPT: dict[tuple[int, frozenset[str]], dict[str | None, Sought]] = {}
_MOST = 64


def sought_by(catalogue: Catalogue, kinds: Iterable[str], matter: Matter | None = None) -> Sought:
    """What may reach subjects of these kinds, worked out once for each catalogue and matter."""
    key, code = (id(catalogue), frozenset(kinds)), matter.code if matter else None
    known = _KEPT.get(key)
    if known is None or known[None].reaching.catalogue is not catalogue:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = known = {None: Sought(Reaching(catalogue, key[1]))}
    if code not in known:
        known[code] = Sought(known[None].reaching, matter)
    return known[code]
