"""A nation as a projection, without a store between: for sizes that only arrays reach."""

import numpy as np
import numpy.typing as npt

from bench.generate.ids import names
from bench.generate.nation import Nation
from credit.kinds import EDGES
from credit.periods import MAX_DAY
from graph.projection.arrays import NONE_DAY, Evidence, Projection, Records, Tables
from graph.projection.assembling import RelationColumns, assembled
from graph.projection.building import starts_of

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
    """The arrays of a nation."""
    since, since_codes = _coded(nation.start)
    until, until_codes = _coded(nation.end)
    count = len(nation.src)
    mixed = np.arange(count, dtype=np.uint64)
    columns = RelationColumns(nation.src, nation.dst, nation.kind, since_codes, until_codes, mixed * np.uint64(0x9E3779B97F4A7C15), mixed)
    graph, order = assembled(columns, nation.nodes)
    return Projection(
        transaction=1,
        graph=graph,
        records=_records(nation, since, until),
        tables=Tables(_pairs(since), _pairs(until), _began(nation)[0]),
        names=names(nation),
        evidence=_evidence(order.astype(np.uint32)),
        record_evidence=_evidence(np.arange(nation.penalties + nation.listings, dtype=np.uint32)),
        record_node=np.concatenate([np.arange(nation.penalties) + nation.first_penalty, np.arange(nation.listings)]).astype(np.uint32),
        record_domain=np.zeros(nation.penalties + nation.listings, np.uint32),
        profiles=PROFILES,
        domains=("",),
    )


def _coded(days: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    """Distinct days, and codes, by a table of all days between: a sort of half a billion takes longer than everything else."""
    ends = days == MAX_DAY
    low, high = int(days.min()), int(np.where(ends, days.min(), days).max())
    codes = np.where(ends, high - low + 1, days - low).astype(np.uint16)
    return np.append(np.arange(low, high + 1), MAX_DAY).astype(np.int32), codes


def _pairs(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.stack([days, days], axis=1)


def _began(nation: Nation) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint32]]:
    low = int(nation.decided.min())
    return np.arange(low, int(nation.decided.max()) + 1, dtype=np.int32), (nation.decided - low).astype(np.uint32)


def _records(nation: Nation, since: npt.NDArray[np.int32], until: npt.NDArray[np.int32]) -> Records:
    tied = np.isin(nation.kind, [EDGES["SUBJECT_OF"].code, EDGES["LISTED_AS"].code])
    party, record = nation.src[tied], nation.dst[tied].astype(np.int64)
    place = np.where(record >= nation.first_penalty, record - nation.first_penalty, record + nation.penalties)
    order = np.lexsort((place, party))
    count = nation.penalties + nation.listings
    none = np.full(count, NONE_DAY, np.int32)
    return Records(
        at=starts_of(party[order], nation.nodes),
        record=place[order].astype(np.uint32),
        profile=profile_codes(nation),
        since=np.searchsorted(since, nation.decided).astype(np.uint16),
        until=np.full(count, len(until) - 1, np.uint16),
        last=none,
        lifted=none,
        repaired=none,
        began=_began(nation)[1],
        fact_hi=np.arange(count, dtype=np.uint64),
        fact_lo=np.arange(count, dtype=np.uint64),
    )


def _evidence(first: npt.NDArray[np.uint32]) -> Evidence:
    return Evidence(first, np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
