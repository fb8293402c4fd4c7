"""What happened to the subject and around it, in order of time; `around` puts one fact in the middle."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from credit.errors import NotFound
from credit.facts import Act, Deed, Fact
from credit.periods import MAX_DAY, MIN_DAY, Day, iso
from inquiry.answering.items import Item, item, standing
from inquiry.answering.kinds import DECISIONS, TO_DECISIONS, around
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import Subject, subject_of

What = Literal["begins", "ends", "end", "correct", "void", "repair", "dispute", "uphold", "dismiss", "redact"]


class TimelineParameters(Parameters):
    """Which stretch of time."""

    around: str | None = Field(default=None, min_length=1, max_length=100, description="A fact id, or the id of a decision: the centre.")
    window_days: int = Field(default=365, ge=1, le=3660, description="With `around`: at most so many days before and after.")
    include_repaired: bool = Field(default=False, description="Also records whose credit has been repaired (信用修复).")
    limit: int = Field(default=100, ge=1, le=500, description="At most this many events.")
    cursor: str | None = Field(default=None, max_length=600, description="`page.next` of the answer before.")


class Event(Wire):
    """Something that began, ended or was done to a record. `on` is the day, or the latest day by which it had happened."""

    on: str
    exact: bool
    what: What
    offset_days: int | None
    fact: Item


class Centre(Wire):
    """What the timeline is told around."""

    fact: str
    on: str


class TimelineData(Wire):
    """Events in order of time."""

    subject: Ref
    around: Centre | None
    events: list[Event]


Happening = tuple[Day, bool, What, Fact]


def timeline(question: Question, asked: str, wanted: TimelineParameters) -> Outcome[TimelineData]:
    """Everything dated that touches the subject, up to the day of the question."""
    subject = subject_of(question, asked)
    facts = _facts(question, subject, wanted.include_repaired)
    centre = _centre(question, wanted.around) if wanted.around else None
    happened = sorted(
        (each for fact in facts for each in _happenings(fact) if each[0] <= question.as_of and _near(each[0], centre, wanted.window_days)),
        key=lambda each: (each[0], each[3].kind, each[3].id, each[2]),
    )
    page = happened[question.offset : question.offset + wanted.limit]
    more = len(happened) > question.offset + wanted.limit
    return Outcome(
        TimelineData(
            subject=question.ref(subject.id),
            around=Centre(fact=centre[0].id, on=iso(centre[1]) or "") if centre else None,
            events=[_event(question, each, subject.id, centre) for each in page],
        ),
        truncated=more,
        reason="limit" if more else None,
        paged=True,
        next_offset=question.offset + wanted.limit if more else None,
    )


def _facts(question: Question, subject: Subject, include_repaired: bool) -> list[Fact]:
    """The relations of the subject, with a record in place of the tie that leads to it, and what is said of the subject itself."""
    relations = standing(question, question.relations([subject.id], around(subject.kind), question.until_the_day), include_repaired)
    records = {tie.dst or "": question.directory.record(tie.dst or "") for tie in relations if tie.kind in TO_DECISIONS}
    ties = [fact for fact in relations if records.get(fact.dst or "") is None or fact.dst == subject.id]
    statements = question.view.facts_of([subject.id], ["FORMER_NAME"], question.until_the_day)
    own = question.directory.record(subject.id)
    return [*ties, *(record for record in records.values() if record), *statements, *([own] if own else [])]


def _happenings(fact: Fact) -> Iterator[Happening]:
    if fact.period.from_max > MIN_DAY and fact.period.from_min > MIN_DAY:
        yield fact.period.from_max, fact.period.start_known, "begins", fact
    if fact.period.to_max < MAX_DAY and fact.kind not in DECISIONS - {"ListEntry", "Encumbrance", "CourtOrder"}:
        yield fact.period.to_max, fact.period.to_min == fact.period.to_max, "ends", fact
    for act in fact.acts:
        if act.effective is not None and act.deed is not Deed.END:
            yield act.effective, True, _what(act), fact


def _what(act: Act) -> What:
    return act.deed.value


def _centre(question: Question, around: str) -> tuple[Fact, Day]:
    """The fact that the timeline is told around, and its day."""
    fact = question.directory.record(around) if ":" in around else next(iter(question.view.facts([around])), None)
    if fact is None or fact.period.from_max <= MIN_DAY:
        raise NotFound(f"没有标识为“{around[:60]}”且有日期的事实。No dated fact or decision has this id; take it from show or timeline.")
    return fact, fact.period.from_max


def _near(day: Day, centre: tuple[Fact, Day] | None, window: int) -> bool:
    return centre is None or abs(day - centre[1]) <= window


def _event(question: Question, happening: Happening, subject: str, centre: tuple[Fact, Day] | None) -> Event:
    day, exact, what, fact = happening
    return Event(
        on=iso(day) or "",
        exact=exact,
        what=what,
        offset_days=day - centre[1] if centre else None,
        fact=item(question, fact, subject),
    )
