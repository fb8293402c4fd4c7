"""Builds the arrays from any view: every node's relations and records, read page by page as assembled facts."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from credit.kinds import EDGES, NODES
from credit.periods import ALWAYS
from credit.relations import CopiesGraph, PlainRelations
from credit.view import View, Way
from graph.projection.arrays import Array, Evidence, Names, Projection, Records, Tables
from graph.projection.assembling import RelationColumns, assembled
from graph.projection.columns import PARTY_KINDS, RECORD_KINDS, FactColumns, RecordFacts, RelationFacts
from graph.projection.periods import coded

_PAGE = 2000
_PARTY_CODES = tuple(EDGES[name].code for name in PARTY_KINDS)


@dataclass
class Gathered:
    """Everything that a projection is made of, before it is numbered. `plain`: relations that came as columns, before the others."""

    nodes: list[str] = field(default_factory=list)
    plain: PlainRelations | None = None
    relations: RelationFacts = field(default_factory=RelationFacts)
    records: RecordFacts = field(default_factory=RecordFacts)


def gather(view: View) -> Gathered:
    """Reads the whole view: in bulk where it hands itself out so, else page by page as assembled facts."""
    gathered = Gathered()
    if isinstance(view, CopiesGraph):
        _copied(view, view, gathered)
        return gathered
    for kind in NODES:
        for page in _pages(view, kind):
            gathered.nodes.extend(page)
            gathered.relations.extend(view.expand(page, EDGES, ALWAYS, Way.OUT))
            if kind in RECORD_KINDS:
                gathered.records.extend(view.facts_of(page, (kind,), ALWAYS))
    return gathered


def _copied(copy: CopiesGraph, view: View, into: Gathered) -> None:
    """What needs no assembling as it stands, the rest as assembled facts."""
    into.plain, records = copy.plain_graph(RECORD_KINDS)
    _other_relations(view, into.plain, into.relations)
    into.records.extend_plain(records.records)
    for kind, nodes in records.others.items():
        for page in _paged(sorted(set(nodes))):
            into.records.extend(view.facts_of(page, (kind,), ALWAYS))


def _other_relations(view: View, plain: PlainRelations, into: RelationFacts) -> None:
    wanted = set(plain.others)
    kinds = sorted({kind for kind, _, _ in wanted})
    for page in _paged(sorted({src for _, src, _ in wanted})):
        facts = view.expand(page, kinds, ALWAYS, Way.OUT)
        into.extend(fact for fact in facts if (fact.kind, fact.src, fact.dst) in wanted)


def _paged(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[first : first + _PAGE] for first in range(0, len(items), _PAGE))


def _pages(view: View, kind: str) -> Iterator[Sequence[str]]:
    after = ""
    while page := view.all_nodes(kind, after, _PAGE):
        yield page
        after = page[-1]


def project(view: View) -> Projection:
    """The arrays of a view."""
    with _collecting_later():
        return projected(gather(view), view.transaction)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Millions of rows are alive at once and none is in a circle: looking for circles among them took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def projected(gathered: Gathered, transaction: int) -> Projection:
    """The arrays of what was gathered."""
    plain = gathered.plain or NO_RELATIONS
    ids = sorted({*gathered.nodes, *plain.ids, *gathered.relations.src, *gathered.relations.dst})
    number = {each: i for i, each in enumerate(ids)}
    relations, facts = gathered.relations, gathered.records
    since, until, since_codes, until_codes = _periods(plain, relations, facts)
    count, place = len(plain.src) + len(relations), _numbered(plain.ids, number)
    columns = RelationColumns(
        src=np.concatenate([place[plain.src], _numbered(relations.src, number)]),
        dst=np.concatenate([place[plain.dst], _numbered(relations.dst, number)]),
        kind=np.concatenate([plain.kind, np.array(relations.kind, dtype=np.uint8)]),
        since=since_codes[:count],
        until=until_codes[:count],
        fact_hi=np.concatenate([plain.facts[:, 0], np.array(relations.fact_hi, dtype=np.uint64)]),
        fact_lo=np.concatenate([plain.facts[:, 1], np.array(relations.fact_lo, dtype=np.uint64)]),
    )
    parties = party_lists(columns, _numbered(facts.node, number), facts)
    graph, order = assembled(columns, len(ids))
    began, began_codes = np.unique(np.array(facts.began, dtype=np.int32), return_inverse=True)
    profiles, profile_codes = interned(facts.profile)
    domains, domain_codes = interned(facts.domain)
    records = Records(
        at=starts_of(parties[0], len(ids)),
        record=parties[1].astype(np.uint32),
        profile=profile_codes,
        since=since_codes[count:],
        until=until_codes[count:],
        last=np.array(facts.last, dtype=np.int32),
        lifted=np.array(facts.lifted, dtype=np.int32),
        repaired=np.array(facts.repaired, dtype=np.int32),
        began=began_codes.reshape(-1).astype(np.uint32),
        fact_hi=np.array(facts.fact_hi, dtype=np.uint64),
        fact_lo=np.array(facts.fact_lo, dtype=np.uint64),
    )
    return Projection(
        transaction=transaction,
        graph=graph,
        records=records,
        tables=Tables(since, until, began.astype(np.int32)),
        names=names_of(ids),
        evidence=evidence_of(relations, order, plain.evidence),
        record_evidence=evidence_of(facts, None),
        record_node=_numbered(facts.node, number),
        record_domain=domain_codes,
        profiles=tuple(profile_read(text) for text in profiles),
        domains=tuple(domains),
        repaired=repaired_of(relations, order, len(plain.src)),
    )


_NONE = np.zeros(0, np.int64)
NO_RELATIONS = PlainRelations(
    ids=[],
    src=_NONE,
    dst=_NONE,
    kind=np.zeros(0, np.uint8),
    bounds=np.zeros((0, 4), np.int64),
    facts=np.zeros((0, 2), np.uint64),
    evidence=_NONE,
    others=[],
)


def _periods(plain: PlainRelations, relations: FactColumns, facts: FactColumns) -> tuple[Array, Array, Array, Array]:
    """Tables of bounds, and the codes of relations and then of records."""
    bounds = np.concatenate([plain.bounds, *(np.array(each.bounds, dtype=np.int64).reshape(-1, 4) for each in (relations, facts))])
    since, since_codes = coded(bounds[:, 0], bounds[:, 1])
    until, until_codes = coded(bounds[:, 2], bounds[:, 3])
    return since, until, since_codes, until_codes


def _numbered(ids: Sequence[str], number: Mapping[str, int]) -> Array:
    return np.fromiter((number[each] for each in ids), dtype=np.uint32, count=len(ids))


def party_lists(columns: RelationColumns, record_nodes: Array, facts: FactColumns) -> tuple[Array, Array]:
    """Who is party of which record: node and record's place, by node, then by the record's fact id. One line a relation."""
    by_node = np.argsort(record_nodes, kind="stable")
    ties = np.flatnonzero(np.isin(columns.kind, _PARTY_CODES))
    at = np.minimum(np.searchsorted(record_nodes[by_node], columns.dst[ties]), max(len(by_node) - 1, 0))
    known = record_nodes[by_node][at] == columns.dst[ties] if len(by_node) else np.zeros(len(ties), bool)
    party, record = columns.src[ties[known]].astype(np.int64), by_node[at[known]] if len(by_node) else np.zeros(0, np.int64)
    high, low = (np.array(half, dtype=np.uint64)[record] for half in (facts.fact_hi, facts.fact_lo))
    order = np.lexsort((low, high, party))
    return party[order], record[order]


def starts_of(ends: Array, nodes: int) -> Array:
    """Where the lines of each node begin, lines being in the order of nodes."""
    starts: Array = np.searchsorted(ends, np.arange(nodes + 1)).astype(np.uint32)
    return starts


def interned(texts: Sequence[str]) -> tuple[list[str], Array]:
    """Distinct texts in the order in which they came, and the code of each."""
    codes: dict[str, int] = {}
    found = np.fromiter((codes.setdefault(text, len(codes)) for text in texts), dtype=np.uint32, count=len(texts))
    return list(codes), found


def profile_read(text: str) -> tuple[str, dict[str, object]]:
    """A profile as kind and properties."""
    import json

    kind, props = json.loads(text)
    return str(kind), dict(props)


def names_of(ids: Iterable[str]) -> Names:
    """Ids in order as one text."""
    encoded = [each.encode() for each in ids]
    at = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in encoded], out=at[1:])
    return Names(np.frombuffer(b"".join(encoded), dtype=np.uint8), at)


def repaired_of(relations: RelationFacts, order: Array | None, before: int) -> Array:
    """The repaired relations by number, and the days. `before`: single claims that stood before them, upon which nobody acted."""
    if not relations.repaired:
        return np.zeros((0, 2), np.int64)
    found = np.array(relations.repaired, dtype=np.int64)
    found[:, 0] += before
    if order is not None:
        found[:, 0] = np.argsort(order, kind="stable")[found[:, 0]]
    ordered: Array = found[np.argsort(found[:, 0])]
    return ordered


def evidence_of(facts: FactColumns, order: Array | None, before: Array | None = None) -> Evidence:
    """The evidence of facts, in the order in which their columns now stand. `before`: single claims that stood before them."""
    earlier = 0 if before is None else len(before)
    first = np.concatenate([np.zeros(0, np.int64) if before is None else before, np.array(facts.first, dtype=np.int64)])
    places = np.arange(len(first)) if order is None else np.argsort(order, kind="stable")
    more = sorted((int(places[earlier + i]), ids) for i, ids in facts.more.items())
    at = np.zeros(len(more) + 1, dtype=np.int64)
    np.cumsum([len(ids) for _, ids in more], out=at[1:])
    small = np.uint32 if len(first) == 0 or first.max() < 1 << 32 else np.int64
    return Evidence(
        first=(first if order is None else first[order]).astype(small),
        more_of=np.array([place for place, _ in more], dtype=np.int64),
        more_at=at,
        more=np.array([number for _, ids in more for number in ids], dtype=np.int64),
        disputed=np.sort(places[earlier + np.array(facts.disputed, dtype=np.int64)]),
    )
