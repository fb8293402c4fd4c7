"""From a table's description (tables/*.yaml) to its rows.

A cell is a template over the cast: `{云杉建材.uscc}`, `{王伟甲.masked}`. With `each`, the columns are filled once for every
organisation, office, holding or filing that the registry knew by the table's day (`{o.name}`, `{t.since}`, `{left.name}`, `{right.uscc}`);
`rows` come after, and where there is no `each` the columns hold what all rows share. A number or a date in a row stays one in
a spreadsheet: that is how codes get damaged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from demo.make.cast import Cast, Tie

HOME = Path(__file__).parent / "tables"
Cell = str | int | float | date


@dataclass(frozen=True)
class Table:
    """One file to be: where, how written, and its lines with the headers first."""

    path: str
    encoding: str
    delimiter: str
    lines: tuple[tuple[Cell, ...], ...]


def load_tables(cast: Cast) -> list[Table]:
    """Every table that tables/*.yaml describes."""
    return [_table(entry, cast) for path in sorted(HOME.glob("*.yaml")) for entry in YAML(typ="safe").load(path)["files"]]


def _table(entry: Mapping[str, Any], cast: Cast) -> Table:
    columns: Mapping[str, Cell] = {header: "" if cell is None else cell for header, cell in entry["columns"].items()}
    body = [*_each(entry, columns, cast), *_rows(entry, columns, cast.on(entry["day"]))]
    return Table(
        entry["file"],
        entry.get("encoding", "utf-8-sig"),
        entry.get("delimiter", ","),
        (*_title(entry, len(columns)), tuple(columns), *(tuple(row[header] for header in columns) for row in body)),
    )


def _title(entry: Mapping[str, Any], width: int) -> Iterator[tuple[Cell, ...]]:
    """Offices like to write what a table is above its headers."""
    if "title" in entry:
        yield (entry["title"], *[""] * (width - 1))


def _rows(entry: Mapping[str, Any], columns: Mapping[str, Cell], names: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    shared: Mapping[str, Cell] = dict.fromkeys(columns, "") if "each" in entry else columns
    for row in entry.get("rows") or ():
        if unknown := row.keys() - columns.keys():
            raise KeyError(f"{entry['file']}: no such column: {sorted(unknown)}")
        yield {header: _filled(cell, names) for header, cell in {**shared, **row}.items()}


def _each(entry: Mapping[str, Any], columns: Mapping[str, Cell], cast: Cast) -> Iterator[dict[str, Cell]]:
    if "each" not in entry:
        return
    names = cast.on(entry["day"])
    for item in _items(entry["each"], names, cast, entry["day"]):
        if _chosen(entry, item):
            yield {header: _filled(cell, item) for header, cell in columns.items()}


def _items(what: str, names: Mapping[str, Any], cast: Cast, day: date) -> Iterator[dict[str, Any]]:
    if what == "organizations":
        yield from ({"key": key, "o": names[key]} for key in cast.organizations if names[key].on <= day)
        return
    ties: tuple[Tie, ...] = getattr(cast, what)
    for tie in ties:
        if date.fromisoformat(tie.since) <= day:
            until = tie.until if tie.until and date.fromisoformat(tie.until) <= day else ""
            yield {"key": tie.left, "t": tie, "until": until, "left": names[tie.left], "right": names[tie.right], "org": tie.right}


def _chosen(entry: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """`only` keeps and `without` drops organisations (by key or by registry form) or ties (by either end)."""
    marks = {item["key"], item.get("org", ""), getattr(item.get("o"), "form", ""), getattr(item.get("t"), "word", "")}
    only, without = entry.get("only"), entry.get("without")
    return (only is None or bool(marks & set(only))) and not (without and marks & set(without))


def _filled(cell: Cell, names: Mapping[str, Any]) -> Cell:
    return cell.format_map(names) if isinstance(cell, str) else cell
