"""Tables and blocks of many parties: each row is a paper of its own, and what one row lacks is that row's alone."""

from pathlib import Path

import pytest
from docx import Document

from credit.identifiers import make_uscc
from loaders.text.papers.folder import Paper, read_path
from loaders.text.pipeline import read
from loaders.text.row import Row
from loaders.text.rows import rows_of

_FIRMS = ("青禾云杉建材有限公司", "柳溪宏禾食品有限公司", "枫林启辰商贸有限公司")
_CODES = tuple(make_uscc("9", "1", "379926", f"MAQH100{number}") for number in range(3))
_HEADS = ("王建华", "李志强", "陈丽娟")
_LIST = "案号|被执行人|证件号|法定代表人|发布时间"


def rows(text: str) -> tuple[Row, ...]:
    """The rows that a text gives."""
    return rows_of(Paper("名单.txt", text, read(text)))


def debtors(codes: tuple[str, ...] = _CODES) -> str:
    """A court's list of debtors, each with a case of his own."""
    lines = [
        f"(2026)鲁1521执{number + 7}号|{firm}|{code}|{head}|2026-05-0{number + 1}"
        for number, (firm, code, head) in enumerate(zip(_FIRMS, codes, _HEADS, strict=True))
    ]
    return "\n".join(["青禾县人民法院失信被执行人名单(第3期)", _LIST, *lines, "青禾县人民法院", "2026年5月9日"])


def test_each_row_of_a_list_is_a_certain_entry_with_its_own_case_and_day() -> None:
    found = rows(debtors())
    assert [each.why for each in found] == ["", "", ""]
    assert [each.cells["case_no"] for each in found] == [f"(2026)鲁1521执{number}号" for number in (7, 8, 9)]
    assert [each.cells["listed_on"] for each in found] == ["2026-05-01", "2026-05-02", "2026-05-03"]
    assert [(each.cells["party_name"], each.cells["uscc"], each.cells["head_name"]) for each in found] == list(
        zip(_FIRMS, _CODES, _HEADS, strict=True)
    )


def test_one_damaged_row_waits_and_the_others_do_not() -> None:
    broken = _CODES[1][:-1] + ("0" if _CODES[1][-1] != "0" else "1")
    found = rows(debtors((_CODES[0], broken, _CODES[2])))
    assert [each.why for each in found] == ["", "parties:no_valid_code", ""]


def test_a_day_that_a_row_states_unreadably_is_missing_and_not_the_papers() -> None:
    found = rows(debtors().replace("2026-05-02", "五月初二"))
    assert [each.cells["listed_on"] for each in found] == ["2026-05-01", "", "2026-05-03"]
    assert [bool(each.why) for each in found] == [False, True, False]


_DECISIONS = f"""青禾县市场监督管理局行政处罚信息公示
处罚决定书文号|当事人|统一社会信用代码|法定代表人|处罚依据|处罚内容|处罚日期|处罚机关
青市监处罚〔2026〕1号|{_FIRMS[0]}|{_CODES[0]}|{_HEADS[0]}|《中华人民共和国产品质量法》第五十条|罚款30000元|2026-03-01|青禾县市场监督管理局
青市监处罚〔2026〕2号|{_FIRMS[1]}|{_CODES[1]}||《中华人民共和国食品安全法》第一百二十六条第一款|警告|2026-03-02|青禾县市场监督管理局"""


def test_a_table_of_decisions_gives_each_its_number_its_penalty_and_its_law() -> None:
    found = rows(_DECISIONS)
    assert [(each.cells["doc_no"], each.cells["decided_on"]) for each in found] == [
        ("青市监处罚〔2026〕1号", "2026-03-01"),
        ("青市监处罚〔2026〕2号", "2026-03-02"),
    ]
    assert [(each.cells["fine"], each.cells["penalty_kinds"]) for each in found] == [("30000.00", "罚款"), ("", "警告")]
    assert [each.cells["legal_basis"] for each in found] == [
        "《中华人民共和国产品质量法》第五十条",
        "《中华人民共和国食品安全法》第一百二十六条第一款",
    ]
    assert [each.cells["head_name"] for each in found if "head_name" in each.cells] == [_HEADS[0]]


def test_the_paper_itself_has_no_number_where_its_rows_have_theirs() -> None:
    assert read(_DECISIONS).one("doc_no") is None
    assert read(_DECISIONS).one("agency") is not None


def test_a_table_on_its_side_is_read_by_column() -> None:
    text = "\n".join(
        [
            "青禾县市场监督管理局行政处罚信息",
            f"企业名称\t{_FIRMS[0]}\t{_FIRMS[1]}",
            f"统一社会信用代码\t{_CODES[0]}\t{_CODES[1]}",
            "处罚决定书文号\t青市监处罚〔2026〕1号\t青市监处罚〔2026〕2号",
            "处罚内容\t罚款20000元\t警告",
            "处罚日期\t2026-03-01\t2026-03-02",
        ]
    )
    assert [(each.cells["party_name"], each.cells["doc_no"], each.cells["fine"]) for each in rows(text)] == [
        (_FIRMS[0], "青市监处罚〔2026〕1号", "20000.00"),
        (_FIRMS[1], "青市监处罚〔2026〕2号", ""),
    ]


def test_blocks_of_labels_are_read_like_rows() -> None:
    block = "处罚决定书文号:青市监处罚〔2026〕{n}号\n被处罚单位:{firm}\n统一社会信用代码:{code}\n处罚结果:{what}\n处罚日期:2026年3月{n}日\n"
    text = "青禾县市场监督管理局关于第一季度行政处罚案件的公示\n" + "".join(
        block.format(n=at + 1, firm=_FIRMS[at], code=_CODES[at], what=what) for at, what in enumerate(["警告", "罚款5000元"])
    )
    found = rows(f"{text}青禾县市场监督管理局\n2026年4月1日")
    assert [(each.cells["doc_no"], each.cells["decided_on"], each.cells["fine"]) for each in found] == [
        ("青市监处罚〔2026〕1号", "2026-03-01", ""),
        ("青市监处罚〔2026〕2号", "2026-03-02", "5000.00"),
    ]


def test_a_table_in_word_keeps_its_empty_cells_and_cells_that_say_the_same(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("青禾县人民法院失信被执行人名单")
    table = document.add_table(rows=3, cols=4)
    cells = [["被执行人", "法定代表人", "统一社会信用代码", "案号"], [_FIRMS[0], "", _CODES[0], "(2026)鲁1521执7号"]]
    cells.append([_FIRMS[1], _HEADS[1], _CODES[1], "(2026)鲁1521执8号"])
    for line, told in zip(table.rows, cells, strict=True):
        for cell, text in zip(line.cells, told, strict=True):
            cell.text = text
    path = tmp_path / "失信被执行人名单.docx"
    document.save(str(path))
    (paper,) = read_path(path)
    assert isinstance(paper, Paper)
    assert [(each.cells["party_name"], each.cells["uscc"]) for each in rows_of(paper)] == list(zip(_FIRMS[:2], _CODES[:2], strict=True))


@pytest.mark.parametrize(("text", "page", "line"), [("一\n二\n三", "", "3"), ("一\n二\n\f三\n四", "2", "2")])
def test_a_place_is_told_by_page_and_line(text: str, page: str, line: str) -> None:
    from loaders.text.row import line_of

    assert line_of(text, len(text) - 1) == {"text_page": page, "text_line": line}
