"""Tables: a row of labels heads the rows under it; else labels and their values take turns in a row."""

import re
from dataclasses import replace

from loaders.text.components.labels import Labelled, field_of, field_under
from loaders.text.components.shapes import is_org_name
from loaders.text.vocabulary import words

_ROW = re.compile(r"^[^\n|\t]*[|\t][^\n]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:+=-]+")
_BLANK_ROW = re.compile(r"^(?:[^ \n]{1,60} +){3,20}[^ \n]{1,60}$", re.MULTILINE)
_WORDS = re.compile(r"[^ \n]+")
_NOTHING = frozenset({"", "-", "/", "无", "--", "—"})
_BLANK_RECORDS = 1_000_000
"""Records of tables that only blanks part are numbered apart from those of tables with lines."""
_SIDEWAYS_RECORDS = 3_000_000
_LONGEST_HEAD = 20
_ITSELF = frozenset(words("labels")["itself"])
Cells = list[tuple[int, int]]


def _cells(text: str, start: int, end: int) -> Cells:
    """The cells of a row, empty ones too: what stands between two lines, or between two tabs."""
    sign = "|" if "|" in text[start:end] else "\t"
    spans, at = [], start
    while at <= end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and text[first] in " \t":
            first += 1
        while last > first and text[last - 1] in " \t":
            last -= 1
        spans.append((first, last))
        at = stop + 1
    return spans


def _full(cells: Cells) -> Cells:
    return [(first, last) for first, last in cells if first < last]


def _under(cells: Cells, width: int, by_tabs: bool) -> Cells | None:
    """The cells as they stand under a head of that width: without borders, with what tabs leave out at the end; None if they do not fit."""
    empty = [first == last for first, last in cells]
    for left, right in ((0, 0), (1, 1), (1, 0), (0, 1)):
        kept = cells[left : len(cells) - right]
        if len(kept) == width and all(empty[:left]) and all(empty[len(cells) - right :] if right else []):
            return kept
    if by_tabs and 1 < len(cells) < width:
        return cells + [cells[-1][1:] * 2] * (width - len(cells))
    return None


def _lined(text: str) -> list[Labelled]:
    """The table whose cells lines or tabs part."""
    found: list[Labelled] = []
    sideways: list[Labelled] = []
    heads: list[tuple[str, str | None]] = []
    record = 0
    for row in _ROW.finditer(text):
        if _RULE.fullmatch(row.group()):
            continue
        cells = _cells(text, *row.span())
        full = _full(cells)
        fields = [field_of(text[first:last].rstrip(":")) for first, last in full]
        under = _under(cells, len(heads), "|" not in row.group()) if heads else None
        if len(full) >= 2 and _is_head(fields) and not _ends_in_name(fields, text[slice(*full[-1])]):
            heads = [(text[first:last], field) for (first, last), field in zip(full, fields, strict=True)]
        elif under and not (len(heads) == 2 and fields and fields[0]):
            record += 1
            found += _row(text, heads, under, record)
        elif len(full) > 2 and fields[0] and not any(fields[1:]):
            sideways += _row(text, [(text[slice(*full[0])], fields[0])] * (len(full) - 1), full[1:], _SIDEWAYS_RECORDS)
        else:
            found += _turns(text, full, fields)
    return [*found, *_columns(sideways)]


def _columns(sideways: list[Labelled]) -> list[Labelled]:
    """A table on its side: a label begins each row, and every column after it is a party's. Without two parties the first value counts."""
    places: dict[str, int] = {}
    numbered = []
    for each in sideways:
        places[each.label] = places.get(each.label, 0) + 1
        numbered.append(replace(each, record=_SIDEWAYS_RECORDS + places[each.label]))
    if sum(each.field in _ITSELF for each in numbered) > 1:
        return numbered
    return [replace(each, record=0) for each in numbered if each.record == _SIDEWAYS_RECORDS + 1]


def _row(text: str, heads: list[tuple[str, str | None]], cells: Cells, record: int) -> list[Labelled]:
    told = (
        (label, field_under(field or "none", label, text[first:last]), first, last)
        for (label, field), (first, last) in zip(heads, cells, strict=True)
    )
    return [
        Labelled(field, label, text[first:last], first, last, record)
        for label, field, first, last in told
        if field != "none" and text[first:last] not in _NOTHING
    ]


def _blank(text: str) -> list[Labelled]:
    """A table whose cells only blanks part: a row of labels, and rows of as many words after it."""
    found: list[Labelled] = []
    heads: list[tuple[str, str | None]] = []
    record = _BLANK_RECORDS
    for row in _BLANK_ROW.finditer(text):
        cells = [cell.span() for cell in _WORDS.finditer(text, *row.span())]
        fields = [field_of(text[first:last]) for first, last in cells]
        if _is_head(fields) and sum(field is not None for field in fields) > 2:
            heads = [(text[first:last], field) for (first, last), field in zip(cells, fields, strict=True)]
        elif len(cells) == len(heads):
            record += 1
            found += _row(text, heads, cells, record)
    return found


def _is_head(fields: list[str | None]) -> bool:
    """Whether a row heads a table: mostly labels, or labels of which one names whom a row is about, and not label and value in turn."""
    known = [field for field in fields if field]
    if len(known) < 2 or (len(fields) > 2 and all(fields[::2]) and not any(fields[1::2])):
        return False
    names = not _ITSELF.isdisjoint(known)
    return len(known) >= len(fields) - 1 or (names and (len(known) * 2 > len(fields) or len(known) > 2))


def _ends_in_name(fields: list[str | None], last: str) -> bool:
    """Whether a row of labels ends in a name: `被处罚当事人 | 个人姓名 | 甲` is a label of a label, and its value."""
    return fields[-1] is None and (is_org_name(last) or len(last) > _LONGEST_HEAD or set(fields[:-1]) == {"party"})


def _turns(text: str, cells: Cells, fields: list[str | None]) -> list[Labelled]:
    pairs = zip(cells, fields, cells[1:], fields[1:], strict=False)
    return [
        Labelled(field, text[slice(*label)], text[slice(*value)], *value)
        for label, field, value, other in pairs
        if field and field != "none" and other is None and text[slice(*value)] not in _NOTHING
    ]


def table(text: str) -> list[Labelled]:
    """The values of all tables of a text, each with the number of its row."""
    return _lined(text) if "|" in text or "\t" in text else _blank(text)
