"""What changed since the projection was built: the nodes that any change touches, each read again whole from the newer view.

A fact hangs between its ends, so re-reading both ends of every changed fact, as they were and as they are, leaves nothing stale. Where
ids were merged or parted, their members' and neighbours' lists name other roots: those are read again too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from credit.facts import Fact
from credit.kinds import EDGES, node_kind_of
from credit.periods import ALWAYS
from credit.view import View
from graph.projection.arrays import NONE_DAY, Array, Evidence, Projection, Records, Tables
from graph.projection.assembling import starts_of
from graph.projection.building import evidence_of, interned, profile_read, repaired_of
from graph.projection.changing import TooWide, changed_nodes
from graph.projection.columns import PARTY_KINDS, RECORD_KINDS, FactColumns, RecordFacts, RelationFacts
from graph.projection.overlay_arrays import ChangedRecords, ChangedRelations, frozen
from graph.store import Change

_NEAR = 1 << 20


@dataclass(frozen=True)
class Overlay:
    """Changed nodes with what they have now, and the tables extended by what is new. `names`: ids that the projection does not know.

    `outward`: by relation, whether it is told from its source; `repaired`: relations that were repaired, and from which day.
    """

    transaction: int
    relations: ChangedRelations
    records: ChangedRecords
    tables: Tables
    names: tuple[str, ...]
    evidence: Evidence
    record_evidence: Evidence
    record_node: tuple[str, ...]
    record_domain: tuple[str, ...]
    profiles: tuple[tuple[str, dict[str, object]], ...]
    outward: Array
    repaired: Array


def overlay(base: Projection, before: View, after: View, changes: Iterable[Change], most: int) -> Overlay:
    """The overlay that brings a projection of `before` to what `after` knows."""
    return _made(base, after, sorted(changed_nodes(before, after, changes, most)))


@dataclass
class _Numbers:
    """Numbers of ids: the projection's, else from its end on in the order of ids."""

    base: Projection
    new: dict[str, int]

    @classmethod
    def of(cls, base: Projection, ids: Iterable[str]) -> "_Numbers":
        fresh = sorted(each for each in set(ids) if base.names.number(each) is None)
        if len(fresh) >= _NEAR:
            raise TooWide
        return cls(base, {each: base.nodes + i for i, each in enumerate(fresh)})

    def __getitem__(self, public_id: str) -> int:
        found = self.new.get(public_id)
        return found if found is not None else self.base.names.find(public_id)


def _made(base: Projection, view: View, nodes: Sequence[str]) -> Overlay:
    lists, facts = _relations(view, nodes), RecordFacts()
    parties = {fact.dst for _, found in lists for fact in found if fact.kind in PARTY_KINDS and fact.dst}
    described = {node for node in nodes if node_kind_of(node) in RECORD_KINDS}
    facts.extend(view.facts_of(sorted(parties | described), RECORD_KINDS, ALWAYS))
    numbers = _Numbers.of(base, {end for _, found in lists for fact in found for end in (fact.src, fact.dst) if end} | set(nodes))
    in_order = sorted(lists, key=lambda each: numbers[each[0]])
    columns = RelationFacts()
    for _, found in in_order:
        columns.extend(found)
    tables, codes = _tables(base.tables, columns, facts)
    others = [numbers[_other(fact, node)] for node, found in in_order for fact in found]
    profiles, profile_codes = interned(facts.profile)
    return Overlay(
        transaction=view.transaction,
        relations=_relation_arrays(base, numbers, in_order, columns, others, codes),
        records=_record_arrays(base, numbers, in_order, facts, codes, profile_codes),
        tables=tables,
        names=tuple(numbers.new),
        evidence=evidence_of(columns),
        record_evidence=evidence_of(facts),
        record_node=tuple(facts.node),
        record_domain=tuple(facts.domain),
        profiles=tuple(profile_read(text) for text in profiles),
        outward=np.array([fact.src == node for node, found in in_order for fact in found], dtype=np.bool_),
        repaired=repaired_of(columns),
    )


def _relations(view: View, nodes: Sequence[str]) -> list[tuple[str, list[Fact]]]:
    by_node: dict[str, list[Fact]] = {node: [] for node in nodes}
    for fact in view.expand(nodes, EDGES, ALWAYS) if nodes else ():
        for end in {fact.src, fact.dst or fact.src}:
            if end in by_node:
                by_node[end].append(fact)
    return list(by_node.items())


def _other(fact: Fact, node: str) -> str:
    return (fact.dst or "") if fact.src == node else fact.src


@dataclass(frozen=True)
class _Codes:
    """Period codes of relations and of records, and codes of first days."""

    since: Array
    until: Array
    record_since: Array
    record_until: Array
    began: Array


def _tables(base: Tables, relations: FactColumns, records: RecordFacts) -> tuple[Tables, _Codes]:
    bounds = np.concatenate([np.array(each.bounds, dtype=np.int64).reshape(-1, 4) for each in (relations, records)])
    since, since_codes = _extended(base.since, bounds[:, :2])
    until, until_codes = _extended(base.until, bounds[:, 2:])
    began, began_codes = _extended(base.began.reshape(-1, 1), np.array(records.began, dtype=np.int64).reshape(-1, 1))
    count = len(relations)
    codes = _Codes(since_codes[:count], until_codes[:count], since_codes[count:], until_codes[count:], began_codes)
    return Tables(since, until, began.reshape(-1)), codes


def _extended(table: Array, wanted: Array) -> tuple[Array, Array]:
    """A table with what is not in it yet behind it, and the codes of what is wanted."""
    known = {tuple(row): i for i, row in enumerate(table.tolist())}
    size = len(known)
    codes = np.array([known.setdefault(tuple(row), len(known)) for row in wanted.tolist()], dtype=np.int64)
    fresh = np.array(list(known)[size:], dtype=np.int32).reshape(-1, table.shape[1])
    return np.concatenate([table, fresh]), codes


def _fitting(codes: Array, like: Array) -> Array:
    """Codes in the type of the projection's, which its kernels were compiled for."""
    if len(codes) and codes.max() > np.iinfo(like.dtype).max:
        raise TooWide
    return frozen(codes, like.dtype.type)


def _relation_arrays(
    base: Projection, numbers: _Numbers, lists: Sequence[tuple[str, list[Fact]]], columns: RelationFacts, others: list[int], codes: _Codes
) -> ChangedRelations:
    ends = np.cumsum([0, *(len(found) for _, found in lists)])
    order = [(base.names.find(each) * _NEAR) + i + 1 for i, each in enumerate(numbers.new)]
    return ChangedRelations(
        nodes=frozen([numbers[node] for node, _ in lists], np.int64),
        at=frozen(ends, np.int64),
        other=frozen(others, np.int64),
        kind=frozen(columns.kind, np.uint8),
        since=_fitting(codes.since, base.graph.since),
        until=_fitting(codes.until, base.graph.until),
        fact_hi=frozen(columns.fact_hi, np.uint64),
        fact_lo=frozen(columns.fact_lo, np.uint64),
        base=base.nodes,
        new_order=frozen(order, np.int64),
    )


def _record_arrays(
    base: Projection, numbers: _Numbers, lists: Sequence[tuple[str, list[Fact]]], facts: RecordFacts, codes: _Codes, profiles: Array
) -> ChangedRecords:
    place = {node: i for i, node in enumerate(facts.node)}
    lines = [sorted(_places(node, found, place), key=lambda i: (facts.fact_hi[i], facts.fact_lo[i])) for node, found in lists]
    flat = [i for found in lines for i in found]
    ends = starts_of(np.repeat(np.arange(len(lines)), [len(found) for found in lines]), len(lines))
    records = Records(
        at=frozen(ends, np.uint32),
        record=frozen(flat, np.uint32),
        profile=frozen(profiles.astype(np.int64) + len(base.profiles), np.uint32),
        since=_fitting(codes.record_since, base.graph.since),
        until=_fitting(codes.record_until, base.graph.until),
        last=frozen(facts.last, np.int32),
        lifted=frozen(facts.lifted, np.int32),
        repaired=frozen(facts.repaired, np.int32),
        began=frozen(codes.began, np.uint32),
        fact_hi=frozen(facts.fact_hi, np.uint64),
        fact_lo=frozen(facts.fact_lo, np.uint64),
    )
    return ChangedRecords(frozen([numbers[node] for node, _ in lists], np.int64), records)


def _places(node: str, found: Iterable[Fact], place: Mapping[str, int]) -> list[int]:
    mine = (fact.dst for fact in found if fact.kind in PARTY_KINDS and fact.src == node)
    return [place[record] for record in mine if record and record in place]


def nothing_changed(base: Projection) -> Overlay:
    """The overlay of a projection that is up to date."""
    return _empty(base)


def _empty(base: Projection) -> Overlay:
    none = RelationFacts(), RecordFacts()
    tables, codes = _tables(base.tables, *none)
    numbers = _Numbers(base, {})
    return Overlay(
        transaction=base.transaction,
        relations=_relation_arrays(base, numbers, [], none[0], [], codes),
        records=_record_arrays(base, numbers, [], none[1], codes, np.zeros(0, np.uint32)),
        tables=tables,
        names=(),
        evidence=evidence_of(none[0]),
        record_evidence=evidence_of(none[1]),
        record_node=(),
        record_domain=(),
        profiles=(),
        outward=np.zeros(0, np.bool_),
        repaired=repaired_of(none[0]),
    )


__all__ = ["NONE_DAY", "Overlay", "TooWide", "changed_nodes", "nothing_changed", "overlay"]
