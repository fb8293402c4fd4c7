"""A check as it leaves: verdict, grounds, notices, incentives, doubts, and what was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from credit.facts import Fact
from credit.periods import Day
from credit.view import SourceState
from inquiry.answering.consequences import Citation, ConsequenceTold, citations, consequence, nodes_of
from inquiry.answering.coverage import SourceAge, ages
from inquiry.answering.wire import Label, Ref, Span, Wire
from inquiry.asking.question import Question
from inquiry.rulebook import kind_label
from reasoning.catalogue import Action, Catalogue, Matter
from reasoning.namesakes import Likeness, Namesake
from reasoning.propagation import Consequence

ACTIONS: Mapping[str, tuple[str, str]] = {
    "prohibit": ("禁止", "prohibited"),
    "limit": ("限制", "restricted"),
    "strict": ("从严", "to be handled strictly"),
    "notice": ("提示", "to be noted"),
    "incentive": ("激励", "to be favoured"),
}
"""What a matter asks of the office (行动)."""

_DOUBTS: Mapping[Likeness, str] = {
    "part_of_number_fits": "姓名相同,公布的部分证件号码相符,身份未确认",
    "part_of_number_differs": "姓名相同,公布的部分证件号码不符,不是同一人",
    "name_only": "名称相同,没有可核对的号码,身份未确认",
}


class MatterTold(Wire):
    """The matter that was asked about."""

    code: str
    label_zh: str
    label_en: str
    domain: Label
    executor: str
    basis: list[Citation]


class GroundTold(Wire):
    """One ground: what the office is to do, and the consequence that it rests on with its basis, its end and its proof."""

    action: Label
    consequence: ConsequenceTold


class ListingTold(Wire):
    """A listing that restricts nobody by itself: a watch list, or a red list that speaks for the subject."""

    action: Label
    list_: Label = Field(alias="list")
    record: str
    fact: str
    period: Span
    evidence: list[int]


class UnsureTold(Wire):
    """A record of somebody of the same name that would count if he were the subject. Never a ground."""

    namesake: Ref
    likeness: Literal["part_of_number_fits", "part_of_number_differs", "name_only"]
    says_zh: str
    consequence: ConsequenceTold


class LookedAt(Wire):
    """One list or kind of record that the matter looks at: how much there counts, and whether anybody could have said so."""

    what: Label
    found: int
    covered: bool
    needed: bool
    sources: list[str]


class CheckData(Wire):
    """The verdict on one subject in one matter, and everything that it rests on."""

    subject: Ref
    matter: MatterTold
    verdict: Literal["block", "limit", "attention", "clear", "unknown"]
    reasons: list[str] = Field(description="Why: bound, possible, note, watch_list, identity_unconfirmed, not_the_same_person, disputed …")
    says_zh: str
    grounds: list[GroundTold]
    notices: list[ListingTold]
    incentives: list[ListingTold]
    unconfirmed: list[UnsureTold]
    red_and_black: bool
    looked_at: list[LookedAt]
    sources: list[SourceAge]


@dataclass(frozen=True)
class Plan:
    """What a matter says of every subject alike on a day, as it leaves: shared by all answers, nobody writes into it.

    `looked_at`: with nothing found. `adverse`: lists of the matter that are black; `uncovered`: what no source that was loaded could say.
    """

    matter: dict[str, Any]
    looked_at: tuple[dict[str, Any], ...]
    sources: list[dict[str, Any]]
    uncovered: tuple[str, ...]
    adverse: tuple[str, ...]

    def seen(self, found: Mapping[str, int]) -> list[dict[str, Any]]:
        """Everything on the matter's list, with how much of it was found."""
        return [{**each, "found": found[each["what"]["code"]]} if each["what"]["code"] in found else each for each in self.looked_at]


_PLANS: dict[tuple[int, str, Day], tuple[Catalogue, tuple[SourceState, ...], Plan]] = {}
_MOST = 1000


def plan_of(question: Question, matter: Matter) -> Plan:
    """The plan of a matter, made once for each catalogue and day, and anew as soon as any source says anything new of itself."""
    key, catalogue = (id(question.rulebook.catalogue), matter.code, question.as_of), question.rulebook.catalogue
    known = _PLANS.get(key)
    if known is None or known[0] is not catalogue or (known[1] is not question.sources and known[1] != question.sources):
        if len(_PLANS) >= _MOST:
            _PLANS.clear()
        _PLANS[key] = known = (catalogue, question.sources, _plan(question, matter))
    return known[2]


def _plan(question: Question, matter: Matter) -> Plan:
    heard, catalogue = {state.name for state in question.sources}, question.rulebook.catalogue
    told = MatterTold(
        code=matter.code,
        label_zh=matter.zh,
        label_en=matter.en,
        domain=question.rulebook.label("domain", matter.domain),
        executor=matter.executor,
        basis=citations(matter.basis),
    )
    return Plan(
        matter=told.model_dump(mode="json"),
        looked_at=tuple(each.model_dump(mode="json") for each in _looked_at(question, matter)),
        sources=[each.model_dump(mode="json") for each in _freshness(question, matter)],
        uncovered=tuple(need for need in matter.needs if not heard & set(catalogue.supply.of(need))),
        adverse=tuple(code for code in matter.lists if catalogue.vocabulary["list_code"][code].polarity == "black"),
    )


def ground(question: Question, action: Action, each: Consequence) -> GroundTold:
    """A ground with names."""
    question.directory.learn(nodes_of([each]))
    return GroundTold(action=_action(action), consequence=consequence(question, each))


def listing(question: Question, entry: Fact, action: Literal["notice", "incentive"]) -> ListingTold:
    """An entry on a list."""
    return ListingTold(
        action=_action(action),
        list_=question.rulebook.label("list_code", str(entry.props["list_code"])),
        record=entry.src,
        fact=entry.id,
        period=Span.of(entry.period),
        evidence=list(entry.evidence),
    )


def unsure(question: Question, namesake: Namesake, each: Consequence) -> UnsureTold:
    """A namesake's record with names."""
    question.directory.learn(nodes_of([each]) | {namesake.node})
    return UnsureTold(
        namesake=question.ref(namesake.node),
        likeness=namesake.likeness,
        says_zh=_DOUBTS[namesake.likeness],
        consequence=consequence(question, each),
    )


def _looked_at(question: Question, matter: Matter) -> list[LookedAt]:
    heard = {state.name for state in question.sources}
    supply = question.rulebook.catalogue.supply
    lists = dict.fromkeys((*matter.lists, *matter.watch_lists, *matter.red_lists))
    labels = [question.rulebook.label("list_code", code) for code in lists] + [kind_label(kind) for kind in matter.records]
    return [
        LookedAt(
            what=label,
            found=0,
            covered=bool(heard & set(supply.of(label.code))),
            needed=label.code in matter.needs,
            sources=[name for name in supply.of(label.code) if name in heard],
        )
        for label in labels
    ]


def _freshness(question: Question, matter: Matter) -> list[SourceAge]:
    """How fresh the sources are of everything that the matter looks at."""
    supply = question.rulebook.catalogue.supply
    named = {name for code in (*matter.lists, *matter.watch_lists, *matter.red_lists, *matter.records) for name in supply.of(code)}
    return ages(question.sources, question.as_of, named)


def _action(code: str) -> Label:
    zh, en = ACTIONS[code]
    return Label(code=code, label_zh=zh, label_en=en)
