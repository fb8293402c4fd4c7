"""Effective shares as a sparse linear system, exact over all paths and through cycles.

The effective share of an owner in a company is the sum, over all ways from the owner down to the company that do not come back to the
owner, of the products of shares: the part of the company's equity that comes to rest with him. Read upwards it is the chance that a
walk from the company, which goes to each holder with the probability of his share and else stops, ever meets the owner. So it is the
least solution of h(owner) = 1, h(c) = Σ share(k, c) · h(k), it never exceeds the whole, and cross-holdings are counted once and fully.

Shares that are open give an interval. The least is the system of the least shares. The most lets every company's open part go to whom
serves the owner best, which is a Markov decision process: solved exactly by improving the choice until nothing improves it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import coo_array, csr_array, identity
from scipy.sparse.csgraph import breadth_first_order, connected_components
from scipy.sparse.linalg import spsolve

from reasoning.ownership.model import Register, Share

_BETTER = 1e-12
_ROUNDS = 200


@dataclass(frozen=True)
class System:
    """Registers as arrays. One entry a holding: `company`, `owner` (positions), `low`, `high`; entries of a company stand together."""

    names: tuple[str, ...]
    at: Mapping[str, int]
    company: np.ndarray
    owner: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, registers: Mapping[str, Register]) -> "System":
        """The system of these registers."""
        lines = [(name, held) for name in sorted(registers) for held in registers[name].held]
        names = tuple(sorted({*registers, *(held.owner for _, held in lines)}))
        at = {name: i for i, name in enumerate(names)}
        return cls(
            names=names,
            at=at,
            company=np.array([at[name] for name, _ in lines], dtype=np.int64),
            owner=np.array([at[held.owner] for _, held in lines], dtype=np.int64),
            low=np.array([float(held.low) for _, held in lines]),
            high=np.array([float(held.high) for _, held in lines]),
        )

    def shares(self, owner: str) -> dict[str, Share]:
        """The owner's effective share in every company of the system in which he has any."""
        if owner not in self.at:
            return {}
        goal = self.at[owner]
        low = self._solved(goal, self.low)
        high = self._most(goal, low)
        return {self.names[i]: Share(float(low[i]), float(high[i])) for i in np.flatnonzero(high > 0) if i != goal}

    def shares_in(self, company: str, owners: Collection[str]) -> dict[str, Share]:
        """The effective shares of these owners in one company. Without circles and open shares one system answers for all of them."""
        if company not in self.at:
            return {}
        if self._plain:
            held = self._all_at_once(self.at[company])
            return {name: Share(part, part) for name in owners if (part := float(held[self.at[name]])) > 0}
        found = {name: self.shares(name).get(company) for name in owners}
        return {name: share for name, share in found.items() if share is not None}

    @cached_property
    def _plain(self) -> bool:
        """No circle, no open share: every way passes every party once."""
        upward = self._matrix(self.low > 0, self.low)
        circles, _ = connected_components(upward, directed=True, connection="strong")
        return bool(circles == len(self.names) and np.array_equal(self.low, self.high) and not (self.company == self.owner).any())

    def _all_at_once(self, goal: int) -> np.ndarray:
        size = len(self.names)
        start = np.zeros(size)
        start[goal] = 1.0
        downward = identity(size, format="csc") - self._matrix(self.low > 0, self.low).T.tocsc()
        held: np.ndarray = np.clip(spsolve(downward.tocsc(), start), 0.0, 1.0)
        return held

    def _matrix(self, kept: np.ndarray, share: np.ndarray) -> csr_array:
        """Companies × owners."""
        size = len(self.names)
        return coo_array((share[kept], (self.company[kept], self.owner[kept])), shape=(size, size)).tocsr()

    def _solved(self, goal: int, share: np.ndarray) -> np.ndarray:
        """The least solution for one owner: only companies from which a way leads up to him, so that closed circles do no harm."""
        size = len(self.names)
        upward = self._matrix((share > 0) & (self.company != goal), share)
        inside = _leading_to(upward, goal)
        value = np.zeros(size)
        value[goal] = 1.0
        if len(inside):
            among = upward[inside, :][:, inside]
            direct = upward[inside, :][:, [goal]].toarray().ravel()
            value[inside] = spsolve((identity(len(inside), format="csr") - among).tocsc(), direct)
        return np.clip(value, 0.0, 1.0)

    def _most(self, goal: int, value: np.ndarray) -> np.ndarray:
        if np.array_equal(self.low, self.high):
            return value
        chosen = self.low
        for _ in range(_ROUNDS):
            better = self._served(chosen, value)
            if better is chosen:
                break
            chosen = better
            value = self._solved(goal, chosen)
        return value

    def _served(self, chosen: np.ndarray, value: np.ndarray) -> np.ndarray:
        """The choice in which every company that can do better gives its open part to those of most value; the same where none can."""
        best, worth = self._greedy(value), value[self.owner]
        size = len(self.names)
        now, then = (np.bincount(self.company, each * worth, size) for each in (chosen, best))
        improved = (then > now + _BETTER)[self.company]
        return np.where(improved, best, chosen) if improved.any() else chosen

    def _greedy(self, value: np.ndarray) -> np.ndarray:
        order = np.lexsort((-value[self.owner], self.company))
        company, open_ = self.company[order], (self.high - self.low)[order]
        left = 1.0 - np.bincount(self.company, self.low, len(self.names))
        before = np.cumsum(open_) - open_
        first = np.concatenate(([True], company[1:] != company[:-1]))
        before -= np.repeat(before[first], np.diff(np.append(np.flatnonzero(first), len(company))))
        given = np.clip(left[company] - before, 0.0, open_)
        best = self.low.copy()
        best[order] += given
        return best


def _leading_to(upward: csr_array, goal: int) -> np.ndarray:
    """The companies from which a way leads up to the owner, in order, without himself."""
    found = breadth_first_order(upward.T.tocsr(), goal, directed=True, return_predecessors=False)
    return np.sort(found[found != goal])
