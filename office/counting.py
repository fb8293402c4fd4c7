"""The board of joint incentives and restraints (联合奖惩): what was asked, found and done, by authority, matter, measure and month."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, Row, Select, func, select

from office.audit.tables import checks, feedback
from office.feedback import ASKS_FOR_ACTION

Board = dict[tuple[str, str, str, str], Counter[str]]
_NAMES = ("checks", "block", "limit", "attention", "clear", "unknown", "triggered", "executed", "not_executed", "exempt", "open")


def counts(engine: Engine, authority: str | None = None, since: str | None = None, until: str | None = None) -> list[dict[str, Any]]:
    """One line for each authority, matter, measure and month (as 2026-11; both ends included). Of several feedbacks the last counts.

    A check with two measures counts for each of them, one with none under none; what was told of one measure counts for that one.
    """
    board: Board = {}
    with engine.connect() as connection:
        for row in connection.execute(_bounded(_as_a_whole(), authority, (since, until))):
            _count(board, row, {None: row.outcome}, row.number)
        for told in _each(connection.execute(_bounded(_measure_by_measure(), authority, (since, until)))):
            _count(board, told[0], {row.fed: row.outcome for row in told}, 1)
    return [
        {"authority": authority_, "matter": matter, "measure": measure or None, "month": month} | {name: line[name] for name in _NAMES}
        for (authority_, matter, measure, month), line in sorted(board.items())
    ]


def _count(board: Board, row: Row[Any], outcomes: dict[str | None, str | None], number: int) -> None:
    """Adds so many checks of one kind. `outcomes`: by measure, None: of the whole check."""
    for measure in json.loads(row.measures) or [""]:
        line = board.setdefault((row.authority, row.matter, measure, row.month), Counter())
        outcome, triggered = outcomes.get(measure, outcomes.get(None)), row.verdict in ASKS_FOR_ACTION
        line["checks"] += number
        line[row.verdict] += number
        line["triggered"] += number * triggered
        line[outcome or "open"] += number * (triggered or outcome is not None)


_SAID = (checks.c.authority, checks.c.matter, checks.c.measures, checks.c.month, checks.c.verdict)


def _as_a_whole() -> Select[Any]:
    """Checks upon which there is one outcome or none, counted where they rest: there are millions of them."""
    order = (feedback.c.at.desc(), feedback.c.chain.desc(), feedback.c.seq.desc())
    ranked = select(feedback, func.row_number().over(partition_by=feedback.c.number, order_by=order).label("place")).subquery()
    last = select(ranked.c.number, ranked.c.outcome).where(ranked.c.place == 1).subquery()
    counted = select(*_SAID, last.c.outcome, func.count().label("number")).outerjoin(last, last.c.number == checks.c.number)
    return counted.where(checks.c.number.not_in(_by_measure())).group_by(*_SAID, last.c.outcome)


def _measure_by_measure() -> Select[Any]:
    """Checks of which some measure was told of alone, one by one, with all that was told in its order."""
    told = select(*_SAID, checks.c.number, feedback.c.measure.label("fed"), feedback.c.outcome).join(
        feedback, feedback.c.number == checks.c.number
    )
    return told.where(checks.c.number.in_(_by_measure())).order_by(checks.c.number, feedback.c.at, feedback.c.chain, feedback.c.seq)


def _by_measure() -> Select[Any]:
    return select(feedback.c.number).where(feedback.c.measure.is_not(None))


def _bounded(wanted: Select[Any], authority: str | None, months: tuple[str | None, str | None]) -> Select[Any]:
    since, until = months
    wanted = wanted.where(checks.c.authority == authority) if authority else wanted
    wanted = wanted.where(checks.c.month >= since) if since else wanted
    return wanted.where(checks.c.month <= until) if until else wanted


def _each(rows: Iterable[Row[Any]]) -> Iterable[Sequence[Row[Any]]]:
    """The rows of one check after another; a word on the whole check takes back what was said of its measures before."""
    held: list[Row[Any]] = []
    for row in rows:
        if held and held[0].number != row.number:
            yield held
            held = []
        held = [row] if row.fed is None else [*held, row]
    if held:
        yield held
