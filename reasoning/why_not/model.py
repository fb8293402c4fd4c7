"""What why-not answers: one reason for every rule that does not reach a subject, and how far the rule came."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from credit.facts import Fact
from credit.periods import Day
from reasoning.catalogue import Basis, NegativeRule, RefusedRule
from reasoning.propagation import Consequence

Code = Literal[
    "no_rule", "rule_off", "no_record", "no_measure", "record_differs", "role_not_named", "not_the_same", "identity_unconfirmed",
    "voided", "party_excluded", "region_excluded", "not_in_force",
    "repaired", "condition_not_met", "other_record", "below_threshold", "count_not_reached",
    "suspended", "not_named_in_decision", "role_not_held", "identity_unverified", "not_later", "holds_no_licence", "target_excluded",
    "target_ended", "not_begun", "term_over", "removed", "released", "exempt",
]  # fmt: skip
"""Stable: a caller may branch on them. What each says stands in inquiry/words.yaml."""


class Premise(IntEnum):
    """The premises of a rule in the order in which they are asked. The nearest rule is the one that comes furthest."""

    RULE = 0
    RECORD = 1
    FITS = 2
    ROLE_NAMED = 3
    STANDS = 4
    PARTY = 5
    IN_FORCE = 6
    CONDITIONS = 7
    NAMED_IN_DECISION = 8
    ROLE_HELD = 9
    TARGET = 10
    DAYS = 11
    EXEMPT = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """The first premise that fails. In `says_zh` a node stands as `{id}`, as in a proof.

    `record`: what would have set the rule off, with its `party`; `terms`: relations that were read and do not carry; `statement`: the
    negative rule, or the refused one with the paper that wishes it, which says so in general; `until`: when it ended, where it did.
    """

    rule: str | None
    code: Code
    premise: Premise
    says_zh: str
    record: str | None = None
    party: str | None = None
    day: Day | None = None
    terms: tuple[Fact, ...] = ()
    evidence: tuple[int, ...] = ()
    basis: tuple[Basis, ...] = ()
    statement: NegativeRule | RefusedRule | None = None
    until: Day | None = None

    @property
    def nearness(self) -> tuple[int, int, int, str, str]:
        """Further first; of equals what ended last, then the later record, then by record and words: a total order."""
        return (-self.premise, -(self.until or 0), -(self.day or 0), self.record or "", self.says_zh)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`applies`: what does bind the subject, where the question was mistaken; `reasons`: one for what was asked of, or one a rule."""

    applies: tuple[Consequence, ...]
    reasons: tuple[Reason, ...]
