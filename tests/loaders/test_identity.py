"""Who is who: placeholders weld nobody together, a name joins nothing, hundreds of spoiled codes stay hundreds of organisations."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.identity import OFFICE_HOLDER, PARTY_ONLY, VERIFIED, PersonKey, canonical_json, content_digest, fact_id
from credit.kinds import EDGES, FACT_KINDS
from credit.periods import day_of
from loaders.person_key import FILE, QuickKey, person_key
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport
from loaders.settings import LoadSettings
from loaders.staging.claims import Ends, digests, fact_ids
from loaders.staging.frame import Frame
from loaders.staging.props import json_of
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.loaders.made import COMPANY, ORG_CODE, OTHER_RESIDENT, REG_NO, RESIDENT, SECOND, TRADER
from tests.oracle.store import OracleStore

Write = Callable[..., Path]
Load = Callable[..., LoadReport]
ENTERPRISE = ["企业名称", "统一社会信用代码", "工商注册号", "企业类型", "登记机关"]
ROLE = ["企业名称", "统一社会信用代码", "姓名", "证件类型", "证件号码", "国籍", "职务"]


@pytest.mark.parametrize(
    "code", ["9.13E+17", "00000000000000000X", "000000000000000000", "111111111111111111", "91430102**********", "无", ""]
)
def test_no_bad_code_is_ever_a_key(table: Write, load: Load, facts: Loaded, code: str) -> None:
    """T2, T4, T6: three hundred rows that share it stay three hundred organisations."""
    rows = [[f"第{at}号商行", code, "", "个体工商户", "临川县市场监督管理局"] for at in range(300)]
    report = load(table("a.csv", [ENTERPRISE, *rows]))
    assert (report.accepted, report.rejected) == (300, 0)
    found = facts.of("Organization")
    assert len({fact.src for fact in found}) == 300
    assert all(fact.src.startswith("org:~") for fact in found)
    assert all("uscc" not in fact.props for fact in found)


def test_the_bad_code_stays_as_evidence(table: Write, load: Load, facts: Loaded) -> None:
    load(table("a.csv", [ENTERPRISE, ["甲厂", "9.13E+17", "", "公司", ""]]))
    assert facts.one("Organization").props["stated_code"] == "9.13E+17"


def test_codes_make_organisations_in_their_order(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["企业名称", "统一社会信用代码", "组织机构代码", "工商注册号", "企业类型"]
    rows = [["甲厂", COMPANY, ORG_CODE, REG_NO, "公司"], ["乙厂", "", ORG_CODE, REG_NO, "公司"], ["丙厂", "", "", REG_NO, "公司"]]
    rows.append(["丁厂", "", "", "2101021234567", "公司"])  # thirteen digits, of before 2007: never a key
    load(table("a.csv", [headers, *rows]))
    ids = {str(fact.props["name"]): fact.src for fact in facts.of("Organization")}
    assert (ids["甲厂"], ids["乙厂"], ids["丙厂"]) == (f"uscc:{COMPANY}", f"org:{ORG_CODE}", f"reg:{REG_NO}")
    assert ids["丁厂"].startswith("org:~")


def test_a_letter_typed_for_a_digit_is_put_right_and_logged(table: Write, load: Load, facts: Loaded) -> None:
    report = load(table("a.csv", [ENTERPRISE, ["甲厂", COMPANY.replace("0", "O", 1), "", "公司", ""]]))
    assert facts.one("Organization").src == f"uscc:{COMPANY}"
    assert [(issue.rule, issue.severity) for issue in report.issues] == [("SGS-04", "fix")]


def test_two_of_one_name_are_two_persons(table: Write, load: Load, facts: Loaded) -> None:
    rows = [["甲公司", COMPANY, "李强", "", "", "", "监事"], ["乙公司", SECOND, "李强", "", "", "", "监事"]]
    load(table("a.csv", [ROLE, *rows]))
    people = facts.of("Person")
    assert len(people) == 2
    assert {fact.props["identity"] for fact in people} == {OFFICE_HOLDER}


def test_a_document_makes_one_person_of_several_rows(table: Write, load: Load, facts: Loaded) -> None:
    rows = [
        ["甲公司", COMPANY, "李强", "居民身份证", RESIDENT, "", "监事"],
        ["乙公司", SECOND, "李强", "身份证", RESIDENT.lower(), "", "董事"],
    ]
    load(table("a.csv", [ROLE, *rows]))
    person = facts.one("Person")
    assert person.src == KEY.person("CN", "resident_id", RESIDENT)
    assert person.props == {
        "name": "李强",
        "identity": VERIFIED,
        "id_type": "resident_id",
        "id_country": "CN",
        "masked_id_hash": KEY.masked_number(f"{RESIDENT[:10]}****{RESIDENT[14:]}"),
    }


def test_a_passport_counts_with_its_country_alone(table: Write, load: Load, facts: Loaded) -> None:
    rows = [
        ["甲公司", COMPANY, "Anna Roth", "护照", "C01X00T47", "德国", "董事"],
        ["甲公司", COMPANY, "Ben Roth", "护照", "C01X00T48", "", "董事"],
    ]
    load(table("a.csv", [ROLE, *rows]))
    known = {str(fact.props["name"]): fact for fact in facts.of("Person")}
    assert known["Anna Roth"].src == KEY.person("DE", "passport", "C01X00T47")
    assert known["Ben Roth"].props["identity"] == OFFICE_HOLDER


def test_no_number_of_a_person_is_kept_anywhere(table: Write, load: Load, facts: Loaded, home: Path) -> None:
    """Not in facts, raw rows, documents or the log; only the rejected file, which is the office's own, holds it."""
    headers = [*ROLE, "任职日期"]
    rows = [
        ["甲公司", COMPANY, "李强", "身份证", RESIDENT, "", "监事", ""],
        ["甲公司", COMPANY, f"王{RESIDENT}", "", "", "", "监事", ""],
        ["个体户", RESIDENT, "赵六", "", "", "", "经营者", ""],
        ["甲公司", COMPANY, "钱七", "身份证", OTHER_RESIDENT, "", "不知何职", ""],
    ]
    report = load(table("a.csv", [headers, *rows]))
    held = facts.texts() + (home / "quality.jsonl").read_text("utf-8")
    assert RESIDENT not in held
    assert OTHER_RESIDENT not in held
    assert "已隐去" in facts.texts()
    assert report.rejected_path is not None
    assert OTHER_RESIDENT in report.rejected_path.read_text("utf-8-sig")
    assert report.rejected_path.stat().st_mode & 0o077 == 0


def test_a_party_without_a_number_is_known_as_that_party(table: Write, load: Load, facts: Loaded) -> None:
    headers = ["行政相对人名称", "行政相对人类别", "证件类型", "证件号码", "行政处罚决定书文号", "处罚类别", "处罚决定日期", "处罚机关"]
    rows = [["王伟", "自然人", "", "", f"临市监处罚〔2025〕{at}号", "警告", "2025-06-02", "临川县市场监督管理局"] for at in (1, 2)]
    load(table("a.csv", [headers, *rows]))
    people = facts.of("Person")
    assert len({fact.src for fact in people}) == 2
    assert {fact.props["identity"] for fact in people} == {PARTY_ONLY}


def test_a_trader_without_a_code_is_the_party_of_that_decision(table: Write, load: Load, facts: Loaded) -> None:
    headers = [
        "行政相对人名称",
        "行政相对人类别",
        "统一社会信用代码",
        "法定代表人",
        "行政处罚决定书文号",
        "处罚类别",
        "处罚决定日期",
        "处罚机关",
    ]
    code = "00000000000000000X"
    rows = [["个体工商户", "个体工商户", code, "孙二娘", f"临市监处罚〔2025〕{at}号", "警告", "2025-06-02", "临川局"] for at in (1, 2)]
    load(table("a.csv", [headers, *rows]))
    assert len({fact.src for fact in facts.of("Organization")}) == 2
    assert len({fact.src for fact in facts.of("OPERATOR_OF")}) == 2


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = LoadSettings.model_validate({"XINMAI_HOME": tmp_path / "home"})
    first, second = person_key(settings), person_key(settings)
    assert (first, (tmp_path / "home" / FILE).stat().st_mode & 0o777) == (second, 0o600)
    assert first.secret.hex() not in repr(first)
    monkeypatch.setenv("XINMAI_PERSON_KEY", "2:" + "ab" * 32)
    assert person_key(LoadSettings()) == PersonKey(2, bytes.fromhex("ab" * 32))
    monkeypatch.setenv("XINMAI_PERSON_KEY", "short")
    with pytest.raises(Exception, match="64"):
        person_key(LoadSettings())


@given(st.text(), st.text(), st.text())
def test_the_quick_key_is_the_same_key(organization: str, office: str, name: str) -> None:
    text = [part.encode("utf-8", "replace").decode() for part in (organization, office, name)]
    quick = QuickKey(KEY.version, KEY.secret)
    assert quick.office_holder(*text) == KEY.office_holder(*text)
    assert quick.person(*text) == KEY.person(*text)


_CELL = st.one_of(st.none(), st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace").decode()))


@given(st.lists(st.tuples(_CELL, _CELL, st.one_of(st.none(), st.integers(-5000, 30000)), st.one_of(st.none(), st.booleans())), min_size=1))
def test_whole_columns_say_what_single_rows_would(rows: list[tuple[str | None, str | None, int | None, bool | None]]) -> None:
    """Props, digests and fact ids of columns are those that credit.identity makes one by one."""
    names, titles, days, flags = (list(column) for column in zip(*rows, strict=True))
    frame = Frame.of_rows(range(len(rows)), {})
    texts = json_of("PARTNER_OF", {"title": titles, "since": days, "general": flags, "appointed_by": names}, frame)
    iso = [None if day is None else __import__("datetime").date.fromordinal(day + 719163).isoformat() for day in days]
    expected = []
    for name, title, day, flag in zip(names, titles, iso, flags, strict=True):
        said = {"title": title, "since": day, "general": flag, "appointed_by": name}
        expected.append(canonical_json({key: value for key, value in said.items() if value is not None}))
    assert texts == expected
    assert digests(texts, ["(1, None)"] * len(rows)) == [content_digest(text, (1, None)) for text in texts]
    ends = Ends(["p:a"] * len(rows), ["org:b"] * len(rows))
    assert fact_ids("PARTNER_OF", ends, [[day or "" for day in iso]]) == [fact_id("PARTNER_OF", "p:a", "org:b", [day or ""]) for day in iso]


def test_the_same_table_gives_the_same_ids_on_every_machine(table: Write, tmp_path: Path) -> None:
    """Frozen ids: changing one is a decision, not an accident."""
    path = table(
        "a.csv", [ROLE, ["甲公司", "9.13E+17", "李强", "", "", "", "监事"], ["面馆", TRADER, "孙二娘", "身份证", RESIDENT, "", "经营者"]]
    )
    store = OracleStore()
    options = LoadOptions(data_on=day_of("2026-06-30"), settings=LoadSettings.model_validate({"XINMAI_HOME": tmp_path / "h"}))
    load_file(store, path, options, KEY)
    ids = {str(fact.props["name"]): fact.src for fact in Loaded(store).of("Organization", "Person")}
    assert ids == {
        "甲公司": "org:~0c61977e6113fe4d261903fe",
        "面馆": f"uscc:{TRADER}",
        "李强": "p:h1b927155cba3271c72a0bb5c8167fb054",
        "孙二娘": KEY.person("CN", "resident_id", RESIDENT),
    }


def test_every_office_is_an_edge_kind() -> None:
    assert {"LEGAL_REP_OF", "OPERATOR_OF"} <= set(EDGES) <= set(FACT_KINDS)
