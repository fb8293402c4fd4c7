"""Reads the golden cases and runs them. The expected column is written by hand from the article's text, never from the rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from credit.periods import iso
from tests.golden.notation import CAST, Teller

HERE = Path(__file__).parent
WHY = ("角色", "日期", "要件", "期满", "修复", "撤销", "失效", "未启用")
"""Why nothing follows: role not named, day outside, condition missing, term over, repaired, voided, basis not in force, rule off."""


@dataclass(frozen=True)
class Golden:
    """One case: what is given, who is asked on which day, and the answer of the law (`expect` is "none" with the reason `why`).

    `told` is what is given as the page says it: 同上 for the facts of the rule's first case.
    """

    rule: str
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
        return f"{self.rule}-{self.number}"


@cache
def golden_cases() -> tuple[Golden, ...]:
    """All cases, in the order of their files."""
    return tuple(each for path in sorted(HERE.glob("*.yaml")) for each in _cases(path))


def _cases(path: Path) -> Iterator[Golden]:
    for block in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
        for number, case in enumerate(block["cases"], 1):
            given, more = case.get("given", block["given"]), case.get("and", [])
            told = "; ".join([*(case["given"] if "given" in case else ["同上"] * (number > 1) or given), *more])
            subject, day = case["ask"].split()
            expect, why = case.get("expect", "none"), case.get("why", "")
            yield Golden(block["rule"], number, block["law_zh"], (*given, *more), told, subject, day, expect, why)


def answered(case: Golden) -> str:
    """What the engine says of the rule in the case: `state ROLE from until`, or "none"."""
    teller = Teller()
    for line in case.given:
        teller.tell(line)
    found = [each for each in teller.world.ask(CAST[case.subject], case.day).on if each.rule == case.rule]
    if not found:
        return "none"
    first = found[0]
    return f"{first.state} {first.role.kind} {_day(first.from_)} {_day(first.until)}"


def _day(day: int | None) -> str:
    return "-" if day is None else iso(day) or "-"
