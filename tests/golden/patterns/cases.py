"""Reads the golden cases of the warning patterns and runs them. The expected column is written by hand from the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from credit.periods import day_of, iso
from reasoning.patterns import Alert, Count, Warnings, warnings
from tests.golden.notation import CAST, Teller
from tests.reasoning.world import CATALOGUE

CASES = Path(__file__).with_name("cases.yaml")
WHY = ("自然人", "日期", "要件", "期满", "失效")
"""Why nothing is said: a natural person, day outside, condition missing, term over, basis not in force."""


@dataclass(frozen=True)
class Golden:
    """One case: what is given, who is asked on which day, and what the pattern says; `why` it says nothing or not the whole."""

    pattern: str
    number: int
    law_zh: str
    given: tuple[str, ...]
    told: str
    subject: str
    day: str
    expect: str
    why: str

    @property
    def id(self) -> str:
        return f"{self.pattern}-{self.number}"

    @property
    def hit(self) -> bool:
        return self.expect != "none" and not self.expect.startswith("near")


@cache
def golden_cases() -> tuple[Golden, ...]:
    """All cases, in the order of the patterns."""
    blocks = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))
    return tuple(case for block in blocks for case in _cases(block))


def _cases(block: dict[str, Any]) -> Iterator[Golden]:
    for number, case in enumerate(block["cases"], 1):
        given, more = case.get("given", block["given"]), case.get("and", [])
        told = "; ".join([*(case["given"] if "given" in case else ["同上"] * (number > 1) or given), *more])
        subject, day = case["ask"].split()
        why = case.get("why_zh", "") or case.get("why", "")
        yield Golden(block["pattern"], number, block["law_zh"], (*given, *more), told, subject, day, case.get("expect", "none"), why)


def told(case: Golden) -> Warnings:
    """What the patterns say of the subject of a case."""
    teller = Teller()
    for line in case.given:
        teller.tell(line)
    subject = CAST[case.subject]
    with teller.world.store.view() as view:
        return warnings(view, CATALOGUE, [subject], day_of(case.day))[subject]


def answered(case: Golden) -> str:
    """What the engine says of the pattern in the case."""
    said = told(case)
    alerts = [_alert(each) for each in said.alerts if each.count.pattern.id == case.pattern]
    near = [
        f"near {each.count.k}/{each.count.n} {iso(each.until)}{_group(each.count)}"
        for each in said.near
        if each.count.pattern.id == case.pattern
    ]
    return " + ".join([*alerts, *near]) or "none"


def _alert(each: Alert) -> str:
    flags = sorted({flag for record in each.count.records for flag in record.flags})
    words = [f"{each.count.k}/{each.count.n}", iso(each.spell.from_), iso(each.spell.until)]
    more = [*flags, *(["rests_on_disputed"] if each.disputed else []), *(["follows", *each.follows] if each.follows else [])]
    return " ".join(map(str, words)) + _group(each.count) + "".join(f" {word}" for word in more)


def _group(count: Count) -> str:
    return f" {count.group}" if count.group else ""
