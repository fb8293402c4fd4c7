"""Which matters can be checked, and what each looks at."""

from pydantic import Field

from inquiry.answering.checking import ACTIONS
from inquiry.answering.consequences import Citation, citations
from inquiry.answering.wire import Label, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.rulebook import kind_label
from reasoning.catalogue import Effect, Matter


class MattersParameters(Parameters):
    """Which of them."""

    domain: str | None = Field(default=None, max_length=40, description="Only matters of this domain (/v1/ontology/domain).")


class EffectTold(Wire):
    """What the office does where one of these measures binds the subject."""

    action: Label
    measures: list[Label]


class MatterInFull(Wire):
    """A matter and everything that it looks at."""

    code: str
    label_zh: str
    label_en: str
    domain: Label
    executor: str
    subjects: list[str]
    lists: list[Label]
    watch_lists: list[Label]
    records: list[Label]
    red_lists: list[Label]
    effects: list[EffectTold]
    needs: list[str]
    basis: list[Citation]
    note: str | None


class MattersData(Wire):
    """All matters."""

    items: list[MatterInFull]


def matters(question: Question, wanted: MattersParameters) -> Outcome[MattersData]:
    """Every matter, or those of a domain."""
    known = question.rulebook.catalogue.matters.values()
    return Outcome(MattersData(items=[_told(question, each) for each in known if wanted.domain in (None, each.domain)]))


def _told(question: Question, matter: Matter) -> MatterInFull:
    def lists(codes: tuple[str, ...]) -> list[Label]:
        return [question.rulebook.label("list_code", code) for code in codes]

    return MatterInFull(
        code=matter.code,
        label_zh=matter.zh,
        label_en=matter.en,
        domain=question.rulebook.label("domain", matter.domain),
        executor=matter.executor,
        subjects=list(matter.subjects),
        lists=lists(matter.lists),
        watch_lists=lists(matter.watch_lists),
        records=[kind_label(kind) for kind in matter.records],
        red_lists=lists(matter.red_lists),
        effects=[_effect(question, effect) for effect in matter.effects],
        needs=list(matter.needs),
        basis=citations(matter.basis),
        note=matter.note,
    )


def _effect(question: Question, effect: Effect) -> EffectTold:
    zh, en = ACTIONS[effect.action]
    label = Label(code=effect.action, label_zh=zh, label_en=en)
    return EffectTold(action=label, measures=[question.rulebook.measure(code) for code in effect.measures])
