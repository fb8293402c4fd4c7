"""In which encoding and with which delimiter a text table is written, judged on its bytes."""

import codecs
from dataclasses import dataclass
from pathlib import Path

_BLOCK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class TextForm:
    """`damaged`: some bytes fit no encoding; they are read as U+FFFD and their rows set aside."""

    encoding: str
    delimiter: str
    damaged: bool = False


def text_form(path: Path) -> TextForm:
    """The form of the file. UTF-8 is strict enough to be believed when it fits; else GB 18030, as offices save their tables."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    encoding, damaged = _encoding(path, head)
    return TextForm(encoding, _delimiter(head.decode(encoding, "replace")), damaged)


def _encoding(path: Path, head: bytes) -> tuple[str, bool]:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, not _fits(path, encoding)
    for encoding in ("utf-8", "gb18030"):
        if _fits(path, encoding):
            return encoding, False
    return min(("utf-8", "gb18030"), key=lambda encoding: head.decode(encoding, "replace").count("\ufffd")), True


def _fits(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """The candidate that the first line with any holds most of, outside of quotes; a comma where there is none."""
    for line in text.lstrip("\ufeff").splitlines():
        bare = "".join(part for at, part in enumerate(line.split('"')) if at % 2 == 0)
        counts = {mark: bare.count(mark) for mark in _DELIMITERS}
        if any(counts.values()):
            return max(_DELIMITERS, key=lambda mark: counts[mark])
    return ","
