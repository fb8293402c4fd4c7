"""Decisions with consequences, laid over a nation: the records that rules speak of, some of which name who is responsible.

The nation's own penalties and listings are mostly fines and registers of the kind that bind nobody; a law engine is measured by these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.generate.claims import Line, staged
from bench.generate.nation import TODAY, Nation
from credit.periods import MAX_DAY, iso
from graph.store import StagedClaims, StagedRows

_PART = 0.05
"""Decisions with consequences an organisation: 50,000 in a nation of a million."""

_NAMED = 0.5
"""The part of decisions that name a person."""

_CHUNK, _YEARS = 20_000, 1400


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of decision: of a thousand so many, what it says, whom it names as what."""

    of_thousand: int
    kind: str
    props: dict[str, object]
    duty: str


KINDS = (
    Kind(250, "CourtOrder", {"order_kind": "consumption_restriction"}, "ACTUAL_CONTROLLER"),
    Kind(220, "ListEntry", {"list_code": "LIST_DISHONEST_JUDGMENT_DEBTOR", "polarity": "black"}, "LEGAL_REP"),
    Kind(120, "Penalty", {"penalty_kinds": ["fine"], "fine_fen": 230_000_000, "tier": "serious"}, "DIRECT_LIABLE"),
    Kind(100, "ListEntry", {"list_code": "LIST_SAMR_SERIOUS", "polarity": "black"}, "LEGAL_REP"),
    Kind(
        80, "Penalty", {"penalty_kinds": ["licence_revoked"], "revoked": ["business_licence"], "personal_responsibility": True}, "LEGAL_REP"
    ),
    Kind(60, "ListEntry", {"list_code": "LIST_TAX_GRADE", "grade": "D"}, "RESPONSIBLE_PERSON"),
    Kind(60, "ListEntry", {"list_code": "LIST_WAGE_ARREARS", "polarity": "black"}, "DIRECT_LIABLE"),
    Kind(50, "Penalty", {"penalty_kinds": ["licence_revoked"], "revoked": ["food_licence"], "domain": "food"}, "DIRECT_SUPERVISOR"),
    Kind(40, "ListEntry", {"list_code": "LIST_MAJOR_TAX_VIOLATION", "polarity": "black"}, "RESPONSIBLE_PERSON"),
    Kind(20, "ListEntry", {"list_code": "LIST_SAFETY_SERIOUS", "polarity": "black"}, "PRINCIPAL"),
)
_EDGE = {"ListEntry": "LISTED_AS"}
_DATED = {"Penalty": "decided_on", "ListEntry": "listed_on", "CourtOrder": "ordered_on"}
_PREFIX = {"Penalty": "pen:d", "ListEntry": "list:d", "CourtOrder": "ord:d"}


def decisions(nation: Nation, ids: Sequence[str], seed: int = 13) -> Iterator[tuple[StagedClaims, StagedRows]]:
    """The decisions as claims, in chunks; the same for the same nation and seed."""
    draw = np.random.default_rng(seed)
    count = int(nation.organizations * _PART)
    sorts = draw.choice(len(KINDS), count, p=np.array([each.of_thousand for each in KINDS]) / 1000)
    parties = draw.integers(0, nation.organizations, count) + nation.first_organization
    persons = draw.integers(0, nation.persons, count) + nation.first_person
    named, days = draw.random(count) < _NAMED, draw.integers(TODAY - _YEARS, TODAY - 1, count)
    for first in range(0, count, _CHUNK):
        chosen = range(first, min(first + _CHUNK, count))
        lines = (
            line
            for at in chosen
            for line in _told(at, KINDS[sorts[at]], ids[parties[at]], ids[persons[at]] if named[at] else None, int(days[at]))
        )
        yield staged(lines, first)


def _told(number: int, sort: Kind, party: str, person: str | None, day: int) -> Iterator[Line]:
    record = f"{_PREFIX[sort.kind]}{number:015x}"
    acted = {"act_on": iso(day - 90)} if sort.kind == "Penalty" else {}
    yield sort.kind, record, None, day, MAX_DAY, {**sort.props, _DATED[sort.kind]: iso(day), **acted}, ""
    yield _EDGE.get(sort.kind, "SUBJECT_OF"), party, record, day, MAX_DAY, {}, ""
    if person:
        yield "NAMED_IN", person, record, day, MAX_DAY, {"duty": sort.duty}, sort.duty
