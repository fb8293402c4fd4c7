"""graph build and graph survey on a real store: answers stay the same, from the store or from memory."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.inquiry.world import DEBTOR, SHAREHOLDER


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    place = tmp_path / "home"
    shutil.copytree(home, place)
    return place


def risk(run: Run) -> object:
    body = json.loads(run("risk", SHAREHOLDER, "--json").out)
    return body["data"], body["meta"]["transaction"], body["meta"]["truncated"]


def test_linked_risk_before_and_after_building(run: Run, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_HOME", str(own_home))
    before = risk(run)
    assert run("graph", "survey").status == 1
    built = run("graph", "build")
    assert built.status == 0 and "条关系" in built.out
    assert (own_home / "graph.projection").is_dir()
    assert risk(run) == before


def test_a_survey_of_the_whole_graph(run: Run, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_HOME", str(own_home))
    run("graph", "build")
    told = run("graph", "survey")
    assert told.status == 0 and DEBTOR in told.out and "连通分量" in told.out
    assert run("graph", "survey", "--policy", "none").status == 2


def test_a_transaction_that_has_not_come_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_ARRIVAL_PATIENCE_S", "0")
    assert run("show", DEBTOR, "--min-transaction", "1").status == 0
    late = run("show", DEBTOR, "--min-transaction", "999999")
    assert late.status == 1 and "尚未到达" in late.err
