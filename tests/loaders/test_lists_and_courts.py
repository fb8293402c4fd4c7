"""Lists, registers and courts: entries with their two days, persons entered or named, all debtors of a case."""

from collections.abc import Callable
from pathlib import Path

import pytest

from credit.identity import thing_id
from credit.periods import Certainty, day_of
from loaders.report import LoadReport
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.loaders.made import COMPANY, MASKED, OTHER_RESIDENT, RESIDENT, SECOND, TRADER

Write = Callable[..., Path]
Load = Callable[..., LoadReport]

LISTS = {
    "market_serious": ("LIST_SAMR_SERIOUS", "black", ["企业名称", "统一社会信用代码", "列入严重违法失信名单原因", "列入日期"]),
    "abnormal_operation": ("LIST_ABNORMAL_OPERATION", "watch", ["企业名称", "统一社会信用代码", "列入经营异常名录原因", "列入日期"]),
    "trader_abnormal": ("LIST_TRADER_ABNORMAL", "watch", ["个体工商户名称", "统一社会信用代码", "标记经营异常状态原因", "标记日期"]),
    "major_tax": ("LIST_MAJOR_TAX_VIOLATION", "black", ["纳税人名称", "统一社会信用代码", "案件性质", "录入时间"]),
    "tax_arrears": ("LIST_TAX_ARREARS", "watch", ["纳税人名称", "统一社会信用代码", "欠税税种", "公告日期"]),
    "wage_arrears": ("LIST_WAGE_ARREARS", "black", ["用人单位名称", "统一社会信用代码", "违法事实", "列入日期"]),
    "procurement_serious": ("LIST_GP_SERIOUS", "black", ["供应商名称", "统一社会信用代码", "不良行为的具体情形", "处罚日期"]),
    "safety_serious": ("LIST_SAFETY_SERIOUS", "black", ["单位名称", "统一社会信用代码", "失信行为简况", "纳入日期"]),
    "key_watch": ("LIST_KEY_WATCH", "watch", ["企业名称", "统一社会信用代码", "关注事由", "关注起始日期"]),
    "integrity_models": ("LIST_INTEGRITY_MODEL", "red", ["企业名称", "统一社会信用代码", "守信事迹", "公布日期"]),
}


@pytest.mark.parametrize("source", sorted(LISTS))
def test_every_list_gives_entries(table: Write, load: Load, facts: Loaded, source: str) -> None:
    code, polarity, headers = LISTS[source]
    report = load(table("a.xlsx", [headers, ["甲公司", COMPANY, "事由", "2025-03-01"]]))
    assert (report.source, report.accepted) == (source, 1)
    entry = facts.one("ListEntry")
    assert (entry.src, entry.props["list_code"]) == (thing_id("ListEntry", code, f"uscc:{COMPANY}", "2025-03-01"), code)
    assert (entry.props["polarity"], entry.props["reason"], entry.props["listed_on"]) == (polarity, "事由", "2025-03-01")
    assert facts.told("LISTED_AS") == {("LISTED_AS", "甲公司", entry.src, "2025-03-01", None)}


def test_an_entry_is_no_entry_from_the_day_of_removal(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["企业名称", "统一社会信用代码", "列入经营异常名录原因", "列入日期", "移出日期", "移出经营异常名录原因"]
    load(table("a.csv", [headers, ["甲公司", COMPANY, "无法联系", "2025-03-01", "2025-06-01", "重新取得联系"]]))
    for fact in (facts.one("ListEntry"), facts.one("LISTED_AS")):
        assert [fact.period.at(day_of(day)) for day in ("2025-02-28", "2025-03-01", "2025-05-31", "2025-06-01")] == [
            Certainty.OUTSIDE, Certainty.CERTAIN, Certainty.CERTAIN, Certainty.OUTSIDE,
        ]  # fmt: skip
    assert facts.one("ListEntry").props["removal_reason"] == "重新取得联系"


def test_a_list_keeps_an_entry_whose_code_fails(table: Write, load: Load, facts: Loaded) -> None:
    report = load(
        table("a.csv", [["企业名称", "统一社会信用代码", "列入经营异常名录原因", "列入日期"], ["甲公司", "91X", "无法联系", "2025-03-01"]])
    )
    assert report.accepted == 1
    assert facts.one("LISTED_AS").src.startswith("org:~")


def test_grade_a_is_of_a_year(table: Write, load: Load, facts: Loaded) -> None:
    load(table("a.csv", [["纳税人名称", "统一社会信用代码", "评价年度"], ["甲公司", COMPANY, "2025"]]))
    entry = facts.one("ListEntry")
    assert (entry.props["grade"], entry.props["period_of"], entry.props["polarity"]) == ("A", "2025", "red")


def test_grade_d_names_who_is_responsible(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["纳税人名称", "统一社会信用代码", "评价年度", "纳税信用级别", "评价日期", "直接责任人员姓名", "直接责任人员证件号码"]
    rows = [["甲公司", COMPANY, "2025", "D", "2025-09-15", "彭若谷", RESIDENT], ["乙公司", SECOND, "2025", "待评", "2025-09-15", "", ""]]
    report = load(table("a.csv", [headers, *rows]))
    assert (report.accepted, report.rejected) == (1, 1)
    named = facts.one("NAMED_IN")
    assert (named.src, named.props["duty"]) == (KEY.person("CN", "resident_id", RESIDENT), "RESPONSIBLE_PERSON")
    assert named.dst == facts.one("ListEntry").src


def test_tax_names_the_responsible_financier(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["纳税人名称", "统一社会信用代码", "法定代表人", "负有直接责任的财务负责人姓名", "中介机构从业人员", "案件性质", "录入时间"]
    load(table("a.csv", [headers, ["甲公司", COMPANY, "李强", "钱会计", "孙代理;周代理", "虚开", "2025-03-01"]]))
    assert {(facts.names()[fact.src], fact.props["duty"]) for fact in facts.of("NAMED_IN")} == {
        ("钱会计", "FINANCE_HEAD"),
        ("孙代理", "PROFESSIONAL"),
        ("周代理", "PROFESSIONAL"),
    }
    assert facts.one("LEGAL_REP_OF").period.at(day_of("2025-03-01")) is Certainty.CERTAIN


def test_the_unit_and_its_persons_are_entered_each(table: Write, load: Load, facts: Loaded) -> None:
    headers = [
        "用人单位名称",
        "统一社会信用代码",
        "列入对象类别",
        "责任人员姓名",
        "证件号码",
        "责任身份",
        "违法事实",
        "列入日期",
        "改正日期",
    ]
    rows = [
        ["甲建筑公司", COMPANY, "用人单位", "", "", "", "拖欠工资", "2026-02-01", "2026-04-01"],
        ["甲建筑公司", COMPANY, "自然人", "陈工", RESIDENT, "其他直接责任人员", "拖欠工资", "2026-02-01", "2026-04-01"],
        ["甲建筑公司", COMPANY, "自然人", "刘工", "", "直接负责的主管人员", "拖欠工资", "2026-02-01", ""],
    ]
    load(table("a.csv", [headers, *rows]))
    entries = {str(fact.props["name_as_listed"]): fact for fact in facts.of("ListEntry")}
    assert {name: fact.props.get("duty") for name, fact in entries.items()} == {
        "甲建筑公司": None,
        "陈工": "DIRECT_LIABLE",
        "刘工": "DIRECT_SUPERVISOR",
    }
    assert entries["陈工"].props["corrected_on"] == "2026-04-01"
    listed = {facts.names()[fact.src]: fact for fact in facts.of("LISTED_AS")}
    assert listed["陈工"].src == KEY.person("CN", "resident_id", RESIDENT)
    assert listed["刘工"].src == KEY.party(str(listed["刘工"].dst), "刘工 甲建筑公司")
    assert {edge.dst for edge in facts.of("NAMED_IN")} == {listed["陈工"].dst, listed["刘工"].dst}


DEBTOR = [
    "被执行人姓名/名称",
    "身份证号码/组织机构代码",
    "案号",
    "执行法院",
    "发布时间",
    "法定代表人或者负责人姓名",
    "失信被执行人行为具体情形",
]


def test_dishonest_debtors_of_every_kind(table: Write, load: Load, facts: Loaded) -> None:
    rows = [
        ["甲公司", COMPANY, "（2025）辽0102执112号", "临川县人民法院", "2025年04月01日", "李强", "违反财产报告制度"],
        ["王伟", MASKED, "(2025)辽0102执113号", "临川县人民法院", "20250402", "", ""],
        ["赵六", RESIDENT, "(2025)辽0102执114号", "临川县人民法院", "2025-04-03", "", ""],
        ["临川县永固镇人民政府", "7123456", "(2025)辽0102执115号", "临川县人民法院", "2025-04-04", "", ""],
    ]
    report = load(table("a.csv", [DEBTOR, *rows]))
    assert (report.source, report.accepted) == ("dishonest_debtors", 4)
    listed = {facts.names()[fact.src]: fact for fact in facts.of("LISTED_AS")}
    assert listed["甲公司"].src == f"uscc:{COMPANY}"
    assert listed["王伟"].src.startswith("p:d")
    assert listed["赵六"].src == KEY.person("CN", "resident_id", RESIDENT)
    assert listed["临川县永固镇人民政府"].src.startswith("org:~")
    entries = {fact.src: fact.props for fact in facts.of("ListEntry")}
    masked = entries[str(listed["王伟"].dst)]
    assert (masked["case_no"], masked["masked_id_hash"]) == ("(2025)辽0102执113号", KEY.masked_number(MASKED))
    assert str(listed["甲公司"].dst) == thing_id("ListEntry", "LIST_DISHONEST_JUDGMENT_DEBTOR", f"uscc:{COMPANY}", "(2025)辽0102执112号")
    assert facts.told("LEGAL_REP_OF") == {("LEGAL_REP_OF", "李强", "甲公司", None, None)}


def test_two_of_one_name_in_one_case_are_two_where_their_numbers_differ(table: Write, load: Load, facts: Loaded) -> None:
    other = f"{OTHER_RESIDENT[:10]}****{OTHER_RESIDENT[14:]}"
    rows = [["王伟", number, "(2025)辽0102执113号", "临川县人民法院", "2025-04-02", "", ""] for number in (MASKED, other)]
    load(table("a.csv", [DEBTOR, *rows]))
    assert len(facts.of("ListEntry")) == len({fact.src for fact in facts.of("LISTED_AS")}) == 2


def test_a_consumption_order_binds_the_firm_and_names_its_controller(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["案号", "执行法院", "企业名称", "统一社会信用代码", "限制消费人员姓名", "责任身份", "证件号码", "限制消费令日期"]
    rows = [
        ["（2025）辽0102执112号", "临川县人民法院", "甲公司", COMPANY, "韩秋生", "实际控制人", RESIDENT, "2025-03-10"],
        [
            "（2025）辽0102执112号",
            "临川县人民法院",
            "甲公司",
            COMPANY,
            "李强、周明",
            "法定代表人、影响债务履行的直接责任人员",
            "",
            "2025-03-10",
        ],
        ["（2025）辽0102执118号", "临川县人民法院", "", "", "王伟", "被执行人", "", "2025-03-10"],
    ]
    report = load(table("a.csv", [headers, *rows]))
    assert (report.source, report.rejected) == ("consumption_orders", 0)
    orders = {str(fact.props["case_no"]): fact for fact in facts.of("CourtOrder")}
    first = orders["(2025)辽0102执112号"]
    assert first.src == thing_id("CourtOrder", "consumption_restriction", "(2025)辽0102执112号", "2025-03-10")
    assert (first.props["order_kind"], first.props["ordered_on"]) == ("consumption_restriction", "2025-03-10")
    named = {(facts.names()[fact.src], fact.props["duty"], fact.props["on_behalf_of"]) for fact in facts.of("NAMED_IN")}
    assert named == {("韩秋生", "ACTUAL_CONTROLLER", "甲公司"), ("李强", "LEGAL_REP", "甲公司"), ("周明", "DEBT_DIRECT", "甲公司")}
    assert {facts.names()[fact.src] for fact in facts.of("SUBJECT_OF")} == {"甲公司", "王伟"}


def test_a_release_says_which_order_it_lifts(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["案号", "所解除限制消费令案号", "执行法院", "企业名称", "被解除人员姓名", "责任身份", "证件号码", "解除日期"]
    load(
        table(
            "a.csv",
            [headers, ["（2025）辽0102执异27号", "（2025）辽0102执118号", "临川县人民法院", "", "宋知秋", "", RESIDENT, "2025-09-01"]],
        )
    )
    order = facts.one("CourtOrder")
    assert (order.props["order_kind"], order.props["lifts_case_no"]) == ("consumption_release", "(2025)辽0102执118号")
    assert facts.one("SUBJECT_OF").src == KEY.person("CN", "resident_id", RESIDENT)


def test_a_case_has_all_its_debtors(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["案号", "执行法院", "被执行人姓名或名称", "证件号码/组织机构代码", "共同被执行人", "立案时间", "执行标的(元)"]
    rows = [
        ["（2025）辽0102执112号", "临川县人民法院", "甲公司", COMPANY, "李强、河阳商贸有限公司", "2025-01-05", "1000000"],
        ["（2025）辽0102执112号", "临川县人民法院", "老王面馆", TRADER, "", "2025-01-05", "1000000"],
    ]
    load(table("a.csv", [headers, *rows]))
    case = facts.one("CourtOrder")
    assert (case.props["order_kind"], case.props["amount_fen"]) == ("enforcement", 100_000_000)
    parts = {(facts.names()[fact.src], fact.props["part"], fact.src.partition(":")[0]) for fact in facts.of("SUBJECT_OF")}
    assert parts == {
        ("甲公司", "debtor", "uscc"),
        ("老王面馆", "debtor", "uscc"),
        ("李强", "co_debtor", "p"),
        ("河阳商贸有限公司", "co_debtor", "org"),
    }
