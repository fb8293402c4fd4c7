"""What a load did, told to the person who sent the file."""

from collections.abc import Iterator

from loaders.folders import Unloaded
from loaders.report import LoadReport

_MOST = 8


def load_told(each: LoadReport | Unloaded) -> Iterator[str]:
    """One file: what came in, what was lost, and where the lost rows are."""
    if isinstance(each, Unloaded):
        yield f"{each.file}: 未装载 not loaded: {each.reason}"
        return
    yield f"{each.file} → {each.source}/{each.scope}({each.data_on}): {_counts(each)}"
    for issue in each.issues[:_MOST]:
        rows = "、".join(str(row) for row in issue.rows)
        yield f"    {issue.severity} {issue.rule} {issue.header}: {issue.reason} ×{issue.count}(行 {rows})"
    if len(each.issues) > _MOST:
        yield f"    … 另有 {len(each.issues) - _MOST} 类问题,见 xinmai quality"
    for note in (*each.notes, *(f"未收录的列 {header}" for header in each.forbidden_columns)):
        yield f"    {note}"
    if each.rejected_path:
        yield f"    退回行 rejected rows: {each.rejected_path}"


def _counts(each: LoadReport) -> str:
    if each.skipped_as_unchanged:
        return "与上次相同 unchanged"
    rows = f"读 {each.read} 行,收 {each.accepted},退 {each.rejected},略 {each.skipped},修 {each.fixed},警 {each.warned}"
    done = each.publication
    return f"{rows};新 {done.new},改 {done.changed},同 {done.unchanged},止 {done.closed}" if done else rows
