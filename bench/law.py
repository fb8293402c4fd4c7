"""The engine held to the naive reading of the law (tests/oracle/law.py) on random graphs, one seed each.

`python -m bench law --graphs 10000` prints how many graphs, days and conclusions were compared, and ends at the first that differs.
The same test runs on 250 graphs with every `make test`.
"""

import argparse
import time

from tests.reasoning.test_oracle_of_law import DAYS, NODES, agree, graph
from tests.reasoning.world import CATALOGUE, TODAY


def main(arguments: list[str]) -> None:
    """Prints what was compared."""
    parser = argparse.ArgumentParser(prog="python -m bench law", description=__doc__)
    parser.add_argument("--graphs", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    chosen = parser.parse_args(arguments)
    days, said, started = [TODAY, *DAYS], 0, time.process_time()
    for seed in range(chosen.first, chosen.first + chosen.graphs):
        said += agree(graph(seed), NODES, days[seed % len(days)])
    took = time.process_time() - started
    print(
        f"{chosen.graphs:,} random graphs from seed {chosen.first}, {len(days)} days, rules {CATALOGUE.version} {CATALOGUE.hash}:"
        f" {said:,} conclusions, both readings say the same ({took:,.0f} s of processor)"
    )
