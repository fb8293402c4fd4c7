"""What the calendar of remedies tells of one record: from when what can be asked for, what is missing, what ends, who must act by when."""

from dataclasses import dataclass
from typing import Literal

from credit.periods import Day
from reasoning.catalogue import Basis
from reasoning.propagation.model import Consequence
from reasoning.propagation.scene import Record

Effect = Literal["yes", "no", "unsettled"]
"""What a repair does to a measure: it ends, it stays, or no text read settles it (then it is possible)."""


@dataclass(frozen=True, slots=True)
class Opening:
    """From when a repair or a removal can be asked for (None: not known). `rule`: a rule of repair, or the code of a list."""

    kind: Literal["repair", "removal"]
    earliest: Day | None
    rule: str
    says_zh: str
    basis: tuple[Basis, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a repair: met, not yet (`day`: from when), or stated by no source, which is silence and no refusal."""

    zh: str
    state: Literal["met", "not_yet", "not_stated"]
    day: Day | None
    evidence: tuple[int, ...]
    rule: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class End:
    """When something ends by itself: the first day on which it no longer is (None: no day is known)."""

    what: Literal["publicity", "listing", "retention"]
    until: Day | None
    rule: str
    says_zh: str
    basis: tuple[Basis, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureEnd:
    """A measure that rests on the record, with what a repair of the record does to it. Its own `until` says when it ends by itself."""

    measure: Consequence
    on_repair: Effect


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which somebody must have acted, counted from the day `since` of a document or of the record itself."""

    rule: str
    about: str
    who_zh: str
    what_zh: str
    since: Day
    due: Day
    days: int
    days_are: Literal["working", "calendar"]
    basis: tuple[Basis, ...]
    evidence: tuple[int, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """Everything about one record's way out. `flags`: disputed, repaired, approximate_date …"""

    record: Record
    openings: tuple[Opening, ...]
    conditions: tuple[Condition, ...]
    ends: tuple[End, ...]
    measures: tuple[MeasureEnd, ...]
    deadlines: tuple[Deadline, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remedies:
    """The calendar of a subject: record by record, and the deadlines about decisions that were annulled and are as if they never were."""

    records: tuple[Remedy, ...]
    annulled: tuple[Deadline, ...]
