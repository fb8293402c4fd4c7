"""The ledger of repeat offenders over an invented nation: the whole walk, its pages, and the memory that it adds.

`python -m bench ledger --organizations 1000000 --keep DIR`; the store is that of `bench propagation`.
"""

import argparse
import resource
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate.nation import TODAY
from bench.graph import clocked, percentiles, timed
from bench.propagation import CATALOGUE, loaded
from credit.periods import iso
from reasoning.patterns import ledger, warnings

_SUBJECTS = 200


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench ledger", description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, default=None, help="folder for the store, kept afterwards")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{chosen.organizations:,} organizations, seed 7, day {iso(TODAY)}, rules {CATALOGUE.version} {CATALOGUE.hash}")
        store = loaded(chosen.organizations, folder)
        with store.view() as view:
            before, found, examined = _megabytes(), [], 0
            with timed("the whole ledger"):
                for stretch in ledger(view, CATALOGUE, tuple(CATALOGUE.patterns.values()), TODAY, ""):
                    examined += stretch.count
                    found += [said.subject for said in stretch.found if said.alerts]
            print(f"  {examined:,} organizations, {len(found):,} with an alert; peak memory {before} MB before, {_megabytes()} MB after")
            one = [clocked(lambda: warnings(view, CATALOGUE, [org], TODAY))[0] for org in found[:_SUBJECTS]]  # noqa: B023
            if one:
                percentiles("warnings of one subject", one)
        store.close()


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
