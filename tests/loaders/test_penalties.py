"""双公示: three dialects, organisations, traders and persons, and the traps that real uploads set (data_standards 1)."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from credit.identity import thing_id
from credit.periods import Certainty, day_of
from loaders.report import LoadReport
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.loaders.made import AUTHORITY, COMPANY, MASKED, ORG_CODE, RESIDENT, TRADER

Write = Callable[..., Path]
Load = Callable[..., LoadReport]

V2019: Mapping[str, str] = {
    "行政相对人名称": "甲食品有限公司",
    "行政相对人类别": "法人及非法人组织",
    "行政相对人代码_1（统一社会信用代码）": COMPANY,
    "法定代表人": "李强",
    "行政处罚决定书文号": "临市监处罚〔2025〕12号",
    "违法行为类型": "虚假标注",
    "违法事实": "标签虚假",
    "处罚依据": "《食品安全法》第一百二十四条",
    "处罚类别": "罚款",
    "处罚内容": "罚款2000元",
    "罚款金额（万元）": "0.2",
    "处罚决定日期": "2025-06-02",
    "处罚有效期": "2099-12-31",
    "公示截止期": "2026-06-02",
    "处罚机关": "临川县市场监督管理局",
    "处罚机关统一社会信用代码": AUTHORITY,
}


@pytest.fixture
def penalty(table: Write, load: Load) -> Callable[..., LoadReport]:
    """Loads rows that differ from a good one as said; None takes a column away."""

    def run(*changes: Mapping[str, str | None], name: str = "处罚.csv") -> LoadReport:
        rows = [{**V2019, **change} for change in changes]
        headers = [
            header for header in dict.fromkeys(h for row in rows for h in row) if all(row.get(header, "") is not None for row in rows)
        ]
        return load(table(name, [headers, *[[row.get(header, "") for header in headers] for row in rows]]))

    return run


def rules(report: LoadReport, severity: str) -> set[str]:
    return {issue.rule for issue in report.issues if issue.severity == severity}


def test_a_penalty_with_everything_that_a_platform_may_add(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    report = penalty(
        {
            "处罚类别": "罚款;吊销许可证件",
            "暂扣或吊销证照名称及编号": "食品经营许可证JY123",
            "失信程度": "严重",
            "认定机关": "临川县市场监督管理局",
            "信用修复告知书": "已送达",
            "处罚程序": "普通程序",
            "违法行为发生日期": "2025-04-01",
            "个人责任": "是",
            "责任人员": "李强、周明",
            "责任身份": "直接负责的主管人员、其他直接责任人员",
            "责任人员证件号码": f"{RESIDENT}、",
        }
    )
    assert (report.accepted, rules(report, "reject"), rules(report, "warn")) == (1, set(), set())
    fact = facts.one("Penalty")
    assert fact.src == thing_id("Penalty", AUTHORITY, "临市监处罚〔2025〕12号", f"uscc:{COMPANY}")
    assert dict(fact.props) == {
        "doc_no": "临市监处罚〔2025〕12号",
        "violation_type": "虚假标注",
        "violation_facts": "标签虚假",
        "legal_basis": "《食品安全法》第一百二十四条",
        "penalty_kinds": ["fine", "licence_revoked"],
        "content": "罚款2000元",
        "fine_fen": 200_000,
        "licence_revoked": "食品经营许可证JY123",
        "revoked": ["food_licence"],
        "tier": "serious",
        "tier_set_by": "临川县市场监督管理局",
        "repair_notice": True,
        "procedure": "ordinary",
        "personal_responsibility": True,
        "domain": "food",
        "act_on": "2025-04-01",
        "decided_on": "2025-06-02",
        "public_until": "2026-06-02",
        "authority_name": "临川县市场监督管理局",
        "authority_uscc": AUTHORITY,
    }
    named = {(facts.names()[edge.src], edge.src, str(edge.props["duty"])) for edge in facts.of("NAMED_IN")}
    assert ("李强", KEY.person("CN", "resident_id", RESIDENT), "DIRECT_SUPERVISOR") in named
    assert ("周明", KEY.party(fact.src, "周明"), "DIRECT_LIABLE") in named
    assert facts.told("SUBJECT_OF") == {("SUBJECT_OF", "甲食品有限公司", fact.src, "2025-06-02", None)}
    assert facts.told("DECIDED_BY") == {("DECIDED_BY", fact.src, "临川县市场监督管理局", "2025-06-02", None)}


def test_a_representative_named_in_a_decision_is_certain_on_its_day_alone(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    penalty({})
    period = facts.one("LEGAL_REP_OF").period
    days = ("2025-06-01", "2025-06-02", "2025-06-03")
    assert [period.at(day_of(day)) for day in days] == [Certainty.POSSIBLE, Certainty.CERTAIN, Certainty.POSSIBLE]


def test_two_decisions_attest_twice(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    """A later decision does not take back what an earlier one attested."""
    penalty({}, {"行政处罚决定书文号": "临市监处罚〔2025〕13号", "处罚决定日期": "2025-08-01"})
    assert sum(len(fact.claims) for fact in facts.of("LEGAL_REP_OF")) == 2


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, "LEGAL_REP_OF"),
        ({"行政相对人类别": "个体工商户", "行政相对人代码_1（统一社会信用代码）": TRADER, "行政相对人名称": "老王面馆"}, "OPERATOR_OF"),
        ({"行政相对人名称": "甲公司河阳分公司"}, "PRINCIPAL_OF"),
        ({"行政相对人名称": "甲投资合伙企业（有限合伙）"}, "PARTNER_OF"),
    ],
)
def test_the_representatives_column_speaks_of_the_partys_own_head(
    penalty: Callable[..., LoadReport], facts: Loaded, change: Mapping[str, str], kind: str
) -> None:
    penalty(change)
    heads = facts.of("LEGAL_REP_OF", "OPERATOR_OF", "PRINCIPAL_OF", "PARTNER_OF")
    assert [fact.kind for fact in heads] == [kind]


def test_the_dialect_of_2016(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["CF_WSH", "CF_CFMC", "CF_CFLB1", "CF_CFLB2", "CF_SY", "CF_YJ", "CF_XDR_MC", "CF_XDR_SHXYM", "CF_XDR_ZDM", "CF_XDR_GSDJ",
               "CF_XDR_SFZ", "CF_FR", "CF_JG", "CF_JDRQ", "CF_JZRQ", "CF_XZJG", "CF_ZT", "DFBM", "SJC", "BZ"]  # fmt: skip
    row = ["临建罚字（2016）第9号", "违建案", "罚款", "警告", "违法建设", "《建筑法》第六十四条", "甲建材有限公司", COMPANY, "", "", "",
           "李强",
           "罚款50000元", "2016年12月18日", "9999-12-31", "临川县住房和城乡建设局", "0", "210102", "2016-12-20", ""]  # fmt: skip
    report = load(table("a.csv", [headers, row], "gb18030"))
    assert (report.source, report.accepted) == ("penalties", 1)
    props = facts.one("Penalty").props
    assert (props["doc_no"], props["title"], props["penalty_kinds"]) == ("临建罚字〔2016〕9号", "违建案", ["fine", "warning"])
    assert (props["fine_fen"], props["domain"]) == (5_000_000, "construction")
    assert set(report.dropped_columns) == {"CF_ZT", "DFBM", "SJC"}


def test_the_dialect_of_2018_and_codes_of_before(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["CF_XDR_MC", "CF_XDR_SHXYM", "CF_XDR_GSZC", "CF_XDR_ZZJG", "CF_FRDB", "CF_FR_SFZH", "CF_WSH", "CF_WFXW", "CF_SY",
               "CF_YJ", "CF_CFLB",
               "CF_NR", "CF_NR_FK", "CF_JDRQ", "CF_YXQ", "CF_GSJZQ", "CF_CFJG", "CF_CFJGDM"]  # fmt: skip
    row = ["甲厂", "", "", ORG_CODE, "李强", RESIDENT, "临环罚〔2019〕3号", "超标", "超标", "《水污染防治法》", "警告", "警告", "",
           "20190501", "", "",
           "临川县生态环境局", AUTHORITY]  # fmt: skip
    load(table("a.csv", [headers, row]))
    assert facts.one("SUBJECT_OF").src == f"org:{ORG_CODE}"
    assert facts.one("Penalty").props["domain"] == "environment"


def test_persons_in_their_own_template(table: Write, load: Load, facts: Loaded) -> None:
    headers = [
        "行政相对人名称",
        "证件类型",
        "证件号码",
        "行政处罚决定书文号",
        "处罚类别",
        "处罚内容",
        "罚款金额 (万元)",
        "处罚决定日期",
        "处罚机关",
    ]
    rows = [
        ["尤丽华", "身份证", RESIDENT, "临市监处罚〔2025〕51号", "罚款", "罚款800元", "0.08", "2025-06-09", "临川局"],
        ["邵东流", "身份证", "", "临市监处罚〔2025〕52号", "警告", "警告", "", "2025-06-10", "临川局"],
        ["徐来风", "身份证", "210102199002300012", "临市监处罚〔2025〕53号", "警告", "警告", "", "2025-06-10", "临川局"],
        ["何必", "身份证", MASKED, "临市监处罚〔2025〕54号", "警告", "警告", "", "2025-06-10", "临川局"],
    ]
    report = load(table("a.csv", [headers, *rows]))
    assert (report.accepted, report.rejected, rules(report, "reject")) == (3, 1, {"SGS-06"})
    people = {str(fact.props["name"]): fact for fact in facts.of("Person")}
    assert people["尤丽华"].src == KEY.person("CN", "resident_id", RESIDENT)
    assert people["何必"].props["identity"] == "party_only"
    assert people["何必"].props["masked_id_hash"] == people["尤丽华"].props["masked_id_hash"]
    assert facts.of("LEGAL_REP_OF") == ()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"行政相对人名称": ""}, "SGS-02"),
        ({"行政相对人代码_1（统一社会信用代码）": ""}, "SGS-03"),
        ({"行政相对人代码_1（统一社会信用代码）": COMPANY[:-1] + "0"}, "SGS-04"),
        ({"行政处罚决定书文号": ""}, "SGS-09"),
        ({"处罚决定日期": ""}, "SGS-11"),
        ({"处罚决定日期": "2025-02-30"}, "SGS-11"),
        ({"处罚决定日期": "2026-12-01"}, "SGS-11"),
        ({"罚款金额（万元）": "", "处罚内容": "警告"}, "SGS-13"),
        ({"处罚类别": "没收违法所得", "罚款金额（万元）": "", "没收违法所得、没收非法财物的金额（万元）": ""}, "SGS-14"),
        ({"处罚类别": "吊销许可证件", "罚款金额（万元）": "", "暂扣或吊销证照名称及编号": ""}, "SGS-14"),
        ({"罚款金额（万元）": "-1"}, "SGS-16"),
        ({"处罚机关": ""}, "SGS-02"),
    ],
)
def test_rows_that_are_rejected(penalty: Callable[..., LoadReport], change: Mapping[str, str], rule: str) -> None:
    report = penalty(change, {"行政处罚决定书文号": "临市监处罚〔2025〕99号"})
    assert (report.accepted, report.rejected, rule in rules(report, "reject")) == (1, 1, True)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"行政相对人代码_1（统一社会信用代码）": "", "行政相对人代码_3(组织机构代码)": ORG_CODE, "法定代表人": ""}, "SGS-08"),
        ({"行政相对人代码_3(组织机构代码)": ORG_CODE}, "SGS-05"),
        ({"行政相对人类别": "自然人", "证件号码": RESIDENT, "行政相对人名称": "甲食品有限公司"}, "SGS-07"),
        ({"行政处罚决定书文号": "临市监处罚〔2019〕12号"}, "SGS-09"),
        ({"行政处罚决定书文号": "临市监罚告〔2025〕12号"}, "SGS-10"),
        ({"公示截止期": "2020-01-01"}, "SGS-12"),
        ({"罚款金额（万元）": "0.3"}, "SGS-15"),
        ({"处罚类别": "警告"}, "SGS-13"),
        ({"处罚机关统一社会信用代码": COMPANY}, "SGS-17"),
        ({"处罚机关统一社会信用代码": "00000000000000000X"}, "SGS-17"),
        ({"违法事实": "很长" * 3000}, "SGS-18"),
        ({"处罚类别": "罚款、打手心"}, "XM-WORD"),
    ],
)
def test_rows_that_are_accepted_with_an_issue(penalty: Callable[..., LoadReport], change: Mapping[str, str], rule: str) -> None:
    report = penalty(change)
    assert (report.accepted, rule in rules(report, "warn")) == (1, True)


@pytest.mark.parametrize(("header", "cell"), [("罚款金额（万元）", "2000"), ("罚款金额(元)", "0.2")])
def test_a_mistaken_unit_is_put_right(penalty: Callable[..., LoadReport], facts: Loaded, header: str, cell: str) -> None:
    """T1: ten thousand times the amount in the text, or a ten-thousandth of it."""
    report = penalty({"罚款金额（万元）": None, header: cell})
    assert facts.one("Penalty").props["fine_fen"] == 200_000
    assert rules(report, "fix") == {"SGS-15"}


def test_yuan_by_the_header(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    report = penalty({"罚款金额（万元）": None, "罚款金额(元)": "2000"})
    assert (facts.one("Penalty").props["fine_fen"], report.fixed) == (200_000, 0)


def test_explanations_left_under_the_data_are_skipped(penalty: Callable[..., LoadReport]) -> None:
    """T3."""
    report = penalty({}, {"行政相对人名称": "表格说明：请按目录填写"}, {"行政相对人名称": "示例：某某公司"})
    assert (report.read, report.accepted, report.rejected) == (1, 1, 0)
    assert [(issue.rule, issue.rows) for issue in report.issues] == [("XM-SKIP", (3, 4))]


def test_one_number_may_cover_several_parties_and_a_second_upload_is_a_new_version(
    penalty: Callable[..., LoadReport], facts: Loaded
) -> None:
    """T5."""
    second = {"行政相对人名称": "老王面馆", "行政相对人类别": "个体工商户", "行政相对人代码_1（统一社会信用代码）": TRADER}
    penalty({}, second)
    assert len(facts.of("Penalty")) == 2
    report = penalty({"处罚内容": "罚款贰仟元"}, second)
    assert report.publication is not None
    assert (report.publication.changed, len(facts.of("Penalty"))) == (1, 2)


def test_a_row_that_stands_twice_is_one_record(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    report = penalty({}, {}, {"处罚内容": "罚款2000元。"})
    assert [(issue.rule, issue.count) for issue in report.issues if issue.severity == "fix"] == [("SGS-19", 2)]
    assert len(facts.of("Penalty")) == 1


def test_masked_codes_of_a_public_site_are_evidence(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    """T6: a trader whose code is masked stays, under an own id."""
    report = penalty(
        {"行政相对人类别": "个体工商户", "行政相对人名称": "老王面馆", "行政相对人代码_1（统一社会信用代码）": "92210102********4X"}
    )
    assert (report.accepted, rules(report, "warn")) == (1, {"SGS-04"})
    assert facts.one("SUBJECT_OF").src.startswith("org:~")


def test_the_forbidden_column_never_enters(penalty: Callable[..., LoadReport], facts: Loaded) -> None:
    report = penalty({"民族": "汉族", "经办人手机": "13800001111"})
    assert (report.forbidden_columns, set(report.dropped_columns)) == (("民族",), {"民族", "经办人手机"})
    assert "SGS-20" in rules(report, "reject")
    assert "汉族" not in facts.texts()
    assert "13800001111" not in facts.texts()


def test_a_licence_is_so_through_its_last_day(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["行政相对人名称", "行政相对人类别", "统一社会信用代码", "行政许可决定文书号", "许可类别", "许可证书名称", "许可编号",
               "许可内容",
               "许可决定日期", "有效期自", "有效期至", "许可机关", "当前状态"]  # fmt: skip
    row = ["甲食品有限公司", "法人及非法人组织", COMPANY, "临许〔2025〕1号", "普通", "食品经营许可证", "JY1", "热食", "2025-01-01",
           "2025-01-10",
           "2030-01-09", "临川县行政审批局", "1"]  # fmt: skip
    load(table("许可.csv", [headers, row]))
    licence = facts.one("Licence")
    assert [licence.period.at(day_of(day)) for day in ("2025-01-09", "2025-01-10", "2030-01-09", "2030-01-10")] == [
        Certainty.OUTSIDE, Certainty.CERTAIN, Certainty.CERTAIN, Certainty.OUTSIDE,
    ]  # fmt: skip
    assert (licence.props["licence_kind"], licence.props["status"], licence.props["domain"]) == ("ordinary", "valid", "food")
    assert facts.one("SUBJECT_OF").props["part"] == "holder"


def test_the_initials_of_from_and_to_are_not_swapped(table: Write, load: Load, facts: Loaded) -> None:
    """XK_YXQZ is from, XK_YXQZI is to."""
    headers = ["XK_XDR_MC", "XK_XDR_LB", "XK_XDR_SHXYM", "XK_WSH", "XK_XKLB", "XK_NR", "XK_JDRQ", "XK_YXQZ", "XK_YXQZI", "XK_XKJG", "XK_ZT"]
    row = ["甲厂", "02", COMPANY, "临许〔2025〕2号", "01", "x", "2025-01-01", "2025-01-10", "2099-12-31", "临川局", "1"]
    load(table("a.csv", [headers, row]))
    period = facts.one("Licence").period
    assert (period.from_min, period.open_ended) == (day_of("2025-01-10"), True)
