"""What was found wrong in a chunk, before anybody decides what becomes of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["reject", "warn", "fix"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one column in the rows at these places. `severity` None: what the rule and the source's profile say."""

    rule: str
    column: str
    reason: str
    where: Sequence[int]
    severity: Severity | None = None
