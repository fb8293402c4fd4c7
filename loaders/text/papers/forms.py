"""The text of one file, by the form that its name says."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from zipfile import BadZipFile

from credit.errors import UnreadableFile
from loaders.text.vocabulary import words

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "header",
        "footer",
        "title",
        "pre",
        "blockquote",
        "dd",
        "dt",
    ]
)
_SILENT = frozenset({"script", "style", "noscript", "template", "svg"})
_CELLS = frozenset({"td", "th"})
_MOST_BYTES = 40_000_000
_ENCODINGS = ("utf-8-sig", "gb18030", "big5")


def decoded(raw: bytes) -> str:
    """The text of bytes in the encodings that offices use. Raises ValueError where none fits."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no encoding fits")


class _Page(HTMLParser):
    """Visible text: a block is a line, a cell ends with a tab."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _CELLS:
            self.parts.append("\t")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"[\r\n]+ *", "", data))


def _lines(text: str) -> str:
    """Lines without blank ones and without the tab after a row's last cell."""
    lines = (re.sub(r"[\t ]+$", "", re.sub(r" ?\t ?", "\t", line)) for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())


def html_text(raw: bytes) -> str:
    """The visible text of a web page."""
    named = re.search(rb"charset=[\"']?([\w-]+)", raw[:2000])
    try:
        text = raw.decode(named[1].decode("ascii")) if named else decoded(raw)
    except (LookupError, UnicodeDecodeError):
        text = decoded(raw)
    page = _Page()
    page.feed(text)
    page.close()
    return _lines("".join(page.parts))


def _docx(path: Path) -> Iterator[str]:
    """Paragraphs and tables in their order; a row of a table is a line of cells."""
    from docx import Document
    from docx.table import Table

    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = {cell._tc: cell.text.strip().replace("\n", " ") for cell in row.cells}  # a merged cell comes once, an empty one too
                yield "\t".join(cells.values())
        else:
            yield block.text


_SENTENCE_END = re.compile(r"[。:;:;!?》)\]]$|\d日$")


def unwrapped(text: str) -> str:
    """The lines of a page joined where a sentence runs on: a full line that does not end like one."""
    lines = [line.strip() for line in text.splitlines()]
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    full = False
    for line in filter(None, lines):
        if full and not _SENTENCE_END.search(joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
        full = width > 20 and len(line) >= width - 2
    return "\n".join(joined)


def _pdf(path: Path) -> str:
    """The text of all pages, parted so that the page of a place can be told."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    return "\n\f".join(unwrapped(page.extract_text()) for page in reader.pages)


def _json_lines(path: Path) -> Iterator[str]:
    columns: list[str] = words("document_types")["text_columns"]
    for number, line in enumerate(decoded(path.read_bytes()).splitlines(), 1):
        if line.strip():
            row = json.loads(line)
            named = next((name for name in columns if isinstance(row, dict) and isinstance(row.get(name), str)), None)
            if named is None:
                raise UnreadableFile(f"{path.name} 第{number}行没有正文列({'、'.join(columns)})。Line {number} has no text column.")
            yield row[named]


_READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    ".txt": lambda path: iter([decoded(path.read_bytes())]),
    ".md": lambda path: iter([decoded(path.read_bytes())]),
    ".html": lambda path: iter([html_text(path.read_bytes())]),
    ".htm": lambda path: iter([html_text(path.read_bytes())]),
    ".docx": lambda path: iter(["\n".join(_docx(path))]),
    ".pdf": lambda path: iter([_pdf(path)]),
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}
FORMS = tuple(_READERS)


def texts_of(path: Path) -> tuple[str, ...]:
    """The texts of a file: one, but for JSON lines one a line. Raises UnreadableFile, which says what to do."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(f"{path.name}: 不认识的文件类型。Readable are {', '.join(FORMS)}.")
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableFile(f"{path.name}: 超过 {_MOST_BYTES // 1_000_000} MB,请拆分。Too large: split it.")
    try:
        texts = tuple(reader(path))
    except UnreadableFile:
        raise
    except (ValueError, KeyError, OSError, BadZipFile, RecursionError, AttributeError, TypeError) as fault:
        raise UnreadableFile(f"{path.name}: 内容与文件类型不符({type(fault).__name__})。Not what its name says.") from fault
    except Exception as fault:
        if type(fault).__module__.split(".")[0] in ("docx", "pypdf", "lxml"):
            raise UnreadableFile(f"{path.name}: 不能打开({type(fault).__name__})。It cannot be opened.") from fault
        raise
    if not any(text.strip() for text in texts):
        raise UnreadableFile(f"{path.name}: 没有文字,可能是扫描件。It holds no text: perhaps a scan.")
    return texts
