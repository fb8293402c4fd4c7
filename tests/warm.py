"""Makes once what every process of the tests would otherwise make for itself: bytecode and compiled kernels.

`make test` runs it beside the lint, which leaves one of two cores idle. Bytecode also where PYTHONDONTWRITEBYTECODE forbids it to whoever
runs Python here: a command that compiles all it imports takes a third longer, and the tests start hundreds (decision 0113).
"""

import compileall
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_PACKAGES = ("credit", "loaders", "graph", "reasoning", "inquiry", "office", "api", "cli", "client", "demo", "tests")
_OF_ALL_KERNELS = (
    "graph/projection/test_exposing.py::test_a_pending_objection_shows_on_the_way_and_on_the_record",
    "graph/projection/test_whole.py::test_components_and_hubs",
    "graph/projection/test_whole.py::test_pagerank_solves_its_equation",
)
"""Between them they call every kernel; what numba compiles for them it keeps for every process after them."""


def main() -> int:
    """Exit status of the tests that call the kernels."""
    for package in _PACKAGES:
        compileall.compile_dir(_ROOT / package, quiet=1)
    return int(pytest.main(["-q", "--no-header", *(str(_ROOT / "tests" / each) for each in _OF_ALL_KERNELS)]))


if __name__ == "__main__":
    sys.exit(main())
