"""What warnings are made of. Types of their own: no alert is, or becomes, a consequence, and none may stand in a proof."""

from dataclasses import dataclass
from typing import Literal

from credit.periods import Day
from reasoning.catalogue.patterns import Pattern, Window

FellAway = Literal["window", "repaired", "removed"]
"""Why a record no longer counts: the window passed it, its credit was repaired, it left its list."""

Unread = Literal["no_standing_record", "undated", "no_domain", "no_vehicle", "other_law"]
"""Why a record that might have counted does not: nobody describes it (or it was voided); a property that the count reads is not stated;
the law that the decision cites is another."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A record that counts, from its day until the first day on which it no longer does.

    `group`: the domain or vehicle by which the pattern counts. `flags`: `disputed`, `repaired` (and still counted), `conflicting`
    (sources disagree on what makes it count), `basis_not_stated` (the decision does not say under which law).
    """

    record: str
    fact: str
    kind: str
    day: Day
    until: Day
    fell_away: FellAway
    domain: str | None
    group: str | None
    authorities: tuple[str, ...]
    flags: tuple[str, ...]
    evidence: tuple[int, ...]
    bears: bool = True
    """Whether it is of the kind that makes up `at_least`; one that is not may still be the one more (又有)."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which a window held, half-open: from the record that filled it to the day on which too few still count, and why."""

    from_: Day
    until: Day
    fell_away: FellAway


@dataclass(frozen=True, slots=True)
class Count:
    """One window of one pattern over one group of a subject's records, on a day: `k` of `n`, spread over `domains` fields."""

    pattern: Pattern
    window: Window | None
    group: str | None
    k: int
    n: int
    domains: int
    records: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A window that held: on the day asked about, or (`standing` false) before it. `spell.until` is the earliest day of exit.

    `disputed`: it would not stand without records that are under objection. `follows`: the patterns whose alerts this one follows.
    """

    count: Count
    spell: Spell
    standing: bool
    disputed: bool
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A window that one more record would fill, if it comes by the day `until`."""

    count: Count
    until: Day


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that a pattern could not count (`pattern` None: no pattern could), and why."""

    record: str
    pattern: str | None
    why: Unread
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A pattern that says nothing of the subject, and why: its basis is not in force, or it leaves such subjects out."""

    pattern: str
    why: Literal["not_in_force", "excluded"]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Warnings:
    """All that the patterns say of one subject on a day. Of a natural person they say nothing at all (N12)."""

    subject: str
    alerts: tuple[Alert, ...] = ()
    former: tuple[Alert, ...] = ()
    near: tuple[Near, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    silent: tuple[Silent, ...] = ()
