"""Labels: the words that stand before a value or head a column, and the field that each heads (labels.yaml)."""

import re
from dataclasses import dataclass
from functools import cache

from credit.identifiers import Verdict, classify
from loaders.text.vocabulary import words

LONGEST_LABEL = 26
_BRACKET = re.compile(r"\([^()\n]{1,30}\)$")
_COUNTED = re.compile("[一二三四五六七八九十甲乙丙\\d]{1,2}$|\\([一二三四五六七八九十\\d]{1,2}\\)$")
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
    if (counted := _COUNTED.sub("", plain)) != plain and known.get(counted) == "party":
        return "party"
    short = _BRACKET.sub("", plain) if plain.endswith(")") else re.sub(r"\([^()]*\)", "", plain)
    if short in known:
        return known[short]
    stems = [stem for stem in re.split("[/或、及]", short) if stem]
    if len(stems) > 1 and all(stem in known for stem in stems):
        return next((known[stem] for stem in stems if known[stem] != "none"), "none")
    return None if " " in label.strip() else _shaped(short)


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, re.compile(shape)) for field, shape in words("labels")["shapes"])


def _shaped(label: str) -> str | None:
    """The field of a label that no list foresees, by its shape."""
    if not 2 < len(label) <= LONGEST_LABEL or not _LABEL_LIKE.fullmatch(label):
        return None
    return next((field for field, shape in _shapes() if shape.fullmatch(label)), None)


def field_under(field: str, label: str, value: str) -> str:
    """The field of a value under a label; a valid unified code under any label of numbers (证件号码) is that."""
    of_numbers = field == "none" and label.endswith(("号码", "号", "代码"))
    return "uscc" if of_numbers and len(value) == 18 and classify("uscc", value).verdict is Verdict.VALID else field


@cache
def is_listed(label: str) -> bool:
    """Whether a label is one of the list, not only shaped like one."""
    plain = re.sub(r"[ *★●]", "", label).strip('【】[]"“”()')
    return plain in _fields() or re.sub(r"\([^()]*\)?", "", plain) in _fields()
