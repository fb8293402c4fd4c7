"""What the county's files lose on the way in, and why: exactly what was planted, told by `xinmai quality` and over HTTP."""

import csv

import pytest

from tests.stories.county import County, Data

REJECTED = {
    ("2023-06", "主要人员信息.csv", "XM-WORD", "职务", (93,)),  # 荣誉顾问 is no office
    ("2023-06", "主要人员信息.csv", "SGS-02", "姓名", (96,)),  # nobody: 无
    ("2024-05", "新旧代码对照表.csv", "SGS-04", "统一社会信用代码", (5,)),  # 待核
    ("2024-08", "市监局_行政处罚.xlsx", "SGS-03", "行政相对人代码_1(统一社会信用代码)", (4,)),  # masked: no code to go by
    ("2024-08", "市监局_行政处罚.xlsx", "SGS-11", "处罚决定日期", (7,)),  # 2024-13-01
    ("2024-08", "市监局_行政许可.xlsx", "XM-DAY", "有效期至", (7,)),  # ends before it begins
    ("2024-08", "市监局_行政许可.xlsx", "SGS-02", "行政相对人名称", (8,)),
    ("2024-08", "市监局_行政许可.xlsx", "SGS-03", "行政相对人代码_1(统一社会信用代码)", (8,)),
    ("2024-12", "市监局_行政处罚.csv", "SGS-11", "处罚决定日期", (4,)),  # decided in 2031
    ("2025-06", "主要人员信息.csv", "SGS-20", "民族", ()),  # a column that nobody may collect
    ("2025-06", "市监局_行政处罚_自然人.csv", "SGS-20", "民族", ()),
    ("2025-06", "市监局_行政处罚_自然人.csv", "SGS-06", "证件号码", (4,)),  # born on 30 February
    ("2025-09", "法院_失信被执行人.csv", "SGS-09", "案号", (7,)),
    ("2025-10", "税务局_纳税信用级别.csv", "XM-WORD", "纳税信用级别", (4,)),  # 待评 is no grade
    ("2025-11", "法院_限制消费令.xlsx", "SGS-11", "限制消费令日期", (3,)),  # 2025-11-31
    ("2025-12", "税务局_欠税公告.csv", "SGS-11", "公告日期", (3,)),  # 1900-01-01 stands for "unknown"
}
MENDED = {
    ("2023-06", "市场主体登记信息.xlsx", "XM-SKIP", "", (66,)),  # 表格说明
    ("2024-02", "住建局_行政处罚.xlsx", "SGS-15", "罚款金额(万元)", (3, 4)),  # v2016 has no sums: the text has
    ("2024-02", "住建局_行政处罚.xlsx", "XM-SKIP", "", (5,)),
    ("2024-08", "市监局_行政处罚.xlsx", "SGS-15", "罚款金额（万元）", (5,)),  # 8000 "万元", the text says 8000元
    ("2024-08", "市监局_行政处罚.xlsx", "XM-SKIP", "", (8,)),  # 示例
    ("2024-08", "市监局_行政处罚.xlsx", "SGS-19", "", ()),  # row 3 says again what row 2 said
    ("2025-05", "环境分局_处罚摘要.csv", "SGS-15", "罚款金额(元)", (3,)),  # 3 "元", the text says 30000元
    ("2025-06", "市监局_行政处罚.xlsx", "SGS-04", "行政相对人代码_1(统一社会信用代码)", (4,)),  # I and O for 1 and 0
}
WARNED = {
    ("2023-06", "市场主体登记信息.xlsx", "SGS-04", "统一社会信用代码", (61, 62, 63)),  # 9.13E+17
    ("2023-06", "市场主体登记信息.xlsx", "SGS-04", "统一社会信用代码", (64, 65)),  # 00000000000000000X
    ("2023-06", "老企业登记.txt", "SGS-04", "工商注册号", (4,)),
    ("2023-06", "主要人员信息.csv", "SGS-06", "证件号码", (94,)),
    ("2023-06", "主要人员信息.csv", "SGS-12", "任职起始日期", (95,)),  # 2023-02-30
    ("2024-08", "市监局_行政处罚.xlsx", "SGS-10", "行政处罚决定书文号", (6,)),  # a notice (罚告), not a decision
    ("2026-06", "市监局_经营异常名录.csv", "SGS-04", "统一社会信用代码", (4,)),  # masked
    ("2026-07", "发改局_信用修复.csv", "XM-ACT", "", (4,)),  # repairs a decision that nobody has
}


@pytest.fixture(scope="module")
def told(county: County) -> Data:
    data: Data = county.http("/v1/quality", limit=200)["data"]
    return data


def issues(told: Data, severity: str) -> set[tuple[str, str, str, str, tuple[int, ...]]]:
    return {
        (file["data_on"][:7], file["file"], issue["rule"], issue["header"], tuple(issue["rows"]))
        for file in told["files"]
        for issue in file["issues"]
        if issue["severity"] == severity
    }


def test_exactly_the_planted_rows_are_rejected(told: Data) -> None:
    assert issues(told, "reject") == REJECTED
    assert sum(file["rejected"] for file in told["files"]) == 13


def test_exactly_the_planted_errors_are_mended(told: Data) -> None:
    assert issues(told, "fix") == MENDED


def test_what_is_odd_is_named_and_kept(told: Data) -> None:
    assert issues(told, "warn") >= WARNED
    unknown = {header for file in told["files"] for header in file["dropped_columns"]}
    assert {"经办人", "申请执行人", "注册地址", "手机号码"} <= unknown
    assert {header for file in told["files"] for header in file["forbidden_columns"]} == {"民族"}


def test_what_was_rejected_lies_in_a_file_that_can_be_corrected(county: County) -> None:
    kept = county.sent / "files" / "2025-10" / "税务局_纳税信用级别.csv.rejected.csv"
    (row,) = csv.DictReader(kept.read_text("utf-8-sig").splitlines())
    assert row["纳税人名称"] == "青禾县乐居物业有限公司"
    assert any("待评" in value for value in row.values())


def test_how_the_bureau_reported_in_june(told: Data, county: County) -> None:
    """Of seven decisions in its own ledger one never arrived; of six rows that did, one was no good."""
    (june,) = [each for each in told["reporting"] if each["authority"] == "青禾县市场监督管理局" and each["month"] == "2025-06"]
    assert (june["reported"]["numerator"], june["reported"]["denominator"]) == (6, 7)
    assert (june["concealed"]["numerator"], june["concealed"]["denominator"]) == (1, 7)
    assert (june["compliant"]["numerator"], june["compliant"]["denominator"]) == (5, 6)
    (fire,) = [each for each in told["reporting"] if each["authority"] == "青禾县应急管理局"]
    assert fire["reported"]["value"] is None  # without its ledger the denominator is unknown: not 100 %
    shell = county.shell("quality", "--authority", "青禾县市场监督管理局")["data"]
    assert [each for each in shell["reporting"] if each["month"] == "2025-06"] == [june]
