"""One kernel from the asked id to all that is told: finds it, walks, weighs, ranks, and gathers the first so many with their ways.

One call and a few rows of numbers: each call of a kernel hands over some fifty arrays, which takes as long as a walk.
"""

from typing import Any, NamedTuple

import numpy as np

from graph.projection import kernels
from graph.projection.arrays import Array, Evidence, Graph, Names, Records
from graph.projection.compiling import kernel
from graph.projection.overlay_arrays import ChangedRecords, ChangedRelations

HEX, _DIGITS = 32, 16
_SPLIT = 134217729.0
"""2^27 + 1: parts a double into two halves whose products are exact (Dekker 1971)."""


class Beside(NamedTuple):
    """What is told and never walked over. `persons`: between which numbers they stand, and which of the new nodes are some."""

    names: Names
    evidence: Evidence
    record_evidence: Evidence
    record_node: Array
    record_domain: Array
    began: Array
    until: Array
    low_person: int
    high_person: int
    new_persons: Array


@kernel
def found(names: Names, wanted: Array) -> int:
    """The number of an id, -1 where it is not among the names."""
    low, high = 0, len(names.at) - 1
    while low < high:
        middle = (low + high) // 2
        if _compared(names, middle, wanted) < 0:
            low = middle + 1
        else:
            high = middle
    return low if low < len(names.at) - 1 and _compared(names, low, wanted) == 0 else -1


@kernel
def _compared(names: Names, node: Any, wanted: Array) -> Any:
    """Below zero where the name comes before the wanted one, above where after."""
    start, length = np.int64(names.at[node]), np.int64(names.at[node + 1]) - np.int64(names.at[node])
    shorter: Any = min(length, len(wanted))
    for i in range(shorter):
        if names.text[start + i] != wanted[i]:
            return np.int64(names.text[start + i]) - np.int64(wanted[i])
    return length - len(wanted)


@kernel
def millionths(value: float) -> Any:
    """A value from 0 on to six digits, as Python's own `round` says it, in millionths: half-way cases by what the product leaves over."""
    product = value * 1e6
    part = _SPLIT * value
    high = part - (part - value)
    error = (value - high) * 1e6 - (product - high * 1e6)
    whole = np.floor(product)
    left = product - whole - 0.5
    if left > 0 or (left == 0 and (error > 0 or (error == 0 and whole % 2 == 1))):
        whole += 1
    return np.int64(whole)


@kernel
def _is_person(beside: Beside, base: int, node: int) -> bool:
    return beside.new_persons[node - base] if node >= base else beside.low_person <= node < beside.high_person


@kernel
def _ranked(over: ChangedRelations, node: Array, hops: Array, score: Array) -> Array:
    """Lines: the highest score first, then the nearest, then by id."""
    order = np.empty(len(node), np.int64)
    for i in range(len(node)):
        order[i] = kernels.order_of(over, node[i])
    lines = np.argsort(order, kind="mergesort")
    lines = lines[np.argsort(hops[lines], kind="mergesort")]
    return lines[np.argsort(-score[lines], kind="mergesort")]


@kernel
def _length(names: Names, node: Any) -> Any:
    return np.int64(names.at[node + 1]) - np.int64(names.at[node]) if node < len(names.at) - 1 else 0


@kernel
def _write(text: Array, at: int, fact: tuple[Any, Any], names: Names, node: Any) -> int:
    """Writes a fact's id and a node's behind each other (nothing for a node that is new); where they end."""
    for half in range(2):
        for i in range(_DIGITS):
            digit = (fact[half] >> np.uint64(60 - 4 * i)) & np.uint64(15)
            text[at] = digit + 48 if digit < 10 else digit + 87
            at += 1
    start = np.int64(names.at[node]) if node < len(names.at) - 1 else 0
    for i in range(_length(names, node)):
        text[at] = names.text[start + i]
        at += 1
    return at


@kernel
def _listed(places: Array, place: int) -> Any:
    at = np.searchsorted(places, place)
    return at < len(places) and places[at] == place


@kernel
def _ways(graph: Graph, over: ChangedRelations, ways: tuple[Array, Array, Array, Array], places: Array, beside: Beside) -> Any:
    """The relations on the ways to these places, each way from the seed on; where each ends; their text.

    A relation: both ends, kind, codes of its period, its number, its first claim (-1: there are more, or it is new), disputed, end of text.
    """
    node, _, parent, edge = ways
    ends, count, letters = np.zeros(len(places), np.int64), 0, 0
    for i in range(len(places)):
        place = places[i]
        while parent[place] >= 0:
            count, letters, place = count + 1, letters + HEX + _length(beside.names, node[place]), parent[place]
        ends[i] = count
    rows, text, at = np.empty((count, 9), np.int64), np.empty(letters, np.uint8), 0
    for i in range(len(places)):
        place, row = places[i], ends[i] - 1
        while parent[place] >= 0:
            _relation(graph, over, beside, rows[row], (node[parent[place]], node[place], edge[place]))
            place, row = parent[place], row - 1
    for row in range(count):
        at = _write(text, at, kernels.fact_of(graph, over, rows[row, 5]), beside.names, rows[row, 1])
        rows[row, 8] = at
    return rows, ends, text


@kernel
def _relation(graph: Graph, over: ChangedRelations, beside: Beside, row: Array, way: tuple[int, int, int]) -> None:
    above, here, number = way
    row[0], row[1], row[5], row[6], row[7] = above, here, number, -1, 0
    if number < 0:
        row[2], row[3], row[4] = over.kind[-1 - number], over.since[-1 - number], over.until[-1 - number]
        return
    row[2], row[3], row[4] = graph.kind[number], graph.since[number], graph.until[number]
    row[7] = _listed(beside.evidence.disputed, number)
    if not _listed(beside.evidence.more_of, number):
        row[6] = beside.evidence.first[number]


@kernel
def _records(records: Records, over: ChangedRecords, lines: Array, which: tuple[Array, Array], beside: Beside) -> Any:
    """The records of these lines, where those of each end, and their text.

    A record: profile, first and last day, domain, number, its first claim (as above), disputed, end of text.
    """
    starts, numbers = which
    ends, count, letters = np.zeros(len(lines), np.int64), 0, 0
    for i in range(len(lines)):
        for j in range(starts[lines[i]], starts[lines[i] + 1]):
            count, letters = count + 1, letters + HEX
            if numbers[j] >= 0:
                letters += _length(beside.names, np.int64(beside.record_node[numbers[j]]))
        ends[i] = count
    rows, text, at, row = np.empty((count, 8), np.int64), np.empty(letters, np.uint8), 0, 0
    for i in range(len(lines)):
        for j in range(starts[lines[i]], starts[lines[i] + 1]):
            at = _record(records, over, beside, (rows[row], text), (numbers[j], at))
            row += 1
    return rows, ends, text


@kernel
def _record(records: Records, over: ChangedRecords, beside: Beside, into: tuple[Array, Array], where: tuple[int, int]) -> Any:
    """Fills one row and its text; where the text ends."""
    (row, text), (number, at) = into, where
    new, k = number < 0, (-1 - number if number < 0 else number)
    of = over.records if new else records
    row[0], row[4], row[5], row[6] = of.profile[k], number, -1, 0
    row[1], row[2] = beside.began[of.began[k]], beside.until[of.until[k], 1]
    node: Any = len(beside.names.at)
    if not new:
        node, row[3] = np.int64(beside.record_node[k]), beside.record_domain[k]
        row[6] = _listed(beside.record_evidence.disputed, k)
        if not _listed(beside.record_evidence.more_of, k):
            row[5] = beside.record_evidence.first[k]
    row[7] = _write(text, at, (of.fact_hi[k], of.fact_lo[k]), beside.names, node)
    return row[7]


@kernel
def _hops(levels: Array, places: Array) -> Array:
    """How many relations away each place is."""
    hops, level = np.empty(len(places), np.int64), 0
    for i in range(len(places)):
        while places[i] >= levels[level + 1]:
            level += 1
        hops[i] = level
    return hops


@kernel
def exposed(
    walked: tuple[Graph, ChangedRelations, Array],
    weighed: tuple[Records, ChangedRecords, tuple[Array, Array]],
    beside: Beside,
    asked: tuple[Array, int, int],
    bounds: tuple[int, int, int, int],
    states: tuple[Array, Array, float],
) -> Any:
    """Who is exposed around an id. `walked`, `weighed`: arrays, overlay, weights by kind or severities and decays.

    `asked`: the id's letters, its number where it is new (else -1), the day. `bounds`: those of the walk, and how many are told.
    Returns one row of numbers, since each array that is handed back costs as much as ten steps of the walk, and the text behind them:
    how many were looked at (0: the id is unknown), exposed, whether the walk was cut, where the text of records begins, how many are told,
    with how many relations and records; then those: of each exposed his number, score (below zero for a person), distance, and where his
    relations and records end; relations; records; hubs with their counts.
    """
    (graph, over, weights), (records, changed, scales) = walked, weighed
    letters, seed, day = asked
    number = found(beside.names, letters)
    known = number >= 0 or seed >= 0
    here = number if number >= 0 else max(seed, 0)
    ways, levels, hubs, cut = kernels.walk(graph, over, here, (bounds[0] if known else 0, bounds[1], bounds[2]), weights, states)
    places, totals, starts, numbers = kernels.adverse(records, changed, ways[0], day, (states[0], states[1]), scales)
    hops, node, score = _hops(levels, places), ways[0][places], np.zeros(len(places), np.int64)
    for i in range(len(places)):
        if not _is_person(beside, over.base, node[i]):
            score[i] = millionths(ways[1][places[i]] * totals[i])
    lines = _ranked(over, node, hops, score)[: bounds[3]]
    way_rows, way_ends, way_text = _ways(graph, over, ways, places[lines], beside)
    record_rows, record_ends, record_text = _records(records, changed, lines, (starts, numbers), beside)
    heads, told = np.empty((len(lines), 5), np.int64), np.empty((len(hubs[0]), 2), np.int64)
    for i in range(len(lines)):
        line = lines[i]
        person = _is_person(beside, over.base, node[line])
        heads[i, 0], heads[i, 1], heads[i, 2] = node[line], -1 if person else score[line], hops[line]
        heads[i, 3], heads[i, 4] = way_ends[i], record_ends[i]
    told[:, 0], told[:, 1] = hubs
    sizes = np.array([len(ways[0]) if known else 0, len(places), cut, len(way_text), len(heads), len(way_rows), len(record_rows)])
    rows = np.concatenate((sizes, heads.ravel(), way_rows.ravel(), record_rows.ravel(), told.ravel()))
    return rows, np.concatenate((way_text, record_text))
