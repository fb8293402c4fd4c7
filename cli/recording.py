"""The office's records, told in a shell."""

import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any, Protocol

from cli.asking import operator, premises
from cli.sheets import Sheet, write
from credit.errors import BadParameter
from inquiry.asking.subject import id_of
from office.audit.lines import Line
from office.audit.reading import exported, who_saw, who_saw_before
from office.audit.trimming import trim
from office.audit.verifying import verify
from office.board import workbook
from office.counting import counts
from office.feedback import FeedbackRequest, open_checks, record_feedback
from office.premises import Premises
from office.receipts import faults_of, find_receipt, page_of, replayed
from office.writes import ActRequest, Target, Write, record_act

_COLUMNS = ("at", "principal", "name", "authority", "question", "purpose", "subject", "outcome", "persons", "chain", "seq")
_TAMPERED = 1


class Paper(Protocol):
    """By which document an act is done, as the command was told it."""

    @property
    def document(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def effective(self) -> str | None: ...
    @property
    def key(self) -> str | None: ...


def verify_and_tell(against: Path | None, as_json: bool) -> int:
    """Reads the audit; 1 where something is not as it was written."""
    known = json.loads(against.read_text("utf-8"))["data"]["heads"] if against else None
    with premises() as home:
        found = verify(home.book.engine, home.book.key.public, known)
    if as_json:
        faults = [{"chain": each.chain, "seq": each.seq, "what": each.what, "says_zh": each.says_zh} for each in found.findings]
        print(json.dumps({"data": {"lines": found.lines, "findings": faults, "heads": found.heads}}, ensure_ascii=False))
    else:
        rows = [(each.chain, each.seq, each.what, each.says_zh) for each in found.findings]
        held = f"{found.lines:,} 条留痕,{len(found.heads)} 条链"
        write(
            [
                f"{held},{'全部相符。All hold.' if not rows else f'{len(rows)} 处不符。Findings:'}",
                Sheet("不符 findings", ("链", "序号", "情形", "说明"), rows),
            ]
        )
    return _TAMPERED if found.findings else 0


def export_and_tell(since: str | None, until: str | None, out: Path | None) -> None:
    """Writes every line as JSON."""
    with premises() as home:
        _noted(home, "audit export", None)
        if out is None:
            for line in exported(home.book.engine, since, until):
                print(json.dumps(line.as_json(), ensure_ascii=False))
            return
        with out.open("w", encoding="utf-8") as file:
            for line in exported(home.book.engine, since, until):
                file.write(json.dumps(line.as_json(), ensure_ascii=False) + "\n")


def who_saw_and_tell(subject: str, as_json: bool) -> None:
    """Who asked about somebody, or was shown his name."""
    node = id_of(subject)
    with premises() as home:
        _noted(home, "audit who-saw", node)
        found = [*who_saw(home.book.engine, node, also=home.ids_of(node)), *who_saw_before(home.office, node)]
    if as_json:
        print(json.dumps({"data": {"about": node, "items": found}}, ensure_ascii=False))
        return
    write([Sheet("谁查过 who saw", _COLUMNS, [tuple(each.get(name, "") for name in _COLUMNS) for each in found])])
    if not found:
        print("没有留痕。Nobody is on record.")


def trim_and_tell(apply: bool) -> None:
    """Removes what is past its retention, or says how much that is."""
    with premises() as home:
        years = home.rules.audit_retention_years
        if years is None:
            raise BadParameter("未设保存期限 XINMAI_AUDIT_RETENTION_YEARS,留痕永久保存。No retention is set.", errors=[])
        number = trim(home.book, years, apply=apply)
    print(f"{'删除了' if apply else '可删除'} {number:,} 条。{'Removed' if apply else 'Would remove'} {number:,} lines.")


def receipt_and_tell(number: str, html: Path | None) -> None:
    """A receipt, as JSON or as a page."""
    with premises() as home:
        line = find_receipt(home.book, operator(), number)
        if html is not None:
            html.write_text(page_of(line, home.book.key.public, home.rulebook), "utf-8")
            return
        print(json.dumps({"number": number, "line": line.as_json(), "public_key": home.book.key.public}, ensure_ascii=False))


def verify_receipt_and_tell(file: Path, key: str | None) -> int:
    """Whether a receipt holds; 1 where it does not. Opens nothing but the file."""
    try:
        document = json.loads(file.read_text("utf-8"))
    except ValueError:
        raise BadParameter(f"{file.name} 不是 JSON。The file is no JSON.", errors=[]) from None
    faults = faults_of(document, key)
    for each in faults:
        print(f"{each.what}: {each.says_zh}")
    if not faults:
        print("签名和摘要相符。The receipt holds." + ("" if key else "(公钥取自回执本身,请与事先取得的核对 --key。Compare the key.)"))
    return _TAMPERED if faults else 0


def replay_and_tell(number: str) -> int:
    """Asks a check again; 1 where it comes to something else."""
    with premises() as home:
        line = find_receipt(home.book, operator(), number)
        found = replayed(home.desk(), line, operator())
    print(json.dumps({"data": found}, ensure_ascii=False, indent=2))
    return 0 if found["same"] else _TAMPERED


def feedback_and_tell(number: str, outcome: str, reason: str | None, basis: str | None, measure: str | None = None) -> None:
    """Puts feedback on record."""
    said = {"number": number, "outcome": outcome, "reason": reason, "basis": basis, "measure": measure}
    wanted = FeedbackRequest.model_validate(said)
    with premises() as home:
        done = record_feedback(home, operator(), uuid.uuid4().hex, wanted, uuid.uuid4().hex)
    print(f"已反馈 {done.body['data']['number']} {done.body['data']['outcome']}")


def open_and_tell(as_json: bool) -> None:
    """Checks without feedback."""
    with premises() as home:
        found = open_checks(home.book.engine, None, home.rules.feedback_days)
    if as_json:
        print(json.dumps({"data": {"items": found}}, ensure_ascii=False))
        return
    rows = [
        (
            each["number"],
            each["at"][:19],
            each["authority"],
            each["matter"],
            each["verdict"],
            each["due_at"][:10],
            "逾期" if each["overdue"] else "",
        )
        for each in found
    ]
    write([Sheet("待反馈 open", ("核查编号", "时间", "机关", "事项", "结论", "应于", "逾期"), rows)])


def counts_and_tell(months: tuple[str | None, str | None], out: Path | None, as_json: bool) -> None:
    """The board, printed or as a workbook."""
    with premises() as home:
        found = counts(home.book.engine, None, *months)
        if out is not None:
            out.write_bytes(workbook(found, home.rulebook))
            return
    if as_json:
        print(json.dumps({"data": {"items": found}}, ensure_ascii=False))
        return
    heads = tuple(found[0]) if found else ("authority", "matter", "measure", "month", "checks")
    write([Sheet("联合奖惩统计 counts", heads, [tuple(each.values()) for each in found])])


def act_and_tell(paper: Paper, deed: str, target: str, party: str | None, values: list[str]) -> None:
    """Records an act, and says what it hit."""
    said = {"deed": deed, "effective": paper.effective, "document": paper.document, "reason": paper.reason}
    wanted = ActRequest.model_validate({**said, "target": _target(target, party), "values": dict(_pair(each) for each in values)})
    with premises() as home:
        done = record_act(home, Write(operator(), paper.key or uuid.uuid4().hex, uuid.uuid4().hex), wanted)
    print(json.dumps(done.body, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def _target(target: str, party: str | None) -> Target:
    if re.fullmatch(r"[0-9a-f]{32}", target):
        return Target(fact=target)
    if re.fullmatch(r"[a-z]{2,4}:[0-9A-Za-z~._-]+", target):
        return Target(record=target)
    return Target(document=target, party=party)


def _pair(text: str) -> tuple[str, Any]:
    name, separator, value = text.partition("=")
    if not separator:
        raise BadParameter(f"“{text[:60]}”应写成 名=值。Write a value as name=value.", errors=[])
    return name, int(value) if re.fullmatch(r"-?\d{1,15}", value) else value


def _noted(home: Premises, question: str, subject: str | None) -> None:
    who = operator()
    home.book.write(Line("office", who.id, who.name, who.authority, question, subject=subject, request_id=uuid.uuid4().hex))
