"""Truth that is planted in a nation, with what must be found: chains, circles, representative swaps, phoenix companies."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from credit.kinds import EDGES
from credit.periods import MAX_DAY, day_of

_CHAINS, _LINKS, _CIRCLES = 20, 6, 10
_SHARE = 8000
_SINCE, _SWAP = day_of("2020-01-01"), day_of("2025-06-01")


@dataclass(frozen=True)
class Planted:
    """Lines of relations (src, dst, kind, start, end, share), and the answers, in numbers of nodes."""

    lines: tuple[tuple[int, int, int, int, int, int], ...]
    answers: dict[str, Any]

    def columns(self) -> Any:
        """The lines as columns."""
        table = np.array(self.lines, dtype=np.int64).reshape(-1, 6)
        types = (np.uint32, np.uint32, np.uint8, np.int32, np.int32, np.uint16)
        return tuple(table[:, i].astype(kind) for i, kind in enumerate(types))


def planted(organizations: int, first_organization: int, first_person: int) -> Planted:
    """At the far end of the organisations, which the tails of the rest reach least."""
    lines: list[tuple[int, int, int, int, int, int]] = []
    answers: dict[str, Any] = {"chains": [], "circles": [], "swaps": [], "phoenix": []}
    last = first_organization + organizations - 1
    for chain in range(_CHAINS):
        links = [last - chain * _LINKS - i for i in range(_LINKS)]
        lines += [_held(owner, owned) for owner, owned in pairwise(links)]
        answers["chains"].append({"top": links[0], "bottom": links[-1], "share": (_SHARE / 10000) ** (_LINKS - 1)})
    begin = last - _CHAINS * _LINKS
    for circle in range(_CIRCLES):
        a, b, c = (begin - 3 * circle - i for i in range(3))
        lines += [_held(a, b), _held(b, c), _held(c, a)]
        answers["circles"].append([a, b, c])
    begin -= 3 * _CIRCLES
    for swap in range(_CIRCLES):
        firm, old, new = begin - swap, first_person + 2 * swap, first_person + 2 * swap + 1
        lines += [_rep(old, firm, _SINCE, _SWAP), _rep(new, firm, _SWAP, MAX_DAY)]
        answers["swaps"].append({"organization": firm, "from": old, "to": new, "on": _SWAP})
    begin -= _CIRCLES
    for phoenix in range(_CIRCLES):
        dead, risen, man = begin - 2 * phoenix, begin - 2 * phoenix - 1, first_person + 100 + phoenix
        lines += [_rep(man, dead, _SINCE, _SWAP), _rep(man, risen, _SWAP, MAX_DAY)]
        answers["phoenix"].append({"dead": dead, "risen": risen, "through": man})
    return Planted(tuple(lines), answers)


def _held(owner: int, owned: int) -> tuple[int, int, int, int, int, int]:
    return (owner, owned, EDGES["SHAREHOLDER_OF"].code, _SINCE, MAX_DAY, _SHARE)


def _rep(person: int, firm: int, since: int, until: int) -> tuple[int, int, int, int, int, int]:
    return (person, firm, EDGES["LEGAL_REP_OF"].code, since, until, 0)
