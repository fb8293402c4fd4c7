"""Rates with numerator, denominator and limit profile: pooled by row, nothing where nobody knows (data_standards 6.2)."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from credit.errors import BadParameter
from credit.periods import day_of
from loaders.quality import Rate, Reporting, profiles, quality
from loaders.report import LoadReport
from loaders.workdays import OWN_FILE, working_days_between
from tests.loaders.made import AUTHORITY, COMPANY

Write = Callable[..., Path]
Load = Callable[..., LoadReport]
HEADERS = [
    "行政相对人名称",
    "行政相对人类别",
    "统一社会信用代码",
    "行政处罚决定书文号",
    "处罚类别",
    "处罚决定日期",
    "归集日期",
    "处罚机关",
    "处罚机关统一社会信用代码",
]


def row(number: int, decided: str, received: str, kinds: str = "警告", authority: str = "甲局") -> list[str]:
    return ["甲公司", "法人及非法人组织", COMPANY, f"甲罚〔2026〕{number}号", kinds, decided, received, authority, AUTHORITY]


def of(home: Path, authority: str | None, month: str | None, profile: str = "ndrc-2018") -> Reporting:
    found = quality(home, profile)
    (one,) = [each for each in (*found.reporting, *found.totals) if (each.authority, each.month) == (authority, month)]
    return one


def test_rates_of_one_month(table: Write, load: Load, home: Path) -> None:
    rows = [
        row(1, "2026-03-02", "2026-03-11"),  # seven working days after
        row(2, "2026-03-02", "2026-03-12"),  # eight
        row(3, "2026-03-02", "2026-03-17"),  # fifteen natural days
        row(4, "2026-03-02", "2026-03-18"),
        row(5, "2026-03-02", "2026-03-03", kinds=""),
    ]
    rows[4][2] = ""  # no code at all: rejected, but received
    load(table("处罚.csv", [HEADERS, *rows]))
    month = of(home, "甲局", "2026-03")
    assert (month.received, month.accepted) == (5, 4)
    assert month.compliant == Rate(4, 5)
    assert month.late == Rate(3, 5)
    assert of(home, "甲局", "2026-03", "huaiyin-2021").late == Rate(1, 5)
    assert (month.reported, month.concealed) == (Rate(None, None), Rate(None, None))
    assert month.reported.value is None


def test_a_ledger_is_the_denominator(table: Write, load: Load, home: Path) -> None:
    load(table("处罚.csv", [HEADERS, row(1, "2026-03-02", "2026-03-03"), row(2, "2026-03-03", "2026-03-04")]))
    ledger = ["台账决定文书号", "台账决定机关", "决定日期"]
    numbers = [[f"甲罚[2026]第{at}号", "甲局", "2026-03-02"] for at in (1, 2, 3, 4)]
    report = load(table("决定台账.csv", [ledger, *numbers]))
    assert (report.source, report.publication) == ("decision_ledger", None)
    month = of(home, "甲局", "2026-03")
    assert (month.reported, month.concealed) == (Rate(2, 4), Rate(2, 4))
    assert month.reported.value == 0.5
    load(table("乙处罚.csv", [HEADERS, row(9, "2026-03-02", "2026-03-03", authority="乙局")]))
    assert of(home, "乙局", "2026-03").reported == Rate(None, None)


def test_totals_are_pooled_by_row_and_not_the_mean(table: Write, load: Load, home: Path) -> None:
    """The official example: 3.6 % of few and 0.08 % of many is 0.33 %, not 1.84 %."""
    many = [row(at, "2026-03-02", "2026-03-03") for at in range(1, 100)]
    few = [row(at, "2026-04-01", "2026-06-01") for at in range(200, 201)]
    load(table("处罚.csv", [HEADERS, *many, *few]))
    assert of(home, "甲局", "2026-04").late == Rate(1, 1)
    assert of(home, "甲局", None).late == Rate(1, 100)
    assert of(home, None, None).late == Rate(1, 100)


def test_what_is_sent_again_counts_once(table: Write, load: Load, home: Path) -> None:
    path = table("处罚.csv", [HEADERS, row(1, "2026-03-02", "2026-03-03")])
    load(path)
    load(path)
    assert (of(home, "甲局", None).received, of(home, "甲局", None).corrections) == (1, 0)
    load(table("更正.csv", [HEADERS, row(1, "2026-03-02", "2026-05-03", kinds="通报批评")]))
    again = of(home, "甲局", None)
    assert (again.received, again.corrections, again.late) == (1, 1, Rate(0, 1))


def test_an_empty_home_has_no_rates(home: Path) -> None:
    found = quality(home)
    assert (found.files, found.reporting) == ((), ())
    assert found.totals[0].compliant.value is None
    assert found.as_json()["totals"][0]["late"] == {
        "label_zh": "迟报率",
        "value": None,
        "numerator": 0,
        "denominator": 0,
        "approximate": False,
    }
    with pytest.raises(BadParameter, match="huaiyin-2021"):
        quality(home, "nobody")
    assert profiles()["ndrc-2018"].limit == 7


def test_files_tell_what_they_lost(table: Write, load: Load, home: Path) -> None:
    load(table("处罚.csv", [HEADERS, row(1, "2026-02-30", "2026-03-03")]))
    (said,) = quality(home).files
    assert [(issue["rule"], issue["count"]) for issue in said["issues"] if issue["severity"] == "reject"] == [("SGS-11", 1)]


def days(*texts: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([day_of(text) for text in texts], dtype=np.int64)


def test_working_days_know_holidays_and_say_where_nobody_does(tmp_path: Path) -> None:
    lag, guessed = working_days_between(days("2025-09-30", "2025-09-26"), days("2025-10-09", "2025-09-28"), tmp_path)
    assert (lag.tolist(), guessed.tolist()) == ([1, 1], [False, False])  # National Day; a Sunday that was worked
    lag, guessed = working_days_between(days("2030-01-07"), days("2030-01-14"), tmp_path)
    assert (lag.tolist(), guessed.tolist()) == ([5], [True])
    (tmp_path / OWN_FILE).write_text("date,is_workday,source\n" + "".join(f"2030-01-{at:02d},1,own\n" for at in range(8, 15)), "utf-8")
    lag, guessed = working_days_between(days("2030-01-07"), days("2030-01-14"), tmp_path)
    assert (lag.tolist(), guessed.tolist()) == ([7], [False])
