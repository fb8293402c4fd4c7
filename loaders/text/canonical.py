"""One way of writing for the patterns, and the way back to the source.

Half width, one kind of blank, simplified script where the copy is traditional, letter-spaced runs joined, lines joined that were
cut at a page's width, no blanks inside dates and numbers. Every later span is on this text; `Canonical.source` maps it back, so
that the passage shown is the passage read.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from loaders.text.vocabulary import simplified

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_TRADITIONAL = re.compile("[處罰決據當為書違規機關執業華東萬貳陸個開發實環當責單價]")
_ENOUGH = 6
"""Fewer such characters are names in a simplified text."""
_DROPPED = re.compile(
    "[\ue000-\uf8ff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]+"
    r"|(?<=\d) +(?=[年月日号元万亿%条款项])"
    r"|(?<=[年月第]) +(?=[\d一二三四五六七八九十])"
    r"|(?<=[〔\[({【《]) +|(?<! ) +(?=[〕\])}】》,、。;:])"
    rf"|(?<=[〕\])]) +(?=第?[A-Za-z]?-?\d[\d-]* ?号)|(?<=[罚字决处环监]) +(?=[〔\[(] ?(?:19|20)\d\d)"
    rf"|(?<=[{HAN}]) (?=\d{{4}} ?[{HAN}]{{1,6}}[〔\[(](?:19|20)\d\d)|(?<=\d{{4}}) (?=[{HAN}]{{1,6}}[〔\[(](?:19|20)\d\d)"
)
_SPACED = re.compile(rf"(?<![{HAN}])[{HAN}](?: {{1,4}}[{HAN}]){{2,}}(?![{HAN}])")
_SPACED_LABEL = re.compile(rf"(?<![{HAN}])[{HAN}] {{1,6}}[{HAN}](?= *:)")
_BLANKS = re.compile(" +")
_LONGEST = 400_000


@dataclass(frozen=True, slots=True)
class Canonical:
    """The text that is read. `starts` and `shifts`: from which place on how many source characters have been left out."""

    text: str
    quality: float
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a span in `text`."""
        first = start + self.shifts[bisect_right(self.starts, start) - 1]
        last = end - 1 + self.shifts[bisect_right(self.starts, max(start, end - 1)) - 1]
        return first, last + 1


@cache
def _folding() -> dict[int, str]:
    """Characters whose compatible form is one character, and the few that scans and web pages put in another's place."""
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2000, 0x33FF), *range(0xF900, 0xFFEF), 0xA0)}
    table = {code: form for code, form in folded.items() if len(form) == 1 and ord(form) != code}
    return table | {ord(a): b for a, b in zip("\u3000\u00a0﹝﹞—–﹣−", "  〔〕----", strict=True)} | {0x2169: "X", 0x00D7: "×"}


def _one_script(text: str) -> str:
    """Traditional copies in simplified script. A simplified text keeps its few traditional characters: they are somebody's name."""
    return text.translate(simplified()) if len(_TRADITIONAL.findall(text[:3000])) >= _ENOUGH else text


def _joined(text: str) -> list[tuple[int, int]]:
    """The blanks of letter-spaced runs and labels."""
    runs = [*_SPACED.finditer(text), *_SPACED_LABEL.finditer(text)] if "  " in text or " " in text else []
    return [(run.start() + gap.start(), run.start() + gap.end()) for run in runs for gap in _BLANKS.finditer(run.group())]


_NARROWEST, _WIDEST, _FULL_LINES, _RAGGED = 40, 120, 3, 6
_SENTENCE_ENDS = re.compile(r"[。:;!?》)\]】]$|日$")
_NEW_BEGINS = re.compile(r" |\(?[一二三四五六七八九十\d]{1,3}[、.)]|【|[^。;\n]{2,30}:")
_PROSE = re.compile("[,。;《]")
_LINES = re.compile("[^\n]+")
_WIDE = re.compile("[\u2010-\uffef]")


def _cut_lines(text: str, source: str) -> list[tuple[int, int]]:
    """The line ends of a copy whose lines were cut at one width: where a full line does not end like a sentence and prose goes on.

    Widths are those of the source, in half characters: it still has its wide digits and signs.
    """
    spans = [line.span() for line in _LINES.finditer(text)]
    if max((end - start for start, end in spans), default=0) > _WIDEST:
        return []
    widths = [end - start + len(_WIDE.findall(source, start, end)) for start, end in spans]
    widest = max(widths, default=0)
    least = max(_NARROWEST, widest - _RAGGED)
    if not _NARROWEST <= widest <= _WIDEST or sum(width >= least for width in widths) < _FULL_LINES:
        return []
    cut = []
    for (start, end), (after, last), width in zip(spans, spans[1:], widths, strict=False):
        line, following = text[start:end].rstrip(), text[after:last]
        apart = "|" in line or "\t" in line or line.count(" ") > 2 or line.count(":") > 1 or _NEW_BEGINS.match(following)
        if width >= least and not apart and not _SENTENCE_ENDS.search(line) and _PROSE.search(line + following):
            cut.append((start + len(line), after))
    return cut


def _gaps(text: str, source: str) -> list[tuple[int, int]]:
    """What is left out, in order and without overlap."""
    gaps: list[tuple[int, int]] = []
    for start, end in sorted([*(found.span() for found in _DROPPED.finditer(text)), *_joined(text), *_cut_lines(text, source)]):
        if gaps and start < gaps[-1][1]:
            continue
        gaps.append((start, end))
    return gaps


def _quality(text: str) -> float:
    """The share of characters that a readable Chinese text is made of. Below 0.9 no fact is written without a person's look."""
    odd = len(re.findall("[\ufffd\ue000-\uf8ff□◆¤]", text))
    return 1 - odd / len(text) if text else 0.0


def clean(source: str) -> Canonical:
    """The canonical form of a text, with the way back. Texts longer than 400,000 characters are read that far."""
    folded = _one_script(source[:_LONGEST].replace("\r\n", " \n").replace("\r", "\n").translate(_folding()))
    parts, starts, shifts, at, length = [], [0], [0], 0, 0
    for start, end in _gaps(folded, source):
        parts.append(folded[at:start])
        length += start - at
        starts.append(length)
        shifts.append(shifts[-1] + end - start)
        at = end
    parts.append(folded[at:])
    return Canonical("".join(parts), _quality(source[:_LONGEST]), tuple(starts), tuple(shifts))
