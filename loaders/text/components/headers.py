"""Labelled values: `label：value`, 【label】value, a label and its value in neighbouring cells or lines, a table's head row."""

import re
from dataclasses import dataclass, replace

from loaders.text.components.blanking import Stretches
from loaders.text.components.blocks import blocks
from loaders.text.components.labels import LONGEST_LABEL, Labelled, field_of, field_under, is_listed
from loaders.text.components.patterns import pattern
from loaders.text.components.tables import table
from loaders.text.vocabulary import words

_LONG = frozenset({"violation", "basis", "violation_basis", "result", "result_basis", "kinds"})
_EDGE = ' \t,;。:、)】]|([【\n"”'
_COLON = re.compile(r":|】|〗")
_WIDE_ROW = re.compile(r"^[ ]*(?P<label>[^ \t:|\n]{2,22})(?: {2,}| ?\t ?| )(?P<value>[^ \t\n].*)$", re.MULTILINE)
_LABEL_LINE = re.compile(r"^[ ]*(?P<label>[^ \t:|\n]{2,22})[ ]*:?[ ]*\n[ ]*(?=(?P<value>[^\n]+)$)", re.MULTILINE)
_WORDS = re.compile(r"[^ \n]+")


@dataclass(frozen=True, slots=True)
class _Mark:
    field: str
    label: str
    start: int
    end: int


def _label_before(text: str, end: int) -> _Mark | None:
    """The longest label that ends at `end` and begins at an edge."""
    floor = max(0, end - LONGEST_LABEL, text.rfind("\n", 0, end) + 1)
    while end > floor and text[end - 1] in " \t":
        end -= 1
    starts = [start for start in range(floor, end - 1) if start == 0 or text[start - 1] in _EDGE]
    for listed in (True, False):
        for start in starts:
            field = field_of(text[start:end])
            if field and (not listed or is_listed(text[start:end])):
                return _Mark(field, text[start:end], start, end)
    return None


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
    field = field_under(mark.field, mark.label, text[start:end])
    if start >= end or field == "none":
        return None
    return Labelled(field, mark.label, text[start:end], start, end)


_POSTS = frozenset(words("roles")["labelled"])


def _nested(text: str, mark: _Mark, before: _Mark | None) -> _Mark:
    """`法定代表人：姓名：X`: the name is that of the label before it, which has no value of its own."""
    within = before and before.field in _POSTS and mark.label in ("姓名", "名称") and not text[before.end : mark.start].strip(" \n")
    return replace(mark, field=before.field, label=before.label) if within and before else mark


def labelled_values(text: str) -> tuple[Labelled, ...]:
    """Every labelled value, in the order of the text."""
    rows = table(text)
    marks = sorted(
        [*_colon_marks(text), *_row_marks(text), *_line_marks(text), *_bare_marks(text)], key=lambda mark: (mark.start, -mark.end)
    )
    unique = [mark for i, mark in enumerate(marks) if i == 0 or mark.start >= marks[i - 1].end or mark.start > marks[i - 1].start]
    unique = [_nested(text, mark, before) for mark, before in zip(unique, [None, *unique], strict=False)]
    found = list(rows)
    taken = Stretches((each.start, each.end) for each in rows)
    for mark, following in zip(unique, [*(mark.start for mark in unique[1:]), len(text)], strict=False):
        value = _labelled(text, mark, max(following, mark.end))
        if value and not taken.touch(value.start, value.end):
            found.append(value)
    return blocks(tuple(sorted(_parted(found), key=lambda each: each.start)))


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
        if each.field in ("violation", "violation_basis"):
            return each.value[:400], each.start, min(each.end, each.start + 400)
    found = _FACTS.search(text)
    return (found["facts"], found.start("facts"), found.end("facts")) if found else None
