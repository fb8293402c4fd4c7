"""Public ids of a nation's nodes, in the order of their numbers, and as arrays without a loop for the very large ones."""

import numpy as np
import numpy.typing as npt

from bench.generate.nation import Nation
from credit.identifiers import make_uscc
from graph.projection.arrays import Names

_WIDTHS = {"list": len("list:") + 16, "p": len("p:v1") + 16, "pen": len("pen:") + 16, "uscc": len("uscc:") + 18}


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


def names(nation: Nation) -> Names:
    """Every id as arrays. Check characters of organisations are left at 0 here: making 100M of them is not what is measured."""
    blocks = [
        _numbered(b"list:", nation.listings, 16),
        _numbered(b"p:v1", nation.persons, 16),
        _numbered(b"pen:", nation.penalties, 16),
        _numbered(b"uscc:9199", nation.organizations, 14),
    ]
    widths = np.repeat(list(_WIDTHS.values()), [nation.listings, nation.persons, nation.penalties, nation.organizations])
    at = np.zeros(nation.nodes + 1, np.int64)
    np.cumsum(widths, out=at[1:])
    return Names(np.concatenate([block.reshape(-1) for block in blocks]), at)


def _numbered(prefix: bytes, count: int, digits: int) -> npt.NDArray[np.uint8]:
    """A prefix and a number of so many decimal digits, one row a node."""
    rows = np.empty((count, len(prefix) + digits), np.uint8)
    rows[:, : len(prefix)] = np.frombuffer(prefix, np.uint8)
    left = np.arange(count)
    for place in range(digits - 1, -1, -1):
        rows[:, len(prefix) + place] = left % 10 + ord("0")
        left //= 10
    return rows
