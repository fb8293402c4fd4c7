"""Why is somebody bound? The proof of one consequence, or of all of a subject's, in words."""

from pydantic import Field

from credit.errors import NotFound
from inquiry.answering.consequences import ConsequenceTold, consequence
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from inquiry.measures import concluded

_STATES = {"bound": "受到约束", "possible": "可能受到约束(须由有权机关认定或决定)", "note": "提示"}
_ENDS = {"while_listed": "起,在列期间", "event": "起,至法定事由出现", "lifetime": "起,终身"}


class ExplainParameters(Parameters):
    """Which consequence, and of whom: either end will do."""

    subject: str = Field(max_length=100, description="The subject whose answer held the consequence: an id or a valid code.")
    consequence: str | None = Field(default=None, max_length=100, description="The consequence's id; default all that bind the subject.")


class Explanation(Wire):
    """One consequence in words."""

    consequence: ConsequenceTold
    text_zh: list[str]


class ExplainData(Wire):
    """Proofs in words."""

    subject: Ref
    explanations: list[Explanation]


def explain(question: Question, wanted: ExplainParameters) -> Outcome[ExplainData]:
    """The proof in words. NotFound where the subject has no such consequence on the day."""
    subject = subject_of(question, wanted.subject)
    found = concluded(question, subject.id)
    chosen = [each for each in (*found.on, *found.from_) if each.id == wanted.consequence] if wanted.consequence else list(found.on)
    if wanted.consequence and not chosen:
        raise NotFound(
            f"{subject.id} 在该日没有编号为“{wanted.consequence[:60]}”的措施。No such consequence on this day; ids come from measures."
        )
    told = [consequence(question, each) for each in chosen]
    explanations = [Explanation(consequence=each, text_zh=words_of(each)) for each in told]
    return Outcome(ExplainData(subject=question.ref(subject.id), explanations=explanations))


def words_of(each: ConsequenceTold) -> list[str]:
    """The proof of a consequence in Chinese sentences: what follows, step by step, how long, who executes, what lifts it."""
    target = each.target.name or each.target.id
    until = (
        f"至 {each.until}" if each.until else {"while_listed": "在列期间", "event": "至法定事由出现", "lifetime": "终身"}.get(each.ends, "")
    )
    return [
        f"结论:{target}{_STATES[each.state]}——{each.measure.label_zh}(规则 {each.rule})。",
        *(f"{step.step}. {step.says_zh}{_word_of(step.evidence)}" for step in each.proof),
        f"期间:自 {each.from_ or '未载明之日'} {until}。执行:{each.executor}。",
        *(f"出路:{way.text_zh}{f'(最早 {way.earliest})' if way.earliest else ''}" for way in each.lifts_when),
    ]


def _word_of(evidence: list[int]) -> str:
    return f"[证据 {', '.join(str(number) for number in evidence)}]" if evidence else ""
