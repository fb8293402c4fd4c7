"""The search index: texts that find nodes, filled with the transaction that says them, erased by redaction."""

import json
from typing import Any

import apsw

from graph.search import FINDABLE, name_tokens, search_key
from graph.stores.sqlite import writes
from graph.stores.sqlite.query import NOTHING, Command, Nothing
from graph.stores.sqlite.reads import AtTransaction


def prepare_names(connection: apsw.Connection) -> None:
    """Tells a writing connection what is findable and how texts are compared."""
    connection.create_scalar_function("search_key", _key, 2, deterministic=True)
    connection.create_scalar_function("name_tokens", _tokens, 1, deterministic=True)
    for each in FINDABLE:
        writes.FINDABLE.run(connection, writes.FindableProp(each.code, f"$.{each.prop}", int(each.named)))


def _key(*arguments: Any) -> str:
    value, named = arguments
    return search_key(value if isinstance(value, str) else str(value), named)


def _tokens(*arguments: Any) -> str:
    (key,) = arguments
    return name_tokens(key)


def index_names(connection: apsw.Connection, since: writes.Since, speak: Command[Nothing] | None = None) -> None:
    """Makes nodes findable by what `speak` reads from new claims, and by corrected values of this transaction."""
    last = writes.LAST_IDS.one(connection, NOTHING).term
    if speak:
        speak.run(connection, NOTHING)
    writes.SPEAK_CORRECTED.run(connection, since)
    writes.ORDER_SPOKEN.run(connection, NOTHING)
    writes.TERMS.run(connection, NOTHING)
    writes.BEARS.run(connection, AtTransaction(since.tx))
    writes.INDEX_TERMS.run(connection, writes.AfterTerm(last))
    writes.FORGET_SPOKEN.run(connection, NOTHING)


_ERASING = (
    writes.SPEAK_ERASED,
    writes.KEPT,
    writes.ERASE_BEARS,
    writes.ORPHANS,
    writes.ERASE_NAME_INDEX,
    writes.ERASE_TERMS,
    writes.ERASE_ROWS,
    writes.ERASE_CLAIMS,
    writes.FORGET_SPOKEN,
    writes.FORGET_KEPT,
    writes.FORGET_ORPHANS,
    writes.FORGET_ERASED,
)


def erase(connection: apsw.Connection, tx: int) -> None:
    """Erases what the redactions of a transaction aim at: raw values, properties, search texts. The acts stay as tombstones."""
    writes.ERASED.run(connection, AtTransaction(tx))
    for step in _ERASING:
        step.run(connection, NOTHING)
    writes.ERASE_ACTS.run(connection, AtTransaction(tx))  # last: the corrected values had to be taken out of the index first


def erased_among(connection: apsw.Connection, facts: set[str]) -> set[str]:
    """Which of these facts (hex) are redacted."""
    found = writes.ERASED_FACTS.rows(connection, writes.FactList(json.dumps(sorted(facts))))
    return {row.fact for row in found}
