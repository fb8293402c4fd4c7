"""May this subject do this matter today? (逢办必查) The verdict, what it rests on, what was looked at and not found, and how fresh it is.

A matter looks at the facts of its own list and at nothing else. Silence is never `clear`: a subject that nobody mentions, a source
that nobody has loaded, a namesake who may be meant each say so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import AliasChoices, Field

from credit.errors import BadParameter, NotCovered, NotFound
from credit.facts import Fact
from credit.identity import VERIFIED
from credit.kinds import node_kind_of
from credit.view import Way
from graph.spans import span
from inquiry.answering.checking import (
    CheckData,
    GroundTold,
    ListingTold,
    MatterTold,
    UnsureTold,
    ground,
    listing,
    plan_of,
    unsure,
)
from inquiry.answering.items import usable
from inquiry.answering.wire import Wire, Written
from inquiry.asking.parameters import Parameters, Text
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import Subject, id_of, subject_of
from reasoning.catalogue import Action, Matter, counts
from reasoning.namesakes import Namesake, namesakes_of
from reasoning.propagation import Consequence, measures_on

Verdict = Literal["block", "limit", "attention", "clear", "unknown"]
_VERDICTS: dict[Action, Verdict] = {"prohibit": "block", "limit": "limit", "strict": "limit", "notice": "attention"}
_ORDER: tuple[Verdict, ...] = ("block", "limit", "attention", "unknown", "clear")


class CheckParameters(Parameters):
    """Who wants to do what, on which day, and in which case of the office's own."""

    subject: str = Field(
        min_length=1, max_length=100, description="An id or a valid code. Never a name.", examples=["uscc:91379926MA00001115"]
    )
    matter: str = Field(max_length=60, description="A code of /v1/matters.", examples=["government_procurement"])
    as_of: Text | None = Field(
        default=None,
        validation_alias=AliasChoices("on", "as_of"),
        serialization_alias="on",
        description="The day of the matter (2026-03-01); default today.",
    )
    reference: str | None = Field(default=None, max_length=80, description="The office's own number of the case; stands in the receipt.")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a check has found, before it is told."""

    subject: Subject
    grounds: Sequence[tuple[Action, Consequence]]
    notices: Sequence[Fact]
    incentives: Sequence[Fact]
    unsure: Sequence[tuple[Namesake, Sequence[Consequence]]]
    unverified: bool
    uncovered: Sequence[str]


def matter_of(question: Question, code: str) -> Matter:
    """The matter of that code. BadParameter says where all are listed."""
    found = question.rulebook.catalogue.matters.get(code)
    if found is None:
        raise BadParameter(
            f"没有编号为“{code[:60]}”的事项,全部事项见 /v1/matters。No such matter; /v1/matters lists all.",
            errors=[{"field": "matter", "message": "a code of /v1/matters"}],
        )
    return found


def check(question: Question, wanted: CheckParameters) -> Outcome[Written[CheckData]]:
    """One check."""
    matter = matter_of(question, wanted.matter)
    try:
        subject = subject_of(question, wanted.subject)
    except (NotFound, NotCovered):
        return Outcome(_stranger(question, matter, id_of(wanted.subject)))
    _must_be_of_kind(matter, subject.kind)
    return Outcome(_told(question, matter, _found(question, matter, subject)))


def _must_be_of_kind(matter: Matter, kind: str) -> None:
    if kind not in matter.subjects:
        zh = {"Person": "自然人", "Organization": "组织"}
        wanted = "、".join(zh[each] for each in matter.subjects)
        raise BadParameter(
            f"事项“{matter.zh}”核查的是{wanted}。This matter is about {', '.join(matter.subjects)}.",
            errors=[{"field": "subject", "message": f"one of {', '.join(matter.subjects)}"}],
        )


def _stranger(question: Question, matter: Matter, asked: str) -> Written[CheckData]:
    """Nobody has mentioned the subject: that is all that can be said."""
    kind, plan = node_kind_of(asked) or "Organization", plan_of(question, matter)
    _must_be_of_kind(matter, kind)
    return _written(
        subject={"id": asked, "kind": kind, "name": None, "masked": False},
        matter=plan.matter,
        verdict="unknown",
        reasons=["subject_not_covered", *(["source_not_covered"] * bool(plan.uncovered))],
        says_zh="已装载的来源均未提到此主体,无法给出结论;这不等于没有记录。",
        grounds=[],
        notices=[],
        incentives=[],
        unconfirmed=[],
        red_and_black=False,
        looked_at=plan.seen({}),
        sources=plan.sources,
    )


def _written(**data: Any) -> Written[CheckData]:
    """The data as it leaves: making and checking its models took as long as working out most verdicts (decision 0101)."""
    return Written[CheckData].model_construct(body=data)


def _dumped(models: Iterable[Wire]) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") for each in models]


def _found(question: Question, matter: Matter, subject: Subject) -> _Found:
    plan, alike = plan_of(question, matter), namesakes_of(question.view, subject.id, subject.kind)
    with span("rules.evaluate"):
        asked = [subject.id, *(each.node for each in alike)]
        bound = measures_on(question.view, question.rulebook.catalogue, asked, question.as_of, matter)
    question.directory.learn({each.record for found in bound.values() for each in found})
    unverified = subject.kind == "Person" and not _verified(question, subject.id)
    grounds = _counted(question, matter, bound[subject.id])
    resting = {each.record for _, each in grounds}
    listed = _listings(question, subject.id)
    return _Found(
        subject,
        grounds,
        [each for each in _on(listed, (*matter.watch_lists, *plan.adverse)) if each.src not in resting],
        _on(listed, matter.red_lists),
        [(each, found) for each in alike if (found := _meant(question, each, _counted(question, matter, bound[each.node])))],
        unverified,
        plan.uncovered,
    )


def _counted(question: Question, matter: Matter, found: Iterable[Consequence]) -> list[tuple[Action, Consequence]]:
    """What the matter looks at: its measures, where they rest on a list or a kind of record that it names."""
    actions, counted = matter.measures, []
    for each in found:
        record = question.directory.record(each.record)
        if each.measure in actions and record is not None and counts(matter, record.kind, record.props.get("list_code")):
            counted.append((actions[each.measure], each))
    return counted


def _meant(question: Question, namesake: Namesake, counted: Iterable[tuple[Action, Consequence]]) -> list[Consequence]:
    """What counts against a namesake, on days on which the subject bore the name."""
    dated = [(each, question.directory.record(each.record)) for _, each in counted]
    return [each for each, record in dated if record is not None and namesake.may_be_meant_on(record.period.from_max)]


def _listings(question: Question, subject: str) -> list[Fact]:
    """The subject's own entries on lists that stand on the day."""
    edges = question.view.expand([subject], ["LISTED_AS"], question.on_the_day, Way.OUT)
    entries = {edge.dst for edge in edges if edge.dst}
    question.directory.learn(entries)
    records = (question.directory.record(entry) for entry in sorted(entries))
    return [each for each in records if each is not None and each.period.overlaps(question.on_the_day) and usable(each, question.as_of)]


def _on(entries: Iterable[Fact], codes: Collection[str]) -> list[Fact]:
    return [each for each in entries if each.props.get("list_code") in codes]


def _verified(question: Question, person: str) -> bool:
    record = question.directory.record(person)
    return person.startswith("p:v") or (record is not None and record.props.get("identity") == VERIFIED)


def _told(question: Question, matter: Matter, found: _Found) -> Written[CheckData]:
    plan = plan_of(question, matter)
    question.directory.learn([found.subject.id, *(each.node for each, _ in found.unsure)])
    verdict, reasons = _verdict(found)
    seen: dict[str, int] = {}
    for _, each in found.grounds:
        record = question.directory.record(each.record)
        key = str(record.props.get("list_code") or record.kind) if record else ""
        seen[key] = seen.get(key, 0) + 1
    for entry in (*found.notices, *found.incentives):
        seen[str(entry.props["list_code"])] = seen.get(str(entry.props["list_code"]), 0) + 1
    return _written(
        subject=question.directory.written(found.subject.id),
        matter=plan.matter,
        verdict=verdict,
        reasons=reasons,
        says_zh=_says(verdict, reasons, matter),
        grounds=_dumped(ground(question, action, each) for action, each in found.grounds),
        notices=_dumped(listing(question, each, "notice") for each in found.notices),
        incentives=_dumped(listing(question, each, "incentive") for each in found.incentives),
        unconfirmed=_dumped(unsure(question, namesake, each) for namesake, many in found.unsure for each in many),
        red_and_black="red_and_black" in reasons,
        looked_at=plan.seen(seen),
        sources=plan.sources,
    )


def _verdict(found: _Found) -> tuple[Verdict, list[str]]:
    """The gravest that holds. What only may be so asks for attention, never for more; what nobody could have said is unknown."""
    reasons: dict[str, Verdict] = {}
    for action, each in found.grounds:
        reasons.update({"bound": _VERDICTS[action]} if each.state == "bound" and _graver(_VERDICTS[action], reasons.get("bound")) else {})
        reasons.update({each.state: "attention"} if each.state != "bound" else {})
        reasons.update({"disputed": "clear"} if "disputed" in each.flags else {})
    if found.notices:
        reasons["watch_list"] = "attention"
    if found.unverified or any(each.likeness != "part_of_number_differs" for each, _ in found.unsure):
        reasons["identity_unconfirmed"] = "attention"
    if any(each.likeness == "part_of_number_differs" for each, _ in found.unsure):
        reasons["not_the_same_person"] = "clear"
    if found.uncovered:
        reasons["source_not_covered"] = "unknown"
    if found.incentives and (found.grounds or found.notices):
        reasons["red_and_black"] = "attention"
    return min(reasons.values(), key=_ORDER.index, default="clear"), list(reasons)


def _graver(verdict: Verdict, before: Verdict | None) -> bool:
    return before is None or _ORDER.index(verdict) < _ORDER.index(before)


_SAYS: dict[Verdict, str] = {
    "block": "依所列依据,不得办理“{matter}”。",
    "limit": "依所列依据,办理“{matter}”应当限制或者从严。",
    "attention": "办理“{matter}”前须注意所列情形;其中没有应当禁止或者限制办理的。",
    "unknown": "所需来源尚未装载,无法给出结论;这不等于没有记录。",
    "clear": "在本事项所查的名单和记录中,未见应当限制的情形。",
}
_REASONS = {
    "identity_unconfirmed": "有同名记录,身份未确认,办理前须核实。",
    "not_the_same_person": "另有同名记录,公布的部分证件号码不符,不是同一人。",
    "source_not_covered": "所需来源未全部装载。",
    "red_and_black": "同时列入守信名单和有限制情形,须核实。",
    "disputed": "所依据的记录正在异议处理中。",
}


def _says(verdict: Verdict, reasons: Iterable[str], matter: Matter) -> str:
    return _SAYS[verdict].format(matter=matter.zh) + "".join(_REASONS.get(reason, "") for reason in reasons if verdict != "unknown")


__all__ = ["CheckData", "CheckParameters", "GroundTold", "ListingTold", "MatterTold", "UnsureTold", "check", "matter_of"]
