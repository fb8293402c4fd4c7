"""The effective shares of all owners in all companies at once: a nation's worth in one go instead of one system an owner.

Read upwards (see `solving`), N = (1 - S)⁻¹ counts how often a walk from a company comes by each party, and the chance that it ever meets
an owner is h(c, o) = N(c, o) / N(o, o). Holdings are circular only inside strong components, which are small: with D the shares inside
them and O all others, N = Σ Mᵏ (1 - D)⁻¹ for M = (1 - D)⁻¹ O, and the sum ends after as many terms as there are levels, exactly. A circle
that gives nothing outside keeps every walk that enters it: each of its members has all that any of them has.

Shares are taken as they are: where sources leave one open, hand in the least (or the most) that `stakes.register_of` leaves.
"""

import numpy as np
from scipy.sparse import coo_array, csr_array, diags_array, eye_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

_CLOSED = 1e-12
_SMALL = 200
"""Up to so many parties in one circle a dense inverse is faster than a sparse one."""


def shares_of_all(parties: int, company: np.ndarray, owner: np.ndarray, share: np.ndarray) -> csr_array:
    """Companies × owners: who effectively holds how much of whom. One entry of `company`, `owner`, `share` (0 to 1) a holding.

    The shares of one company must not exceed the whole. The diagonal is empty. Only parties that hold and are held stand between others
    or in circles: the system is theirs alone, everybody else's shares are one product further.
    """
    holds = share > 0
    held = coo_array((share[holds].astype(np.float64), (company[holds], owner[holds])), shape=(parties, parties)).tocsr()
    between, owns = np.zeros(parties, bool), np.zeros(parties, bool)
    between[company[holds]], owns[owner[holds]] = True, True
    between &= owns
    middle = np.flatnonzero(between)
    visits, meets = _among(held[middle, :][:, middle])
    into = _placed(held, ~between, between) + coo_array((np.ones(len(middle)), (middle, np.arange(len(middle)))), (parties, len(middle)))
    last = _placed(held[middle, :], np.ones(len(middle), bool), ~between, whole=True)
    through = ((into @ meets).tocoo(), (into @ visits @ last).tocoo(), _placed(held, ~between, ~between, whole=True).tocoo())
    rows = np.concatenate([each.row for each in through])
    columns = np.concatenate([middle[through[0].col], through[1].col, through[2].col])
    values = np.concatenate([each.data for each in through])
    other = rows != columns
    found = coo_array((values[other], (rows[other], columns[other])), shape=(parties, parties)).tocsr()
    found.data = np.clip(found.data, 0.0, 1.0)
    return found


def _placed(held: csr_array, rows: np.ndarray, columns: np.ndarray, *, whole: bool = False) -> csr_array:
    """The entries of these rows and columns; columns numbered among themselves unless `whole`."""
    entries = held.tocoo()
    kept = rows[entries.row] & columns[entries.col]
    number = np.arange(len(columns)) if whole else np.cumsum(columns) - 1
    wide = len(columns) if whole else int(columns.sum())
    ends = entries.row[kept], number[entries.col[kept]]
    return coo_array((entries.data[kept], ends), shape=(held.shape[0], wide)).tocsr()


def _among(held: csr_array) -> tuple[csr_array, csr_array]:
    """Of the parties in the middle: how often each comes by each, and the chance that it ever does (1 for itself)."""
    parties = held.shape[0]
    if not parties:
        return held, held
    _, circle = connected_components(held, directed=True, connection="strong")
    entries = held.tocoo()
    inner = circle[entries.row] == circle[entries.col]
    inside = csr_array((entries.data[inner], (entries.row[inner], entries.col[inner])), shape=held.shape)
    outside = csr_array((entries.data[~inner], (entries.row[~inner], entries.col[~inner])), shape=held.shape)
    total = inside.sum(axis=1)
    kept = [(each, bool((total[each] >= 1 - _CLOSED).all())) for each in _circles(inside, circle)]
    resting = _resting(parties, inside, [each for each, closed in kept if not closed])
    visits = _summed(resting, (resting @ outside).tocsr())
    meets = visits @ diags_array(1 / visits.diagonal())
    return visits, (meets @ _shared_among(parties, [each for each, closed in kept if closed])).tocsr()


def _circles(inside: csr_array, circle: np.ndarray) -> list[np.ndarray]:
    """The parties of each circle, a company that holds itself among them."""
    members = np.flatnonzero(np.isin(circle, np.unique(circle[inside.tocoo().row])))
    members = members[np.argsort(circle[members], kind="stable")]
    return np.split(members, np.flatnonzero(np.diff(circle[members])) + 1) if len(members) else []


def _resting(parties: int, inside: csr_array, circles: list[np.ndarray]) -> csr_array:
    """(1 - D)⁻¹: the identity but for circles that give something outside."""
    alone = np.ones(parties)
    rows, columns, values = [], [], []
    for each in circles:
        block = np.eye(len(each)) - inside[each, :][:, each].toarray() if len(each) <= _SMALL else None
        inverse = np.linalg.inv(block) if block is not None else _sparse_inverse(inside[each, :][:, each])
        alone[each] = 0.0
        rows.append(np.repeat(each, len(each)))
        columns.append(np.tile(each, len(each)))
        values.append(inverse.ravel())
    among = coo_array(
        (np.concatenate([alone, *values]), tuple(np.concatenate([np.arange(parties), *each]) for each in (rows, columns))),
        shape=(parties, parties),
    )
    found = among.tocsr()
    found.eliminate_zeros()
    return found


def _sparse_inverse(block: csr_array) -> np.ndarray:
    size = block.shape[0]
    found: np.ndarray = splu((eye_array(size) - block).tocsc()).solve(np.eye(size))
    return found


def _summed(resting: csr_array, step: csr_array) -> csr_array:
    """Σ Mᵏ (1 - D)⁻¹, level by level; no way leads from a circle back into it, so the terms run out."""
    total, term = resting, (step @ resting).tocsr()
    while term.nnz:
        total = total + term
        term = (step @ term).tocsr()
    return total.tocsr()


def _shared_among(parties: int, closed: list[np.ndarray]) -> csr_array:
    """What any member of a closed circle has, all of them have; everybody else has his own."""
    alone = np.ones(parties)
    for each in closed:
        alone[each] = 0.0
    rows = [np.repeat(each, len(each)) for each in closed]
    columns = [np.tile(each, len(each)) for each in closed]
    kept = np.flatnonzero(alone)
    ends = tuple(np.concatenate([kept, *each]) for each in (rows, columns))
    return coo_array((np.ones(len(ends[0])), ends), shape=(parties, parties)).tocsr()
