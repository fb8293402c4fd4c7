"""Writes docs/golden-patterns.md: every case in a table, with its mark. `python -m tests.golden.patterns.page`; a test holds it current."""

from itertools import groupby
from pathlib import Path

from tests.golden.patterns.cases import Golden, answered, golden_cases
from tests.reasoning.world import CATALOGUE

PAGE = Path(__file__).parents[3] / "docs" / "golden-patterns.md"
_HEAD = """# Golden cases of the warning patterns

What each pattern says of invented cases: leads, never measures. The expected answer is written by hand from the text
(`tests/golden/patterns/cases.yaml`), the mark says whether the engine gives it. Written by `python -m tests.golden.patterns.page`; a test
holds this page current.

The notation is that of [golden-cases.md](golden-cases.md); `异议` puts a record under objection. An answer is k of n, the first day on
which enough records count at once and the first on which they no longer do; `near` says that one more record by that day would be enough;
+ joins the answers of several windows of one pattern; what follows are the vehicle or field counted by, and flags. — says nothing.
"""


def page() -> str:
    """The whole page."""
    cases = golden_cases()
    hits = sum(case.hit for case in cases)
    marks = {case.id: answered(case) == case.expect for case in cases}
    counted = f"{len(cases)} cases of {len({case.pattern for case in cases})} patterns: {hits} hits, {len(cases) - hits} near-misses."
    lines = [_HEAD, f"{counted} {sum(marks.values())} pass.\n"]
    for pattern, found in groupby(cases, key=lambda case: case.pattern):
        lines += _section(pattern, list(found), marks)
    return "\n".join(lines) + "\n"


def _section(pattern: str, cases: list[Golden], marks: dict[str, bool]) -> list[str]:
    law = CATALOGUE.patterns[pattern]
    number = "official" if law.official and not law.parameters else f"parameter: {', '.join(law.parameters)}"
    rows = [
        f"| {'✓' if marks[case.id] else '✗'} | {case.told} | {case.subject} {case.day} | {_said(case)} | {case.why} |" for case in cases
    ]
    head = [
        f"## {pattern} {law.name_zh} ({number})",
        "",
        cases[0].law_zh,
        "",
        "| | 已知 | 问 | 答 | 说明 |",
        "| --- | --- | --- | --- | --- |",
    ]
    return [*head, *rows, ""]


def _said(case: Golden) -> str:
    return "—" if case.expect == "none" else case.expect


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
