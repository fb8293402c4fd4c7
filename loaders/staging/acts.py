"""Acts that rows state, on their way to the facts at which they aim: what is named is looked up in the store when the load is written."""

from dataclasses import dataclass

from credit.facts import Deed
from credit.periods import MAX_DAY, Day
from graph.store import NewJudgement
from loaders.cleaning.context import Context
from loaders.identify.parts import day_columns, texts_of
from loaders.mapping.definition import ActMap, KindBy
from loaders.staging.conditions import holds
from loaders.staging.frame import Frame, Values


@dataclass(frozen=True, slots=True)
class Aim:
    """One act of one row: at the records of these kinds with that document or case number (and party), or at a relation by ends and key."""

    row: int
    deed: Deed
    effective: Day | None
    author: str
    reason: str
    document: str | None = None
    kinds: tuple[str, ...] = ()
    ends: tuple[str | None, str | None, str | None] = (None, None, None)
    """The party of a record; the two ends of a relation."""
    key: tuple[str | None, ...] = ()


def aims_of(frame: Frame, context: Context) -> list[Aim]:
    """Every act that the rows state."""
    return [aim for act in context.definition.acts.values() for aim in _aims(act, frame, context)]


def _aims(act: ActMap, frame: Frame, context: Context) -> list[Aim]:
    days, target = day_columns(context.definition), act.target
    applies = holds(act.when, frame, context.definition)
    deeds = _said(act.deed, frame)
    effective = frame.nothing if act.effective is None else frame.of(act.effective)
    author = frame.nothing if act.author is None else frame.of(act.author)
    reasons = texts_of(frame, act.reason, days)
    documents = frame.nothing if target.document is None else frame.of(target.document)
    kinds = frame.nothing if target.kind is None else _said(target.kind, frame)
    ends = zip(frame.first_of(target.party), frame.first_of(target.from_), frame.first_of(target.to), strict=True)
    keys = [texts_of(frame, [column], days) for column in target.key.values()]
    key_rows = zip(*keys, strict=True) if keys else [()] * len(frame)
    rows = zip(frame.rows, applies, deeds, effective, author, reasons, documents, kinds, ends, key_rows, strict=True)
    return [
        Aim(row, Deed(deed), _day(day), by or context.definition.name, why or "", document, (kind,) if kind else target.kinds, ends, key)
        for row, applied, deed, day, by, why, document, kind, ends, key in rows
        if applied and deed and (document or (kind and ends[1] and ends[2]))
    ]


def _said(kind: str | KindBy, frame: Frame) -> Values:
    return [kind] * len(frame) if isinstance(kind, str) else [None if value is None else str(value) for value in frame.of(kind.by)]


def _day(day: Day | None) -> Day | None:
    return None if day is None or day >= MAX_DAY else day


def judgements_of(frame: Frame, context: Context) -> list[NewJudgement]:
    """Pairs of ids that the source officially says are one."""
    return [
        NewJudgement(a, b, same.basis)
        for same in context.definition.same.values()
        for a, b in dict.fromkeys(zip(frame.of(same.a), frame.of(same.b), strict=True))
        if a and b and a != b
    ]
