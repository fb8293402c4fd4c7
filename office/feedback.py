"""What was done upon a check (执行反馈): the loop is closed by whoever asked, measure by measure or at once; open ones are told."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Engine, Row, Select, func, select

from credit.errors import BadParameter, NotFound, NotPermitted
from credit.periods import day_of
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Text
from office.audit.lines import FeedbackEntry, Line
from office.audit.tables import checks, feedback
from office.idempotency import Answered, Once, once
from office.premises import Premises
from office.principals import written
from office.rights import Principal, Right

ASKS_FOR_ACTION = ("block", "limit")
"""Verdicts upon which an office must do something, and say what it did."""
_MOST = 500


class FeedbackRequest(Wire):
    """What was done: the measures executed, or not and why, or exempt and on what basis."""

    number: str = Field(max_length=32, description="The receipt's number (核查编号).")
    outcome: Literal["executed", "not_executed", "exempt"]
    reason: str | None = Field(default=None, max_length=1000, description="Why not; needed unless executed.")
    basis: str | None = Field(default=None, max_length=400, description="The article by which it is exempt; needed where exempt.")
    measure: str | None = Field(default=None, max_length=60, description="Only this measure of several.")
    done_on: Text | None = Field(default=None, description="The day on which it was done.")


def record_feedback(premises: Premises, principal: Principal, key: str, wanted: FeedbackRequest, request_id: str) -> Answered:
    """Puts feedback on record, once."""
    principal.must_have(Right.CHECKS)
    if wanted.outcome != "executed" and not (wanted.reason or "").strip():
        raise BadParameter("未执行或豁免须说明理由。Say why it was not done.", errors=[{"field": "reason", "message": "needed"}])
    if wanted.outcome == "exempt" and not (wanted.basis or "").strip():
        raise BadParameter("豁免须载明依据。Cite the basis of the exemption.", errors=[{"field": "basis", "message": "needed"}])
    if wanted.done_on is not None:
        day_of(wanted.done_on)
    receipt = _receipt(premises.book.engine, principal, wanted.number)
    write = Once(principal, key, ["feedback", wanted.model_dump(mode="json")])
    return once(premises.office, write, lambda: _recorded(premises, principal, wanted, receipt, request_id))


def open_checks(engine: Engine, authority: str | None, days: int, page: tuple[str, int] = ("", _MOST)) -> list[dict[str, Any]]:
    """Checks that asked for action and got no feedback, the oldest first; `overdue` after so many days, and since when.

    `page`: after which check's number (empty: from the oldest), and how many.
    """
    after, limit = page
    wanted = _open().where(checks.c.authority == authority) if authority else _open()
    with engine.connect() as connection:
        last = connection.execute(select(checks.c.at, checks.c.number).where(checks.c.number == after)).first() if after else None
        wanted = wanted.where(_later((last.at, last.number))) if last else wanted
        return [_told(row, timedelta(days=days)) for row in connection.execute(wanted.limit(limit))]


def fell_due(engine: Engine, authorities: Sequence[str], span: tuple[tuple[str, str], str], limit: int) -> list[Row[Any]]:
    """Open checks of these authorities, the oldest first. `span`: after which instant and number, and until which instant."""
    since, until = span
    wanted = _open().where(checks.c.authority.in_(authorities), checks.c.at <= until, _later(since))
    with engine.connect() as connection:
        return list(connection.execute(wanted.limit(limit)))


def _open() -> Select[Any]:
    """Checks that asked for action, of which not every measure has been answered for."""
    of = feedback.c.number == checks.c.number
    whole = select(feedback.c.number).where(of, feedback.c.measure.is_(None)).exists()
    answered = select(func.count(feedback.c.measure.distinct())).where(of).scalar_subquery()
    asked = select(checks).where(checks.c.verdict.in_(ASKS_FOR_ACTION), ~whole, answered < _measures())
    return asked.order_by(checks.c.at, checks.c.number)


def _measures() -> ColumnElement[int]:
    """How many measures a check had: its list of codes is JSON without spaces, and no code holds a comma."""
    return func.length(checks.c.measures) - func.length(func.replace(checks.c.measures, ",", "")) + 1


def _later(than: tuple[str, str]) -> ColumnElement[bool]:
    """Checks of one batch share their instant, so the number decides."""
    at, number = than
    return (checks.c.at > at) | ((checks.c.at == at) & (checks.c.number > number))


def _receipt(engine: Engine, principal: Principal, number: str) -> Row[Any]:
    with engine.connect() as connection:
        row = connection.execute(select(checks).where(checks.c.number == number)).first()
    if row is None:
        raise NotFound(f"没有核查编号 {number[:40]}。No such receipt.")
    if not principal.operator and row.authority != principal.authority and row.principal != principal.id:
        raise NotPermitted(
            "只有作出核查的机关可以反馈。Only the authority that ran the check may say what it did.", missing_right="authority"
        )
    return row


def _recorded(premises: Premises, principal: Principal, wanted: FeedbackRequest, receipt: Row[Any], request_id: str) -> dict[str, Any]:
    if wanted.measure is not None and wanted.measure not in json.loads(receipt.measures):
        raise BadParameter(
            f"该次核查没有措施 {wanted.measure}。The check had no such measure.", errors=[{"field": "measure", "message": receipt.measures}]
        )
    entry = FeedbackEntry(wanted.number, wanted.outcome, wanted.reason, wanted.basis, wanted.measure, wanted.done_on)
    line = Line("feedback", principal.id, principal.name, principal.authority, "record_feedback", request_id=request_id, feedback=entry)
    sealed = premises.book.write(line)
    return {"data": {"number": wanted.number, "outcome": wanted.outcome, "at": sealed.at, "line": sealed.as_json()}}


def _told(row: Row[Any], patience: timedelta) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("number", "at", "authority", "principal", "matter", "verdict")}
    due = datetime.fromisoformat(row.at) + patience
    return {**told, "measures": json.loads(row.measures), "due_at": written(due), "overdue": due < datetime.now(UTC)}
