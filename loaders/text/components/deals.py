"""Pledges and transfers in news and announcements, where names are short and only the words of the deal show them (deals.yaml)."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.text.components.signs import Name
from loaders.text.components.ties import Stated
from loaders.text.vocabulary import words

_V = words("deals")
_BEFORE, _AFTER, _HEADING = re.compile(_V["before"]), re.compile(_V["after"]), re.compile(_V["heading"])
_NOT_NAMES = re.compile(_V["not_names"])
_ABOUT = re.compile(_V["about"])
_JOINED = re.compile("、|以及|(?<=公司|集团|银行|证券|控股|投资|信托|基金)(?:和|与|及)(?=.{2})")
_TWO = re.compile("(.{2,3})(?:和|与|及)(.{2,4})")
_BRACKETS = re.compile(r"\([^()]*\)")
_KINDS = frozenset(_V["kinds"])


@cache
def _deals() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each["word"], re.compile(each["pattern"].replace("{T}", _V["end"]))) for each in _V["deals"])


def _bare(stretch: str) -> str:
    """A name without what stands around it in its stretch."""
    name = _BEFORE.sub("", _BRACKETS.sub("", stretch).strip())
    while (shorter := _AFTER.sub("", _HEADING.sub("", name)).strip(' ,、“”"')) != name:
        name = shorter
    return name


def _names(stretch: str) -> list[str]:
    """The names of a stretch; none where any of them does not look like one."""
    parts = [_bare(each) for each in _JOINED.split(stretch)]
    names = [name for part in parts for name in (_TWO.fullmatch(part).groups() if _TWO.fullmatch(part) else (part,))]  # type: ignore[union-attr]
    return [name for name in names if 2 <= len(name) <= 30 and not _NOT_NAMES.search(name)]


def _told(text: str) -> Iterator[Stated]:
    for word, pattern in _deals():
        for found in pattern.finditer(text):
            for head in _names(found["h"]):
                for tail in _names(found["t"]):
                    if head not in tail and tail not in head:
                        yield Stated(head, word, tail, None, *found.span())


def deals(text: str, kind: str, names: tuple[Name, ...]) -> tuple[Stated, ...]:
    """The deals of a report, each once; a short form stands for its full name."""
    if kind not in _KINDS or not _ABOUT.search(text):
        return ()
    full = {name.text: name.full for name in names if name.full}
    found = (
        Stated(full.get(each.head, each.head), each.word, full.get(each.tail, each.tail), None, each.start, each.end)
        for each in _told(text)
    )
    return tuple({(each.head, each.word, each.tail): each for each in found}.values())
