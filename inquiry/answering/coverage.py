"""Who has been heard, and through which day; and what it means that nobody was. Silence must never be read as innocence."""

from collections import deque
from collections.abc import Container, Iterable
from itertools import groupby

from credit.errors import NotCovered
from credit.kinds import NODES
from credit.periods import Day, iso
from credit.view import SourceState, View
from inquiry.answering.wire import Coverage, Wire

_SUPPLIED_BY = {
    "Organization": "企业登记 (enterprise register)",
    "Person": "任职人员 (persons in roles)",
    "Penalty": "行政处罚双公示 (penalties)",
    "Licence": "行政许可双公示 (licences)",
    "ListEntry": "名单 (lists)",
    "CourtOrder": "法院执行文书 (court orders)",
    "Encumbrance": "股权冻结、出质 (share freezes and pledges)",
}


_TOLD: deque[tuple[tuple[SourceState, ...], list[Coverage]]] = deque(maxlen=4)
"""What was made of the states that were told last: they change with a load, and every answer tells of them."""


def coverage(states: tuple[SourceState, ...]) -> list[Coverage]:
    """Every source that has spoken, its scopes summed up. Shared by all answers."""
    for known, told in tuple(_TOLD):
        if known is states or known == states:
            return told
    made = [_one(name, list(each)) for name, each in groupby(states, key=lambda state: state.name)]
    _TOLD.append((states, made))
    return made


def require(view: View, kinds: Iterable[str]) -> None:
    """Raises NotCovered where nothing of any of these kinds was ever loaded: no source could have answered."""
    wanted = tuple(kinds)
    if not any(view.all_nodes(kind, "", 1) for kind in wanted):
        missing = [_SUPPLIED_BY.get(kind, NODES[kind].zh) for kind in wanted]
        raise NotCovered(
            f"尚未装载能回答此问题的来源,缺少:{'、'.join(missing)}。这不等于没有记录。"
            " No loaded source could answer; this is not the same as a clean record.",
            missing=missing,
        )


def nothing_loaded() -> NotCovered:
    """The answer of an empty store."""
    return NotCovered(
        "截至所问时点尚未装载任何来源。Nothing had been loaded by the time that is asked about.", missing=list(_SUPPLIED_BY.values())
    )


def _one(name: str, states: list[SourceState]) -> Coverage:
    days = sorted(state.current_through for state in states if state.current_through is not None)
    return Coverage(
        source=name,
        title=states[0].title,
        publisher=states[0].publisher,
        scopes=len(states),
        current_through=iso(days[-1]) if days else None,
        oldest_through=iso(days[0]) if days else None,
    )


class SourceAge(Wire):
    """How fresh one source is: through which day it speaks, and how many days before the asked one that is."""

    source: str
    title: str
    publisher: str
    current_through: str | None
    age_days: int | None


def ages(states: Iterable[SourceState], on: Day, names: Container[str]) -> list[SourceAge]:
    """Those of these sources that have spoken, with their age on the day."""
    return [_age(name, list(each), on) for name, each in groupby(states, key=lambda state: state.name) if name in names]


def _age(name: str, states: list[SourceState], on: Day) -> SourceAge:
    last = max((state.current_through for state in states if state.current_through is not None), default=None)
    return SourceAge(
        source=name,
        title=states[0].title,
        publisher=states[0].publisher,
        current_through=iso(last) if last is not None else None,
        age_days=on - last if last is not None else None,
    )
