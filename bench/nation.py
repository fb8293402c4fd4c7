"""Writes an invented nation as files, and the answers to what was planted in it: `python -m bench nation --out DIR`."""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate.files import write_files
from bench.generate.nation import nation


def main(arguments: list[str]) -> None:
    """Prints rows by file and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m bench nation", description=__doc__)
    parser.add_argument("--organizations", type=int, default=10_000, help="up to 10,000,000")
    parser.add_argument("--dirty", type=float, default=0.001, help="the part of rows with a spoiled code")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=None, help="folder to write to (default: one that is thrown away)")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-nation-") as temporary:
        started = time.perf_counter()
        rows = write_files(nation(chosen.organizations, chosen.seed), chosen.out or Path(temporary), chosen.dirty, chosen.seed)
        took = time.perf_counter() - started
    for name, count in rows.items():
        print(f"{name:20s} {count:>12,} rows")
    print(f"{sum(rows.values()) / took:,.0f} rows/s in {took:.1f} s")
