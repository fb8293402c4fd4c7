"""What a load did, for the person who sent the file and for `xinmai quality`: counts and reasons, no personal data."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.store import Publication
from loaders.staging.chunk import Issue

LOG = "quality.jsonl"
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule found one reason in one column, with the first row numbers."""

    rule: str
    severity: str
    header: str
    reason: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One file's load. `publication` is None where nothing was published; `rejected_path` where nothing was rejected."""

    file: str
    source: str
    scope: str
    data_on: str
    read: int
    accepted: int
    rejected: int
    skipped: int
    fixed: int
    warned: int
    issues: tuple[RuleCount, ...] = ()
    dropped_columns: tuple[str, ...] = ()
    forbidden_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    acts: int = 0
    publication: Publication | None = None
    rejected_path: Path | None = None
    skipped_as_unchanged: bool = False
    loaded_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def as_json(self) -> dict[str, Any]:
        """The wire form."""
        plain = asdict(self)
        plain["rejected_path"] = None if self.rejected_path is None else str(self.rejected_path)
        return plain


@dataclass(frozen=True, slots=True)
class IssueLog:
    """Issues of a whole file as they come in."""

    counts: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str, str], list[int]] = field(default_factory=dict)
    by_severity: dict[str, int] = field(default_factory=dict)

    def add(self, issues: Iterable[Issue]) -> None:
        """Counts the rows of each issue; a row that several rules reject is rejected once."""
        rows: dict[str, set[int]] = {}
        for issue in issues:
            key = (issue.rule, issue.severity, issue.header, issue.reason)
            self.counts[key] += len(issue.rows)
            kept = self.examples.setdefault(key, [])
            kept.extend(issue.rows[: _EXAMPLES - len(kept)])
            if issue.rule != "XM-SKIP":
                rows.setdefault(issue.severity, set()).update(issue.rows)
        for severity, numbers in rows.items():
            self.by_severity[severity] = self.by_severity.get(severity, 0) + len(numbers)

    def summary(self) -> tuple[RuleCount, ...]:
        """All of it, worst and most frequent first."""
        order = {"reject": 0, "warn": 1, "fix": 2}
        ranked = sorted(self.counts.items(), key=lambda item: (order[item[0][1]], -item[1], item[0]))
        return tuple(RuleCount(*key, count, tuple(self.examples[key])) for key, count in ranked)


def remember(home: Path, report: LoadReport) -> None:
    """Appends the report to the quality log, in one write."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(report.as_json(), ensure_ascii=False, sort_keys=True) + "\n")


def remembered(home: Path) -> list[Mapping[str, Any]]:
    """Every report in the log, oldest first; a line that a crash cut short is left out."""
    path = home / LOG
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [report for line in lines if (report := _object(line)) is not None]


def _object(line: str) -> Mapping[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
