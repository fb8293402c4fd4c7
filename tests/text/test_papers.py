"""Papers as files: every form gives the same reading; what is no paper is told and the rest goes on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from credit.errors import UnreadableFile
from loaders.text.papers.folder import Paper, Unread, read_path
from loaders.text.papers.forms import texts_of, unwrapped
from tests.text.papers import CODE, DECISION, as_docx, as_html, as_pdf

Written = Callable[[Path, str], Path]


def as_gbk(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("gbk"))
    return path


def as_lines(path: Path, text: str) -> Path:
    path.write_text(json.dumps({"id": 1, "text": text}, ensure_ascii=False) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "write"), [("a.txt", as_gbk), ("a.docx", as_docx), ("a.html", as_html), ("a.pdf", as_pdf), ("a.jsonl", as_lines)]
)
def test_every_form_gives_the_same_reading(tmp_path: Path, name: str, write: Written) -> None:
    text = DECISION.replace("¥", "")
    paper = next(iter(read_path(write(tmp_path / name, text))))
    assert isinstance(paper, Paper)
    told = {each.field for each in paper.reading.findings}
    assert {"doc_no", "agency", "date", "parties", "uscc", "roles", "penalties", "basis"} <= told
    assert list(paper.reading.values("uscc")) == [CODE]
    assert [each.fen for each in paper.reading.values("penalties") if hasattr(each, "fen")] == [120_000, 5_000_000]


def test_a_folder_is_read_at_once_and_tells_what_it_could_not_read(tmp_path: Path) -> None:
    as_docx(tmp_path / "一.docx", DECISION)
    as_gbk(tmp_path / "二.txt", DECISION.replace("¥", ""))
    (tmp_path / "坏.docx").write_bytes(b"no zip")
    (tmp_path / "空.txt").write_text(" \n", "utf-8")
    (tmp_path / "表.xlsx").write_bytes(b"not ours")
    seen: list[float] = []
    found = list(read_path(tmp_path, lambda path, count, part: seen.append(part)))
    assert sorted(each.file for each in found if isinstance(each, Paper)) == ["一.docx", "二.txt"]
    assert sorted(each.file for each in found if isinstance(each, Unread)) == ["坏.docx", "空.txt"]
    assert seen == sorted(seen) and seen[-1] <= 1


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF-1.4 broken"), ("a.docx", b"PK\x03\x04broken"), ("a.jsonl", b"{"), ("a.xyz", b"text")]
)
def test_a_file_that_is_not_what_its_name_says_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=name):
        texts_of(path)


def test_the_lines_of_a_page_are_joined_where_a_sentence_runs_on() -> None:
    line = "当事人自二〇二六年三月起在其经营场所销售未附合格证的鲜蛋一千二百公斤货值金额九千六百元以"
    assert unwrapped(f"{line}\n上事实有现场笔录证明。\n青禾县市场监督管理局\n2026年4月1日").split("\n") == [
        f"{line}上事实有现场笔录证明。",
        "青禾县市场监督管理局",
        "2026年4月1日",
    ]
