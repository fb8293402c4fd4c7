"""Writes docs/golden-cases.md, every case in a table with its mark, and the same as data for `xinmai rules show`.

`python -m tests.golden.page` writes both; a test holds them current."""

import json
from itertools import groupby
from pathlib import Path

from tests.golden.cases import Golden, answered, golden_cases
from tests.reasoning.world import CATALOGUE

PAGE = Path(__file__).parents[2] / "docs" / "golden-cases.md"
DATA = Path(__file__).parents[2] / "inquiry" / "golden_cases.json"
_HEAD = """# Golden cases

What each rule says of invented cases: the expected answer is written by hand from the article's text (`tests/golden/*.yaml`), the mark
says whether the engine gives it. Written by `python -m tests.golden.page`; a test holds this page current.

甲, 乙, 丙 are companies unless said otherwise, 分 a branch, 店 a sole trader, 镇 a township; 王 to 吴 are persons known by document number,
名 is known by name only. `处罚`, `名单`, `文书` are a penalty, a list entry and a court's document with party and day; `列名` says whom the
record names as what; `修复` repairs it, `撤销` voids it; 同上 are the facts of the rule's first case. An answer is state, role, first day
and first day no longer (- where none is known), or — with the reason.
"""


def page() -> str:
    """The whole page."""
    cases = golden_cases()
    hits = sum(case.expect != "none" for case in cases)
    marks = {case.id: answered(case) == case.expect for case in cases}
    passed = sum(marks.values())
    lines = [
        _HEAD,
        f"{len(cases)} cases of {len({case.rule for case in cases})} rules: {hits} hits, {len(cases) - hits} non-hits. {passed} pass.\n",
    ]
    for rule, found in groupby(cases, key=lambda case: case.rule):
        lines += _section(rule, list(found), marks)
    return "\n".join(lines) + "\n"


def _section(rule: str, cases: list[Golden], marks: dict[str, bool]) -> list[str]:
    grade = CATALOGUE.rules[rule].grade
    rows = [
        f"| {'✓' if marks[case.id] else '✗'} | {case.told} | {case.subject} {case.day} | {'— ' + case.why if case.why else case.expect} |"
        for case in cases
    ]
    return [f"## {rule} ({grade})", "", cases[0].law_zh, "", "| | 已知 | 问 | 答 |", "| --- | --- | --- | --- |", *rows, ""]


def data() -> str:
    """The cases as data: rule → what is given, who is asked when, what the law answers. It ships with the service."""
    told: dict[str, list[list[str]]] = {}
    for case in golden_cases():
        given = "; ".join(case.given)
        told.setdefault(case.rule, []).append([given, f"{case.subject} {case.day}", f"— {case.why}" if case.why else case.expect])
    return json.dumps(told, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    DATA.write_text(data(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
