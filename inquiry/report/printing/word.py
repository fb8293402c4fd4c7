"""The paper as Word: the same sections, with page numbers as fields, so that whoever edits the file keeps them right."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from inquiry.report.printing.paper import Block, Card, Cover, Pairs, Paper, Section, Table, Tone, Words

if TYPE_CHECKING:
    from docx.document import Document as Book
    from docx.table import Table as Grid
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_COLOURS: dict[Tone, RGBColor] = {
    "binding": RGBColor(0x8B, 0x1A, 0x1A),
    "advisory": RGBColor(0xB2, 0x6A, 0x00),
    "quiet": RGBColor(0x5C, 0x5C, 0x63),
}
_WIDTH = 168
"""Millimetres between the margins of A4."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def word(paper: Paper) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes."""
    book = Document()
    _lay_out(book)
    _head_and_foot(book, paper)
    _cover(book, paper)
    for section in paper.sections:
        _section(book, section)
    _stamp(book, paper)
    out = BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _lay_out(book: "Book") -> None:
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(21)
    page.top_margin, page.bottom_margin = Mm(26), Mm(24)
    for name, font, size in (("Normal", _SONG, 10.5), ("Title", _HEI, 26), ("Heading 1", _HEI, 14), ("Heading 2", _HEI, 11.5)):
        style: Any = book.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _LATIN, Pt(size), RGBColor(0x1C, 0x1C, 0x1E)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), font)
        style.paragraph_format.space_after = Pt(4)
    for border in book.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _head_and_foot(book: "Book", paper: Paper) -> None:
    """The code and the page on every page; `PAGE` and `NUMPAGES` are fields that Word fills in."""
    section: Any = book.sections[0]
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    _run(head, f"{paper.cover.title_zh}　{paper.cover.subject}", "quiet", 8.5)
    for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        foot.paragraph_format.tab_stops.clear_all()
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        _run(foot, f"核验码 {paper.cover.short}\t第 ", "quiet", 8.5)
        _field(foot, "PAGE")
        _run(foot, " 页 共 ", "quiet", 8.5)
        _field(foot, "NUMPAGES")
        _run(foot, " 页", "quiet", 8.5)


def _cover(book: "Book", paper: Paper) -> None:
    cover: Cover = paper.cover
    _say(book, "信脉 Xinmai", "quiet").paragraph_format.space_after = Pt(60)
    book.add_paragraph(cover.title_zh, style="Title")
    _say(book, cover.title_en, "quiet")
    named = book.add_paragraph()
    named.paragraph_format.space_before = Pt(20)
    _run(named, cover.subject, "plain", 16, bold=True)
    _say(book, cover.subject_id, "quiet")
    _pairs(book, cover.facts)
    seal = book.add_paragraph()
    seal.paragraph_format.space_before = Pt(16)
    _run(seal, "核验码 Verification code\n", "quiet", 9)
    _run(seal, f"{cover.short}\n", "plain", 16, bold=True)
    _run(seal, cover.code, "quiet", 8)
    for words in cover.notice:
        _say(book, words.text, words.tone)


def _section(book: "Book", section: Section) -> None:
    title = book.add_heading(level=1)
    title.paragraph_format.page_break_before = section.own_page or section.number == "一"
    title.paragraph_format.keep_with_next = True
    _run(title, f"{section.number}、{section.title_zh}", "plain", 14)
    _run(title, f"　{section.title_en}", "quiet", 9)
    if section.mark:
        _run(title, f"　【{section.mark}】", "advisory", 10)
    for block in section.blocks:
        _block(book, block)
    if section.tone == "advisory":
        book.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _block(book: "Book", block: Block) -> None:
    match block:
        case Words():
            _say(book, block.text, block.tone)
        case Pairs():
            _pairs(book, block)
        case Table():
            _table(book, block)
        case Card():
            _card(book, block)


def _card(book: "Book", card: Card) -> None:
    title = book.add_heading(level=2)
    title.paragraph_format.keep_with_next = True
    _run(title, f"【{card.state}】", card.tone if card.tone == "binding" else "quiet", 11)
    _run(title, card.title, "plain", 11.5)
    _pairs(book, card.facts)
    _say(book, card.steps_title, "quiet").paragraph_format.keep_with_next = True
    for step in card.steps:
        _say(book, step).paragraph_format.left_indent = Mm(5)


def _pairs(book: "Book", pairs: Pairs) -> None:
    grid = _grid(book, 2, (3, 10))
    for name, value in pairs.rows:
        cells = _row(grid).cells
        _fill(cells[0], name, "quiet", 9)
        _fill(cells[1], value, "plain", 10)
    _finish(grid, (3, 10))


def _table(book: "Book", table: Table) -> None:
    grid = _grid(book, len(table.columns), table.widths)
    head = _row(grid)
    for cell, column in zip(head.cells, table.columns, strict=True):
        _fill(cell, column, "plain", 8.5, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for row in table.rows:
        for cell, value in zip(_row(grid).cells, row, strict=True):
            _fill(cell, value, "plain", 8.5)
    _finish(grid, table.widths)


def _grid(book: "Book", columns: int, widths: tuple[int, ...]) -> "Grid":
    grid: Any = book.add_table(rows=0, cols=columns)
    grid.style = "Table Grid"
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(_WIDTH * width / sum(widths))
    made: Grid = grid
    return made


def _row(grid: Any) -> Any:
    """A further row (the library has no types for it)."""
    return grid.add_row()


def _finish(grid: "Grid", widths: tuple[int, ...]) -> None:
    """No row is torn in two; every cell has its width, which Word takes from cells and LibreOffice from columns."""
    for row in grid._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(_WIDTH * width / sum(widths))
    spacer = OxmlElement("w:p")
    grid._tbl.addnext(spacer)


def _fill(cell: "Cell", text: str, tone: Tone, size: float, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    _run(paragraph, text, tone, size, bold=bold)


def _say(book: "Book", text: str, tone: Tone = "plain") -> "Paragraph":
    paragraph = book.add_paragraph()
    _run(paragraph, text, tone, 9.5 if tone == "quiet" else 10.5, bold=tone in ("warning", "advisory"))
    return paragraph


def _run(paragraph: "Paragraph", text: str, tone: Tone, size: float, *, bold: bool = False) -> None:
    run: Any = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if tone in _COLOURS:
        run.font.color.rgb = _COLOURS[tone]


def _field(paragraph: "Paragraph", code: str) -> None:
    """A field: Word computes it when the file is opened and printed."""
    run: Any = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8.5), _COLOURS["quiet"]
    for kind, text in (("begin", None), (None, code), ("separate", None), ("text", "1"), ("end", None)):
        run._r.append(_part(kind, text))


def _part(kind: str | None, text: str | None) -> Any:
    if kind in ("begin", "separate", "end"):
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:t" if kind == "text" else "w:instrText")
    part.text = text
    return part


def _stamp(book: "Book", paper: Paper) -> None:
    """Properties without a person and without the time of printing."""
    said, made = book.core_properties, datetime.fromisoformat(paper.made_on)
    said.title, said.author, said.last_modified_by = f"{paper.cover.title_zh} {paper.cover.subject}", "信脉 Xinmai", "信脉 Xinmai"
    said.comments, said.keywords = f"核验码 {paper.cover.short}", paper.cover.code
    said.created = said.modified = made
    said.revision = 1


def _timeless(content: bytes) -> bytes:
    """The same archive with one date for every part: a zip remembers when it was written."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(part, _EPOCH), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
