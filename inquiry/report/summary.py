"""The report in plain words: counts and dates. Nobody is given a score or a level, least of all a natural person (DESIGN section 2)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from inquiry.measures import MeasuresData
from inquiry.report.wire import Counts, Line, RecordTold, Summary
from inquiry.show import SubjectData

_LISTS = {"black": "serious_lists", "watch": "watch_lists", "red": "red_lists"}
_KINDS = {"Penalty": "penalties", "CourtOrder": "orders"}


def summary(shown: SubjectData, told: Sequence[RecordTold], found: MeasuresData) -> Summary:
    """Counts of everything, also of what a long part leaves out."""
    states = Counter(each.state for each in found.on)
    counts = Counts(
        **_records(told),
        bound=states["bound"],
        possible=states["possible"],
        noted=states["note"],
        measures_on_others=len(found.from_),
        others_reached=len({each.target.id for each in found.from_}),
        refused=len(found.refused),
        gaps=len(found.gaps),
        unconfirmed=len(found.unconfirmed),
        conflicts=len(shown.conflicts),
        disputed=sum(1 for each in told if "disputed" in each.flags),
    )
    return Summary(counts=counts, lines=_lines(counts))


def _records(told: Sequence[RecordTold]) -> dict[str, Any]:
    found = Counter(_counted_as(each) for each in told)
    return {name: found[name] for name in (*_KINDS.values(), *_LISTS.values(), "other_records")}


def _counted_as(each: RecordTold) -> str:
    if each.kind == "ListEntry":
        polarity = each.props.get("polarity") or {}
        return _LISTS.get(polarity.get("code", ""), "other_records")
    return _KINDS.get(each.kind, "other_records")


def _lines(counts: Counts) -> list[Line]:
    lines = [_records_told(counts), _measures_told(counts)]
    if counts.measures_on_others:
        lines.append(
            Line(
                text_zh=f"由本主体的记录及于他人的措施 {counts.measures_on_others} 项，涉及 {counts.others_reached} 个主体。",
                text_en=f"{counts.measures_on_others} measures flow from its records to {counts.others_reached} others.",
            )
        )
    doubts = (
        (counts.disputed, "条记录正在异议处理中", "records are disputed"),
        (counts.conflicts, "处来源说法不一", "points on which sources disagree"),
        (counts.gaps, "处身份来源未载明", "roles that no source states"),
        (counts.unconfirmed, "条同名记录身份待核实", "records of unconfirmed namesakes"),
    )
    open_points = [each for each in doubts if each[0]]
    if open_points:
        zh = "、".join(f"{number} {zh}" for number, zh, _ in open_points)
        en = ", ".join(f"{number} {en}" for number, _, en in open_points)
        lines.append(Line(text_zh=f"尚待核实：{zh}。", text_en=f"Open points: {en}."))
    return lines


def _records_told(counts: Counts) -> Line:
    parts = (
        (counts.penalties, "行政处罚", "条", "penalties"),
        (counts.serious_lists, "严重失信主体名单", "条", "serious-breach listings"),
        (counts.watch_lists, "重点关注或异常名录", "条", "watch listings"),
        (counts.red_lists, "守信名单", "条", "red-list entries"),
        (counts.orders, "法院文书", "件", "court orders"),
        (counts.other_records, "其他记录", "条", "other records"),
    )
    found = [each for each in parts if each[0]]
    if not found:
        return Line(
            text_zh="在已装载的来源中没有可列出的处罚、名单和法院文书；这不等于没有记录。",
            text_en="No penalty, listing or court order to be told in the loaded sources; that is not a clean record.",
        )
    zh = "、".join(f"{name} {number} {unit}" for number, name, unit, _ in found)
    return Line(text_zh=f"列出{zh}。", text_en=f"Told: {', '.join(f'{number} {en}' for number, _, _, en in found)}.")


def _measures_told(counts: Counts) -> Line:
    parts = (
        (counts.bound, "受约束的措施", "binding"),
        (counts.possible, "可能受约束、须由有权机关认定或决定的", "possible, for an authority to decide"),
        (counts.noted, "提示", "notes"),
    )
    found = [each for each in parts if each[0]]
    if not found:
        return Line(
            text_zh="在已装载的来源中没有对本主体的措施；这不等于没有措施。",
            text_en="No measure on the subject by the loaded sources; that does not say that there is none.",
        )
    zh = "、".join(f"{name} {number} 项" for number, name, _ in found)
    return Line(text_zh=f"对本主体：{zh}。", text_en=f"On the subject: {', '.join(f'{number} {en}' for number, _, en in found)}.")
