"""A nation as a projection, without a store between: for sizes that only arrays reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.generate.ids import names
from bench.generate.nation import Nation
from credit.periods import MAX_DAY
from graph.projection.arrays import NONE_DAY, Evidence, Projection, Tables
from graph.projection.assembling import RelationColumns
from graph.projection.folder import projection_of as projection_from
from graph.projection.material import Claimed, Material, RecordColumns
from graph.projection.sinks import InMemory, Sink

_SLICE = 1 << 22

PROFILES: tuple[tuple[str, dict[str, object]], ...] = (
    ("Penalty", {"penalty_kinds": ["fine"], "tier": "ordinary"}),
    ("Penalty", {"penalty_kinds": ["licence_revoked"], "tier": "serious"}),
    ("ListEntry", {"polarity": "black", "list_code": "LIST_SAMR_SERIOUS"}),
    ("ListEntry", {"polarity": "watch", "list_code": "LIST_ABNORMAL_OPERATION"}),
)


def profile_codes(nation: Nation) -> npt.NDArray[np.uint32]:
    """Which profile each record has, penalties first: nine fines to one revocation, three black entries to seven watched."""
    penalties, listings = np.arange(nation.penalties), np.arange(nation.listings)
    return np.concatenate([penalties % 10 == 0, 2 + (listings % 10 >= 3)]).astype(np.uint32)


def projection_of(nation: Nation) -> Projection:
    """The arrays of a nation, in memory."""
    sink, material = InMemory(), material_of(nation, InMemory())
    material.write(sink)
    return projection_from(sink.column, material.about)


def material_of(nation: Nation, beside: Sink) -> Material:
    """What the arrays of a nation are made of. `beside`: where its periods go as codes, as the nation's own columns did."""
    since, until = _coded(nation.start, "since", beside), _coded(nation.end, "until", beside)
    count = len(nation.src)
    columns = RelationColumns(
        src=nation.src,
        dst=nation.dst,
        kind=nation.kind,
        since=beside.column("since"),
        until=beside.column("until"),
        fact_hi=Counted(count, np.dtype(np.uint64), 0x9E3779B97F4A7C15),
        fact_lo=Counted(count, np.dtype(np.uint64)),
        evidence=Counted(count, np.dtype(np.uint32)),
    )
    return Material(
        transaction=1,
        nodes=nation.nodes,
        names=names(nation),
        relations=columns,
        claimed=Claimed({}),
        records=_records(nation, since, until),
        tables=Tables(_pairs(since), _pairs(until), _began(nation)[0]),
        profiles=PROFILES,
        domains=("",),
    )


@dataclass(frozen=True)
class Counted:
    """A column that is computed: its own places, times something."""

    count: int
    dtype: np.dtype[Any]
    times: int = 1

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, places: npt.NDArray[np.uint32]) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = places.astype(self.dtype) * self.dtype.type(self.times)
        return found


def _coded(days: npt.NDArray[np.int32], name: str, beside: Sink) -> npt.NDArray[np.int32]:
    """Writes the codes and returns the distinct days, by a table of all days between: sorting half a billion takes longer than all else."""
    low = min(int(part.min()) for part in _slices(days))
    high = max(int(np.where(part == MAX_DAY, low, part).max()) for part in _slices(days))
    for part in _slices(days):
        beside.append(name, np.where(part == MAX_DAY, high - low + 1, part - low).astype(np.uint16))
    return np.append(np.arange(low, high + 1), MAX_DAY).astype(np.int32)


def _slices(column: npt.NDArray[Any]) -> Iterator[npt.NDArray[Any]]:
    return (column[first : first + _SLICE] for first in range(0, len(column), _SLICE))


def _pairs(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.stack([days, days], axis=1)


def _began(nation: Nation) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint32]]:
    low = int(nation.decided.min())
    return np.arange(low, int(nation.decided.max()) + 1, dtype=np.int32), (nation.decided - low).astype(np.uint32)


def _records(nation: Nation, since: npt.NDArray[np.int32], until: npt.NDArray[np.int32]) -> RecordColumns:
    count, nothing = nation.penalties + nation.listings, np.zeros(0, np.int64)
    none = np.full(count, NONE_DAY, np.int32)
    return RecordColumns(
        node=np.concatenate([np.arange(nation.penalties) + nation.first_penalty, np.arange(nation.listings)]).astype(np.uint32),
        domain=np.zeros(count, np.uint32),
        profile=profile_codes(nation),
        since=np.searchsorted(since, nation.decided).astype(np.uint16),
        until=np.full(count, len(until) - 1, np.uint16),
        last=none,
        lifted=none,
        repaired=none,
        began=_began(nation)[1],
        fact_hi=np.arange(count, dtype=np.uint64),
        fact_lo=np.arange(count, dtype=np.uint64),
        evidence=Evidence(np.arange(count, dtype=np.uint32), nothing, np.zeros(1, np.int64), nothing, nothing),
    )
