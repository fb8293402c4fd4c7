"""Writes a report, and verifies one that somebody holds."""

import json
import os
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from cli.asking import operator, premises
from cli.options import Ask
from cli.sheets import write
from cli.telling.reports import report_told
from credit.errors import BadParameter, WrongUse
from inquiry.asking.subject import named_subject_id
from inquiry.report.gathering import report
from inquiry.report.printing.attached import body_in
from inquiry.report.printing.forms import Form, printed
from inquiry.report.sealing import is_unchanged, sealed
from inquiry.report.wire import ReportParameters
from office.desk import Enquiry

_MOST_BYTES = 200 * 1024 * 1024
_CHANGED = 1


def report_and_tell(ask: Ask, subject: str, wanted: ReportParameters, form: str | None, out: Path | None) -> None:
    """Asks, and writes to the file, or to the output what can be read there; without either a form or a file it tells the summary."""
    chosen = _form(form, out, ask.as_json)
    if chosen in (Form.PDF, Form.DOCX) and out is None and sys.stdout.isatty():
        raise BadParameter("请用 -o 指定文件。This form is no text: name a file with -o.", errors=[{"field": "out", "message": "a file"}])
    body = _asked(ask, subject, wanted)
    if chosen is None:
        write(report_told(body))
        return
    made = printed(body, chosen)
    if out is None:
        sys.stdout.buffer.write(made.content)
        return
    _written(out, made.content)
    print(f"{out}  核验码 {body['verification']['short']}", file=sys.stderr)


def verify_and_tell(code: str, file: Path, as_json: bool) -> int:
    """Tells whether the file holds the report from which the code was made; 1 where it does not."""
    body = _body_of(file)
    unchanged = is_unchanged(body, code)
    if as_json:
        print(json.dumps({"data": {"file": file.name, "unchanged": unchanged, "code": code}}, ensure_ascii=False))
    elif unchanged:
        subject = body["data"]["subject"]
        print(f"核验一致:{subject['name'] or subject['id']},截至 {body['meta']['as_of']}。Unchanged: the code is that of this body.")
        if file.suffix.lower() == ".pdf":
            print("核验的是 PDF 所附正文;页面以正文重新打印为准。Verified is the body that the PDF carries; print it again to compare.")
    else:
        print("核验不一致:正文与核验码不符,可能被改动。The body is not the one from which this code was made.", file=sys.stderr)
    return 0 if unchanged else _CHANGED


def _asked(ask: Ask, subject: str, wanted: ReportParameters) -> dict[str, Any]:
    with premises(ask.settings) as home:
        enquiry = Enquiry(operator(), ask.command, wanted, uuid.uuid4().hex, {"subject": subject})
        asked = home.desk().answer(enquiry, lambda question: report(question, named_subject_id(question, subject), wanted))
    if asked.moved_to:
        print(f"已并入 {asked.moved_to}。This id lives under {asked.moved_to} now.", file=sys.stderr)
    return sealed(asked.body)


def _form(said: str | None, out: Path | None, as_json: bool) -> Form | None:
    """The form that is named, else that of the file's name."""
    name = said or ("json" if as_json else out.suffix.lstrip(".").lower() if out else None)
    if name is None:
        return None
    if name not in set(Form):
        known = ", ".join(Form)
        raise BadParameter(
            f"没有“{name[:20]}”这种形式,可用:{known}。Unknown form.", errors=[{"field": "format", "message": f"one of {known}"}]
        )
    return Form(name)


def _written(out: Path, content: bytes) -> None:
    """Whole or not at all, and readable by its owner alone: a report is about somebody."""
    try:
        handle, draft = tempfile.mkstemp(dir=out.parent, prefix=".report-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).replace(out)
    except OSError as fault:
        raise WrongUse(f"无法写入 {out.name}:{fault.strerror}。The file cannot be written.") from None


def _body_of(file: Path) -> Any:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise WrongUse("文件过大,不是报告。Too large for a report.")
        content = file.read_bytes()
        return body_in(content)
    except OSError as fault:
        raise WrongUse(f"无法读取 {file.name}:{fault.strerror}。The file cannot be read.") from None
