"""Who asks, as of when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from credit.periods import Day

DEPARTMENT = "department"
"""The profile of rules/publication.yaml for whoever has no other: persons' names masked unless he states his purpose."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, as of when, and what is echoed. The caller's rights are already settled: `sees_persons` is the outcome.

    `operator`: sits at the machine that holds the data. `asker`: the name under which the office knows him. `purpose`: the code that he
    stated, with its labels. `profile`: which kind of reader he is, by rules/publication.yaml. `today`: the day on which he asks (None:
    the day that he asks about); a reader of what is published is told of no other. `min_transaction`: waited for, `patience_s` at most.
    """

    as_of: Day
    request_id: str
    known_at: datetime | None = None
    sees_persons: bool = False
    operator: bool = False
    profile: str = DEPARTMENT
    today: Day | None = None
    demo: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)
    cursor: str | None = None
    transaction: int | None = None
    """The very picture that is asked, when an answer is asked again; else the newest, or that of `known_at`."""
    cursor_key: bytes = field(default=b"", repr=False)
    asker: str = ""
    min_transaction: int | None = None
    patience_s: float = 0.0
    purpose: tuple[str, str, str] | None = None

    @property
    def finds_persons(self) -> bool:
        """Whether a person's name may be looked up. Whoever may not read names must not try them out either."""
        return (self.sees_persons or self.operator) and self.profile == DEPARTMENT
