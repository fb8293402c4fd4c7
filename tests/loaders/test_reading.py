"""Files as offices send them: encodings, delimiters, titles above headers, spoiled numbers, rows that do not fit."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from credit.errors import UnreadableFile
from loaders.mapping.catalogue import shipped
from loaders.mapping.detect import count_known, known_headers
from loaders.reading.headers import forms, stated_unit
from loaders.reading.rows import RawRows
from loaders.reading.table import open_table
from loaders.reading.text_form import text_form

Write = Callable[..., Path]
KNOWN = known_headers(shipped().values())
ROWS = [["企业名称", "统一社会信用代码"], ["云岭食品有限公司", "甲"], ["河阳建材有限公司", "乙"]]


def read(path: Path, chunk_rows: int = 100) -> tuple[tuple[str, ...], list[RawRows]]:
    with open_table(path, lambda row: count_known(row, KNOWN), chunk_rows) as table:
        return table.headers, list(table.chunks)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_rows(table: Write, encoding: str, delimiter: str) -> None:
    path = table("a.csv", ROWS, encoding, delimiter)
    assert text_form(path).delimiter == delimiter
    headers, (rows,) = read(path)
    assert headers == ("企业名称", "统一社会信用代码")
    assert (rows.numbers, rows.cells) == ([2, 3], ROWS[1:])


def test_bytes_that_fit_no_encoding_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("企业名称,备注\n云岭食品有限公司,".encode() + b"\xff\xfe\x81\n")
    assert text_form(path).damaged
    _, (rows,) = read(path)
    assert "\ufffd" in rows.cells[0][1]


def test_rows_stream_in_chunks_with_their_numbers(table: Write) -> None:
    path = table("a.csv", [["企业名称"], *[[f"第{at}厂"] for at in range(25)]])
    _, chunks = read(path, chunk_rows=10)
    assert [len(chunk.numbers) for chunk in chunks] == [10, 10, 5]
    assert chunks[-1].numbers[-1] == 26
    assert chunks[-1].progress == 1.0


def test_a_title_above_the_header_is_no_header(table: Write) -> None:
    path = table("a.xlsx", [["行政处罚信息公示表", None], [None, None], ["企业名称", "统一社会信用代码"], ["云岭食品有限公司", "甲"]])
    headers, (rows,) = read(path)
    assert headers == ("企业名称", "统一社会信用代码")
    assert rows.numbers == [4]


def test_rows_that_do_not_fit_the_header_are_broken_not_shifted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("企业名称,代码\n甲厂,1\n乙厂\n丙厂,3,多\n丁厂,4,\n\n戊厂,5\n", "utf-8")
    _, (rows,) = read(path)
    assert [row[0] for row in rows.cells] == ["甲厂", "丁厂", "戊厂"]
    assert rows.numbers == [2, 5, 7]
    assert [(number, cells) for number, _, cells in rows.broken] == [(3, ["乙厂"]), (4, ["丙厂", "3", "多"])]


def test_a_cell_may_span_lines_and_a_quote_left_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('企业名称,备注\n甲厂,"一行\n二行"\n乙厂,x\n', "utf-8")
    _, (rows,) = read(path)
    assert rows.numbers == [2, 3]
    path.write_text('企业名称,备注\n甲厂,"' + "很长\n" * 400_000, "utf-8")
    with pytest.raises(UnreadableFile, match="第 2 行"):
        read(path)


def test_a_workbook_shows_what_a_spreadsheet_spoiled(table: Write) -> None:
    """T2: eighteen digits as a number are damage; fifteen are exact; real dates become days."""
    day = datetime.datetime.combine(datetime.date(2025, 3, 1), datetime.time())
    row = ["甲厂", 911430281691828123, 430111000344649, day, day.replace(hour=9, minute=30), 0.5, True]
    _, (rows,) = read(table("a.xlsx", [["企业名称", "代码", "注册号", "日期", "时刻", "比例", "是否"], row]))
    assert rows.cells[0][1].endswith("E+17")
    assert rows.cells[0][2:] == ["430111000344649", "2025-03-01", "2025-03-01 09:30:00", "0.5", "TRUE"]


def test_the_sheet_that_holds_the_table_is_found(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active or book.create_sheet()
    first.append(["填写说明", "请逐行填写"])
    second = book.create_sheet("数据")
    second.append(["企业名称", "统一社会信用代码"])
    second.append(["云岭食品有限公司", "甲"])
    book.save(tmp_path / "a.xlsx")
    with open_table(tmp_path / "a.xlsx", lambda row: count_known(row, KNOWN), 10) as table:
        assert table.headers == ("企业名称", "统一社会信用代码")
        assert "Sheet" in table.notes[0]


def test_json_lines_have_their_keys_for_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"iname": "甲厂", "duty": None, "n": 3}, ensure_ascii=False), "{not json", '{"iname": "乙\\ud800厂", "x": [1]}']
    path.write_text("\n".join(lines), "utf-8")
    headers, (rows,) = read(path)
    assert headers == ("iname", "duty", "n", "x")
    assert rows.cells == [["甲厂", "", "3", ""], ["乙?厂", "", "", "[1]"]]
    assert (rows.numbers, [number for number, _, _ in rows.broken]) == ([1, 3], [2])


@pytest.mark.parametrize(("name", "content"), [("a.csv", b""), ("a.xlsx", b"no workbook"), ("a.jsonl", b"\n"), ("a.pdf", b"%PDF")])
def test_what_is_no_table_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile):
        read(tmp_path / name)


@pytest.mark.parametrize(
    "header",
    [
        "行政相对人代码_1(统一社会信用代码)",
        "行政相对人代码_1 (统一社会信用代码)",
        "行政相对人代码-1（统一社会信用代码）",
        "行政相对人代码_3(统一社会信用代码)",
        "统一社会信用代码 ",
        "*统一社会信用代码",
    ],
)
def test_headers_are_known_by_what_stands_in_brackets(header: str) -> None:
    assert "统一社会信用代码" in forms(header)


def test_the_unit_is_the_headers() -> None:
    assert [stated_unit(h) for h in ("罚款金额（万元）", "罚款金额(元)", "持股比例（%）", "罚款金额")] == ["wan", "yuan", "percent", None]


def test_a_cell_in_the_far_corner_does_not_end_the_process(tmp_path: Path) -> None:
    book = Workbook()
    for place, said in (("A1", "企业名称"), ("XFD1048576", "甲")):
        book.worksheets[0][place] = said
    book.save(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_size < 10_000
    with pytest.raises(UnreadableFile, match="格"), open_table(tmp_path / "a.xlsx", lambda row: count_known(row, KNOWN), 10):
        pass
