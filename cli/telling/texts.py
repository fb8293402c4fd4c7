"""Papers, loads of papers and scores, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.loads import load_told
from loaders.text.load import TextsLoaded
from loaders.text.scoring import Score, Scores

_LABELS = {
    "doc_no": "文号", "agency": "机关", "date": "日期", "violation": "违法事实", "parties": "当事人", "uscc": "代码", "roles": "职务",
    "responsible": "责任人员", "penalties": "处罚", "basis": "依据", "relations": "关系",
}  # fmt: skip


def paper_told(paper: Mapping[str, Any]) -> Iterator[Told]:
    """One paper: what it is, and each finding on a line."""
    kind = paper["document_type"]
    rows = [_row(label, each) for field, label in _LABELS.items() for each in _listed(paper[field])]
    yield Sheet(f"{paper['file']}: {kind['label_zh']}({kind['code']})", ("项目", "所述", "位置", "规则", "置信度", "核对"), rows)
    if not rows:
        yield f"{paper['file']}: {kind['label_zh']}({kind['code']}),没有读到内容 nothing was read"


def _listed(value: Any) -> list[Mapping[str, Any]]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _row(label: str, finding: Mapping[str, Any]) -> tuple[object, ...]:
    value = finding["value"]
    words = [str(each) for each in value.values() if each not in (None, "", True, False)] if isinstance(value, dict) else [str(value)[:60]]
    start, end = finding["span"]
    return (label, " ".join(words)[:120], f"{start}-{end}", finding["rule"], finding["confidence"], finding["why"] or "")


def loaded_told(done: TextsLoaded) -> Iterator[Told]:
    """What became of the papers."""
    types = "、".join(f"{name} {count}" for name, count in sorted(done.types.items()))
    yield f"读 {done.papers} 份({types});入图 {done.certain} 行,待核对 {done.to_review} 行"
    for unread in done.unread:
        yield f"{unread.file}: 未读 not read: {unread.reason}"
    for report in done.reports:
        yield from load_told(report)
    for review in done.reviews:
        yield f"待核对 to look at: {review}(改正后 xinmai load 该文件;correct it, then xinmai load it)"


def scores_told(name: str, scores: Scores) -> Iterator[Told]:
    """How well a file was read."""
    columns = ("", "准确率 P", "召回率 R", "F1", "对", "读出", "应有")
    yield f"{name}: {scores.documents} 份"
    yield Sheet("合计 all", columns, [_scored("all", scores.everything), _scored("without review", scores.certain)])
    for title, group in (("逐项 fields", scores.fields), ("逐类 families", scores.families), ("文书形式 forms", scores.forms)):
        yield Sheet(title, columns, [_scored(each, score) for each, score in group.items()])


def _scored(name: str, score: Score) -> tuple[object, ...]:
    return (name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", score.right, score.told, score.wanted)
