"""Texts of the same length in which what must not be read is covered: quoted law, ranges, conditions, titles."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from loaders.text.numerals import MONEY
from loaders.text.vocabulary import words

COVER = "\uf8fe"
_SUM = MONEY.replace("?P<money>", "?:")
_QUOTE = re.compile('[“"][^“”"\n]{12,600}[”"]|[“"][^“”"\n]{2,600}(?:以上|以下|罚款|处罚|责令)[^“”"\n]{0,600}[”"]|「[^」\n]{12,600}」')
_OPEN_QUOTE = re.compile('(?:规定|条|款|项)[::,]?[“"][^“”"\n]{20,}$', re.MULTILINE)
_RANGE = re.compile(
    rf"(?:每|按)(?:一)?(?:平方米|平方|立方米|亩|公顷|人|辆|台|件|公斤|千克|吨|株|车|次|日|天|户|瓶|头|只|张|份)[^,。;\n罚]{{0,8}}?{_SUM}"
    rf"|{_SUM}(?:/|每)(?:平方米|立方米|亩|人|辆|台|件|公斤|千克|吨|株|车|次|日|天|瓶)"
    rf"|{_SUM}(?:以上|至|-|~)(?:{_SUM})?(?:以下)?|{_SUM}以下"
    r"|(?:[\d.]{1,12}|[一二三四五六七八九十百分之]{1,12})(?:倍|%|％|个百分点)?以上(?:[\d.]{1,12}|[一二三四五六七八九十百分之]{1,12})(?:倍|%|％)?以下"
    rf"|(?:每日|按日)(?:处以?)?罚款{_SUM}"
    r"|(?:每日|按日)[^,。;\n]{0,24}(?:[\d.]{1,8}%|百分之[一二三四五六七八九十]+|千分之[一二三四五六七八九十]+)(?:的)?(?:标准)?(?:加处|计收)?[^,。;\n]{0,4}(?:罚款)?"
)
_TITLE = re.compile("《[^《》\n]{2,60}(?:《[^《》\n]{2,40}》[^《》\n]{0,20})?》")


class Stretches:
    """Stretches of a text that do not overlap, asked whether another one touches any of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts, self._ends = [start for start, _ in ordered], [end for _, end in ordered]

    def touch(self, start: int, end: int) -> bool:
        """Whether a stretch shares a place with one of them."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start


def _cover(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: COVER * len(found.group()), text)


@cache
def _conditions() -> re.Pattern[str]:
    vocabulary = words("sanctions")
    return re.compile(f"{vocabulary['conditional']}|{vocabulary['agent_rule']}")


def without_quotes(text: str) -> str:
    """The text with quoted law and other long quotations covered; the titles of laws stay."""
    return _cover(_cover(text, _QUOTE), _OPEN_QUOTE)


_SHORT_FORM = re.compile(r"\((?:以下|下)(?:简|合)?称[^()\n]{0,80}\)|(?<=[^(\n]),?(?:以下|下)(?:简|合)?称[^()\n]{0,80}(?=\))")
FILL = "\uf8ff"


def _absorbed(text: str) -> str:
    """Short forms in brackets after a name belong to the name's sign."""
    return _SHORT_FORM.sub(lambda found: FILL * len(found.group()), text)


def bare(text: str) -> str:
    """What is said by this paper itself: no quotations, no titles in 《》, no ranges of fines, no conditions of the statute."""
    quoted = _absorbed(without_quotes(text))
    return _cover(_cover(_cover(quoted, _TITLE), _conditions()), _RANGE)
