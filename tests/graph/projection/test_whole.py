"""The whole graph against dense arithmetic, and the kernels as plain Python."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bench.generate.arrays import projection_of
from bench.generate.nation import TODAY, nation
from graph.projection import whole
from graph.projection.overlay import nothing_changed
from graph.projection.telling import Current, linked_risk
from reasoning.linked_risk import leads_of
from tests.reasoning.world import CATALOGUE

LEADS = leads_of(CATALOGUE.policies["default"])


@pytest.fixture(scope="module")
def now() -> Current:
    projection = projection_of(nation(400))
    return Current(projection, nothing_changed(projection))


def dense(now: Current) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    graph, size = now.base.graph, now.base.nodes
    weight = whole.in_force(graph, now.weights(LEADS), *now.states(TODAY))
    table = np.zeros((size, size))
    at = graph.out_at.astype(np.int64)
    src = np.repeat(np.arange(size), at[1:] - at[:-1])
    np.add.at(table, (src, graph.out_to.astype(np.int64)), weight)
    return table + table.T


def test_pagerank_solves_its_equation(now: Current) -> None:
    table, size = dense(now), now.base.nodes
    weight = whole.in_force(now.base.graph, now.weights(LEADS), *now.states(TODAY))
    seeds = np.zeros(size)
    seeds[[5, 9, size - 3]] = [0.5, 0.25, 0.25]
    rank = whole.pagerank(now.base.graph, weight, seeds, (0.85, 200, 1e-13))
    out = table.sum(axis=1)
    steps = np.divide(table, out[:, None], out=np.tile(seeds, (size, 1)), where=out[:, None] > 0)
    expected = np.linalg.solve(np.eye(size) - 0.85 * steps.T, 0.15 * seeds)
    assert rank == pytest.approx(expected, abs=1e-9)
    assert rank.sum() == pytest.approx(1.0)


def test_components_and_hubs(now: Current) -> None:
    table = dense(now) > 0
    label = np.arange(len(table))
    for _ in range(len(table)):
        label = np.minimum(label, np.where(table, label[None, :], len(table)).min(axis=1))
    found = whole.survey(now, LEADS, TODAY, 5)
    assert found is not None
    _, sizes = np.unique(label, return_counts=True)
    assert (found.components, found.alone) == ((sizes > 1).sum(), (sizes == 1).sum())
    assert found.largest == tuple(sorted((sizes[sizes > 1]).tolist(), reverse=True)[:5])
    assert found.hubs[0].value == max(each.value for each in found.hubs)


def test_persons_are_not_ranked(now: Current) -> None:
    found = whole.survey(now, LEADS, TODAY, 1000)
    assert found is not None and found.weighty
    assert not [each for each in found.weighty if each.id.startswith("p:")]


def test_the_planted_truth_is_there(now: Current) -> None:
    truth = nation(400).truth.answers
    names = now.base.names
    for each in truth["phoenix"]:
        found = linked_risk(now, LEADS, names.of(each["dead"]), TODAY, 3, 50)
        assert found is not None and found.totals.explored > 1
    assert {len(each) for each in truth["circles"]} == {3}


def test_the_same_nation_for_the_same_seed() -> None:
    first, again, other = nation(300), nation(300), nation(300, seed=8)
    assert (first.src == again.src).all() and (first.start == again.start).all()
    assert len(first.src) != len(other.src) or (first.src != other.src).any()


def test_the_kernels_say_the_same_uncompiled(now: Current) -> None:
    """NUMBA_DISABLE_JIT runs the same functions as plain Python: for coverage, and against a compiler's fault."""
    script = (
        "from tests.graph.projection.test_whole import *\n"
        "projection = projection_of(nation(400)); now = Current(projection, nothing_changed(projection))\n"
        "seeds = [now.base.names.of(now.base.nodes - 1 - i) for i in range(12)]\n"
        "print(hash(tuple(repr(linked_risk(now, LEADS, each, TODAY, 2, 50)) for each in seeds)))\n"
    )
    told = [_run(script, disabled) for disabled in ("0", "1")]
    assert told[0] == told[1]


def _run(script: str, disabled: str) -> str:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": disabled, "PYTHONHASHSEED": "0"}
    ran = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[3], env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout
