"""Which smallest set of records must be repaired, removed or annulled so that a measure ends, and from when can that be asked for?"""

from typing import Literal

from pydantic import Field

from credit.errors import BadParameter, NotFound
from credit.periods import iso
from inquiry.answering.consequences import ConsequenceTold, consequence, day_told, nodes_of
from inquiry.answering.coverage import require
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from inquiry.measures import RECORDS
from reasoning.minimal_repair import MOST_TRIED, Ground, MinimalRepair, Move, Moves, minimal_repair


class MinimalRepairParameters(Parameters):
    """Of whom, and which measure."""

    subject: str = Field(min_length=1, max_length=100, description="An id or a valid code.")
    measure: str = Field(min_length=1, max_length=60, description="A measure's code, as measures lists them (/v1/ontology/measures).")


class MoveTold(Wire):
    """One record and what is done to it. `earliest`: from when it can be asked for; null where no day is known, and for an annulment."""

    means: Literal["repair", "remove", "void"]
    record: Ref
    fact: str
    subject: Ref
    earliest: str | None
    evidence: list[int]


class MovesTold(Wire):
    """A set after which nothing of the measure stands; `earliest`: from when the whole of it can be asked for."""

    moves: list[MoveTold]
    earliest: str | None


class GroundTold(Wire):
    """A ground of the measure with its proof, and whether a repair of its record ends it."""

    consequence: ConsequenceTold
    on_repair: Literal["yes", "no", "unsettled"]


class MinimalRepairData(Wire):
    """`sets`: the smallest by repair and removal alone, the earliest first. `by_voiding`: those that need an unlawful decision to be
    annulled, where they are smaller or the only ones. `expires`: the first day on which every ground has ended by itself."""

    subject: Ref
    measure: Label
    grounds: list[GroundTold]
    sets: list[MovesTold]
    by_voiding: list[MovesTold]
    expires: str | None
    says_zh: str


def minimal_repair_of(question: Question, wanted: MinimalRepairParameters) -> Outcome[MinimalRepairData]:
    """What ends a measure. BadParameter for a code that no rule knows, NotFound where the measure does not bind the subject."""
    subject = subject_of(question, wanted.subject)
    require(question.view, RECORDS)
    catalogue = question.rulebook.catalogue
    if wanted.measure not in catalogue.measures:
        says = f"没有措施“{wanted.measure}”;措施代码见 measures 的回答。No such measure; measures lists the codes."
        raise BadParameter(says, errors=[{"field": "measure", "message": says}])
    found = minimal_repair(question.view, catalogue, subject.id, wanted.measure, question.as_of)
    if not found.grounds:
        raise NotFound(f"{subject.id} 在该日不受措施“{wanted.measure}”约束。The measure does not bind it on this day.")
    moves = [move for each in (*found.sets, *found.by_voiding) for move in each.moves]
    question.directory.learn(
        nodes_of(each.consequence for each in found.grounds) | {move.record.id for move in moves} | {move.record.subject for move in moves}
    )
    data = MinimalRepairData(
        subject=question.ref(subject.id),
        measure=question.rulebook.measure(wanted.measure),
        grounds=[_ground(question, each) for each in found.grounds],
        sets=[_moves(question, each) for each in found.sets],
        by_voiding=[_moves(question, each) for each in found.by_voiding],
        expires=day_told(found.expires),
        says_zh=_says(found),
    )
    return Outcome(data, truncated=not found.complete, reason=None if found.complete else f"most_tried={MOST_TRIED}")


def _says(found: MinimalRepair) -> str:
    """The answer in one sentence."""
    expiry = f"自 {iso(found.expires)} 起期满自行终止" if found.expires is not None else "没有自行终止之日"
    if not found.sets:
        return f"没有可由信用修复或者移出名单解除的办法；{expiry}。"
    first = found.sets[0]
    whole = f"最早可于 {iso(first.earliest)} 全部申请" if first.earliest is not None else "最早日期未载明"
    return f"最少须修复或者移出 {len(first.moves)} 条记录，{whole}；不申请的，{expiry}。"


def _ground(question: Question, each: Ground) -> GroundTold:
    return GroundTold(consequence=consequence(question, each.consequence), on_repair=each.on_repair)


def _moves(question: Question, each: Moves) -> MovesTold:
    return MovesTold(moves=[_move(question, move) for move in each.moves], earliest=day_told(each.earliest))


def _move(question: Question, each: Move) -> MoveTold:
    return MoveTold(
        means=each.means,
        record=question.ref(each.record.id),
        fact=each.record.fact.id,
        subject=question.ref(each.record.subject),
        earliest=day_told(each.earliest),
        evidence=list(each.record.fact.evidence),
    )
