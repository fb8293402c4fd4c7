"""Hostile ids, dates, texts, bodies and headers against the real application on the demo county: no 500, no hang, memory flat."""

import asyncio
import gc
import random
import resource
import sys
import time
from pathlib import Path

import pytest

from tests.api.county import Loaded
from tests.api.hostile import Tally, fire, shots

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "hostile.md"
_WITHIN_S = 60.0
"""A request that has not been answered by then hangs: two hundred times the slowest that is lawful."""


def storm(county: Loaded, many: int, seed: int) -> tuple[Tally, list[int]]:
    """So many shots, and the resident memory in kB after each tenth of them."""
    paths = county.app.openapi()["paths"]
    operations = [(method.upper(), path, said) for path, item in sorted(paths.items()) for method, said in item.items()]
    tally, memory = Tally(), []

    async def all_of_them() -> None:
        for number, shot in enumerate(shots(operations, county.ids, seed), 1):
            await fire(county.app, shot, county.key.encode(), tally, _WITHIN_S)
            if number % max(1, many // 10) == 0:
                gc.collect()
                memory.append(_resident_kb())
            if number == many:
                return

    asyncio.run(all_of_them())
    return tally, memory


def _resident_kb() -> int:
    """What the process holds now, where the kernel tells; else the most that it ever held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1])


def test_nothing_hostile_breaks_it(county: Loaded) -> None:
    tally, _ = storm(county, 800, random.Random("quick").randrange(10**6))
    assert tally.faults == []
    assert tally.statuses[200] > 20 and tally.statuses[422] > 20  # some got in, most were refused


@pytest.mark.soak
def test_a_hundred_thousand_of_them_neither_break_nor_fill_it(county: Loaded, capsys: pytest.CaptureFixture[str]) -> None:
    storm(county, 5_000, 1)  # caches and pools fill once
    began = time.monotonic()
    tally, memory = storm(county, 100_000, 2)
    took = time.monotonic() - began
    with capsys.disabled():
        sys.stdout.write(f"\n\n100,000 requests in {took:.0f} s, slowest {tally.slowest_s:.2f} s, faults {len(tally.faults)}")
        sys.stdout.write(f"\nstatuses {dict(sorted(tally.statuses.items()))}")
        sys.stdout.write(f"\nresident memory after each 10,000: {[f'{each // 1024} MB' for each in memory]}")
    assert tally.faults == []
    assert memory[-1] - memory[0] < 0.1 * memory[0] + 30_000, memory
