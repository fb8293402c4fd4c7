"""Writes a store as the files of Neo4j's offline import, the fast way to fill a server for the first time.

`neo4j-admin database import full` reads them on a stopped server; import.sh holds the command. What they make is what copying makes, and a
test compares. `Meta` says that the indexes are not there yet: the first who opens the store makes them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from credit.facts import STILL, Claim, Fact
from credit.kinds import EDGES, FACT_KINDS, KIND_OF_CODE, NODES, Prop
from credit.periods import ALWAYS, Period
from credit.view import View, Way
from graph.moving.copying import Progress
from graph.moving.tables import TABLES, Reading
from graph.search import name_tokens
from graph.stores.neo4j.declared import VERSION
from graph.stores.neo4j.projecting import records, said, told
from graph.stores.neo4j.terms import term_key

_MANY = 2_000
_TYPES = {"text": "string", "code": "string", "share": "string", "day": "date", "fen": "long", "number": "long", "flag": "boolean"}
_TOLD = {
    "counts": "boolean",
    "starts": "date",
    "sure_from": "date",
    "sure_until": "date",
    "ends": "date",
    "disputed": "boolean",
    "repaired_on": "date",
}
_SAID = {
    "id": "long",
    "fact": "string",
    "kind": "long",
    "feed": "long",
    "from_min": "long",
    "from_max": "long",
    "to_min": "long",
    "to_max": "long",
    "props": "string",
    "tx": "long",
    "source": "string",
    "scope": "string",
    "precedence": "long",
    "seen_on": "long",
}
_NUMBERS = {
    *("id", "seq", "at_us", "feed", "precedence", "data_on", "tx", "tx_end", "born", "first_claim", "last_claim", "kind"),
    *("from_min", "from_max", "to_min", "to_max", "batch", "row", "source_row", "effective"),
}
_LABELS = {
    "transaction": "Transaction",
    "feed": "Feed",
    "batch": "Batch",
    "claim": "Claim",
    "source_row": "SourceRow",
    "restated": "Restated",
    "act": "Act",
    "judgement": "Judgement",
    "membership": "Membership",
}
_FLAGS = {"snapshot", "same"}

Line = Mapping[str, Any]


@dataclass
class Files:
    """The files that are being written: one for each label and each type, with its typed header."""

    folder: Path
    stack: ExitStack
    nodes: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    _open: dict[str, tuple[TextIO, Mapping[str, int]]] = field(default_factory=dict)

    def begin(self, name: str, columns: Mapping[str, str], *, labels: str = "", relation: str = "") -> None:
        """A file of nodes with these labels, or of relations of this type; columns with their types."""
        file = self.stack.enter_context((self.folder / name).open("w", encoding="utf-8", newline=""))
        file.write(",".join(f"{column}:{kind}" if column else kind for column, kind in columns.items()) + "\n")
        self._open[name] = (file, {column: place for place, column in enumerate(columns)})
        (self.nodes if labels else self.relations)[name] = labels or relation

    def line(self, name: str, values: Line) -> None:
        """Writes a line."""
        file, places = self._open[name]
        cells = [""] * len(places)  # nothing where there is no value: most of a line
        for column, value in values.items():
            if value is not None and column in places:
                cells[places[column]] = _CELLS.get(type(value), _quoted)(value)
        file.write(",".join(cells) + "\n")
        self.rows += 1


def _quoted(value: Any) -> str:
    """A text; an empty one too is in quotes."""
    return '"' + str(value).replace('"', '""') + '"'


_CELLS: Mapping[type, Callable[[Any], str]] = {
    int: str,
    str: lambda value: f'"{value}"' if '"' not in value else _quoted(value),
    bool: lambda value: "true" if value else "false",
    date: lru_cache(100_000)(date.isoformat),
    list: lambda value: _quoted(";".join(map(str, value))),
    tuple: lambda value: _quoted(";".join(map(str, value))),
}
"""How a value is written, by its type: asked for fifty cells a row."""


def typed(props: Iterable[Prop]) -> dict[str, str]:
    """Declared properties with the types of the import."""
    return {prop.name: "string[]" if prop.type == "codes" else _TYPES[prop.type] for prop in props}


def export(reading: Reading, view: View, folder: Path, progress: Progress) -> int:
    """Writes all files; how many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writing = Exporting(reading, view, Files(folder, stack), progress)
        writing.write()
    (folder / "import.sh").write_text(command(writing.files), encoding="utf-8")
    return writing.files.rows


def command(files: Files) -> str:
    """The command of the offline import, on a stopped server."""
    nodes = [f"--nodes={labels}={name}" for name, labels in sorted(files.nodes.items())]
    relations = [f"--relationships={kind}={name}" for name, kind in sorted(files.relations.items())]
    options = ["--multiline-fields=true", "'--array-delimiter=;'", "--overwrite-destination=false"]
    words = " \\\n  ".join(['"${1:-neo4j}"', *options, *nodes, *relations])
    head = "#!/bin/sh\n# Run on a stopped server with an empty database, by its own user: sh import.sh [DATABASE]\n"
    return f'{head}set -eu\ncd "$(dirname "$0")"\n${{NEO4J_ADMIN:-neo4j-admin}} database import full \\\n  {words}\n'


@dataclass
class Exporting:
    """One export: the plain tables first, then what is derived from the view."""

    reading: Reading
    view: View
    files: Files
    progress: Progress
    feeds: dict[tuple[str, str], int] = field(default_factory=dict)
    batches: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("seq", "claim", "batch", "feed", "act"), 0))
    at_us: int | None = None
    recorded: set[str] = field(default_factory=set)
    written: bytearray = field(default_factory=bytearray)

    def write(self) -> None:
        """Everything, `Meta` last."""
        for table in _LABELS:
            self._plain(table)
        self._texts()
        self._things()
        self._corroborating()
        self._meta()

    def _plain(self, table: str) -> None:
        columns = {name: "boolean" if name in _FLAGS else "long" if name in _NUMBERS else "string" for name in TABLES[table]}
        more = {"batch": {"source": "string", "scope": "string"}, "claim": {"feed": "long"}}.get(table, {})
        self.files.begin(f"{table}.csv", columns | more, labels=_LABELS[table])
        for row in self._rows(table):
            self.files.line(f"{table}.csv", self._completed(table, row))

    def _completed(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """What the server's nodes hold besides the columns; the last numbers are noted on the way."""
        match table:
            case "transaction":
                self.last["seq"], self.at_us = max((self.last["seq"], self.at_us or 0), (row["seq"], row["at_us"]))
            case "feed":
                self.feeds[(row["source"], row["scope"])] = self.last["feed"] = row["id"]
            case "batch":
                source, scope = next(name for name, feed in self.feeds.items() if feed == row["feed"])
                row = self.batches[row["id"]] = row | {"snapshot": bool(row["snapshot"]), "source": source, "scope": scope}
                self.last |= {"batch": row["id"], "claim": max(self.last["claim"], row["last_claim"])}
            case "act":
                self.last["act"] = max(self.last["act"], row["id"])
            case "judgement":
                row = row | {"same": bool(row["same"])}
            case "claim":
                row = row | {"feed": self.batches[row["batch"]]["feed"]}
                if row["tx_end"] is None and row["dst"] is None and KIND_OF_CODE[row["kind"]].name in NODES:
                    self.recorded.add(row["src"])
        return row | {"tx_end": STILL} if row.get("tx_end", 0) is None else row

    def _texts(self) -> None:
        self.files.begin("term.csv", {"key": "ID(Term)", "text": "string", "named": "boolean", "tokens": "string"}, labels="Term")
        self.files.begin("bears.csv", {"node": "START_ID(Thing)", "key": "END_ID(Term)", "tx": "long"}, relation="BEARS")
        seen: set[str] = set()
        for row in self._rows("text"):
            named = bool(row["named"])
            key = term_key(row["text"], named)
            if key not in seen:
                tokens = name_tokens(row["text"]) if named else None
                self.files.line("term.csv", {"key": key, "text": row["text"], "named": named, "tokens": tokens})
                seen.add(key)
            self.files.line("bears.csv", {"node": row["node"], "key": key, "tx": row["tx"]})

    def _things(self) -> None:
        """Nodes with what their records say, and the relations of facts that stand, so many nodes at a time."""
        self.written = bytearray(self.last["claim"] // 8 + 1)
        for kind in NODES.values():
            columns = {"id": "ID(Thing)", "kind": "long", "tx": "long", "root": "string"} | _TOLD | typed(kind.props)
            self.files.begin(_file(kind.name), columns, labels=f"Thing:{kind.name}")
        for edge in EDGES.values():
            columns = {"src": "START_ID(Thing)", "dst": "END_ID(Thing)"} | _SAID | _TOLD | typed(edge.props)
            self.files.begin(_file(edge.name), columns, relation=edge.name)
        nodes = self._rows("node")
        while some := list(islice(nodes, _MANY)):
            ids = [row["id"] for row in some]
            self._nodes(some, self.view.facts_of(ids, NODES, ALWAYS))
            self._relations(self.view.expand(ids, EDGES, ALWAYS, Way.OUT))
            self.progress("derived", len(some))

    def _nodes(self, some: Sequence[dict[str, Any]], facts: Sequence[Fact]) -> None:
        shown: dict[str, Mapping[str, Any]] = {}
        for fact in facts:
            shown |= {line["id"]: line["told"] for line in records(fact.kind, fact.claims, [fact])}
        for row in some:
            node = self.view.node(row["id"]) if row["id"] in self._merged else None
            values = {"counts": False if row["id"] in self.recorded else None, **shown.get(row["id"], {})}
            self.files.line(_file(KIND_OF_CODE[row["kind"]].name), {**values, **row, "root": node.id if node else row["id"]})

    @cached_property
    def _merged(self) -> frozenset[str]:
        return frozenset(row["member"] for row in self._rows("membership"))

    def _relations(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            for place, claim in enumerate(fact.claims):
                if not self._is_written(claim.id):
                    self._relation(claim, told(fact) if place == 0 else {"counts": False})

    def _relation(self, claim: Claim, shown: Line) -> None:
        self.written[claim.id >> 3] |= 1 << (claim.id & 7)
        values = {"src": claim.src, "dst": claim.dst, **said(claim, self.feeds[(claim.source, claim.scope)]), **shown}
        self.files.line(_file(claim.kind), values)

    def _is_written(self, claim: int) -> int:
        return self.written[claim >> 3] >> (claim & 7) & 1

    def _corroborating(self) -> None:
        """The standing claims of relations that no standing fact holds: voided ones."""
        for row in self._rows("claim"):
            if row["tx_end"] is None and row["dst"] is not None and not self._is_written(row["id"]):
                self._relation(self._claim(row), {"counts": False})

    def _claim(self, row: dict[str, Any]) -> Claim:
        batch = self.batches[row["batch"]]
        return Claim(
            id=row["id"],
            fact=row["fact"],
            kind=KIND_OF_CODE[row["kind"]].name,
            src=row["src"],
            dst=row["dst"],
            src_root=row["src"],
            dst_root=row["dst"],
            period=Period(row["from_min"], row["from_max"], row["to_min"], row["to_max"]),
            props=json.loads(row["props"]),
            source=batch["source"],
            scope=batch["scope"],
            precedence=batch["precedence"],
            tx=row["tx"],
            seen_on=batch["data_on"],
        )

    def _meta(self) -> None:
        numbers = {"version": VERSION, **self.last, "at_us": self.at_us}
        columns = {"name": "string", **dict.fromkeys(numbers, "long"), "indexed": "boolean"}
        self.files.begin("meta.csv", columns, labels="Meta")
        self.files.line("meta.csv", {"name": "xinmai", **numbers, "indexed": False})

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        for row in self.reading.rows(table):
            yield dict(zip(TABLES[table], row, strict=True))


def _file(kind: str) -> str:
    return f"{'relation' if kind in EDGES else 'node'}_{FACT_KINDS[kind].name}.csv"
