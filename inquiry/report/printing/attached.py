"""Finds the body in what somebody holds: the JSON itself, or the PDF that carries it."""

import json
from io import BytesIO
from typing import Any

from credit.errors import WrongUse
from inquiry.report.printing.pdf import ATTACHED

_PDF = b"%PDF-"


def body_in(content: bytes) -> Any:
    """The body in a file's content. WrongUse where there is none."""
    text = _attached(content) if content.startswith(_PDF) else content
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise WrongUse(
            "文件不是报告的 JSON 正文,也不是附有正文的 PDF。Neither the JSON body of a report nor a PDF that carries it."
        ) from None


def _attached(content: bytes) -> bytes:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        found = PdfReader(BytesIO(content)).attachments.get(ATTACHED, [])
    except (PyPdfError, ValueError, KeyError, RecursionError):
        found = []
    return found[0] if found else b""
