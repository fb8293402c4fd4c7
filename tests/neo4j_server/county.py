"""The demo county on the server, and a page of its answers."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from cli.named_questions import told_row
from graph.moving.copying import copy
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j.questions import NamedQuestion, question_named, question_names
from graph.stores.sqlite import SqliteStore
from loaders.folders import Unloaded, load_path
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "questions.md"
TODAY = date(2026, 11, 20)
_KEY = "1:" + "0123456789abcdef" * 4
"""A key of the tests, so that ids of persons are the same each time."""

_HEAD = """# Questions in Cypher

One file each in `cypher/questions/`: `xinmai ask NAME --param k=v` on the server that `XINMAI_STORE` names, or pasted into Neo4j's tools
with the parameters set. The answers are those of the demo county (`demo/STORY.md`); persons' ids are keyed hashes and differ from home to
home, their names show for a stated purpose. This page is written by `python -m tests.neo4j_server.county`, and a test holds it to the files
and the answers.
"""

_PERSON = "MATCH (p:Person {name: '陆明远'})-[:LEGAL_REP_OF]->() RETURN p.id AS id ORDER BY id LIMIT 1"
_PENALTY = "MATCH (p:Penalty {doc_no: '青市监处罚〔2025〕47号'}) RETURN p.id AS id"
_FACT = "MATCH (c:Claim {src: 'uscc:91379926MAQH010104', kind: 1}) RETURN c.fact AS id ORDER BY id LIMIT 1"


def county(home: Path) -> SqliteStore:
    """The county in a SQLite file, loaded as its offices sent it."""
    settings = LoadSettings.model_validate({"XINMAI_HOME": home, "XINMAI_PERSON_KEY": _KEY})
    options = LoadOptions(author="demo", rejected_dir=home / "rejected", settings=settings)
    store = SqliteStore(home / "graph.db", create=True)
    assert not [each for each in load_path(store, ROOT / "demo", options, person_key(settings)) if isinstance(each, Unloaded)]
    return store


def county_on(server: Neo4jStore, home: Path) -> None:
    """The same on an empty server."""
    store = county(home)
    copy(store, server, lambda _table, _rows: None)
    store.close()


def example(store: Neo4jStore, question: NamedQuestion) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """The parameters of a question's example, and its rows."""
    found = {name: store.ask(text, {})[1][0][0] for name, text in (("person", _PERSON), ("penalty", _PENALTY), ("fact", _FACT))}
    given = dict(each.split("=", 1) for each in question.head.example.format(**found).split())
    return given, question.rows(store.ask, question.bind(given, TODAY))


def page(store: Neo4jStore) -> str:
    """docs/questions.md: every question with its parameters, its columns, and what the county answers first."""
    return _HEAD + "".join(_section(store, question_named(name)) for name in question_names())


def _section(store: Neo4jStore, question: NamedQuestion) -> str:
    given, rows = example(store, question)
    words = "".join(f"- `{word.name}` {word.type}{_default(word.default)} {word.meaning}\n" for word in question.head.parameters)
    command = " ".join(["xinmai ask", question.name, *(f"--param {name}={value}" for name, value in given.items())])
    return f"\n## {question.name}\n{question.head.question}\n\n{words}\n```\n{_public(command)}\n```\n{_table(question, rows)}"


def _default(default: str | None) -> str:
    return f" = {default}" if default else ""


def _table(question: NamedQuestion, rows: list[tuple[Any, ...]]) -> str:
    columns = question.head.columns
    names = [word.name for word in columns]
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    for row in rows[:3]:
        lines.append("| " + " | ".join(_public(str("" if cell is None else cell)) for cell in told_row(columns, row, sees=False)) + " |")
    counted = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
    return "\n".join(lines) + f"\n\n{counted}.\n" if rows else "No row in the county.\n"


def _public(text: str) -> str:
    return re.sub(r"\b(p:[a-z]\d)[0-9a-f]{32}", r"\g<1>…", text)


def _main() -> None:
    from tempfile import TemporaryDirectory

    from tests.neo4j_server.fresh import fresh_store, server_for_tests

    with TemporaryDirectory() as folder, server_for_tests(Path(folder) / "server") as place, fresh_store(place) as store:
        county_on(store, Path(folder) / "home")
        PAGE.write_text(page(store), encoding="utf-8")


if __name__ == "__main__":
    _main()
