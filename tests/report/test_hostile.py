"""A report on a firm that somebody filled with thousands of fines and with texts that wish to break a page."""

import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from inquiry.report.gathering import report
from inquiry.report.printing.forms import Form, printed
from inquiry.report.printing.texts import printable
from inquiry.report.sealing import is_unchanged, sealed
from inquiry.report.wire import ReportParameters
from tests.inquiry.asked import OFFICER, ask
from tests.inquiry.crowded import CROWDED, ENDLESS, HOSTILE, crowded_store
from tests.inquiry.world import premises_of

FINES, TOLD = 2_000, 3
Asked = Callable[[], dict[str, Any]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    home = tmp_path_factory.mktemp("crowded")
    store = crowded_store(home, FINES)
    premises = premises_of(store, home)
    desk = premises.desk()

    @cache
    def body_of() -> dict[str, Any]:
        wanted = ReportParameters(limit=TOLD)
        return sealed(ask(desk, lambda question: report(question, CROWDED, wanted), wanted, OFFICER))

    yield body_of
    premises.close()


def test_thousands_of_records_are_counted_and_cut_off_honestly(asked: Asked) -> None:
    body = asked()
    assert body["data"]["summary"]["counts"]["penalties"] == FINES
    omitted = {each["part"]["code"]: (each["total"], each["told"]) for each in body["data"]["omitted"]}
    assert omitted["records"] == (FINES, TOLD)
    assert len(body["data"]["records"]) == TOLD
    assert is_unchanged(json.loads(json.dumps(body)), body["verification"]["code"])
    page = printed(body, Form.HTML).content.decode()
    assert f"共 {FINES} 条，列出 {TOLD} 条" in page


def test_markup_and_templates_stay_text(asked: Asked) -> None:
    page = printed(asked(), Form.HTML).content.decode()
    assert "<script" not in page and "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;{{ 7*7 }}" in page


@pytest.mark.parametrize("form", [Form.HTML, Form.PDF, Form.DOCX])
def test_signs_that_nobody_sees_are_replaced_and_endless_texts_are_cut(asked: Asked, form: Form) -> None:
    content = printed(asked(), form).content
    if form is Form.PDF:
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    elif form is Form.DOCX:
        text = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    else:
        text = content.decode()
    assert not {"\u202e", "\x00", "\x1b"} & set(text)
    assert ENDLESS not in text
    assert f"全文{len(ENDLESS)}字" in text.replace(" ", "").replace("\n", "")


def test_what_is_printable_is_left_alone() -> None:
    plain = {"名": ["青禾县王伟小吃店 (2025)鲁9926执1号 «»", 7, None, True, 0.5]}
    assert printable(plain) == plain
    assert printable(HOSTILE).count("\ufffd") == 3
