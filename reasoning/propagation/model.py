"""What propagation answers: consequences with their proofs, refusals with their reasons, gaps that are named (DESIGN sections 6, 7)."""

from dataclasses import dataclass
from typing import Literal

from credit.periods import Day
from reasoning.catalogue import Basis

State = Literal["bound", "possible", "note"]


@dataclass(frozen=True, slots=True)
class BoundRole:
    """The role through which a consequence reaches its target, and the date on which it was read (None: unknown)."""

    kind: str
    read_on: str
    date: Day | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof. In `says_zh` a node stands as `{id}`: whoever shows it puts in the name that the caller may see."""

    step: int
    says_zh: str
    fact: str | None
    evidence: tuple[int, ...]
    rule: str | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Lift:
    """One way out: what lifts the measure, and from which day at the earliest (None: not known or not bound to a day)."""

    kind: str
    text_zh: str
    earliest: Day | None


@dataclass(frozen=True, slots=True)
class Consequence:
    """A measure on a target, and all that it rests on. `path` lists the subjects through which it came, the record's own first."""

    id: str
    measure: str
    target: str
    state: State
    mode: str
    role: BoundRole
    rule: str
    basis: tuple[Basis, ...]
    domain: str
    executor: str
    from_: Day | None
    until: Day | None
    ends: str
    lifts_when: tuple[Lift, ...]
    flags: tuple[str, ...]
    proof: tuple[Step, ...]
    record: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody near a bound subject whom the law does not reach, and the negative rule that says so."""

    subject: str
    related: str
    relation: str
    rule: str
    statement_zh: str
    basis: tuple[Basis, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A role that a rule reads and that no source has stated: silence, not innocence."""

    subject: str
    rule: str
    role: str
    date: Day | None
    says_zh: str


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures on a subject, all that flow from its records, who nearby is not bound and why, and what is not known.

    `exempt`: what would bind the subject and a text exempts it from; it binds nobody and carries nothing further.
    """

    on: tuple[Consequence, ...]
    from_: tuple[Consequence, ...]
    refused: tuple[Refusal, ...]
    gaps: tuple[Gap, ...]
    exempt: tuple[Consequence, ...] = ()
