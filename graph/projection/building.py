"""Builds the arrays from any view: every node's relations and records, read page by page as assembled facts."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from credit.kinds import EDGES, NODES
from credit.periods import ALWAYS
from credit.relations import CopiesGraph, PlainRelations
from credit.view import View, Way
from graph.projection.arrays import Array, Evidence, Names, Projection, Tables
from graph.projection.assembling import RelationColumns
from graph.projection.columns import RECORD_KINDS, FactColumns, RecordFacts, RelationFacts
from graph.projection.folder import projection_of
from graph.projection.material import Claimed, Material, RecordColumns
from graph.projection.periods import coded
from graph.projection.sinks import InMemory

_PAGE, _PIECE = 2000, 1 << 20


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
    """The arrays of a view, in memory."""
    sink = InMemory()
    with collecting_later():
        material = material_of(gather(view), view.transaction)
        material.write(sink)
    return projection_of(sink.column, material.about)


@contextmanager
def collecting_later() -> Iterator[None]:
    """Millions of rows are alive at once and none is in a circle: looking for circles among them took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def material_of(gathered: Gathered, transaction: int) -> Material:
    """What the arrays of what was gathered are made of."""
    plain, relations, facts = gathered.plain or NO_RELATIONS, gathered.relations, gathered.records
    lists = (plain.ids, gathered.nodes, relations.src, relations.dst, facts.node)
    ids, (place, _, src, dst, node) = _numbered(lists)
    since, until, since_codes, until_codes = _periods(plain, relations, facts)
    count = len(plain.src) + len(relations)
    first = np.concatenate([plain.evidence, np.array(relations.first, dtype=np.int64)])
    columns = RelationColumns(
        src=np.concatenate([place[plain.src], src]),
        dst=np.concatenate([place[plain.dst], dst]),
        kind=np.concatenate([plain.kind, np.array(relations.kind, dtype=np.uint8)]),
        since=since_codes[:count],
        until=until_codes[:count],
        fact_hi=np.concatenate([plain.facts[:, 0], np.array(relations.fact_hi, dtype=np.uint64)]),
        fact_lo=np.concatenate([plain.facts[:, 1], np.array(relations.fact_lo, dtype=np.uint64)]),
        evidence=_small(first),
    )
    began, began_codes = np.unique(np.array(facts.began, dtype=np.int32), return_inverse=True)
    profiles, profile_codes = interned(facts.profile)
    domains, domain_codes = interned(facts.domain)
    records = RecordColumns(
        node=node,
        domain=domain_codes,
        profile=profile_codes,
        since=since_codes[count:],
        until=until_codes[count:],
        last=np.array(facts.last, dtype=np.int32),
        lifted=np.array(facts.lifted, dtype=np.int32),
        repaired=np.array(facts.repaired, dtype=np.int32),
        began=began_codes.reshape(-1).astype(np.uint32),
        fact_hi=np.array(facts.fact_hi, dtype=np.uint64),
        fact_lo=np.array(facts.fact_lo, dtype=np.uint64),
        evidence=evidence_of(facts),
    )
    return Material(
        transaction=transaction,
        nodes=len(ids),
        names=(_named(ids[first : first + _PIECE]) for first in range(0, len(ids), _PIECE)),
        relations=columns,
        claimed=replace(_claimed(relations, len(plain.src)), repaired=[(len(plain.src) + i, day) for i, day in relations.repaired]),
        records=records,
        tables=Tables(since, until, began.astype(np.int32)),
        profiles=tuple(profile_read(text) for text in profiles),
        domains=tuple(domains),
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


def _numbered(lists: Iterable[Sequence[str]]) -> tuple[Array, list[Array]]:
    """All ids in order, each once, and the numbers of those of each list. As rows of bytes: millions of texts sort four times slower."""
    written = [_encoded(each) for each in lists]
    ids, numbers = np.unique(np.concatenate(written), return_inverse=True)
    ends = np.cumsum([len(each) for each in written])
    return ids, np.split(numbers.reshape(-1).astype(np.uint32), ends[:-1])


def _encoded(ids: Sequence[str]) -> Array:
    return np.array([each.encode() for each in ids], dtype=np.bytes_)


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


def names_of(ids: Sequence[str]) -> Names:
    """Ids in order as one text."""
    return _named(_encoded(ids))


def repaired_of(relations: RelationFacts) -> Array:
    """The repaired relations by number, and the days."""
    return Claimed({}, repaired=relations.repaired).repaired_at(range(len(relations)))


def _named(ids: Array) -> Names:
    letters = np.ascontiguousarray(ids).view(np.uint8).reshape(len(ids), ids.dtype.itemsize)
    written = letters != 0
    at = np.zeros(len(ids) + 1, dtype=np.int64)
    np.cumsum(written.sum(axis=1), out=at[1:])
    return Names(letters[written], at)


def evidence_of(facts: FactColumns) -> Evidence:
    """The evidence of facts, in the order in which they came."""
    return _claimed(facts, 0).evidence(_small(np.array(facts.first, dtype=np.int64)), range(len(facts)))


def _claimed(facts: FactColumns, earlier: int) -> Claimed:
    """Of facts that came after so many others."""
    return Claimed({earlier + i: ids for i, ids in facts.more.items()}, [earlier + i for i in facts.disputed])


def _small(numbers: Array) -> Array:
    """Four bytes each where that is enough."""
    return numbers.astype(np.uint32 if len(numbers) == 0 or numbers.max() < 1 << 32 else np.int64)
