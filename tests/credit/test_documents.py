"""Document and case numbers. The authorities are invented; the shapes are those of published papers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from credit.documents import (
    CaseNumber,
    DocumentNumber,
    document_year,
    is_decision_number,
    normal_case_no,
    normal_doc_no,
    parse_case_no,
    parse_doc_no,
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("云溪市监处罚〔2025〕15号", "云溪市监处罚〔2025〕15号"),
        ("云溪市监处罚[2025]第15号", "云溪市监处罚〔2025〕15号"),
        ("云溪市监处罚（2025）１５号", "云溪市监处罚〔2025〕15号"),
        ("云溪市监处罚【 2025 】 15 号", "云溪市监处罚〔2025〕15号"),
        ("云溪市监处罚﹝2025﹞15\u200b号", "云溪市监处罚〔2025〕15号"),
        ("云溪市监处罚[2025〕第 015号", "云溪市监处罚〔2025〕015号"),
        ("( 云 )应急罚[2023]k-39号", "〔云〕应急罚〔2023〕k-39号"),
        ("（云）应急罚〔2023〕k—39号", "〔云〕应急罚〔2023〕k-39号"),
        ("豫 9923 环罚决字〔2024〕7 号", "豫9923环罚决字〔2024〕7号"),
        ("〔2021〕66号", "〔2021〕66号"),
        ("见附件", "见附件"),
    ],
)
def test_one_form_for_all_ways_of_writing(written: str, normal: str) -> None:
    assert normal_doc_no(written) == normal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("云溪市监静处〔2023〕062022000123号", DocumentNumber("云溪市监静处", 2023, "062022000123")),
        ("云环罚150299〔2025〕6号", DocumentNumber("云环罚150299", 2025, "6")),
        ("(云)应急罚[2023]A2号", DocumentNumber("〔云〕应急罚", 2023, "A2")),
        ("云环（东）罚〔2024〕15-1号", DocumentNumber("云环〔东〕罚", 2024, "15-1")),
        ("〔2021〕66号", DocumentNumber("", 2021, "66")),
    ],
)
def test_parts_of_a_document_number(text: str, number: DocumentNumber) -> None:
    assert parse_doc_no(text) == number
    assert document_year(text) == number.year


@pytest.mark.parametrize(
    "text", ["", "无", "15号", "云溪市监处罚〔25〕15号", "云溪市监处罚〔2025〕号", "2025年3月1日", "（2022）豫9924执54号"]
)
def test_what_is_no_document_number(text: str) -> None:
    assert parse_doc_no(text) is None
    assert not is_decision_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "云环罚决字〔2021〕136号",
        "云市监处罚〔2025〕15号",
        "〔2021〕66号",
        "监管措施〔2019〕13号",
        "(云)质监处罚字[2015]1号",
        "云广告罚〔2020〕1号",
    ],
)
def test_decisions_are_taken(text: str) -> None:
    assert is_decision_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "云环罚告字〔2021〕136号",
        "云环罚听告〔2019〕7号",
        "云环责改字〔2024〕14号",
        "云市监责令〔2024〕14号",
        "云市监强制〔2025〕2 号",
        "云市监立字〔2025〕2号",
        "应急告[2023]k-39号",
        "(云)应急管检记〔2023〕70号",
        "云人社催告〔2024〕3号",
        "处罚字〔2021〕66号",
        "云证监处罚字〔2021〕1号",
        "云政办发〔2020〕49号",
        "云市监函〔2020〕9号",
    ],
)
def test_notices_rectifications_records_and_papers_are_refused(text: str) -> None:
    assert parse_doc_no(text) is not None
    assert not is_decision_number(text)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("（2022）豫9924执恢54号", "(2022)豫9924执恢54号"),
        ("(2022) 豫9924 执恢 54 号", "(2022)豫9924执恢54号"),
        ("〔2022〕豫9924执恢54号之一", "(2022)豫9924执恢54号"),
        ("（2021）最高法知民终99号", "(2021)最高法知民终99号"),
        ("（2013）云民初字第00123号", "(2013)云民初字123号"),
        ("（2023）兵99执3号", "(2023)兵99执3号"),
        ("云环罚决字〔2021〕136号", None),
        ("暂无", None),
    ],
)
def test_one_form_for_case_numbers(written: str, normal: str | None) -> None:
    assert normal_case_no(written) == normal


def test_parts_of_a_case_number() -> None:
    assert parse_case_no("（2022）豫9924执恢54号之二") == CaseNumber(2022, "豫9924", "执恢", 54, "之二")
    assert document_year("（2022）豫9924执恢54号") == 2022
    assert document_year("暂无") is None


prefixes = st.text("云溪市监环罚决字处(东)0A", max_size=12)
numbers = st.builds(DocumentNumber, prefixes.map(normal_doc_no), st.integers(1900, 2099), st.integers(1, 10**9).map(str))
cases = st.builds(
    CaseNumber,
    st.integers(1990, 2099),
    st.sampled_from(["豫9924", "沪99", "最高法"]),
    st.sampled_from(["执", "民初"]),
    st.integers(1, 10**6),
)


@given(numbers)
def test_a_printed_document_number_reads_back(number: DocumentNumber) -> None:
    assert parse_doc_no(str(number)) == number


@given(cases)
@example(CaseNumber(year=1990, court="最高法", kind="执", serial=1, part=""))
def test_a_printed_case_number_reads_back(case: CaseNumber) -> None:
    assert parse_case_no(str(case)) == case
    assert parse_doc_no(str(case)) is None


@given(st.text())
def test_any_text_has_one_normal_form(text: str) -> None:
    assert normal_doc_no(normal_doc_no(text)) == normal_doc_no(text)
    is_decision_number(text)
    normal_case_no(text)
