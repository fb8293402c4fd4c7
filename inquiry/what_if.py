"""What would change if this repair, removal, objection, listing or rule came about? Nothing is recorded."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic import Field

from inquiry.answering.consequences import ConsequenceTold, consequence, day_told, nodes_of
from inquiry.answering.coverage import require
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from inquiry.asking.suppositions import Settled, Supposition, settled
from inquiry.measures import RECORDS
from reasoning.propagation import Consequence
from reasoning.what_if import WhatIf, what_if

SUPPOSED = "supposed"
"""The flag of a measure that rests on something supposed."""


class WhatIfParameters(Parameters):
    """Of whom, and what is supposed. The body of a POST, and the options of the command."""

    subject: str = Field(min_length=1, max_length=100, description="An id or a valid code.")
    suppose: tuple[Supposition, ...] = Field(min_length=1, max_length=50, description="What is supposed, all at once.")


class SupposedTold(Wire):
    """One supposition as it was understood: the fact and the record that it aims at."""

    deed: str
    fact: str | None
    record: Ref | None
    list_code: str | None
    rule: str | None
    on: str | None
    props: dict[str, Any]


class CatalogueTold(Wire):
    """The law that was read: `changed` where rules were switched; `hash` is that of the catalogue before."""

    changed: bool
    rules_on: list[str]
    rules_off: list[str]
    version: str
    hash: str


class KeptTold(Wire):
    """A measure on a target that stays: `lost` are the grounds that fall, `stands` the others on which it rests."""

    lost: list[ConsequenceTold]
    stands: list[ConsequenceTold]


class MovedTold(Wire):
    """A measure that stays with other days, another state or other flags."""

    before: ConsequenceTold
    after: ConsequenceTold


class WhatIfData(Wire):
    """The measures on and from the subject, before and after, on `compared_on`: the day of the question or of the last supposition."""

    subject: Ref
    compared_on: str | None
    suppose: list[SupposedTold]
    catalogue: CatalogueTold
    lifted: list[ConsequenceTold]
    kept: list[KeptTold]
    new: list[ConsequenceTold]
    moved: list[MovedTold]
    same: int


def what_if_of(question: Question, wanted: WhatIfParameters) -> Outcome[WhatIfData]:
    """The difference that the suppositions make. NotFound for a fact that does not stand, BadParameter for one that lacks something."""
    subject = subject_of(question, wanted.subject)
    require(question.view, RECORDS)
    meant = settled(question, subject.id, wanted.suppose)
    found = what_if(question.view, question.rulebook.catalogue, subject.id, meant.day, meant.view.supposed, meant.catalogue)
    question.directory.learn(nodes_of(_all(found)) | {fact.src for fact in meant.facts if fact})
    return Outcome(
        WhatIfData(
            subject=question.ref(subject.id),
            compared_on=day_told(meant.day),
            suppose=[_supposed(question, each, meant, at) for at, each in enumerate(wanted.suppose)],
            catalogue=catalogue_told(question, meant),
            lifted=told(question, found.lifted),
            kept=[KeptTold(lost=told(question, each.lost), stands=told(question, each.stands)) for each in found.kept],
            new=told(question, found.new),
            moved=[MovedTold(before=_one(question, each.before), after=_one(question, each.after)) for each in found.moved],
            same=found.same,
        )
    )


def _all(found: WhatIf) -> list[Consequence]:
    kept = [one for each in found.kept for one in (*each.lost, *each.stands)]
    return [*found.lifted, *kept, *found.new, *(one for each in found.moved for one in (each.before, each.after))]


def told(question: Question, consequences: Iterable[Consequence]) -> list[ConsequenceTold]:
    """Consequences as they leave: evidence that was only supposed is none, and what rests on it says so."""
    return [_one(question, each) for each in consequences]


def _one(question: Question, each: Consequence) -> ConsequenceTold:
    steps = tuple(replace(step, evidence=tuple(number for number in step.evidence if number > 0)) for step in each.proof)
    imagined = any(number < 0 for step in each.proof for number in step.evidence)
    flags = tuple(sorted({*each.flags, SUPPOSED})) if imagined else each.flags
    return consequence(question, replace(each, proof=steps, flags=flags))


def catalogue_told(question: Question, meant: Settled) -> CatalogueTold:
    """Which law the answer reads."""
    mark = question.rulebook.mark
    return CatalogueTold(
        changed=bool(meant.rules_on or meant.rules_off),
        rules_on=list(meant.rules_on),
        rules_off=list(meant.rules_off),
        version=mark.version,
        hash=mark.hash,
    )


def _supposed(question: Question, each: Supposition, meant: Settled, at: int) -> SupposedTold:
    fact = meant.facts[at]
    return SupposedTold(
        deed=each.deed,
        fact=fact.id if fact else None,
        record=question.ref(fact.src) if fact and fact.dst is None else None,
        list_code=each.list_code,
        rule=each.rule,
        on=each.on or day_told(question.as_of),
        props=each.props,
    )
