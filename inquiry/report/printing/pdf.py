"""The page as PDF. Nothing is fetched, from nowhere; the same paper gives the same bytes."""

import ctypes
import ctypes.util
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from credit.errors import CannotPrint

_NO_PANGO = (
    "无法生成 PDF:缺少排版库 pango。请安装:apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk。"
    " PDF needs the library pango; html, docx and json need nothing."
)
_NO_FONT = "无法生成 PDF:没有中文字体。请安装:apt-get install -y fonts-noto-cjk。 PDF needs a Chinese font; html, docx and json need none."


def pdf(page: str, body: Mapping[str, Any]) -> bytes:
    """The page as PDF with the body attached, so that the file can be verified by itself. CannotPrint says what to install."""
    try:
        from weasyprint import HTML, Attachment
        from weasyprint.urls import URLFetcher
    except OSError:
        raise CannotPrint(_NO_PANGO) from None
    if not _has_chinese_font():
        raise CannotPrint(_NO_FONT)
    nothing = URLFetcher(allowed_protocols=())  # the page needs no address: whatever asks for one was not written by us
    on = datetime.fromisoformat(body["meta"]["as_of"]).replace(tzinfo=UTC)
    attached = Attachment(
        string=json.dumps(body, ensure_ascii=False),
        name=ATTACHED,
        description="信脉报告正文 body of the report",
        relationship="Source",
        created=on,
        modified=on,
        url_fetcher=nothing,
    )
    made: bytes = HTML(string=page, url_fetcher=nothing, base_url=None).write_pdf(attachments=[attached], presentational_hints=True)
    return made


ATTACHED = "report.json"
"""The name under which a PDF carries its body."""


@cache
def _has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese; without one every sign would be an empty box."""
    name = ctypes.util.find_library("fontconfig")
    if name is None:
        return False
    library = ctypes.CDLL(name)
    for function in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(library, function).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(library.FcNameParse(b":lang=zh-cn"))
    fonts = library.FcFontList(None, pattern, ctypes.c_void_p(library.FcObjectSetCreate()))
    return bool(fonts) and ctypes.cast(fonts, ctypes.POINTER(ctypes.c_int)).contents.value > 0
