"""Cells that hold several items, unfolded into rows of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.cleaning.columns import read_columns
from loaders.cleaning.context import Context
from loaders.mapping.definition import Each
from loaders.staging.frame import Frame, Values
from loaders.validating.findings import Finding


def unfold(name: str, each: Each, frame: Frame, context: Context) -> tuple[Frame, list[Finding]]:
    """The items of a chunk as an inner frame, and what was found wrong, placed at the rows of the outer one."""
    texts = [frame.of(f"{column}.raw") for column in each.items.values()]
    index, items, uneven = _split(texts, each)
    inner = Frame.of_items(frame, index, {})
    cells = {item: [text or "" for text in column] for item, column in zip(each.items, items, strict=True)}
    findings = read_columns(each.columns, cells, inner, context)
    placed = [Finding(f.rule, each.items.get(f.column, f.column), f.reason, _outer(f.where, index), f.severity) for f in findings]
    if uneven:
        placed.append(Finding("XM-ROW", next(iter(each.items.values())), "并列各栏的项数不一致,无法对应", uneven))
    return inner, placed


def at_rows(findings: list[Finding], index: Sequence[int]) -> list[Finding]:
    """Findings about items, placed at their rows."""
    return [replace(finding, where=_outer(finding.where, index)) for finding in findings]


def _outer(where: Sequence[int], index: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(index[at] for at in where))


def _split(texts: list[Values], each: Each) -> tuple[Sequence[int], list[Values], list[int]]:
    """To which row each item belongs, the items by column, and the rows whose columns hold unlike numbers of items."""
    separator = re.compile(f"[{re.escape(each.split)}]")
    plain = each.pattern is None and not any(separator.search(text) for column in texts for text in column if text)
    if plain and None not in texts[0]:
        return range(len(texts[0])), texts, []
    index: list[int] = []
    rows: list[tuple[str | None, ...]] = []
    uneven = []
    for at, cells in enumerate(zip(*texts, strict=True)):
        if cells[0] is not None:
            found = [cells] if plain else _items(cells, separator, each)
            if found is None:
                uneven.append(at)
            for item in found or ():
                index.append(at)
                rows.append(item)
    return index, [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in texts], uneven


def _items(cells: tuple[str | None, ...], separator: re.Pattern[str], each: Each) -> list[tuple[str | None, ...]] | None:
    """The items of one row. A column with one item lends it to all (never a person's number); any other unlike number fits nobody."""
    columns = [[part.strip() or None for part in separator.split(cell)] if cell else [None] for cell in cells]
    columns[0] = [part for part in columns[0] if part]
    size = len(columns[0])
    lent = [each.columns[item].read != "id_no" for item in each.items]
    if any(len(column) != size and (column != [None] and (len(column) > 1 or not may)) for column, may in zip(columns, lent, strict=True)):
        return None
    rows = list(zip(*(column if len(column) == size else column * size for column in columns), strict=True))
    return [_named(row, each) for row in rows] if each.pattern else rows


def _named(row: tuple[str | None, ...], each: Each) -> tuple[str | None, ...]:
    """An item that is itself written in parts, as `张三(法定代表人)`: the pattern's groups name the items."""
    found = re.fullmatch(str(each.pattern), row[0] or "")
    groups = found.groupdict() if found else {}
    return tuple(groups.get(item) or value for item, value in zip(each.items, row, strict=True))
