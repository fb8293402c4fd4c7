"""Registers: enterprises, persons in roles, shareholders, branches, old and new codes, controllers, shares that are frozen or pledged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from credit.names import normal_name
from credit.periods import Certainty, day_of
from loaders.cleaning.words import word_reader
from loaders.mapping.catalogue import named
from loaders.report import LoadReport
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.loaders.made import COMPANY, ORG_CODE, OTHER_RESIDENT, REG_NO, RESIDENT, SECOND, THIRD, TRADER
from tests.oracle.store import OracleStore

Write = Callable[..., Path]
Load = Callable[..., LoadReport]


def test_an_enterprise_and_all_that_its_row_states(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["企业名称", "统一社会信用代码", "企业类型", "登记状态", "状态日期", "成立日期", "登记机关", "行政区划", "行业", "经营范围",
               "注册资本(万元)", "曾用名", "更名日期", "联系电话", "住所"]  # fmt: skip
    row = ["云岭（临川）食品有限公司", COMPANY, "有限责任公司(自然人独资)", "吊销，未注销", "2024年12月1日", "2015-03-01",
           "临川县市场监督管理局",
           "210102", "C14", "食品生产", "100", "老云岭食品厂;云岭食品厂", "2016-05-01;2018-06-01", "138-0000-1111",
           "临川县中山路1号"]  # fmt: skip
    report = load(table("a.xlsx", [headers, row]))
    assert (report.source, report.accepted, report.warned) == ("enterprises", 1, 0)
    company = facts.one("Organization")
    assert (company.src, company.period.from_max, company.period.open_ended) == (f"uscc:{COMPANY}", day_of("2015-03-01"), True)
    assert company.props == {
        "name": "云岭（临川）食品有限公司",
        "uscc": COMPANY,
        "legal_form": "company",
        "status": "revoked",
        "status_on": "2024-12-01",
        "registered_on": "2015-03-01",
        "registrar": "临川县市场监督管理局",
        "region": "210102",
        "industry": "C14",
        "scope": "食品生产",
        "capital_fen": 100_000_000,
    }
    former = {str(fact.props["name"]): fact.period for fact in facts.of("FORMER_NAME")}
    assert former["老云岭食品厂"].at(day_of("2016-05-01")) is Certainty.OUTSIDE
    assert former["云岭食品厂"].at(day_of("2018-05-31")) is Certainty.CERTAIN
    assert {str(fact.props["contact_kind"]) for fact in facts.of("ContactPoint")} == {"phone", "address"}
    assert "13800001111" not in facts.texts()
    assert "138-0000-1111" not in facts.texts()


def test_a_former_name_without_a_day_was_some_time_before(table: Write, load: Load, facts: Loaded) -> None:
    load(table("a.csv", [["企业名称", "统一社会信用代码", "企业类型", "曾用名"], ["甲公司", COMPANY, "公司", "乙公司"]]))
    period = facts.one("FORMER_NAME").period
    assert period.at(day_of("2020-01-01")) is Certainty.POSSIBLE
    assert period.at(day_of("2026-06-30")) is Certainty.OUTSIDE


def test_two_that_share_a_phone_share_a_contact_point(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["企业名称", "统一社会信用代码", "企业类型", "联系电话"]
    load(table("a.csv", [headers, ["甲公司", COMPANY, "公司", "0411-8888 7777"], ["乙公司", SECOND, "公司", "041188887777"]]))
    assert len({fact.dst for fact in facts.of("USES_CONTACT")}) == 1


def test_legal_forms_are_told_apart(table: Write, load: Load, facts: Loaded) -> None:
    words = {
        "有限责任公司(自然人独资)": "company",
        "个人独资企业": "sole_proprietorship",
        "有限合伙企业": "partnership",
        "个体工商户": "sole_trader",
        "有限责任公司分公司": "branch",
        "农民专业合作社": "cooperative",
        "全民所有制": "non_company_legal_person",
        "机关": "public_body",
        "社会团体": "social_organisation",
    }
    rows = [[f"第{at}", "", word] for at, word in enumerate([*words, "星际联邦"])]
    report = load(table("a.csv", [["企业名称", "统一社会信用代码", "企业类型"], *rows]))
    found = {str(fact.props["name"]): fact.props.get("legal_form") for fact in facts.of("Organization")}
    assert [found[f"第{at}"] for at in range(len(words))] == list(words.values())
    assert found[f"第{len(words)}"] is None
    assert [(issue.rule, "星际联邦" in issue.reason) for issue in report.issues] == [("XM-WORD", True)]


ROLE = ["企业名称", "统一社会信用代码", "姓名", "职务", "任职起始日期", "任职截止日期"]


def test_every_office_has_its_own_relation(table: Write, load: Load, facts: Loaded) -> None:
    words = {
        "法定代表人": "LEGAL_REP_OF", "负责人": "PRINCIPAL_OF", "经营者": "OPERATOR_OF", "合伙人": "PARTNER_OF", "投资人": "INVESTOR_OF",
        "董事": "DIRECTOR_OF", "监事": "SUPERVISOR_OF", "总经理": "EXECUTIVE_OF", "财务负责人": "FINANCE_HEAD_OF", "联络员": "LIAISON_OF",
        "食品安全管理人员": "EMPLOYED_AS",
    }  # fmt: skip
    rows = [["甲公司", COMPANY, f"李{at}", word, "2020-01-01", ""] for at, word in enumerate(words)]
    load(table("a.csv", [ROLE, *rows]))
    names = facts.names()
    found = {names[fact.src]: fact.kind for fact in facts.of(*set(words.values()))}
    assert found == {f"李{at}": kind for at, kind in enumerate(words.values())}
    assert facts.one("EMPLOYED_AS").props["post"] == "food_safety_manager"
    assert facts.one("EMPLOYED_AS").props["title"] == "食品安全管理人员"


def test_an_executive_partner_is_general_and_executive(table: Write, load: Load, facts: Loaded) -> None:
    load(table("a.csv", [ROLE, ["甲合伙企业", COMPANY, "李强", "执行事务合伙人", "", ""]]))
    assert facts.one("PARTNER_OF").props == {"general": True, "executive": True, "title": "执行事务合伙人"}


def test_one_row_may_name_several_offices(table: Write, load: Load, facts: Loaded) -> None:
    load(table("a.csv", [ROLE, ["甲公司", COMPANY, "李强", "法定代表人/执行董事,总经理", "2020-01-01", "2024-02-01"]]))
    kinds = {"LEGAL_REP_OF", "DIRECTOR_OF", "EXECUTIVE_OF"}
    told = facts.told(*kinds)
    assert told == {(kind, "李强", "甲公司", "2020-01-01", "2024-02-01") for kind in kinds}


def test_terms_are_half_open_and_undated_ones_are_seen(table: Write, load: Load, facts: Loaded) -> None:
    load(
        table("a.csv", [ROLE, ["甲公司", COMPANY, "李强", "监事", "2020-01-01", "2024-02-01"], ["甲公司", COMPANY, "王芳", "董事", "", ""]])
    )
    (dated,), (seen,) = facts.of("SUPERVISOR_OF"), facts.of("DIRECTOR_OF")
    certain, outside, possible = Certainty.CERTAIN, Certainty.OUTSIDE, Certainty.POSSIBLE
    assert [dated.period.at(day_of(day)) for day in ("2020-01-01", "2024-01-31", "2024-02-01")] == [certain, certain, outside]
    assert [seen.period.at(day_of(day)) for day in ("2015-01-01", "2026-06-30", "2026-07-01")] == [possible, certain, certain]
    assert "since" not in seen.props


def test_a_term_that_ends_before_it_begins_is_rejected(table: Write, load: Load) -> None:
    report = load(table("a.csv", [ROLE, ["甲公司", COMPANY, "李强", "监事", "2024-01-01", "2020-01-01"]]))
    assert (report.rejected, report.issues[0].rule, report.issues[0].header) == (1, "XM-DAY", "任职截止日期")


def test_an_agent_files_for_a_company_and_an_organisation_may_invest(table: Write, load: Load, facts: Loaded) -> None:
    headers = [*ROLE, "任职者统一社会信用代码"]
    rows = [["甲公司", COMPANY, "周代办", "登记代办", "", "", ""], ["乙企业", SECOND, "丙公司", "投资人", "", "", THIRD]]
    load(table("a.csv", [headers, *rows]))
    assert facts.told("FILED_BY") == {("FILED_BY", "甲公司", "周代办", None, None)}
    assert facts.told("INVESTOR_OF") == {("INVESTOR_OF", "丙公司", "乙企业", None, None)}


@pytest.mark.parametrize(
    ("name", "form"),
    [("王建社", "person"), ("李强", "person"), ("老王面馆", "organization"), ("甲公司（筹）", "organization"), ("欧阳明月", "person"),
     ("临川县永固镇人民政府", "organization"), ("河阳商会", "organization"), ("张**", "person"), ("Anna Roth", "person"), ("Foo Ltd.",
      "organization")],
)  # fmt: skip
def test_bare_names_are_told_apart(name: str, form: str) -> None:
    lookups = named("shareholders").lookups
    assert word_reader(lookups["name_forms"], lookups)(normal_name(name)) == form


def test_an_organisation_is_no_director(table: Write, load: Load, facts: Loaded) -> None:
    report = load(
        table("a.csv", [ROLE, ["甲公司", COMPANY, "乙投资公司", "董事", "", ""], ["甲企业", COMPANY, "丙投资公司", "合伙人", "", ""]])
    )
    assert (report.accepted, report.rejected, report.issues[0].rule) == (1, 1, "XM-ID")
    assert facts.one("PARTNER_OF").src.startswith("org:~")


def test_shareholders_with_exact_ranged_and_unknown_shares(table: Write, load: Load, facts: Loaded) -> None:
    headers = [
        "企业名称",
        "统一社会信用代码",
        "股东名称",
        "股东类型",
        "股东统一社会信用代码",
        "证件号码",
        "持股比例(%)",
        "认缴出资额(万元)",
        "出资日期",
    ]
    rows = [
        ["甲公司", COMPANY, "乙公司", "企业法人", SECOND, "", "51", "510", "2015-03-01"],
        ["甲公司", COMPANY, "李强", "自然人股东", "", RESIDENT, "5%-10%", "", ""],
        ["甲公司", COMPANY, "王芳", "", "", "", "", "", ""],
        ["甲公司", COMPANY, "河阳基金合伙企业（有限合伙）", "", "", "", "多数", "", ""],
    ]
    report = load(table("a.csv", [headers, *rows]))
    names = facts.names()
    held = {names[fact.src]: dict(fact.props) for fact in facts.of("SHAREHOLDER_OF")}
    assert held["乙公司"] == {"share": "0.51", "amount_fen": 510_000_000, "since": "2015-03-01"}
    assert held["李强"] == {"share_min": "0.05", "share_max": "0.1"}
    assert held["王芳"] == held["河阳基金合伙企业（有限合伙）"] == {}
    sources = {names[fact.src]: fact.src for fact in facts.of("SHAREHOLDER_OF")}
    assert sources["李强"] == KEY.person("CN", "resident_id", RESIDENT)
    assert sources["河阳基金合伙企业（有限合伙）"].startswith("org:~")
    assert [issue.reason for issue in report.issues] == ["不是比例"]


def test_a_branch_belongs_to_its_head(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["分支机构名称", "分支机构统一社会信用代码", "隶属企业名称", "隶属企业统一社会信用代码", "成立日期"]
    load(table("a.csv", [headers, ["甲公司河阳分公司", SECOND, "甲公司", COMPANY, "2020-01-01"]]))
    assert facts.told("BRANCH_OF") == {("BRANCH_OF", "甲公司河阳分公司", "甲公司", "2020-01-01", None)}
    forms = {str(fact.props["name"]): fact.props.get("legal_form") for fact in facts.of("Organization")}
    assert forms == {"甲公司河阳分公司": "branch", "甲公司": None}


def test_an_official_map_joins_old_and_new_codes(table: Write, load: Load, facts: Loaded, store: OracleStore) -> None:
    load(table("old.csv", [["企业名称", "工商注册号", "企业类型"], ["老甲公司", REG_NO, "公司"]]))
    load(
        table(
            "map.csv", [["ENTNAME", "CREDCODE", "REGCODE", "ORGCODE", "TAXCODE"], ["甲公司", COMPANY, REG_NO, ORG_CODE, "210102000000001"]]
        )
    )
    said = {(str(fact.props["scheme"]), str(fact.props["value"])) for fact in facts.of("IDENTIFIED_AS")}
    assert said == {("reg_no", REG_NO), ("org_code", ORG_CODE), ("tax_no", "210102000000001")}
    with store.view() as view:
        node = view.node(f"reg:{REG_NO}")
        assert node is not None
        assert set(node.members) == {f"reg:{REG_NO}", f"uscc:{COMPANY}", f"org:{ORG_CODE}"}


def test_controllers_are_only_those_found_or_disclosed(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["企业名称", "统一社会信用代码", "实际控制人", "证件号码", "认定日期", "认定者"]
    rows = [
        ["甲公司", COMPANY, "韩秋生", OTHER_RESIDENT, "2025-01-01", "临川县人民法院"],
        ["甲公司", COMPANY, "无名氏", "", "2025-01-01", ""],
    ]
    report = load(table("a.csv", [headers, *rows]))
    fact = facts.one("CONTROLLER_OF")
    assert (fact.src, fact.props) == (
        KEY.person("CN", "resident_id", OTHER_RESIDENT),
        {"since": "2025-01-01", "found_by": "临川县人民法院"},
    )
    assert report.rejected == 1


def test_frozen_and_pledged_shares(table: Write, load: Load, facts: Loaded) -> None:
    headers = [
        "执行裁定书文号",
        "被执行人",
        "股权所在企业名称",
        "股权所在企业统一社会信用代码",
        "冻结股权数额(万元)",
        "执行法院",
        "状态",
        "冻结日期",
        "解除冻结日期",
    ]
    row = ["（2025）辽0102执12号", "李强", "甲公司", COMPANY, "50", "临川县人民法院", "解除冻结", "2025-01-01", "2025-06-01"]
    load(table("股权冻结.csv", [headers, row]))
    pledge = [
        "质权登记编号",
        "出质人",
        "出质人统一社会信用代码",
        "出质股权所在企业名称",
        "股权所在企业统一社会信用代码",
        "质权人",
        "状态",
        "登记日期",
    ]
    load(table("股权出质.csv", [pledge, ["A2025001", "乙公司", SECOND, "甲公司", COMPANY, "临川银行", "有效", "2025-02-01"]]))
    freeze, pledged = sorted(facts.of("Encumbrance"), key=lambda fact: str(fact.props["encumbrance_kind"]))
    assert freeze.props["amount_fen"] == 50_000_000
    assert (freeze.props["state"], freeze.period.as_json()["until"]) == ("ended", "2025-06-01")
    assert (pledged.props["holder"], pledged.props["state"]) == ("临川银行", "valid")
    parts = {(facts.names()[fact.src], fact.props["part"]) for fact in facts.of("SUBJECT_OF")}
    assert parts == {("李强", "frozen_holder"), ("甲公司", "target"), ("乙公司", "pledgor")}


def test_a_trader_has_an_operator(table: Write, load: Load, facts: Loaded) -> None:
    load(table("a.csv", [ROLE, ["老王面馆", TRADER, "王伟", "经营者", "2018-05-06", "2025-08-01"]]))
    assert facts.told("OPERATOR_OF") == {("OPERATOR_OF", "王伟", "老王面馆", "2018-05-06", "2025-08-01")}
