"""What is handed over: pages that name nobody but the subject, carry their code, and can be opened, read and verified elsewhere."""

import base64
import hashlib
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import httpx
import pytest
from docx import Document
from pypdf import PdfReader

from inquiry.report.printing.attached import body_in
from inquiry.report.printing.contents import paper_of
from inquiry.report.printing.forms import Form, printed
from inquiry.report.printing.pdf import pdf
from inquiry.report.sealing import is_unchanged
from tests.inquiry.cast_names import named_in
from tests.report.conftest import DEBTOR, FOOD, TRADER, County, body_of

Handed = Callable[[str, str], httpx.Response]
MEDIA_TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def texts_of(content: bytes) -> str:
    """Everything that a reader, a search or an indexer finds in a file: pages, properties, attachments, outlines, parts of the archive."""
    if content.startswith(b"%PDF-"):
        reader = PdfReader(BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        attached = [each.decode() for found in reader.attachments.values() for each in found]
        return "\n".join([*pages, *attached, str(reader.metadata), str(reader.outline), str(reader.xmp_metadata)])
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode()


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_each_form_is_delivered_as_what_it_is(handed: Handed, form: str) -> None:
    response = handed(DEBTOR, form)
    assert response.headers["content-type"] == MEDIA_TYPES[form]
    assert response.headers["cache-control"] == "no-store"
    if form != "json":
        name = re.fullmatch(r'(?:inline|attachment); filename="([A-Za-z0-9.-]+)"', response.headers["content-disposition"])
        assert name and name[1].endswith(f".{form}")


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_no_form_names_a_third_person_anywhere(county: County, handed: Handed, names: re.Pattern[str], form: str) -> None:
    assert named_in(texts_of(handed(FOOD, form).content), names) == set()
    assert named_in(texts_of(handed(county.person(TRADER), form).content), names) == {TRADER}


def test_every_page_of_the_pdf_has_its_number_and_the_code(county: County, handed: Handed) -> None:
    code = body_of(county.officer, DEBTOR, with_risk="true", include_former="true", include_repaired="true")["verification"]
    reader = PdfReader(BytesIO(handed(DEBTOR, "pdf").content))
    for at, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert code["short"] in text
        assert f"第{at}页共{len(reader.pages)}页" in re.sub(r"\s", "", text)
    assert code["code"] in re.sub(r"\s", "", reader.pages[0].extract_text())


def test_the_pdf_carries_the_body_and_can_be_verified_by_itself(handed: Handed) -> None:
    body = body_in(handed(DEBTOR, "pdf").content)
    assert body["data"]["subject"]["id"] == DEBTOR
    assert is_unchanged(body, body["verification"]["short"])


def test_dates_in_files_are_those_of_the_question(handed: Handed) -> None:
    pdf_said = PdfReader(BytesIO(handed(DEBTOR, "pdf").content)).metadata
    assert pdf_said and pdf_said.creation_date and pdf_said.creation_date.date().isoformat() == "2026-11-20"
    word_said = Document(BytesIO(handed(DEBTOR, "docx").content)).core_properties
    assert {word_said.created.date().isoformat(), word_said.modified.date().isoformat()} == {"2026-11-20"}
    assert word_said.author == "信脉 Xinmai"


@pytest.mark.parametrize("form", [Form.HTML, Form.PDF, Form.DOCX])
def test_the_same_body_gives_the_same_bytes(county: County, form: Form) -> None:
    body = body_of(county.bank, DEBTOR, limit=3)
    assert printed(body, form).content == printed(body, form).content


def test_the_word_file_counts_its_pages_itself_and_repeats_its_heads(county: County, handed: Handed) -> None:
    with zipfile.ZipFile(BytesIO(handed(DEBTOR, "docx").content)) as archive:
        feet = [archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"word/footer\d+\.xml", name)]
        body = archive.read("word/document.xml").decode()
    code = body_of(county.officer, DEBTOR, with_risk="true", include_former="true", include_repaired="true")["verification"]["short"]
    filled = [foot for foot in feet if "PAGE" in foot]
    assert len(filled) == 2
    assert all("NUMPAGES" in foot and code in foot for foot in filled)
    assert body.count("<w:tblHeader") >= 5
    assert "线索，不是惩戒依据" in body


def test_the_page_may_do_nothing_but_apply_its_own_style(handed: Handed) -> None:
    response = handed(DEBTOR, "html")
    style = re.search(r"<style>(.*?)</style>", response.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert response.headers["content-security-policy"] == f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    assert not re.search(r"<script|<img|<link|<iframe|\bsrc=|\bstyle=|\bon\w+=|://", response.text)


def test_nothing_is_fetched_while_a_pdf_is_made(county: County, tmp_path_factory: pytest.TempPathFactory) -> None:
    picture = tmp_path_factory.mktemp("picture") / "x.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">FETCHED</text></svg>')
    page = f'<p>页</p><img src="{picture.as_uri()}"><link rel="stylesheet" href="{picture.as_uri()}"><p>尾</p>'
    made = PdfReader(BytesIO(pdf(page, body_of(county.bank, DEBTOR, limit=1))))
    text = "".join(each.extract_text() for each in made.pages)
    assert "页" in text and "尾" in text
    assert "FETCHED" not in text


def test_the_paper_has_its_sections_in_order_and_leads_on_a_page_of_their_own(county: County) -> None:
    body = body_of(county.bank, DEBTOR, with_risk="true")
    paper = paper_of(body)
    anchors = [section.anchor for section in paper.sections]
    assert " ".join(anchors) == ("summary identity roles records on from refused open remedies conflicts leads coverage annex rights")
    assert [section.number for section in paper.sections][:3] == ["一", "二", "三"]
    assert paper.sections[-1].number == "十四"
    leads = paper.sections[anchors.index("leads")]
    assert (leads.own_page, leads.tone, leads.mark) == (True, "advisory", "线索，不是惩戒依据")
    assert {section.anchor for section in paper.sections if section.tone == "advisory"} == {"leads"}
    assert "leads" not in [section.anchor for section in paper_of(body_of(county.bank, DEBTOR)).sections]
