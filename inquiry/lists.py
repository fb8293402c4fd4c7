"""Which lists are there, by which law, how does one leave them, who stands on them, what of it is published? And how full is each here?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from credit.errors import NotFound
from credit.periods import ALWAYS, Certainty, iso
from inquiry.answering.consequences import Citation, citations
from inquiry.answering.wire import Label, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from reasoning.catalogue import ListLaw

_AT_A_TIME = 1000
_MOST_COUNTED = 200_000


class ListsParameters(Parameters):
    """Whether to count what is loaded."""

    count: bool = Field(default=True, description="Count the entries of each list that are loaded.")


class TermTold(Wire):
    """How long an entry stands, and how one leaves before: null where no text read says it."""

    years: int | None
    months: int | None
    extendable_years: int
    text_zh: str
    removal_zh: str
    removal_from: str | None
    removal_years: int
    removal_months: int
    removal_working_days: int | None


class EntriesTold(Wire):
    """What is loaded of a list: entries in all, those standing on the day, the latest listing, through which day its sources speak."""

    total: int
    current: int
    latest: str | None
    sources: list[str]
    current_through: str | None


class ListTold(Wire):
    """One list. `law` false: no law of it is in the catalogue, only its name."""

    list_code: Label
    polarity: str | None
    law: bool
    authority_zh: str | None
    basis: list[Citation]
    term: TermTold | None
    persons_by: Literal["entry", "order", "none", "unknown"] | None
    persons_roles: list[Label]
    persons_zh: str | None
    published_fields: list[str]
    hidden_fields: list[str]
    republished: bool
    verified: Literal["yes", "partial", "no"] | None
    public: bool
    rules: list[str]
    note: str | None
    entries: EntriesTold | None


class ListsData(Wire):
    """All lists, those whose law is in the catalogue first."""

    lists: list[ListTold]


@dataclass
class _Tally:
    total: int = 0
    current: int = 0
    latest: str | None = None
    sources: set[str] = field(default_factory=set)


def lists_told(question: Question, wanted: ListsParameters) -> Outcome[ListsData]:
    """Every list that an entry can stand on."""
    tallies, cut = _counted(question) if wanted.count else ({}, False)
    laws, codes = question.rulebook.catalogue.lists, question.rulebook.catalogue.vocabulary["list_code"]
    ordered = [*laws, *(code for code in codes if code not in laws)]
    told = [_list(question, code, tallies.get(code, _Tally()) if wanted.count else None) for code in ordered]
    return Outcome(ListsData(lists=told), truncated=cut, reason=f"counted={_MOST_COUNTED}" if cut else None)


def list_told(question: Question, code: str, wanted: ListsParameters) -> Outcome[ListTold]:
    """One list by its code. NotFound names where all codes are."""
    if code not in question.rulebook.catalogue.vocabulary["list_code"]:
        raise NotFound(f"没有代码为“{code[:40]}”的名单;全部名单见 /v1/lists。No such list; /v1/lists has them all.")
    tallies, cut = _counted(question) if wanted.count else ({}, False)
    told = _list(question, code, tallies.get(code, _Tally()) if wanted.count else None)
    return Outcome(told, truncated=cut, reason=f"counted={_MOST_COUNTED}" if cut else None)


def _counted(question: Question) -> tuple[dict[str, _Tally], bool]:
    """All entries of the graph, some at a time; whether there were more than are counted."""
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    seen = 0
    for stretch in _stretches(question):
        for entry in question.view.facts_of(stretch, ("ListEntry",), ALWAYS):
            tally = tallies[str(entry.props.get("list_code", ""))]
            if entry.period.from_min <= question.as_of:
                tally.total += 1
                tally.current += entry.period.at(question.as_of) is Certainty.CERTAIN
                tally.latest = max(filter(None, (tally.latest, str(entry.props.get("listed_on") or ""))), default=None)
                tally.sources |= {claim.source for claim in entry.claims}
        seen += len(stretch)
        if seen >= _MOST_COUNTED:
            return tallies, True
    return tallies, False


def _stretches(question: Question) -> Iterator[tuple[str, ...]]:
    after = ""
    while stretch := question.view.all_nodes("ListEntry", after, _AT_A_TIME):
        yield stretch
        after = stretch[-1]


def _list(question: Question, code: str, tally: _Tally | None) -> ListTold:
    catalogue = question.rulebook.catalogue
    law, label = catalogue.lists.get(code), catalogue.vocabulary["list_code"][code]
    return ListTold(
        list_code=question.rulebook.label("list_code", code),
        polarity=label.polarity,
        law=law is not None,
        authority_zh=law.authority_zh if law else None,
        basis=citations(law.basis) if law else [],
        term=_term(law) if law else None,
        persons_by=law.persons.by if law else None,
        persons_roles=[question.rulebook.role(role) for role in law.persons.roles] if law else [],
        persons_zh=law.persons.text_zh if law else None,
        published_fields=list(law.published.fields) if law else [],
        hidden_fields=list(law.published.hidden) if law else [],
        republished=law.published.republished if law else False,
        verified=law.verified if law else None,
        public=code not in catalogue.publication["public"].hides_lists,
        rules=_set_off_by(question, code),
        note=law.note if law else None,
        entries=_entries(question, tally) if tally else None,
    )


def _set_off_by(question: Question, code: str) -> list[str]:
    """The rules that an entry on the list sets off."""
    cases = ((rule.id, case.trigger) for rule in question.rulebook.catalogue.rules.values() for case in rule.cases)
    return sorted({rule for rule, trigger in cases if any(code in where.get("list_code", ()) for where in (trigger.where, *trigger.any))})


def _term(law: ListLaw) -> TermTold:
    term, removal = law.term, law.removal
    earliest = removal.earliest
    return TermTold(
        years=term.years,
        months=term.months,
        extendable_years=term.extendable_years,
        text_zh=term.text_zh,
        removal_zh=removal.text_zh,
        removal_from=earliest.from_ if earliest else None,
        removal_years=earliest.years if earliest else 0,
        removal_months=earliest.months if earliest else 0,
        removal_working_days=removal.working_days,
    )


def _entries(question: Question, tally: _Tally) -> EntriesTold:
    days = [state.current_through for state in question.view.sources() if state.name in tally.sources and state.current_through is not None]
    return EntriesTold(
        total=tally.total,
        current=tally.current,
        latest=tally.latest,
        sources=sorted(tally.sources),
        current_through=iso(max(days)) if days else None,
    )
