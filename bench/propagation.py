"""Sanction propagation on an invented nation: one case with proofs, and all listed subjects of the graph, conclusions set at a time.

`python -m bench propagation --organizations 1000000 --keep DIR` loads the nation and its decisions once (a store of `bench graph --keep`
will do), then asks. Times are of the clock and of the processor: others on the machine lengthen the first alone.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate.claims import batch, claims
from bench.generate.decisions import decisions
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, nation
from bench.graph import clocked, percentiles, timed
from credit.periods import ALWAYS, iso
from credit.view import View, Way
from graph.stores.sqlite import SqliteStore
from inquiry.rulebook import read_rulebook
from reasoning.propagation import conclusions, measures

CATALOGUE = read_rulebook().catalogue
_LOADS = ("nation", "decisions")

_SUBJECTS_AT_A_TIME = 500


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench propagation", description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--keep", type=Path, default=None, help="folder for the store, kept afterwards")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{chosen.organizations:,} organizations, seed 7, day {iso(TODAY)}, rules {CATALOGUE.version} {CATALOGUE.hash}")
        store = loaded(chosen.organizations, folder)
        with store.view() as view:
            subjects = _parties(view)
            _one_at_a_time(view, subjects, chosen.cases)
            _set_at_a_time(view, subjects)
        store.close()


def loaded(organizations: int, folder: Path) -> SqliteStore:
    """The store with the nation and its decisions; what is there already is not loaded again."""
    store = SqliteStore(folder / "graph.db", create=True)
    loads = store.last_transaction()[0]
    if loads >= len(_LOADS):
        return store
    made = nation(organizations)
    ids = all_ids(made)
    for number, name in enumerate(_LOADS[loads:], loads):
        with timed(f"{name} loaded"), store.load(batch(number)) as load:
            for staged, rows in (claims if name == "nation" else decisions)(made, ids):
                load.add(staged, rows)
            load.publish()
    return store


def _parties(view: View) -> list[str]:
    """Everybody who is party of a list entry, in order."""
    with timed("listed subjects read"):
        found: set[str] = set()
        for entries in _chunks(_all(view, "ListEntry"), 5000):
            found |= {edge.src for edge in view.expand(entries, ("LISTED_AS",), ALWAYS, Way.IN)}
    print(f"  {len(found):,} listed subjects")
    return sorted(found)


def _all(view: View, kind: str) -> list[str]:
    found: list[str] = []
    while page := view.all_nodes(kind, found[-1] if found else "", 50_000):
        found += page
    return found


def _chunks(items: Sequence[str], size: int) -> list[Sequence[str]]:
    return [items[first : first + size] for first in range(0, len(items), size)]


def _one_at_a_time(view: View, subjects: Sequence[str], count: int) -> None:
    """All measures of one case, to the fix-point, with proofs: on the subject, and from its records to others."""
    asked = random.Random(11).sample(subjects, min(count, len(subjects)))
    measures(view, CATALOGUE, asked[0], TODAY)
    took, told = [], 0
    for subject in asked:
        clock, found = clocked(lambda: measures(view, CATALOGUE, subject, TODAY))  # noqa: B023
        took.append(clock)
        told += len(found.on) + len(found.from_)
    percentiles("one case with proofs", took)
    print(f"  {len(asked)} cases, {told:,} consequences")


def _set_at_a_time(view: View, subjects: Sequence[str]) -> None:
    states: Counter[str] = Counter()
    bound: set[str] = set()
    started = time.process_time()
    with timed("all listed subjects, set at a time"):
        for chunk in _chunks(subjects, _SUBJECTS_AT_A_TIME):
            for each in conclusions(view, CATALOGUE, chunk, TODAY):
                states[each.state] += 1
                bound.add(each.target)
    told = ", ".join(f"{count:,} {state}" for state, count in sorted(states.items()))
    print(f"  processor {time.process_time() - started:.2f} s; {told}; on {len(bound):,} subjects")
