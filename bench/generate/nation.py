"""The nation as columns: who holds what office or share in whom and from when to when, and who was decided on.

Numbers of nodes are in the order of their public ids: lists, persons, penalties, organisations (see `ids`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.generate.planted import Planted, planted
from credit.kinds import EDGES
from credit.periods import MAX_DAY, day_of
from graph.projection.sinks import InMemory, Sink

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

_SLICE = 1 << 21
"""How many relations are drawn at once. The nation is the same for any number."""

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


def nation(organizations: int, seed: int = 7, sink: Sink | None = None) -> Nation:
    """A nation of so many organisations, and 0.8 times as many persons. `sink`: where its relations go, memory unless it is said."""
    draw, sink = np.random.default_rng(seed), sink or InMemory()
    persons, penalties, listings = int(organizations * 0.8), int(organizations * PENALTIES), int(organizations * LISTINGS)
    first_person, first_penalty, first_organization = listings, listings + persons, listings + persons + penalties
    for name, (current, former) in _PER_ORGANIZATION.items():
        for count, ended in ((int(organizations * current), False), (int(organizations * former), True)):
            owned = _targets(draw, name, count, organizations)
            src = _holders(draw, name, owned, (persons, first_person, organizations, first_organization))
            _add(sink, _relations(draw, name, src, owned + np.uint32(first_organization), ended))
    decided = draw.integers(_FIRST + 8000, TODAY - 1, penalties + listings, dtype=np.int32)
    parties = heavy(draw, penalties + listings, organizations, _PUNISHED_EVENLY) + np.uint32(first_organization)
    _add(sink, _records(parties, penalties, listings, first_penalty, decided))
    truth = planted(organizations, first_organization, first_person)
    _add(sink, truth.columns())
    src, dst, kind, start, end, share = (sink.column(name) for name in _COLUMNS)
    return Nation(organizations, persons, penalties, listings, src, dst, kind, start, end, share, decided, truth)


Part = tuple[npt.NDArray[Any], ...]
"""Source, other end, kind, first day, end, share."""

_COLUMNS = ("src", "dst", "kind", "start", "end", "share")


def _add(sink: Sink, part: Part) -> None:
    """What is of somebody and himself is none."""
    for first in range(0, len(part[0]), _SLICE):
        columns = [column[first : first + _SLICE] for column in part]
        kept = columns[0] != columns[1]
        for name, column in zip(_COLUMNS, columns, strict=True):
            sink.append(name, column[kept])


def _drawn(count: int, draw: Callable[[slice], Column]) -> Column:
    """Numbers of nodes, made slice by slice: random numbers come twice as wide as they are kept."""
    found = np.empty(count, np.uint32)
    for first in range(0, count, _SLICE):
        here = slice(first, min(first + _SLICE, count))
        found[here] = draw(here)
    return found


def _size(here: slice) -> int:
    return int(here.stop - here.start)


def heavy(draw: np.random.Generator, count: int, most: int, even_part: float = _EVEN) -> Column:
    """Numbers below `most`, a few of them very often: mostly evenly, the rest by a power law, scattered."""

    def ranked(here: slice) -> Column:
        return np.minimum((draw.pareto(1.1, _size(here)) * most / 300).astype(np.int64), most - 1) * 7919 % most

    even = _drawn(count, lambda here: draw.integers(0, most, _size(here)))
    scattered = _drawn(count, ranked)
    return _drawn(count, lambda here: np.where(draw.random(_size(here)) < even_part, even[here], scattered[here]))


def local(draw: np.random.Generator, owned: Column, persons: int, organizations: int) -> Column:
    """Persons around an organisation: the few who are also its other officers and holders, so that neighbours know each other."""

    def around(here: slice) -> Column:
        return (owned[here].astype(np.int64) * persons // organizations + draw.integers(0, 4, _size(here))) % persons

    return _drawn(len(owned), around)


def _targets(draw: np.random.Generator, name: str, count: int, organizations: int) -> Column:
    """Every organisation has its one representative; the rest falls as it falls."""
    if name == "LEGAL_REP_OF" and count == organizations:
        return np.arange(organizations, dtype=np.uint32)
    return _drawn(count, lambda here: draw.integers(0, organizations, _size(here)))


def _holders(draw: np.random.Generator, name: str, owned: Column, sizes: tuple[int, int, int, int]) -> Column:
    persons, first_person, organizations, first_organization = sizes
    count = len(owned)
    if name == "BRANCH_OF":
        return heavy(draw, count, organizations) + np.uint32(first_organization)
    known = _chance(draw, count, _LOCAL)
    people = local(draw, owned, persons, organizations)
    np.copyto(people, heavy(draw, count, persons), where=~known)
    people += np.uint32(first_person)
    if name == "SHAREHOLDER_OF":
        companies = _chance(draw, count, _COMPANY_OWNERS)
        np.copyto(people, heavy(draw, count, organizations) + np.uint32(first_organization), where=companies)
    return people


def _chance(draw: np.random.Generator, count: int, part: float) -> Column:
    """For which so large a part of them something is so."""
    found = np.empty(count, np.bool_)
    for first in range(0, count, _SLICE):
        found[first : first + _SLICE] = draw.random(min(_SLICE, count - first)) < part
    return found


def _relations(draw: np.random.Generator, name: str, src: Column, dst: Column, ended: bool) -> Part:
    count = len(src)
    if name == "BRANCH_OF":  # a branch is of its head: the head is the one with many
        src, dst = dst, src
    start = draw.integers(_FIRST, TODAY - 400, count, dtype=np.int32)
    if ended:
        end = start + draw.integers(60, 4000, count, dtype=np.int32)
        np.minimum(end, TODAY, out=end)
    else:
        end = _always(MAX_DAY, count, np.int32)
    share = draw.integers(50, 6000, count, dtype=np.uint16) if name == "SHAREHOLDER_OF" else _always(0, count, np.uint16)
    return src, dst, _always(EDGES[name].code, count, np.uint8), start, end, share


def _always(value: int, count: int, dtype: type) -> Column:
    """One number so many times, at the price of one."""
    return np.broadcast_to(np.array(value, dtype), count)


def _records(parties: Column, penalties: int, listings: int, first_penalty: int, decided: Column) -> Part:
    records = np.concatenate([np.arange(penalties) + first_penalty, np.arange(listings)])
    kinds = np.repeat(np.array([EDGES["SUBJECT_OF"].code, EDGES["LISTED_AS"].code], np.uint8), [penalties, listings])
    count = penalties + listings
    ends, shares = np.full(count, MAX_DAY, np.int32), np.zeros(count, np.uint16)
    return (parties.astype(np.uint32), records.astype(np.uint32), kinds, decided.astype(np.int32), ends, shares)
