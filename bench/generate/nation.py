"""The nation as columns: who holds what office or share in whom and from when to when, and who was decided on.

Numbers of nodes are in the order of their public ids: lists, persons, penalties, organisations (see `ids`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.generate.planted import Planted, planted
from credit.kinds import EDGES
from credit.periods import MAX_DAY, day_of

Column = npt.NDArray[Any]
TODAY = day_of("2026-11-01")
_FIRST = day_of("1995-01-01")
_PER_ORGANIZATION = {  # relations per organisation, current ones and former ones
    "LEGAL_REP_OF": (1.0, 0.25),
    "DIRECTOR_OF": (0.9, 0.15),
    "SUPERVISOR_OF": (0.45, 0.1),
    "SHAREHOLDER_OF": (1.9, 0.35),
    "BRANCH_OF": (0.07, 0.01),
}
_COMPANY_OWNERS = 0.15
"""The part of holdings whose holder is an organisation."""

_LOCAL, _EVEN = 0.85, 0.6
"""The part of persons' posts that go to the few around an organisation; of the rest, the part that falls evenly."""

_PUNISHED_EVENLY = 0.97

PENALTIES, LISTINGS = 0.14, 0.03
"""Decisions and list entries an organisation."""


@dataclass(frozen=True)
class Nation:
    """Relations as columns, in any order. `share` is in hundredths of a percent, 0 where none is stated or it is no holding."""

    organizations: int
    persons: int
    penalties: int
    listings: int
    src: npt.NDArray[np.uint32]
    dst: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    share: npt.NDArray[np.uint16]
    decided: npt.NDArray[np.int32]
    truth: Planted

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return self.listings + self.persons + self.penalties + self.organizations

    @property
    def first_person(self) -> int:
        """The number of the first person."""
        return self.listings

    @property
    def first_penalty(self) -> int:
        """The number of the first penalty."""
        return self.listings + self.persons

    @property
    def first_organization(self) -> int:
        """The number of the first organisation."""
        return self.listings + self.persons + self.penalties


def nation(organizations: int, seed: int = 7) -> Nation:
    """A nation of so many organisations, and 0.8 times as many persons."""
    draw = np.random.default_rng(seed)
    persons, penalties, listings = int(organizations * 0.8), int(organizations * PENALTIES), int(organizations * LISTINGS)
    first_person, first_penalty, first_organization = listings, listings + persons, listings + persons + penalties
    parts = []
    for name, (current, former) in _PER_ORGANIZATION.items():
        for count, ended in ((int(organizations * current), False), (int(organizations * former), True)):
            dst = _targets(draw, name, count, organizations) + first_organization
            src = _holders(draw, name, dst - first_organization, (persons, first_person, organizations, first_organization))
            parts.append(_relations(draw, name, src, dst, ended))
    decided = draw.integers(_FIRST + 8000, TODAY - 1, penalties + listings, dtype=np.int32)
    parties = heavy(draw, penalties + listings, organizations, _PUNISHED_EVENLY) + first_organization
    parts.append(_records(parties, penalties, listings, first_penalty, decided))
    truth = planted(organizations, first_organization, first_person)
    parts.append(truth.columns())
    columns: list[Any] = [np.concatenate([part[i] for part in parts]) for i in range(6)]
    src, dst, kind, start, end, share = columns
    return Nation(organizations, persons, penalties, listings, src, dst, kind, start, end, share, decided, truth)


Part = tuple[npt.NDArray[Any], ...]
"""Source, other end, kind, first day, end, share."""


def heavy(draw: np.random.Generator, count: int, most: int, even_part: float = _EVEN) -> Column:
    """Numbers below `most`, a few of them very often: mostly evenly, the rest by a power law, scattered."""
    even = draw.integers(0, most, count)
    ranked = np.minimum((draw.pareto(1.1, count) * most / 300).astype(np.int64), most - 1)
    return np.where(draw.random(count) < even_part, even, ranked * 7919 % most)


def local(draw: np.random.Generator, owned: Column, persons: int, organizations: int) -> Column:
    """Persons around an organisation: the few who are also its other officers and holders, so that neighbours know each other."""
    return (owned * persons // organizations + draw.integers(0, 4, len(owned))) % persons


def _targets(draw: np.random.Generator, name: str, count: int, organizations: int) -> npt.NDArray[np.int64]:
    """Every organisation has its one representative; the rest falls as it falls."""
    if name == "LEGAL_REP_OF" and count == organizations:
        return np.arange(organizations)
    return draw.integers(0, organizations, count)


def _holders(draw: np.random.Generator, name: str, owned: Column, sizes: tuple[int, int, int, int]) -> Column:
    persons, first_person, organizations, first_organization = sizes
    count = len(owned)
    if name == "BRANCH_OF":
        return heavy(draw, count, organizations) + first_organization
    known = draw.random(count) < _LOCAL
    people = np.where(known, local(draw, owned, persons, organizations), heavy(draw, count, persons)) + first_person
    if name != "SHAREHOLDER_OF":
        return people
    return np.where(draw.random(count) < _COMPANY_OWNERS, heavy(draw, count, organizations) + first_organization, people)


def _relations(draw: np.random.Generator, name: str, src: npt.NDArray[np.int64], dst: npt.NDArray[np.int64], ended: bool) -> Part:
    count = len(src)
    if name == "BRANCH_OF":  # a branch is of its head: the head is the one with many
        src, dst = dst, src
    start = draw.integers(_FIRST, TODAY - 400, count, dtype=np.int32)
    end = start + draw.integers(60, 4000, count, dtype=np.int32) if ended else np.full(count, MAX_DAY, np.int32)
    share = draw.integers(50, 6000, count, dtype=np.uint16) if name == "SHAREHOLDER_OF" else np.zeros(count, np.uint16)
    kept = src != dst
    kinds = np.full(count, EDGES[name].code, np.uint8)
    columns = (src.astype(np.uint32), dst.astype(np.uint32), kinds, start, np.minimum(end, TODAY) if ended else end, share)
    return tuple(column[kept] for column in columns)


def _records(parties: Column, penalties: int, listings: int, first_penalty: int, decided: Column) -> Part:
    records = np.concatenate([np.arange(penalties) + first_penalty, np.arange(listings)])
    kinds = np.repeat(np.array([EDGES["SUBJECT_OF"].code, EDGES["LISTED_AS"].code], np.uint8), [penalties, listings])
    count = penalties + listings
    ends, shares = np.full(count, MAX_DAY, np.int32), np.zeros(count, np.uint16)
    return (parties.astype(np.uint32), records.astype(np.uint32), kinds, decided.astype(np.int32), ends, shares)
