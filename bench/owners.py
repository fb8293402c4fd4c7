"""The effective owners of all organisations of an invented nation at once, and some of them against one system an owner.

`python -m bench owners --organizations 1000000`. Shares of one company that exceed the whole are fitted as `stakes.register_of` does.
"""

import argparse
import time

import numpy as np

from bench.generate.nation import Nation, nation
from bench.graph import timed
from credit.kinds import EDGES
from credit.periods import MAX_DAY
from reasoning.ownership.everybody import shares_of_all
from reasoning.ownership.solving import System

_COMPARED = 25


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench owners", description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    chosen = parser.parse_args(arguments)
    with timed("nation generated"):
        made = nation(chosen.organizations)
    company, owner, share = holdings_of(made)
    print(f"  {chosen.organizations:,} organizations, {len(share):,} holdings in force, {len(np.unique(owner)):,} owners")
    worked = time.process_time()
    with timed("effective shares of all owners in all"):
        found = shares_of_all(made.nodes, company, owner, share)
    print(f"  {time.process_time() - worked:.2f} s of processor; {found.nnz:,} effective shares, greatest {found.max():.6f}")
    _compared(made, (company, owner, share), found)


def holdings_of(made: Nation) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Company, owner and share of every holding in force: of two between the same two the greater, and no more than the others leave."""
    held = (made.kind == EDGES["SHAREHOLDER_OF"].code) & (made.end == MAX_DAY)
    company, owner, share = made.dst[held].astype(np.int64), made.src[held].astype(np.int64), made.share[held] / 10_000
    order = np.lexsort((-share, owner, company))
    company, owner, share = company[order], owner[order], share[order]
    first = np.concatenate(([True], (company[1:] != company[:-1]) | (owner[1:] != owner[:-1])))
    company, owner, share = company[first], owner[first], share[first]
    excess = np.clip(np.bincount(company, share, made.nodes) - 1, 0, None)
    return company, owner, np.clip(share - excess[company], 0.0, 1.0)


def _compared(made: Nation, held: tuple[np.ndarray, np.ndarray, np.ndarray], found: object) -> None:
    """The planted circles' members and other owners by id, each solved by itself."""
    company, owner, share = held
    system = System(tuple(map(str, range(made.nodes))), {}, company, owner, share, share)
    by_owner = found.tocsc()  # type: ignore[attr-defined]  # scipy ships no types
    planted = [each for circle in made.truth.answers["circles"][:5] for each in circle]
    worst = 0.0
    worked = time.process_time()
    asked = [*planted, *np.random.default_rng(3).choice(owner, _COMPARED).tolist()]
    for each in asked:
        alone = system._solved(int(each), share)
        alone[int(each)] = 0.0
        worst = max(worst, float(np.abs(alone - by_owner[:, [int(each)]].toarray().ravel()).max()))
    each_took = (time.process_time() - worked) / len(asked)
    print(f"  {len(asked)} owners one by one ({each_took:.2f} s of processor each): greatest difference {worst:.1e}")
