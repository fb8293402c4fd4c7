"""Rows that act on what others said: repairs, voids, objections. The deed aims at the fact, and the next load finds it still there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from credit.facts import Deed
from credit.periods import day_of
from loaders.pipeline import LoadOptions
from loaders.report import LoadReport
from tests.loaders.claims import Loaded
from tests.loaders.made import AUTHORITY, COMPANY, RESIDENT, SECOND
from tests.oracle.store import OracleStore

Write = Callable[..., Path]
Load = Callable[..., LoadReport]
PENALTY = [
    "行政相对人名称",
    "行政相对人类别",
    "统一社会信用代码",
    "行政处罚决定书文号",
    "处罚类别",
    "处罚决定日期",
    "处罚机关",
    "处罚机关统一社会信用代码",
]
REPAIR = ["行政相对人名称", "统一社会信用代码", "所修复文书号", "修复决定文书号", "修复日期", "修复机关", "修复事由"]


@pytest.fixture
def fined(table: Write, load: Load) -> Path:
    """Two penalties of one number, of two parties."""
    rows = [
        [name, "法人及非法人组织", code, "临市监处罚〔2025〕12号", "警告", "2025-06-02", "临川局", AUTHORITY]
        for name, code in (("甲公司", COMPANY), ("乙公司", SECOND))
    ]
    path = table("处罚.csv", [PENALTY, *rows])
    load(path)
    return path


def repair(table: Write, *rows: list[str]) -> Path:
    return table("信用修复.csv", [REPAIR, *rows])


def test_a_repair_finds_its_record_by_number_and_party(table: Write, load: Load, facts: Loaded, fined: Path) -> None:
    report = load(repair(table, ["甲公司", COMPANY, "临市监处罚[2025]第12号", "信修〔2026〕1号", "2026-02-01", "发改局", "已履行"]))
    assert (report.source, report.acts, report.warned) == ("repairs", 1, 0)
    repaired = {
        facts.names()[edge.src]: fact.repaired_on for edge in facts.of("SUBJECT_OF") for fact in facts.of("Penalty") if fact.src == edge.dst
    }
    assert repaired == {"甲公司": day_of("2026-02-01"), "乙公司": None}
    assert facts.one("Repair").props["target_doc_no"] == "临市监处罚〔2025〕12号"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["丙公司", "", "临市监处罚〔2025〕12号", "", "2026-02-01", "发改局", ""], "two records"),
        (["甲公司", COMPANY, "临〔2019〕9号", "", "2026-02-01", "", ""], "none"),
    ],
)
def test_an_act_that_hits_none_or_several_is_told_and_not_guessed(
    table: Write, load: Load, store: OracleStore, fined: Path, row: list[str], why: str
) -> None:
    report = load(repair(table, row))
    assert (report.acts, [issue.rule for issue in report.issues]) == (0, ["XM-ACT"])
    assert store.acts == []


def test_the_same_act_twice_is_one(table: Write, load: Load, store: OracleStore, facts: Loaded, fined: Path) -> None:
    path = repair(table, ["甲公司", COMPANY, "临市监处罚〔2025〕12号", "", "2026-02-01", "发改局", ""])
    load(path)
    load(path)
    assert len(store.acts) == 1


def test_a_voided_decision_stays_gone_when_its_file_comes_again(
    table: Write, load: Load, facts: Loaded, fined: Path, store: OracleStore
) -> None:
    headers = ["企业名称", "统一社会信用代码", "所撤销文书号", "撤销日期", "撤销机关", "撤销事由"]
    void = table("撤销处罚.csv", [headers, ["乙公司", SECOND, "临市监处罚〔2025〕12号", "2026-01-15", "临川局", "复议撤销"]])
    assert load(void).acts == 1
    load(fined)
    assert len(facts.of("Penalty")) == 1
    again = load(void)
    assert ([issue.rule for issue in again.issues], [act.deed for act in store.acts]) == (["XM-ACT"], [Deed.VOID])


def test_a_stolen_identity_never_held_the_office(table: Write, load: Load, facts: Loaded, store: OracleStore, options: LoadOptions) -> None:
    role = ["企业名称", "统一社会信用代码", "姓名", "证件号码", "职务", "任职起始日期"]
    roles = table(
        "任职.csv",
        [role, ["甲公司", COMPANY, "冒名", RESIDENT, "法定代表人", "2025-01-10"], ["甲公司", COMPANY, "王芳", "", "监事", "2025-01-10"]],
    )
    load(roles)
    headers = [
        "企业名称",
        "统一社会信用代码",
        "被冒用人姓名",
        "证件号码",
        "撤销登记事项",
        "任职起始日期",
        "撤销登记日期",
        "撤销机关",
        "撤销事由",
    ]
    row = ["甲公司", COMPANY, "冒名", RESIDENT, "法定代表人", "2025-01-10", "2026-01-15", "市场监管局", "冒名登记"]
    void = table("撤销登记.csv", [headers, row])
    assert load(void).acts == 1
    load(roles, replace(options, snapshot=True))
    assert facts.of("LEGAL_REP_OF") == ()
    assert len(facts.of("SUPERVISOR_OF")) == 1
    assert (load(void).acts, len(store.acts)) == (1, 1)


def test_without_its_first_day_an_office_is_found_by_its_ends(table: Write, load: Load, facts: Loaded) -> None:
    load(
        table(
            "任职.csv",
            [["企业名称", "统一社会信用代码", "姓名", "职务", "任职起始日期"], ["甲公司", COMPANY, "冒名", "法定代表人", "2025-01-10"]],
        )
    )
    headers = ["企业名称", "统一社会信用代码", "被冒用人姓名", "撤销登记事项", "撤销登记日期"]
    assert load(table("撤销登记.csv", [headers, ["甲公司", COMPANY, "冒名", "法定代表人", "2026-01-15"]])).acts == 1
    assert facts.of("LEGAL_REP_OF") == ()


def test_an_objection_is_pending_then_dismissed_or_upheld(table: Write, load: Load, facts: Loaded, fined: Path) -> None:
    headers = ["企业名称", "统一社会信用代码", "异议受理号", "异议所指文书号", "提出日期", "处理结果", "处理日期"]
    filed = ["甲公司", COMPANY, "异〔2026〕1号", "临市监处罚〔2025〕12号", "2026-03-01"]
    load(table("异议.csv", [headers, [*filed, "受理中", ""]]))
    assert [fact.disputed for fact in facts.of("Penalty")].count(True) == 1
    load(table("异议.csv", [headers, [*filed, "不成立", "2026-03-20"]]))
    assert [fact.disputed for fact in facts.of("Penalty")].count(True) == 0
    load(table("异议.csv", [headers, ["乙公司", SECOND, "异〔2026〕2号", "临市监处罚〔2025〕12号", "2026-03-02", "成立", "2026-03-20"]]))
    assert len(facts.of("Penalty")) == 1


APPLIED = ["行政相对人名称", "统一社会信用代码", "所修复文书号", "修复申请日期", "修复日期", "修复机关"]


def test_an_application_that_nobody_decided_is_a_document_and_no_repair(
    table: Write, load: Load, facts: Loaded, fined: Path, store: OracleStore
) -> None:
    report = load(table("信用修复.csv", [APPLIED, ["甲公司", COMPANY, "临市监处罚〔2025〕12号", "2026-02-01", "", "发改局"]]))
    assert (report.source, report.acts, report.rejected) == ("repairs", 0, 0)
    assert store.acts == []
    paper = facts.one("Repair")
    assert (paper.props["applied_on"], "decided_on" in paper.props) == ("2026-02-01", False)
    assert [edge.src for edge in facts.of("SUBJECT_OF") if edge.dst == paper.src] == [f"uscc:{COMPANY}"]


def test_a_repair_without_any_day_is_rejected(table: Write, load: Load, fined: Path) -> None:
    assert load(table("信用修复.csv", [APPLIED, ["甲公司", COMPANY, "临市监处罚〔2025〕12号", "", "", "发改局"]])).rejected == 1


def test_an_annulment_outlives_the_decision_that_it_annuls(table: Write, load: Load, facts: Loaded, fined: Path) -> None:
    headers = ["行政相对人名称", "统一社会信用代码", "所撤销文书号", "撤销日期", "撤销机关"]
    assert load(table("撤销处罚.csv", [headers, ["甲公司", COMPANY, "临市监处罚〔2025〕12号", "2026-03-02", "县政府"]])).acts == 1
    assert len(facts.of("Penalty")) == 1
    paper = facts.one("Annulment")
    assert (paper.props["target_doc_no"], paper.props["decided_on"]) == ("临市监处罚〔2025〕12号", "2026-03-02")
    assert paper.evidence


def test_a_commitment_says_what_it_is_about(table: Write, load: Load, facts: Loaded, fined: Path) -> None:
    headers = ["承诺主体名称", "统一社会信用代码", "承诺类型", "所涉文书号", "承诺日期", "履约状态"]
    report = load(table("信用承诺.csv", [headers, ["甲公司", COMPANY, "信用修复承诺", "临市监处罚[2025]12号", "2026-03-02", "履行中"]]))
    assert (report.source, report.rejected) == ("commitments", 0)
    made = facts.one("Commitment").props
    assert (made["commitment_kind"], made["target_doc_no"], made["state"]) == ("repair", "临市监处罚〔2025〕12号", "running")


def test_an_objection_tells_what_became_of_it(table: Write, load: Load, facts: Loaded, fined: Path) -> None:
    headers = ["企业名称", "统一社会信用代码", "异议受理号", "异议所指文书号", "提出日期", "处理结果", "处理日期"]
    row = ["甲公司", COMPANY, "异〔2026〕1号", "临市监处罚〔2025〕12号", "2026-03-01", "异议不成立", "2026-03-09"]
    load(table("异议.csv", [headers, row]))
    paper = facts.one("Objection").props
    assert (paper["filed_on"], paper["outcome"], paper["decided_on"]) == ("2026-03-01", "dismiss", "2026-03-09")
