"""One chunk of rows on its whole way: read, checked, identified, staged. What is rejected stays out of everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.store import NewJudgement, StagedClaims, StagedRows
from loaders.cleaning.columns import read_columns
from loaders.cleaning.context import Context
from loaders.identify.nodes import identify
from loaders.mapping.binding import Binding
from loaders.reading.rows import RawRows
from loaders.staging.acts import Aim, aims_of, judgements_of
from loaders.staging.claims import ClaimColumns
from loaders.staging.conditions import holds
from loaders.staging.frame import Frame
from loaders.staging.items import at_rows, unfold
from loaders.staging.rows import raw_rows
from loaders.staging.spans import backward, spans_of
from loaders.staging.stage import Remembered, stage_edges, stage_nodes, stage_statements
from loaders.tally import Tally, tally_of
from loaders.validating.checks import check_rows, severity_of
from loaders.validating.findings import Finding, Severity

_EXPLANATIONS = ("表格说明", "填写说明", "填表说明", "示例", "说明:", "说明：")
"""Rows that explain the form and are left under its data (T3)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding in the file's own words: rule, what becomes of the rows, the header, why, and the row numbers."""

    rule: str
    severity: Severity
    header: str
    reason: str
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class Staged:
    """What a chunk says, ready for a store, and what it could not say."""

    read: int
    claims: StagedClaims
    rows: StagedRows
    aims: list[Aim]
    pairs: list[NewJudgement]
    issues: list[Issue]
    rejected: dict[int, list[Issue]]
    cells: dict[int, list[str]]
    skipped: int = 0
    progress: float = 0.0
    tally: Tally | None = None


def stage_chunk(raw: RawRows, binding: Binding, context: Context, said: Remembered) -> Staged:
    """Everything that one chunk of rows says."""
    definition = context.definition
    raw, explained = _without_explanations(raw)
    frame = Frame.of_rows(raw.numbers, {})
    findings = read_columns(definition.columns, binding.cells(raw, definition), frame, context)
    skipped = _skipped(frame, context)
    inner = {}
    for name, each in definition.each.items():
        inner[name], found = unfold(name, each, frame, context)
        findings += found + at_rows(backward(spans_of(each), inner[name]), inner[name].index)
    findings += check_rows(frame, definition) + backward(spans_of(definition), frame) + _out_of_scope(frame, context)
    issues = [*_issues(findings, frame, context, skipped), *_skips(skipped, explained, frame), *_broken(raw)]
    whole, (frame, inner) = frame, _accepted(frame, inner, issues, skipped)
    lost = _issues(identify(definition.nodes, definition.edges, frame, context), frame, context, {})
    for name, each in definition.each.items():
        lost += _issues(identify(each.nodes, each.edges, inner[name], context), inner[name], context, {})
    kept, inner = _accepted(frame, inner, lost, {})
    staged = replace(_staged(raw, kept, inner, [*issues, *lost], (context, said)), skipped=len(set().union(*skipped.values())))
    quality = definition.quality
    return staged if quality is None else replace(staged, tally=tally_of(quality, whole, staged.rejected, context.data_on))


def _staged(raw: RawRows, frame: Frame, inner: dict[str, Frame], issues: list[Issue], how: tuple[Context, Remembered]) -> Staged:
    context, said = how
    definition, claims = context.definition, ClaimColumns()
    stage_nodes(claims, definition.nodes, frame, context, said)
    stage_statements(claims, definition.statements, frame, context)
    stage_edges(claims, definition.edges, frame, context)
    for name, each in definition.each.items():
        stage_nodes(claims, each.nodes, inner[name], context, said)
        stage_statements(claims, each.statements, inner[name], context)
        stage_edges(claims, each.edges, inner[name], context)
    rejected = _by_row(issues)
    cells = {number: row for number, row in zip(raw.numbers, raw.cells, strict=True) if number in rejected}
    cells |= {number: row for number, _, row in raw.broken}
    return Staged(
        read=len(raw.numbers) + len(raw.broken),
        claims=claims.staged(),
        rows=raw_rows(frame, context),
        aims=aims_of(frame, context),
        pairs=judgements_of(frame, context),
        issues=issues,
        rejected=rejected,
        cells=cells,
        progress=raw.progress,
    )


def _without_explanations(raw: RawRows) -> tuple[RawRows, list[int]]:
    found = {at for at, row in enumerate(raw.cells) if row[0].strip().startswith(_EXPLANATIONS)}
    if not found:
        return raw, []
    keep = [at for at in range(len(raw.numbers)) if at not in found]
    rest = RawRows([raw.numbers[at] for at in keep], [raw.cells[at] for at in keep], raw.broken, raw.progress)
    return rest, [raw.numbers[at] for at in sorted(found)]


def _skipped(frame: Frame, context: Context) -> dict[str, set[int]]:
    """The rows that the source says to leave out, by reason."""
    masks = {reason: holds(condition, frame, context.definition) for reason, condition in context.definition.skip.items()}
    return {reason: {number for number, so in zip(frame.rows, mask, strict=True) if so} for reason, mask in masks.items()}


def _out_of_scope(frame: Frame, context: Context) -> list[Finding]:
    """Rows that speak for another part of the source than the file's first."""
    column = context.definition.scope.column
    if column is None:
        return []
    places = [at for at, said in enumerate(frame.of(f"{column}.raw")) if said is not None and said != context.scope]
    return [Finding("XM-SCOPE", column, "与文件首行的范围不同,请另行装载", places)] if places else []


def _skips(skipped: dict[str, set[int]], explained: list[int], frame: Frame) -> list[Issue]:
    named = {**{reason: sorted(rows) for reason, rows in skipped.items()}, "填表说明行": explained}
    return [Issue("XM-SKIP", "fix", "", reason, rows) for reason, rows in named.items() if rows]


def _issues(findings: Iterable[Finding], frame: Frame, context: Context, skipped: dict[str, set[int]]) -> list[Issue]:
    gone = set().union(*skipped.values()) if skipped else set()
    outer = frame if frame.outer is None else frame.outer
    found = []
    for finding in findings:
        numbers = [frame.rows[at] for at in finding.where] if len(outer) else []
        rows = [number for number in dict.fromkeys(numbers) if number not in gone]
        if rows:
            header = _header(finding.column, context)
            found.append(Issue(finding.rule, severity_of(finding, context.definition), header, finding.reason, rows))
    return found


def _header(column: str, context: Context) -> str:
    """The file's own header of a column, else the one that the template has."""
    name = column.partition(".")[0]
    declared = context.definition.columns.get(name)
    return context.headers.get(name) or (declared.headers[0] if declared and declared.headers else name)


def _broken(raw: RawRows) -> list[Issue]:
    return [Issue("XM-ROW", "reject", "", reason, [number]) for number, reason, _ in raw.broken]


def _accepted(
    frame: Frame, inner: dict[str, Frame], issues: Iterable[Issue], skipped: dict[str, set[int]]
) -> tuple[Frame, dict[str, Frame]]:
    """The frames without the rows that an issue rejects or the source skips."""
    out = {number for issue in issues if issue.severity == "reject" for number in issue.rows}.union(*skipped.values())
    if not out:
        return frame, inner
    keep = [at for at, number in enumerate(frame.rows) if number not in out]
    kept = frame.kept(keep)
    return kept, {name: each.following(kept, keep) for name, each in inner.items()}


def _by_row(issues: Iterable[Issue]) -> dict[int, list[Issue]]:
    rejected: dict[int, list[Issue]] = {}
    for issue in issues:
        if issue.severity == "reject":
            for number in issue.rows:
                rejected.setdefault(number, []).append(issue)
    return rejected
