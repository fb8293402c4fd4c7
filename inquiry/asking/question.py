"""One question on its way: a view fixed at what was known, a day, and what the caller may see."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from time import perf_counter
from typing import Any, Generic, TypeVar

from credit.errors import NotPermitted
from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, MIN_DAY, Day, Interval, iso
from credit.view import SourceState, View, Way
from graph.spans import span
from graph.store import Store
from inquiry.answering.coverage import coverage
from inquiry.answering.directory import Directory
from inquiry.answering.kinds import DECISIONS, ROLES, TO_DECISIONS
from inquiry.answering.privacy import Privacy
from inquiry.answering.published import PublishedView
from inquiry.answering.wire import Meta, Page, Ref, Wire, Written
from inquiry.asking.arrival import wait_for
from inquiry.asking.caller import Asking
from inquiry.asking.cursors import Place, cursor_of, place_of
from inquiry.asking.days import rfc3339
from inquiry.asking.measured import measured
from inquiry.rulebook import Rulebook

D = TypeVar("D", bound=Wire)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[D]):
    """What a question found. `paged`: the answer has pages; `next_offset`, or `next_after` of a walk in id order: where the next begins."""

    data: D
    truncated: bool = False
    reason: str | None = None
    paged: bool = False
    next_offset: int | None = None
    next_after: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The body that leaves, and what the office must know before it does. `moved_to`: the asked id lives under another one now."""

    body: dict[str, Any]
    persons_shown: int
    moved_to: str | None = None
    persons: tuple[str, ...] = ()
    """Ids of the persons whom the answer may name in full."""


@dataclass
class Question:
    """A question before its answer: the one thing that every inquiry is given."""

    view: View
    asking: Asking
    rulebook: Rulebook
    privacy: Privacy
    directory: Directory
    offset: int = 0
    after: str = ""
    moved_to: str | None = None
    texts_of: set[str] = field(default_factory=set)
    """Decisions whose texts are told: they may name persons whom no relation of the answer leads to."""

    @cached_property
    def sources(self) -> tuple[SourceState, ...]:
        """Whose word the picture holds, read once an answer."""
        return self.view.sources()

    @property
    def as_of(self) -> Day:
        """The day of which is asked."""
        return self.asking.as_of

    @property
    def on_the_day(self) -> Interval:
        """Only what may be so on the day."""
        return Interval.on(self.as_of)

    @property
    def until_the_day(self) -> Interval:
        """Whatever may have been so on the day or before: never what only came later."""
        return Interval(MIN_DAY, self.as_of + 1)

    def during(self, include_former: bool) -> Interval:
        """The interval of a question with or without history."""
        return self.until_the_day if include_former else self.on_the_day

    def ref(self, node: str) -> Ref:
        """A node with its name."""
        return self.directory.ref(node)

    def relations(self, nodes: Collection[str], kinds: Collection[str], during: Interval, *, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """The relations at these nodes, with the records at their ends already read."""
        found = self.view.expand(nodes, kinds, during, way)
        self.directory.learn(ends_of(found))
        return found

    def steps(self, nodes: Collection[str], kinds: Collection[str], during: Interval, *, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """The same for a walk: only the records of decisions are read, which say whether a step still counts."""
        found = self.view.expand(nodes, kinds, during, way)
        self.directory.learn(end for end in ends_of(found) if node_kind_of(end) in DECISIONS)
        return found


def ends_of(facts: Iterable[Fact]) -> dict[str, None]:
    """The nodes at the ends of these facts, each once, in order."""
    return dict.fromkeys(end for fact in facts for end in (fact.src, fact.dst) if end)


def ask(store: Store, rulebook: Rulebook, asking: Asking, inquire: Callable[[Question], Outcome[D]]) -> Asked:
    """The one door to an answer: opens the view, asks, cleans, and says what the answer rests on."""
    started = perf_counter()
    place = place_of(asking)
    wait_for(store, asking.min_transaction, asking.patience_s)
    last = store.last_transaction()
    privacy = Privacy(rulebook.catalogue, asking.profile, asking.sees_persons)
    _only_of_today(asking, privacy)
    with store.view(_transaction(store, asking, place)) as whole:
        whole = measured(whole)
        view = _as_published(whole, rulebook, privacy, asking.as_of)
        question = Question(view, asking, rulebook, privacy, Directory(view, rulebook, privacy), place.offset, place.after)
        with span("answer"):
            outcome = inquire(question)
        everybody = Question(whole, asking, rulebook, privacy, Directory(whole, rulebook, privacy))
        meet_persons_of(everybody, question.texts_of)
        body = privacy.cleaned(_body(question, outcome, _meta(question, outcome, last)))
    body["meta"]["took_ms"] = round((perf_counter() - started) * 1000, 3)
    return Asked(body, privacy.shown, question.moved_to, privacy.named)


def _as_published(view: View, rulebook: Rulebook, privacy: Privacy, on: Day) -> View:
    """The view as the reader's profile lets him see it: the whole one for whoever sees persons' records, named or masked."""
    return view if privacy.profile.person_records == "relevant" else PublishedView(view, rulebook.catalogue, privacy, on)


def _only_of_today(asking: Asking, privacy: Privacy) -> None:
    """What was published once is published no more: such a reader asks of today, as known now (D12)."""
    past = asking.known_at is not None or (asking.today is not None and asking.as_of < asking.today) or "rules" in asking.parameters
    if privacy.profile.published_only and past:
        raise NotPermitted(
            "公开查询只显示当前公示的信息,不提供历史情况。The public is shown what is published today, not the past.", missing_right="as_of"
        )


def no_leads_for_the_public(question: Question) -> None:
    """Leads steer inspections and enquiries; raises NotPermitted for a reader whose profile has none (N11)."""
    if not question.privacy.profile.leads:
        raise NotPermitted(
            "线索、预警、分级仅供有关部门内部参考,不公开。Leads, warnings and grades are for departments, not for the public.",
            missing_right="leads",
        )


def whole_picture_only(question: Question) -> None:
    """A no, or a list of conflicts, is true only of the whole picture; raises NotPermitted for a reader who is shown a part of it."""
    if question.privacy.profile.published_only or question.privacy.profile.person_name == "hidden":
        raise NotPermitted(
            "不适用的原因和任职冲突须就全部记录判断,不向只见公示信息的查询者提供。"
            " Why-not and conflicts are judged on all records and are not for readers who see what is published only.",
            missing_right="profile",
        )


def meet_persons_of(question: Question, decisions: Collection[str]) -> None:
    """Meets everybody who ever had part in these decisions or held an office of those who had: a text may name any of them."""
    if decisions:
        ties = question.relations(decisions, TO_DECISIONS, ALWAYS)
        question.relations(ends_of(ties).keys() - set(decisions), ROLES, ALWAYS)


def _transaction(store: Store, asking: Asking, place: Place) -> int | None:
    if place.transaction is not None or asking.transaction is not None:
        return place.transaction if place.transaction is not None else asking.transaction
    return store.transaction_at(asking.known_at) if asking.known_at else None


def _known_at(question: Question, last: tuple[int, datetime | None]) -> str | None:
    """The instant that was asked for; else, of the newest picture, the instant of its last transaction."""
    known = question.asking.known_at or (last[1] if last[0] == question.view.transaction else None)
    return rfc3339(known) if known else None


def _meta(question: Question, outcome: Outcome[D], last: tuple[int, datetime | None]) -> Meta:
    asking, privacy = question.asking, question.privacy
    return Meta(
        as_of=iso(asking.as_of) or "",
        known_at=_known_at(question, last),
        transaction=question.view.transaction,
        parameters=dict(asking.parameters),
        rules=question.rulebook.mark,
        coverage=coverage(question.sources),
        truncated=outcome.truncated,
        reason=outcome.reason,
        hidden_by_permission=privacy.hidden,
        persons="shown" if privacy.shows_some else "masked",
        took_ms=0.0,
        request_id=asking.request_id,
        demo=asking.demo,
    )


def _body(question: Question, outcome: Outcome[D], meta: Meta) -> dict[str, Any]:
    data = outcome.data.body if isinstance(outcome.data, Written) else outcome.data.model_dump(mode="json")
    if not outcome.paged:
        return {"data": data, "meta": meta.model_dump(mode="json")}
    offset, after = outcome.next_offset, outcome.next_after
    place = None if offset is None and after is None else Place(question.view.transaction, offset or 0, after or "")
    page = Page(next=cursor_of(question.asking, place) if place else None)
    return {"data": data, "meta": meta.model_dump(mode="json"), "page": page.model_dump(mode="json")}
