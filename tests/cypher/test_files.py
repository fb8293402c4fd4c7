"""Every .cypher file is what its head says: no server is needed to tell."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.moving.tables import TABLES
from graph.stores.neo4j import reads, writes
from graph.stores.neo4j.declared import schema_text
from graph.stores.neo4j.query import FOLDER, Command, cypher_text, head_of
from graph.stores.neo4j.questions import NamedQuestion, question_names

BOUND = [each for module in (reads, writes) for each in vars(module).values() if isinstance(each, Command)]
MOVING = {f"store/moving/{into}{table}" for table in TABLES for into in ("", "into_")} | {"store/moving/wipe"}
QUESTIONS = question_names()


def all_names() -> set[str]:
    return {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.cypher")} - {"schema"}


@pytest.mark.parametrize("query", BOUND, ids=lambda query: query.name)
def test_a_statement_is_bound_to_its_classes(query: Command[object]) -> None:  # type: ignore[type-var]
    assert query.check().question


def test_no_file_is_left_over() -> None:
    named = {query.name for query in BOUND} | MOVING | {f"questions/{name}" for name in QUESTIONS}
    assert all_names() - named - {"store/moving/into_node"} == set()


@pytest.mark.parametrize("name", sorted(name for name in all_names() if name.startswith("store/moving/")))
def test_what_is_moved_has_the_columns_of_its_table(name: str) -> None:
    head, table = head_of(name), name.rpartition("/")[2]
    if table in TABLES:
        assert tuple(word.name for word in head.columns) == TABLES[table]


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 25


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_keeps_the_house_rules(name: str) -> None:
    """Typed relations, bounded depth, a date or `counts` on every hop, an order, no text built from values."""
    head, text = NamedQuestion(name).head, cypher_text(f"questions/{name}")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    assert re.search(r"[一-鿿]", head.question) and "?" in head.question
    assert head.example
    assert head.columns
    assert "ORDER BY" in body
    hops = re.findall(r"-\[([^\]]*)\]-", body)
    assert all(":" in hop for hop in hops), hops
    assert not re.search(r"\*|\{\d*,\}|\)\+|\)\*", body.replace("count(*)", "")), "depth without a bound"
    for variable in re.findall(r"-\[(\w+):(?!BEARS)", body):
        assert f"{variable}.counts" in body, variable


def test_the_schema_is_current() -> None:
    assert (FOLDER / "schema.cypher").read_text(encoding="utf-8") == schema_text(), "run: .venv/bin/python -m graph.stores.neo4j.declared"
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "graph.stores.neo4j.declared"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(FOLDER).parent,
    )
    assert made.stdout == schema_text()
