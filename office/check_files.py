"""Checks of a whole file (名单核查): a row, a check, a receipt; done step by step, and no receipt twice however often it is taken up.

The numbers of the receipts are settled with the job. What was on record and not acknowledged when a worker died is found by its number
and answered again from the transaction of then, instead of being checked a second time (decision 0081).
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from credit.errors import BadParameter
from credit.names import normal_name
from credit.periods import day_of, iso, to_date
from inquiry.answering.wire import Wire
from inquiry.asking.days import today
from inquiry.checks import CheckParameters, check
from office.audit.lines import Sealed
from office.audit.reading import receipt_line
from office.checking import check_many, must_be_in_order, settled_number
from office.desk import Enquiry
from office.idempotency import Answered
from office.jobs.folder import SentFile, digest_of_file, file_name, keep, made_folder
from office.jobs.kinds import Course, Kind
from office.jobs.register import Ending, State
from office.jobs.submitting import Asker, Order, submitted
from office.premises import Premises
from office.receipts import VERDICTS
from office.result_tables import save_table
from office.rights import DEMO, Principal, Right
from office.subject_table import SubjectRow, SubjectTable, subject_table

QUESTION = "run_check_file"
_STEP = 100
"""Checks that are acknowledged together: three flushes of the disk for so many."""
_DONE = "done.jsonl"
COLUMNS = ("行号", "主体代码", "名称", "结论", "verdict", "措施", "依据", "理由", "核查编号", "办件编号", "说明")
_VERDICT = COLUMNS.index("verdict")
_NOT_CHECKED = ("未核查", "not_checked")
_WHY_NOT: Mapping[State, str] = {
    "cancelled": "任务已取消,此行未核查。Not checked: the job was cancelled.",
    "failed": "任务中断,此行未核查。Not checked: the job failed.",
}

Cells = list[Any]
"""One row of the result."""


class FileOrder(Wire):
    """What is asked of every row of a file."""

    matter: str
    on: str | None = None
    purpose: str | None = None
    result: Literal["csv", "xlsx"] = "xlsx"
    authorisation: str | None = None


def hand_in(premises: Premises, asker: Asker, wanted: FileOrder, sent: SentFile) -> Answered:
    """Puts a file of subjects in line. What is wrong with the question is told at once, what is wrong with the file by the job."""
    asker.principal.must_have(Right.CHECKS)
    day = iso(day_of(wanted.on)) if wanted.on else iso(today(premises.settings.today))
    must_be_in_order(_enquiry(asker.principal, {**wanted.model_dump(), "on": day}, SubjectRow(0, "x"), asker.request_id))
    if wanted.matter not in premises.rulebook.catalogue.matters:
        raise BadParameter(
            f"没有事项 {wanted.matter};见 /v1/matters。No such matter.", errors=[{"field": "matter", "message": "/v1/matters"}]
        )
    name, known = file_name(sent.name), digest_of_file(sent.content)
    said = {**wanted.model_dump(exclude_none=True), "sha256": known.sha256}
    order = Order("check_file", QUESTION, said, {**wanted.model_dump(), "on": day, "file": name, "sha256": known.sha256})
    return submitted(premises, asker, order, lambda number: keep(sent.content, made_folder(premises.settings.home, number) / name))


def _do(course: Course) -> Ending:
    """Checks every row that is not yet acknowledged."""
    principal, table = course.principal, _table(course)
    rows = table.rows
    _keep_only(course.folder / _DONE, course.done)
    course.step(course.done, len(rows))
    course.premises.limits.spend(principal, len(rows) - course.done)
    in_doubt = course.resumed
    for start in range(course.done, len(rows), _STEP):
        cells = _checked(course, principal, rows[start : start + _STEP], start, in_doubt)
        _append(course.folder / _DONE, cells)
        course.step(start + len(cells), len(rows))
        in_doubt = False
    return _ending(course, table, "done")


def _left(course: Course, state: State) -> Ending:
    """What was checked before it was cut short stands in the result, and of every other row that it was not."""
    return _ending(course, _table(course), state)


def _table(course: Course) -> SubjectTable:
    return subject_table(course.folder / course.job.parameters["file"], course.premises.rules.most_file_rows)


def _checked(course: Course, principal: Principal, rows: Sequence[SubjectRow], start: int, in_doubt: bool) -> list[Cells]:
    """A step's rows. `in_doubt`: a worker may have died between their receipts and its acknowledgement."""
    day = to_date(day_of(course.job.parameters["on"]))
    asked: dict[int, Enquiry] = {}
    for at, row in enumerate(rows, start):
        enquiry = _enquiry(principal, course.job.parameters, row, f"{course.job.id}-{row.number}")
        if row.fault is None:
            asked[at] = replace(enquiry, number=settled_number(day, course.job.seed, at))
    bodies = _on_record(course, asked) if in_doubt else {}
    new = {at: enquiry for at, enquiry in asked.items() if at not in bodies}
    bodies |= zip(new, check_many(course.premises.desk(), list(new.values())), strict=True)
    return [row_told(row, bodies.get(at)) for at, row in enumerate(rows, start)]


def _on_record(course: Course, asked: Mapping[int, Enquiry]) -> dict[int, dict[str, Any]]:
    """The bodies of those checks whose receipts are there already."""
    engine = course.premises.book.engine
    lines = {at: receipt_line(engine, enquiry.number or "") for at, enquiry in asked.items()}
    return {at: _again(course.premises, asked[at], line) for at, line in lines.items() if line is not None}


def _again(premises: Premises, enquiry: Enquiry, line: Sealed) -> dict[str, Any]:
    """The answer of then: the same transaction, the same rules. It leaves no second line, for it was never handed over."""
    said, desk = line.said, premises.desk()
    then = said["rules"] if said["rules"] != desk.rulebook.mark.hash else None
    wanted = enquiry.parameters.model_copy(update={"rules": then})
    assert isinstance(wanted, CheckParameters)
    asked = desk.asked(replace(enquiry, parameters=wanted, transaction=said["transaction"]), lambda question: check(question, wanted))
    return {**asked.body, "receipt": {"number": said["check"]["number"]}}


def _enquiry(principal: Principal, parameters: Mapping[str, Any], row: SubjectRow, request_id: str) -> Enquiry:
    wanted = CheckParameters(
        subject=row.subject or "-",
        matter=parameters["matter"],
        on=parameters["on"],
        purpose=parameters["purpose"],
        reference=row.reference,
    )
    is_demo, authorisation = principal.id == DEMO.id, parameters["authorisation"]
    return Enquiry(principal, QUESTION, wanted, request_id, demo=is_demo, right=Right.CHECKS, authorisation=authorisation)


def row_told(row: SubjectRow, body: Mapping[str, Any] | None, why_not: str = "") -> Cells:
    """One row of the result: the verdict with its grounds and its receipt, or why there is none."""
    problem = None if body is None else body.get("problem")
    if body is None or problem is not None:
        note = row.fault or (problem["detail"] if problem else why_not)
        return [row.number, row.subject, row.name, *_NOT_CHECKED, "", "", "", "", row.reference or "", note]
    data = body["data"]
    grounds = [each["consequence"] for each in data["grounds"]]
    basis = (f"{cited['instrument']}{cited['article']}" for each in grounds for cited in each["basis"])
    return [
        row.number,
        row.subject,
        data["subject"]["name"] or row.name,
        VERDICTS[data["verdict"]],
        data["verdict"],
        ";".join(dict.fromkeys(each["measure"]["label_zh"] for each in grounds)),
        ";".join(dict.fromkeys(basis)),
        ",".join(data["reasons"]),
        body["receipt"]["number"],
        row.reference or "",
        data["says_zh"] + _other_name(row, data["subject"]),
    ]


def _other_name(row: SubjectRow, subject: Mapping[str, Any]) -> str:
    """A code and a name that do not go together are told: one of them may be a slip. A masked name is not compared."""
    if not row.name or not subject["name"] or subject.get("masked") or normal_name(row.name) == normal_name(subject["name"]):
        return ""
    return f"所给名称“{row.name}”与库中现名不同,请核对代码。The name given is not the one on record."


def _keep_only(path: Path, done: int) -> None:
    """Drops what was written and never acknowledged."""
    lines = path.read_bytes().splitlines(keepends=True)[:done] if path.exists() else []
    part = path.with_suffix(".part")
    part.write_bytes(b"".join(lines))
    part.chmod(0o600)
    part.replace(path)


def _append(path: Path, cells: Sequence[Cells]) -> None:
    """On the disk before it is acknowledged."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(each, ensure_ascii=False)}\n" for each in cells)
        file.flush()
        os.fsync(file.fileno())


def _ending(course: Course, table: SubjectTable, state: State) -> Ending:
    parameters, rows = course.job.parameters, table.rows
    found = [*_written(course.folder / _DONE, course.done), *(row_told(row, None, _WHY_NOT.get(state, "")) for row in rows[course.done :])]
    name = f"核查结果-{course.job.id[:8]}.{parameters['result']}"
    save_table(course.folder / name, "核查结果", COLUMNS, found)
    verdicts = Counter(str(each[_VERDICT]) for each in found)
    not_checked = verdicts.pop(_NOT_CHECKED[1], 0)
    outcome = {"rows": len(rows), "verdicts": dict(verdicts), "not_checked": not_checked, "unread_columns": list(table.unread)}
    return Ending(state, outcome, file=name)


def _written(path: Path, done: int) -> Iterator[Cells]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line, _ in zip(file, range(done), strict=False))


KINDS = {"check_file": Kind("check_file", Right.CHECKS, "rows", _do, _left)}
