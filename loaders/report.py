"""What a load did, for the person who sent the file and for `xinmai quality`: counts and reasons, no personal data."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from credit.periods import iso
from graph.store import BatchInfo, Publication
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
    sha256: str = ""
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


def earlier_report(home: Path, batch: BatchInfo) -> LoadReport | None:
    """What was said of the same bytes, read in the same way, the last time that they were loaded."""
    path = home / LOG
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    found = [report for line in reversed(lines) if batch.sha256 in line and (report := _object(line)) is not None]
    return _report(found[0]) if found and (found[0]["source"], found[0]["scope"]) == (batch.source, batch.scope) else None


def _report(said: Mapping[str, Any]) -> LoadReport:
    """A report out of its wire form."""
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    plain["issues"] = tuple(RuleCount(**{**issue, "rows": tuple(issue["rows"])}) for issue in said["issues"])
    plain["publication"] = said["publication"] and Publication(**said["publication"])
    plain["rejected_path"] = said["rejected_path"] and Path(said["rejected_path"])
    return LoadReport(**plain)


def repeated(earlier: LoadReport, batch: BatchInfo) -> LoadReport:
    """The report of a load that was known to change nothing before a row of it was read."""
    was = earlier.publication or Publication(None, 0, 0, 0, 0, 0)
    unchanged = Publication(None, 0, 0, was.new + was.changed + was.unchanged, 0, was.duplicates)
    return replace(
        earlier,
        file=batch.file,
        data_on=iso(batch.data_on) or "",
        publication=unchanged,
        skipped_as_unchanged=True,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


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
