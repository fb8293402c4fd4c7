"""Where a paper decides: its operative part, without what it recounts of other papers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from loaders.text.components.labels import Labelled
from loaders.text.vocabulary import words

_V = words("sanctions")["operative"]
_BEGINS = [re.compile(pattern) for pattern in _V["begins"]]
_SENTENCE_BEGINS = re.compile(_V["sentence"])
_BASED = re.compile(_V["based"])
_ENDS = re.compile(_V["ends"], re.MULTILINE)
_RECOUNTED = re.compile(words("sanctions")["recounted"])
_STOPS = re.compile(r"[。\n]")
_LONGEST_SENTENCE = 3000


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text that decides. `rule` tells how it was known."""

    start: int
    end: int
    rule: str
    field: str = ""
    label: str = ""
    record: int = 0


def _sentence_start(text: str, at: int) -> int:
    floor = max(0, at - _LONGEST_SENTENCE)
    return max(floor, *(text.rfind(sign, floor, at) + 1 for sign in "。\n;"))


class _Places:
    """Where a pattern is found, asked for again and again: each question costs a look-up, not another search."""

    def __init__(self, found: Iterable[re.Match[str]]) -> None:
        spans = [each.span() for each in found]
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def within(self, start: int, end: int) -> bool:
        """Whether one stands whole between two places."""
        first = bisect_left(self._starts, start)
        return first < len(self._ends) and self._ends[first] <= end

    def last_end(self, start: int, end: int) -> int:
        """The end of the last that stands whole between two places; the first place where none does."""
        last = bisect_right(self._ends, end) - 1
        return self._ends[last] if last >= 0 and self._starts[last] >= start else start

    def next_start(self, start: int, default: int) -> int:
        """Where the next one begins."""
        first = bisect_left(self._starts, start)
        return self._starts[first] if first < len(self._starts) else default


class _Sentences:
    """A text with the places that its sentences are judged by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stops = _Places(_STOPS.finditer(text))
        self._based = _Places(_BASED.finditer(text))
        self._recounted = _Places(_RECOUNTED.finditer(text))

    def after_ground(self, start: int, end: int) -> int:
        """The place after the laws that a sentence names: what it decides begins there."""
        return self._based.last_end(start, end)

    def is_recounted(self, start: int, end: int) -> bool:
        """Whether a stretch tells what another paper, or the law, says."""
        return self._recounted.within(start, end)


def _lists(said: _Sentences) -> list[Zone]:
    """`决定处罚如下：` and what follows it, up to the paper's directions to pay or to complain."""
    zones = []
    ends = _Places(_ENDS.finditer(said.text))
    for pattern in _BEGINS:
        for begin in pattern.finditer(said.text):
            decides = said.after_ground(_sentence_start(said.text, begin.start()), begin.start())
            if not said.is_recounted(max(decides, begin.start() - 40), begin.end()):
                zones.append(Zone(decides, ends.next_start(begin.end(), len(said.text)), "operative_list"))
    return zones


def _sentences(said: _Sentences, stop: int) -> list[Zone]:
    """Sentences that decide by themselves: `依据…的规定，决定给予…罚款…。`"""
    zones: dict[int, Zone] = {}
    for begin in _SENTENCE_BEGINS.finditer(said.text, 0, stop):
        last = min(said.stops.next_start(begin.end(), stop), stop)
        if last in zones:
            continue
        first = _sentence_start(said.text, begin.start())
        decides = said.after_ground(first, begin.start())
        if decides == first and not begin.group().startswith(("决定", "现")):
            continue
        if not said.is_recounted(first, last):
            zones[last] = Zone(min(decides, begin.start()), _continued(said, last), "operative_sentence")
    return list(zones.values())


_GOES_ON = re.compile(r"。\s*(?:另|同时|并)?,?对[^。\n]{0,60}?(?:处|给予|罚款|警告)[^。\n]*")


def _continued(said: _Sentences, end: int) -> int:
    """Where a decision ends that goes on in the next sentence: `…。对直接负责的主管人员X处罚款…。`"""
    while (found := _GOES_ON.match(said.text, end)) and not said.is_recounted(*found.span()):
        end = found.end()
    return end


@cache
def _news_pattern() -> re.Pattern[str]:
    return re.compile(r"(?:对|给予)[^。,;\n\ue000-\uefff]{0,14}[\ue000-\uefff][^。\n]{0,120}?(?:处以|给予|罚款|警告|采取|没收)")


def _reports(said: _Sentences) -> list[Zone]:
    """In a report: `X局对甲处以…罚款`."""
    zones = []
    for begin in _news_pattern().finditer(said.text):
        last = said.stops.next_start(begin.end(), len(said.text))
        if not said.is_recounted(_sentence_start(said.text, begin.start()), last):
            zones.append(Zone(begin.start(), last, "report"))
    return zones


def zones(text: str, fields: tuple[Labelled, ...], report: bool) -> tuple[Zone, ...]:
    """All places that decide, in order and without overlap; labelled results first. `text` is bare, names are signs."""
    labelled = [
        Zone(each.start, each.end, f"label_{each.field.removesuffix('_basis')}", each.field, each.label, each.record)
        for each in fields
        if each.field in ("result", "result_basis", "kinds", "fine", "confiscated")
    ]
    said = _Sentences(text)
    found = _lists(said)
    found += (
        _sentences(said, len(text))
        if not found
        else [zone for zone in _sentences(said, min(each.start for each in found)) if "责令" in text[zone.start : zone.end]]
    )
    if report and not found:
        found = _reports(said)
    merged: list[Zone] = []
    for zone in sorted([*labelled, *found], key=lambda each: (each.start, -each.end)):
        if merged and zone.start < merged[-1].end:
            if zone.end > merged[-1].end:
                merged.append(Zone(merged[-1].end, zone.end, zone.rule, zone.field, zone.label, zone.record))
        else:
            merged.append(zone)
    return tuple(merged)
