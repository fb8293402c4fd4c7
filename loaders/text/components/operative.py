"""Where a paper decides: its operative part, without what it recounts of other papers."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.text.components.headers import Labelled
from loaders.text.vocabulary import words

_V = words("sanctions")["operative"]
_BEGINS = [re.compile(pattern) for pattern in _V["begins"]]
_SENTENCE_BEGINS = re.compile(_V["sentence"])
_BASED = re.compile(_V["based"])
_ENDS = re.compile(_V["ends"], re.MULTILINE)
_RECOUNTED = re.compile(words("sanctions")["recounted"])
_STOPS = re.compile(r"[。\n]")


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
    return max(text.rfind("。", 0, at), text.rfind("\n", 0, at), text.rfind(";", 0, at)) + 1


def _after_ground(text: str, start: int, end: int) -> int:
    """The place after the laws that a sentence names: what it decides begins there."""
    based = list(_BASED.finditer(text, start, end))
    return based[-1].end() if based else start


def _is_recounted(text: str, start: int, end: int) -> bool:
    return bool(_RECOUNTED.search(text, start, end))


def _lists(text: str, stop: int) -> list[Zone]:
    """`决定处罚如下：` and what follows it, up to the paper's directions to pay or to complain."""
    zones = []
    for pattern in _BEGINS:
        for begin in pattern.finditer(text, 0, stop):
            first = _sentence_start(text, begin.start())
            decides = _after_ground(text, first, begin.start())
            if _is_recounted(text, max(decides, begin.start() - 40), begin.end()):
                continue
            end = _ENDS.search(text, begin.end())
            zones.append(Zone(decides, min(end.start() if end else stop, stop), "operative_list"))
    return zones


def _sentences(text: str, stop: int) -> list[Zone]:
    """Sentences that decide by themselves: `依据…的规定，决定给予…罚款…。`"""
    zones = []
    for begin in _SENTENCE_BEGINS.finditer(text, 0, stop):
        first = _sentence_start(text, begin.start())
        end = _STOPS.search(text, begin.end())
        last = end.start() if end else stop
        decides = _after_ground(text, first, begin.start())
        if decides == first and not begin.group().startswith(("决定", "现")):
            continue
        if not _is_recounted(text, first, last):
            zones.append(Zone(min(decides, begin.start()), _continued(text, last), "operative_sentence"))
    return zones


_GOES_ON = re.compile(r"。\s*(?:另|同时|并)?,?对[^。\n]{0,60}?(?:处|给予|罚款|警告)[^。\n]*")


def _continued(text: str, end: int) -> int:
    """Where a decision ends that goes on in the next sentence: `…。对直接负责的主管人员X处罚款…。`"""
    while (found := _GOES_ON.match(text, end)) and not _is_recounted(text, *found.span()):
        end = found.end()
    return end


@cache
def _news_pattern() -> re.Pattern[str]:
    return re.compile(r"(?:对|给予)[\ue000-\uefff][^。\n]{0,40}?(?:处以|给予|罚款|警告|采取)")


def _reports(text: str, stop: int) -> list[Zone]:
    """In a report: `X局对甲处以…罚款`."""
    zones = []
    for begin in _news_pattern().finditer(text, 0, stop):
        first = _sentence_start(text, begin.start())
        end = _STOPS.search(text, begin.end())
        last = end.start() if end else stop
        if not _is_recounted(text, first, last):
            zones.append(Zone(begin.start(), last, "report"))
    return zones


def zones(text: str, fields: tuple[Labelled, ...], report: bool) -> tuple[Zone, ...]:
    """All places that decide, in order and without overlap; labelled results first. `text` is bare, names are signs."""
    labelled = [
        Zone(each.start, each.end, f"label_{each.field.removesuffix('_basis')}", each.field, each.label, each.record)
        for each in fields
        if each.field in ("result", "result_basis", "fine", "confiscated")
    ]
    found = _lists(text, len(text))
    found += (
        _sentences(text, len(text))
        if not found
        else [zone for zone in _sentences(text, min(each.start for each in found)) if "责令" in text[zone.start : zone.end]]
    )
    if report and not found:
        found = _reports(text, len(text))
    merged: list[Zone] = []
    for zone in sorted([*labelled, *found], key=lambda each: (each.start, -each.end)):
        if merged and zone.start < merged[-1].end:
            if zone.end > merged[-1].end:
                merged.append(Zone(merged[-1].end, zone.end, zone.rule, zone.field, zone.label, zone.record))
        else:
            merged.append(zone)
    return tuple(merged)
