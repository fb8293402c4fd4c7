"""The forms in which a report is handed over."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_NO_SIGN = re.compile(r"[^0-9A-Za-z]+")


class Form(StrEnum):
    """A form."""

    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


_MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.HTML: "text/html; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as a file. `policy`: what a browser may do with it, where it is a page."""

    content: bytes
    media_type: str
    file_name: str
    policy: str | None = None


def media_type_of(form: Form) -> str:
    """The form's media type, without its character set."""
    return _MEDIA_TYPES[form].partition(";")[0]


def printed(sealed: Mapping[str, Any], form: Form) -> Printed:
    """A sealed body in some form. CannotPrint says what to install."""
    name = file_name(sealed, form)
    if form is Form.JSON:
        return Printed(json.dumps(sealed, ensure_ascii=False, indent=1).encode(), _MEDIA_TYPES[form], name)
    from inquiry.report.printing.contents import paper_of

    paper = paper_of(sealed)
    if form is Form.DOCX:
        from inquiry.report.printing.word import word

        return Printed(word(paper), _MEDIA_TYPES[form], name)
    from inquiry.report.printing.page import page, policy

    told = page(paper)
    if form is Form.HTML:
        return Printed(told.encode(), _MEDIA_TYPES[form], name, policy())
    from inquiry.report.printing.pdf import pdf

    return Printed(pdf(told, sealed), _MEDIA_TYPES[form], name)


def file_name(sealed: Mapping[str, Any], form: Form) -> str:
    """A name in ASCII that names nobody: the id, the day and the beginning of the code."""
    subject = _NO_SIGN.sub("-", str(sealed["data"]["subject"]["id"]))[:60].strip("-")
    return f"xinmai-report-{subject}-{sealed['meta']['as_of']}-{sealed['verification']['short'][:4]}.{form}"
