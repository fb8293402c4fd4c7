"""Public ids of a nation's nodes, in the order of their numbers, and as arrays without a loop for the very large ones."""

from collections.abc import Iterator

import numpy as np

from bench.generate.nation import Nation
from credit.identifiers import make_uscc
from graph.projection.arrays import Names

_PIECE = 1 << 21


def public_id(nation: Nation, node: int) -> str:
    """The id of one node."""
    if node < nation.first_person:
        return f"list:{node:016x}"
    if node < nation.first_penalty:
        return f"p:v1{node - nation.first_person:016x}"
    if node < nation.first_organization:
        return f"pen:{node - nation.first_penalty:016x}"
    return organization_id(node - nation.first_organization)


def organization_id(number: int) -> str:
    """An invented code with its check digits, from 1 on (a body of zeros is a placeholder); regions run on after eight digits."""
    number += 1
    return f"uscc:{make_uscc('9', '1', f'{990000 + number // 10**8:06d}', f'{number % 10**8:08d}')}"


def all_ids(nation: Nation) -> list[str]:
    """Every id, in order."""
    return [public_id(nation, node) for node in range(nation.nodes)]


def names(nation: Nation) -> Iterator[Names]:
    """Every id as arrays, in pieces. Check characters of organisations are left at 0 here: making 100M of them is not what is measured."""
    blocks = (
        (b"list:", nation.listings, 16),
        (b"p:v1", nation.persons, 16),
        (b"pen:", nation.penalties, 16),
        (b"uscc:9199", nation.organizations, 14),
    )
    for prefix, count, digits in blocks:
        for first in range(0, count, _PIECE):
            yield _numbered(prefix, range(first, min(first + _PIECE, count)), digits)


def _numbered(prefix: bytes, numbers: range, digits: int) -> Names:
    """A prefix and a number of so many decimal digits for each."""
    rows = np.empty((len(numbers), len(prefix) + digits), np.uint8)
    rows[:, : len(prefix)] = np.frombuffer(prefix, np.uint8)
    left = np.arange(numbers.start, numbers.stop)
    for place in range(digits - 1, -1, -1):
        rows[:, len(prefix) + place] = left % 10 + ord("0")
        left //= 10
    return Names(rows.reshape(-1), np.arange(len(numbers) + 1) * rows.shape[1])
