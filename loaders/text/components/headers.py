"""Labelled values: `label：value`, 【label】value, a label and its value in neighbouring cells or lines, a table's head row."""

import re
from dataclasses import dataclass, replace
from functools import cache

from loaders.text.components.blanking import Stretches
from loaders.text.components.patterns import pattern
from loaders.text.vocabulary import words

_LONG = frozenset({"violation", "basis", "result", "result_basis", "kinds"})
_BRACKET = re.compile(r"\([^()\n]{1,30}\)$")
_EDGE = ' \t,;。:、)】]|([【\n"”'
_COLON = re.compile(r":|】|〗")
_CELLS = re.compile(r"[^|\t\n]+")
_WIDE_ROW = re.compile(r"^[ ]*(?P<label>[^ \t:|\n]{2,22})(?: {2,}| ?\t ?| )(?P<value>[^ \t\n].*)$", re.MULTILINE)
_LABEL_LINE = re.compile(r"^[ ]*(?P<label>[^ \t:|\n]{2,22})[ ]*:?[ ]*\n[ ]*(?=(?P<value>[^\n]+)$)", re.MULTILINE)
_ROW = re.compile(r"^[^\n]*(?:\|[^|\n]*\||\t[^\t\n]+)[^\n]*$", re.MULTILINE)
_BLANK_ROW = re.compile(r"^(?:[^ \n]{1,60} +){3,20}[^ \n]{1,60}$", re.MULTILINE)
_WORDS = re.compile(r"[^ \n]+")
_LONGEST_LABEL = 26
_LABEL_LIKE = re.compile("[\u4e00-\u9fff/、]+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value under a label. `field` is that of labels.yaml; `record` tells the rows of a table apart (0 outside tables)."""

    field: str
    label: str
    value: str
    start: int
    end: int
    record: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    field: str
    label: str
    start: int
    end: int


@cache
def _fields() -> dict[str, str]:
    fields: dict[str, list[str]] = words("labels")["fields"]
    return {label.replace(" ", ""): field for field, labels in fields.items() for label in labels}


@cache
def field_of(label: str) -> str | None:
    """The field that a label heads; its bracketed synonyms, numbering and blanks do not matter."""
    plain = re.sub(r"^[一二三四五六七八九十\d]+[、.]|[ *★●]|_\d+", "", label).replace("全称", "名称").strip('【】[]"“”')
    plain = plain[1:-1] if plain[:1] == "(" and plain[-1:] == ")" and plain.count("(") == 1 else plain
    known = _fields()
    if plain in known:
        return known[plain]
    short = _BRACKET.sub("", plain) if plain.endswith(")") else re.sub(r"\([^()]*\)", "", plain)
    if short in known:
        return known[short]
    stems = [stem for stem in re.split("[/或、及]", short) if stem]
    if len(stems) > 1 and all(stem in known for stem in stems):
        return known[stems[0]]
    return None if " " in label.strip() else _shaped(short)


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, re.compile(shape)) for field, shape in words("labels")["shapes"])


def _shaped(label: str) -> str | None:
    """The field of a label that no list foresees, by its shape."""
    if not 2 < len(label) <= _LONGEST_LABEL or not _LABEL_LIKE.fullmatch(label):
        return None
    return next((field for field, shape in _shapes() if shape.fullmatch(label)), None)


def _label_before(text: str, end: int) -> _Mark | None:
    """The longest label that ends at `end` and begins at an edge."""
    floor = max(0, end - _LONGEST_LABEL, text.rfind("\n", 0, end) + 1)
    while end > floor and text[end - 1] in " \t":
        end -= 1
    starts = [start for start in range(floor, end - 1) if start == 0 or text[start - 1] in _EDGE]
    for listed in (True, False):
        for start in starts:
            field = field_of(text[start:end])
            if field and (not listed or _is_listed(text[start:end])):
                return _Mark(field, text[start:end], start, end)
    return None


@cache
def _is_listed(label: str) -> bool:
    """Whether a label is one of the list, not only shaped like one."""
    plain = re.sub(r"[ *★●]", "", label).strip('【】[]"“”()')
    return plain in _fields() or re.sub(r"\([^()]*\)?", "", plain) in _fields()


def _colon_marks(text: str) -> list[_Mark]:
    marks = []
    for colon in _COLON.finditer(text):
        if mark := _label_before(text, colon.start()):
            marks.append(_Mark(mark.field, mark.label, mark.start, colon.end()))
    return marks


def _row_marks(text: str) -> list[_Mark]:
    """A label at the start of a line, blanks, a value: the tables that a browser's copy leaves."""
    found = ((each, field_of(each["label"])) for each in _WIDE_ROW.finditer(text))
    return [_Mark(field, each["label"], each.start("label"), each.start("value")) for each, field in found if field]


def _line_marks(text: str) -> list[_Mark]:
    """A label alone on its line; the value is the next line."""
    marks = []
    for each in _LABEL_LINE.finditer(text):
        field = field_of(each["label"])
        if field and field != "none" and not field_of(each["value"].split(":")[0].strip()):
            marks.append(_Mark(field, each["label"], each.start("label"), each.start("value")))
    return marks


_BARE_LABEL, _BLANK_LABEL = pattern("bare_label"), pattern("blank_label")


def _bare_marks(text: str) -> list[_Mark]:
    """`被执行人X公司，住所地…` at the head of a line, `个人 姓名 X 身份证件号 …`: a label without its colon, before a name."""
    bare = (each for form in (_BARE_LABEL, _BLANK_LABEL) for each in form.finditer(text))
    found = ((each, field_of(each["label"])) for each in bare if not _is_label(text, each.end()))
    return [_Mark(field, each["label"], each.start("label"), each.end()) for each, field in found if field]


def _is_label(text: str, start: int) -> bool:
    """Whether the next word is a label itself: the head row of a table."""
    word = _WORDS.match(text, start)
    return bool(word and field_of(word.group()))


def _value_end(text: str, mark: _Mark, following: int) -> int:
    if mark.field in _LONG:
        return following
    ends = [position for position in (text.find(sign, mark.end, following) for sign in "\n;。") if position >= 0]
    return min([following, *ends])


def _labelled(text: str, mark: _Mark, following: int) -> Labelled | None:
    start, end = mark.end, _value_end(text, mark, following)
    while start < end and text[start] in " \t,:|":
        start += 1
    while end > start and text[end - 1] in " \t\n,;|([【、":
        end -= 1
    if start >= end or (mark.field == "none"):
        return None
    return Labelled(mark.field, mark.label, text[start:end], start, end)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for cell in _CELLS.finditer(text, start, end):
        first, last = cell.start(), cell.end()
        while first < last and text[first] in " \t":
            first += 1
        while last > first and text[last - 1] in " \t":
            last -= 1
        if first < last:
            spans.append((first, last))
    return spans


def _table(text: str) -> list[Labelled]:
    """Rows of cells: a row of labels heads the rows after it; else labels and values take turns."""
    found: list[Labelled] = []
    heads: list[str | None] = []
    labels: list[str] = []
    record = 0
    for row in _ROW.finditer(text):
        cells = _cells(text, *row.span())
        fields = [field_of(text[first:last].rstrip(":")) for first, last in cells]
        if len(cells) >= 2 and _is_head(fields):
            heads, labels = fields, [text[first:last] for first, last in cells]
        elif heads and len(cells) == len(heads) and not (len(cells) == 2 and fields[0]):
            record += 1
            found += [
                Labelled(field, label, text[a:b], a, b, record)
                for field, label, (a, b) in zip(heads, labels, cells, strict=True)
                if field and field != "none" and text[a:b] not in {"-", "/", "无"}
            ]
        else:
            found += _turns(text, cells, fields)
    return found


def _blank_table(text: str) -> list[Labelled]:
    """A table whose cells only blanks part: a row of labels, and rows of as many words after it."""
    found: list[Labelled] = []
    heads: list[tuple[str, str | None]] = []
    record = _BLANK_RECORDS
    for row in _BLANK_ROW.finditer(text):
        cells = list(_WORDS.finditer(text, *row.span()))
        fields = [field_of(cell.group()) for cell in cells]
        if _is_head(fields) and sum(field is not None for field in fields) > 2:
            heads = [(cell.group(), field) for cell, field in zip(cells, fields, strict=True)]
        elif len(cells) == len(heads):
            record += 1
            found += [
                Labelled(field, label, cell.group(), *cell.span(), record)
                for (label, field), cell in zip(heads, cells, strict=True)
                if field and field != "none" and cell.group() not in {"-", "/", "无"}
            ]
    return found


_BLANK_RECORDS = 1_000_000
"""Records of such tables are numbered apart from those of tables with lines."""


def _is_head(fields: list[str | None]) -> bool:
    """Whether a row of cells heads a table: mostly labels, and at least one of them names whom the row is about."""
    known = [field for field in fields if field]
    return len(known) >= 2 and (len(known) >= len(fields) - 1 or (len(known) * 2 > len(fields) and not {"party", "uscc"}.isdisjoint(known)))


def _turns(text: str, cells: list[tuple[int, int]], fields: list[str | None]) -> list[Labelled]:
    pairs = zip(cells, fields, cells[1:], fields[1:], strict=False)
    return [
        Labelled(field, text[slice(*label)], text[slice(*value)], *value)
        for label, field, value, other in pairs
        if field and field != "none" and other is None and text[slice(*value)] not in {"-", "/", "无"}
    ]


def labelled_values(text: str) -> tuple[Labelled, ...]:
    """Every labelled value, in the order of the text."""
    table = _table(text) if "|" in text or "\t" in text else _blank_table(text)
    marks = sorted(
        [*_colon_marks(text), *_row_marks(text), *_line_marks(text), *_bare_marks(text)], key=lambda mark: (mark.start, -mark.end)
    )
    unique = [mark for i, mark in enumerate(marks) if i == 0 or mark.start >= marks[i - 1].end or mark.start > marks[i - 1].start]
    found = list(table)
    taken = Stretches((each.start, each.end) for each in table)
    for mark, following in zip(unique, [*(mark.start for mark in unique[1:]), len(text)], strict=False):
        value = _labelled(text, mark, max(following, mark.end))
        if value and not taken.touch(value.start, value.end):
            found.append(value)
    return tuple(sorted(_parted(found), key=lambda each: each.start))


def _parted(found: list[Labelled]) -> list[Labelled]:
    """A label that heads two things at once (机关名称和日期) gives both."""
    both = [each for each in found if each.field == "agency_and_date"]
    return [each for each in found if each not in both] + [
        replace(each, field=field, value=value, end=each.start + len(each.value))
        for each in both
        for field, value in (("agency", re.split(r"[ ,;、]", each.value)[0]), ("date", each.value))
    ]


_FACTS = pattern("facts")


def violation(text: str, fields: tuple[Labelled, ...]) -> tuple[str, int, int] | None:
    """What was done wrong: under its label, else after 经查, at most 400 characters."""
    for each in fields:
        if each.field == "violation":
            return each.value[:400], each.start, min(each.end, each.start + 400)
    found = _FACTS.search(text)
    return (found["facts"], found.start("facts"), found.end("facts")) if found else None
