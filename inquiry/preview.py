"""What would this listing or decision bring about, before it is signed? Nothing is recorded."""

from typing import Any, Literal

from pydantic import Field

from credit.periods import day_of
from inquiry.answering.consequences import (
    Citation,
    ConsequenceTold,
    GapTold,
    citations,
    day_told,
    gap,
    nodes_of,
)
from inquiry.answering.coverage import require
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from inquiry.asking.suppositions import Named, Supposition, record_of
from inquiry.measures import RECORDS
from inquiry.remedies import RemedyTold, remedy_told
from inquiry.rulebook import kind_label
from inquiry.what_if import told
from reasoning.drafts import Hint, Preview, preview
from reasoning.supposing import SupposedRecord, supposed


class PreviewParameters(Parameters):
    """The draft. `grounds`: codes of /v1/ontology/grounds, or words. `named`: whom it names, in which duty."""

    subject: str = Field(min_length=1, max_length=100, description="Whom it is about: an id or a valid code.")
    deed: Literal["list", "penalty", "order"] = "list"
    list_code: str | None = Field(default=None, max_length=60, description="For `list`: a code of /v1/ontology/list_code.")
    on: str | None = Field(default=None, max_length=40, description="The day on it; default the day of the question.")
    grounds: tuple[str, ...] = Field(default=(), max_length=20, description="Codes of /v1/ontology/grounds, or words.")
    props: dict[str, Any] = Field(default_factory=dict, max_length=40, description="What else it states (docs/schema.md).")
    named: tuple[Named, ...] = Field(default=(), max_length=40, description="Whom it names.")


class NamedTold(Wire):
    """A person whom the draft names."""

    person: Ref
    duty: Label


class NoticeItem(Wire):
    """What the notice of repair that goes with the decision must tell (两书同达), and what follows from the draft."""

    item_zh: str
    text_zh: list[str]


class NoticeTold(Wire):
    """The notice of repair: its rule, and its content as far as the draft gives it."""

    rule: str
    rule_zh: str
    basis: list[Citation]
    items: list[NoticeItem]


class HintTold(Wire):
    """Something to look at again before signing."""

    code: str
    says_zh: str
    rule: str | None
    basis: list[Citation]


class PreviewData(Wire):
    """`binds`: every measure that the draft alone would bring about, on its subject and on others, each with role, article and proof.
    `gaps`: roles that a rule reads and nobody has stated. `hints`: proportion and form."""

    subject: Ref
    kind: Label
    list_: Label | None = Field(alias="list")
    on: str | None
    named: list[NamedTold]
    binds: list[ConsequenceTold]
    gaps: list[GapTold]
    remedy: RemedyTold | None
    notice: NoticeTold | None
    hints: list[HintTold]


def preview_of(question: Question, wanted: PreviewParameters) -> Outcome[PreviewData]:
    """What the draft would bring about. BadParameter says what it lacks."""
    subject = subject_of(question, wanted.subject)
    require(question.view, RECORDS)
    day = day_of(wanted.on) if wanted.on else question.as_of
    draft = record_of(question, subject.id, _supposition(question, wanted), day, 0)
    claims = supposed(question.view.transaction, (), [draft])
    compared = max(day, question.as_of)
    found = preview(question.view, question.rulebook.catalogue, question.rulebook.days, draft, claims, compared)
    question.directory.learn(nodes_of(found.binds) | {person for person, _ in draft.named} | {each.subject for each in found.gaps})
    remedy = remedy_told(question, found.remedy, compared) if found.remedy else None
    code = draft.props.get("list_code")
    return Outcome(
        PreviewData(
            subject=question.ref(subject.id),
            kind=kind_label(draft.kind),
            list_=question.rulebook.label("list_code", str(code)) if code else None,
            on=day_told(day),
            named=[NamedTold(person=question.ref(person), duty=question.rulebook.label("duty", duty)) for person, duty in draft.named],
            binds=told(question, found.binds),
            gaps=[gap(question, each) for each in found.gaps],
            remedy=remedy,
            notice=_notice(question, draft, found),
            hints=[_hint(each) for each in found.hints],
        )
    )


def _supposition(question: Question, wanted: PreviewParameters) -> Supposition:
    """Grounds that are codes stand as codes; words stand as the reason, where the kind has one."""
    known = question.rulebook.catalogue.vocabulary["grounds"]
    codes = [each for each in wanted.grounds if each in known]
    words = "；".join(each for each in wanted.grounds if each not in known)
    stated = {"grounds": codes} if codes else {}
    reasoned = {"reason" if wanted.deed == "list" else "remark": words} if words and wanted.deed != "order" else {}
    return Supposition(
        deed=wanted.deed, list_code=wanted.list_code, on=wanted.on, props={**stated, **reasoned, **wanted.props}, named=wanted.named
    )


def _notice(question: Question, draft: SupposedRecord, found: Preview) -> NoticeTold | None:
    """What the notice must tell, filled from the draft: in the order of the rule's own list."""
    rule = next((each for each in question.rulebook.catalogue.repair.values() if each.must_state), None)
    if rule is None or draft.kind == "CourtOrder":
        return None
    filled: tuple[list[str], ...] = (_grounds(question, draft), _ends(found), _opening(found), _channel(question, draft), [])
    items = [NoticeItem(item_zh=item, text_zh=text) for item, text in zip(rule.must_state, filled, strict=False)]
    return NoticeTold(rule=rule.id, rule_zh=rule.rule_zh, basis=citations(rule.basis), items=items)


def _grounds(question: Question, draft: SupposedRecord) -> list[str]:
    codes = [question.rulebook.label("grounds", str(code)).label_zh for code in draft.props.get("grounds", ())]
    words = [str(draft.props[name]) for name in ("reason", "violation_facts", "legal_basis", "remark") if name in draft.props]
    return [*codes, *words]


def _ends(found: Preview) -> list[str]:
    ends = found.remedy.ends if found.remedy else ()
    return [f"{each.says_zh}（{day_told(each.until) or '止日未定'}）" for each in ends]


def _opening(found: Preview) -> list[str]:
    if found.remedy is None:
        return []
    opens = [f"最早 {day_told(each.earliest) or '日期未载明'}：{each.says_zh}" for each in found.remedy.openings]
    return [*opens, *(each.zh for each in found.remedy.conditions)]


def _channel(question: Question, draft: SupposedRecord) -> list[str]:
    law = question.rulebook.catalogue.lists.get(str(draft.props.get("list_code")))
    return [law.authority_zh] if law else [str(draft.props[name]) for name in ("authority_name",) if name in draft.props]


def _hint(each: Hint) -> HintTold:
    return HintTold(code=each.code, says_zh=each.says_zh, rule=each.rule, basis=citations(each.basis))
