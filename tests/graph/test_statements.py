"""Every .sql file is bound, says what it answers, and fits its classes; the plans use the indexes that they were written for."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import apsw
import apsw.ext
import pytest

from credit.errors import CatalogueFault
from graph.settings import StoreSettings
from graph.stores.sqlite import moving, reads, writes
from graph.stores.sqlite.query import NOTHING, Command, Query
from graph.stores.sqlite.scratch import scratch, writer
from graph.stores.sqlite.staging import StandingClaims
from graph.stores.sqlite.store import SqliteStore

BOUND: tuple[Command[Any], ...] = (
    *(each for module in (reads, writes) for each in vars(module).values() if isinstance(each, Command)),
    *moving.STATEMENTS,
)
SCRIPTS = {"scratch/tables", "scratch/temporary"}


def sql_files(folder: Traversable, prefix: str = "") -> Iterator[str]:
    """Names of all .sql files below a folder."""
    for each in folder.iterdir():
        if each.is_dir():
            yield from sql_files(each, f"{prefix}{each.name}/")
        elif each.name.endswith(".sql"):
            yield prefix + each.name.removesuffix(".sql")


SQL = files("graph.stores.sqlite") / "sql"


@pytest.fixture
def connection(sqlite: SqliteStore, tmp_path: Path) -> Iterator[apsw.Connection]:
    """A writing connection with everything that a statement may name."""
    settings = StoreSettings()
    with writer(tmp_path / "graph.db", 1, settings) as opened, scratch(opened, tmp_path, 8):
        opened.create_scalar_function("staged_again", StandingClaims.of(0).has, 1)
        writes.ORDER_STAGED.run(opened, NOTHING)
        writes.ORDER_SPOKEN.run(opened, NOTHING)
        yield opened


def test_every_file_is_bound() -> None:
    assert {each.name for each in BOUND} | SCRIPTS == set(sql_files(SQL))
    assert len({each.name for each in BOUND}) == len(BOUND)


@pytest.mark.parametrize("statement", [each for each in BOUND if each is not writes.ORDER_STAGED], ids=lambda each: each.name)
def test_every_file_fits_its_classes(connection: apsw.Connection, statement: Command[Any]) -> None:
    statement.check(connection)
    assert statement.text.startswith("-- "), "a statement says what it asks or does"
    if isinstance(statement, Query):
        assert "\n-- rows: " in statement.text


def test_a_file_that_does_not_fit_is_told(connection: apsw.Connection) -> None:
    with pytest.raises(CatalogueFault, match="view/is_named"):
        Query("view/is_named", reads.IdsAt, reads.IdRow).check(connection)
    with pytest.raises(CatalogueFault, match="view/is_named"):
        Query("view/is_named", reads.AtTransaction, reads.KnownRow).check(connection)


def plan(connection: apsw.Connection, statement: Command[Any]) -> str:
    """How SQLite will run a statement."""
    names = [str(name) for name in apsw.ext.query_info(connection, statement.text).bindings_names]
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", dict.fromkeys(names))
    return "\n".join(row[3] for row in rows)


def test_a_hop_walks_both_indexes(connection: apsw.Connection) -> None:
    steps = plan(connection, reads.EXPAND)
    assert "SEARCH claim USING COVERING INDEX claim_out (src=? AND kind=? AND tx_end>?)" in steps
    assert "SEARCH claim USING COVERING INDEX claim_in (dst=? AND kind=? AND tx_end>?)" in steps
    assert "SCAN claim" not in steps


BIG = ("claim", "live", "node", "source_row", "restated", "term", "bears", "tx", "act", "same_as", "cluster")


@pytest.mark.parametrize("question", [each for each in BOUND if each.name.startswith("view/")], ids=lambda each: each.name)
def test_no_question_of_a_view_scans_a_table(connection: apsw.Connection, question: Command[Any]) -> None:
    steps = plan(connection, question).splitlines()
    assert not [step for step in steps if step.startswith("SCAN") and step.split()[1] in BIG]
