"""`xinmai demo` on a Neo4j server: the same three answers, and nobody's graph is mixed with an invented county."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.neo4j_server.fresh import emptied, fresh_store
from tests.neo4j_server.server import Place

pytestmark = pytest.mark.neo4j


def at(place: Place, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**place.settings(), "XINMAI_HOME": str(home)}.items():
        monkeypatch.setenv(name, value)


def test_a_server_that_holds_data_is_left_alone(neo4j_place: Place, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_store(neo4j_place) as store:
        store.judge("uscc:91379926MAQH010104", "uscc:91379926MAQH01037U", True, "clerk", "file")
        at(neo4j_place, tmp_path, monkeypatch)
        refused = run("demo", "--serve", "0")
        assert (refused.status, "empty database" in refused.err) == (2, True)
        assert store.last_transaction()[0] == 1


@pytest.mark.soak
def test_an_empty_server_is_filled_once_and_answers(neo4j_place: Place, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied(neo4j_place)
    at(neo4j_place, tmp_path, monkeypatch)
    first = run("demo", "--serve", "0")
    assert first.status == 0
    for told in ("一、", "二、", "三、", "青禾县云杉建材有限公司", "RC001", "第三条第二款"):
        assert told in first.out
    again = run("demo", "--serve", "0")
    assert (again.status, again.out) == (0, first.out)
    (tmp_path / "demo" / "demo.loaded").unlink()  # as if it had been cut short
    refused = run("demo", "--serve", "0")
    assert (refused.status, "cut short" in refused.err) == (2, True)
    emptied(neo4j_place)
