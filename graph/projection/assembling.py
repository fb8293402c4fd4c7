"""From columns of relations to the arrays both ways: counting sorts in passes, each of which fills one band of the result.

A pass reads the columns front to back in slices and places what belongs to its band of nodes, so that what is in memory at once is a band
and a slice, however many relations there are; and nothing is read or written in random order but the band.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.projection.arrays import Array
from graph.projection.compiling import kernel
from graph.projection.sinks import Column, Sink

MOST_RELATIONS = (1 << 32) - 1
"""Their numbers are four bytes."""


@dataclass(frozen=True)
class Room:
    """How many relations are placed in one pass (17 bytes each), and how many are read at once (some 20 bytes each)."""

    band: int = 1 << 27
    slice: int = 1 << 21


@dataclass(frozen=True)
class RelationColumns:
    """Relations in any order: ends as node numbers, codes; the fact's id in halves and its first claim, which may be computed."""

    src: Array
    dst: Array
    kind: Array
    since: Array
    until: Array
    fact_hi: Column
    fact_lo: Column
    evidence: Column


@kernel
def _count(ends: Array, counts: Array) -> None:
    """Adds how often each node stands among these ends, one place further on."""
    for i in range(len(ends)):
        counts[np.int64(ends[i]) + 1] += 1


@kernel
def _sum(counts: Array) -> None:
    """Turns counts into where the relations of each node begin."""
    for node in range(1, len(counts)):
        counts[node] += counts[node - 1]


@kernel
def _chosen(ends: Array, low: int, free: Array, chosen: Array, places: Array) -> Any:
    """Which of these ends are of the band that begins at node `low`, and their places in it; how many. `free`: next free place by node."""
    count = 0
    for i in range(len(ends)):
        node = np.int64(ends[i]) - low
        if 0 <= node < len(free):
            chosen[count], places[count] = i, free[node]
            free[node] += 1
            count += 1
    return count


@kernel
def _put(column: Array, chosen: Array, places: Array, into: Array) -> None:
    for i in range(len(chosen)):
        into[places[i]] = column[chosen[i]]


@kernel
def _put_inward(ends: Array, first: tuple[int, int], out_at: Array, band: tuple[int, Array], into: tuple[Array, Array]) -> Any:
    """Places the relations from a number on, whose other ends these are. `first`: that number, the source before. The last source."""
    (number, source), (low, free), (origins, numbers) = first, band, into
    for i in range(len(ends)):
        while np.int64(out_at[source + 1]) <= number + i:
            source += 1
        node = np.int64(ends[i]) - low
        if 0 <= node < len(free):
            place = free[node]
            origins[place], numbers[place] = source, number + i
            free[node] = place + 1
    return source


def starts_of(ends: Array, nodes: int, at_once: int = Room.slice) -> Array:
    """Where the lines of each node begin, when they stand in the order of nodes."""
    starts = np.zeros(nodes + 1, np.uint32)
    for part in _slices(ends, at_once):
        _count(part, starts)
    _sum(starts)
    return starts


def _slices(column: Array, size: int) -> Iterator[Array]:
    """Copies: kernels are compiled once, whether a column is mapped or not."""
    return (column[first : first + size].astype(np.uint32) for first in range(0, len(column), size))


def _bands(at: Array, most: int) -> Iterator[tuple[int, int]]:
    """Ranges of nodes with no more relations than that, each of at least one node."""
    low, nodes = 0, len(at) - 1
    while low < nodes:
        end = np.uint32(min(int(at[low]) + most, MOST_RELATIONS))
        high = max(int(np.searchsorted(at, end, side="right")) - 1, low + 1)
        yield low, high
        low = high


def assemble(columns: RelationColumns, nodes: int, marked: Sequence[int], sink: Sink, room: Room) -> Array:
    """Writes the arrays both ways, facts and first claims. Relations of one node stay as they came. Returns where the marked ones stand."""
    if len(columns.src) > MOST_RELATIONS:
        raise ValueError(f"{len(columns.src)} relations: a number of four bytes tells {MOST_RELATIONS} apart")
    out_at = starts_of(columns.src, nodes, room.slice)
    sink.append("graph.out_at", out_at)
    places = _outward(columns, out_at, np.asarray(marked, np.int64), sink, room)
    in_at = starts_of(columns.dst, nodes, room.slice)
    sink.append("graph.in_at", in_at)
    _inward(sink.column("graph.out_to"), out_at, in_at, sink, room)
    return places


def _outward(columns: RelationColumns, at: Array, marked: Array, sink: Sink, room: Room) -> Array:
    walked = {"graph.out_to": columns.dst, "graph.kind": columns.kind, "graph.since": columns.since, "graph.until": columns.until}
    beside = {"graph.fact_hi": columns.fact_hi, "graph.fact_lo": columns.fact_lo, "evidence.first": columns.evidence}
    for name, column in (*walked.items(), *beside.items()):
        sink.append(name, np.empty(0, column.dtype))
    found, order_of_marks = np.zeros(len(marked), np.int64), np.argsort(marked)
    for low, high in _bands(at, room.band):
        start, size = int(at[low]), int(at[high]) - int(at[low])
        into = {name: np.empty(size, column.dtype) for name, column in walked.items()}
        order = np.empty(size, np.uint32)
        for first, chosen, places in _of_band(columns.src, low, at[low:high] - at[low], room.slice):
            order[places] = chosen + np.uint32(first)
            for name, column in walked.items():
                _put(column[first : first + room.slice].copy(), chosen, places, into[name])
            _note(marked, order_of_marks, found, (first + chosen, start + places))
        for name in walked:
            sink.append(name, into.pop(name))
        for begin in range(0, size, room.slice):
            for name, beside_it in beside.items():
                sink.append(name, beside_it[order[begin : begin + room.slice]])
    return found


def _of_band(ends: Array, low: int, free: Array, size: int) -> Iterator[tuple[int, Array, Array]]:
    """Slice by slice: where it begins, which of its lines are of the band, and their places in the band."""
    for i, part in enumerate(_slices(ends, size)):
        chosen, places = np.empty(len(part), np.uint32), np.empty(len(part), np.uint32)
        count = _chosen(part, low, free, chosen, places)
        if count:
            yield i * size, chosen[:count], places[:count]


def _note(marked: Array, by_number: Array, found: Array, placed: tuple[Array, Array]) -> None:
    """Keeps where the marked ones among these, which stand in order, are placed."""
    if not len(marked):
        return
    lines, places = placed
    at = np.minimum(np.searchsorted(lines, marked[by_number]), len(lines) - 1)
    here = lines[at] == marked[by_number]
    found[by_number[here]] = places[at[here]]


def _inward(ends: Array, out_at: Array, in_at: Array, sink: Sink, room: Room) -> None:
    for name in ("graph.in_from", "graph.in_edge"):
        sink.append(name, np.empty(0, np.uint32))
    for low, high in _bands(in_at, room.band):
        free = in_at[low:high] - in_at[low]
        into = np.empty(int(in_at[high]) - int(in_at[low]), np.uint32), np.empty(int(in_at[high]) - int(in_at[low]), np.uint32)
        source = 0
        for i, part in enumerate(_slices(ends, room.slice)):
            source = _put_inward(part, (i * room.slice, source), out_at, (low, free), into)
        sink.append("graph.in_from", into[0])
        sink.append("graph.in_edge", into[1])
