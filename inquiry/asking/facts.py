"""Which fact a caller means: by the fact's own id, the id of its record, or the record's document or case number."""

import re

from credit.errors import Ambiguous, NotFound
from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS
from credit.view import Way
from inquiry.asking.question import Question

_RECORDS = ("Penalty", "ListEntry", "CourtOrder", "Licence", "Encumbrance")
_TIES = ("SUBJECT_OF", "LISTED_AS", "NAMED_IN")
_FACT = re.compile(r"[0-9a-f]{16,64}", re.ASCII)
_CANDIDATES = 20


def fact_of(question: Question, text: str, subject: str) -> Fact:
    """The one fact that the text names. Of several records with one number the subject's own counts; Ambiguous where several do.

    NotFound also for a fact that was voided: nothing can be done to what never was.
    """
    asked = text.strip()
    if _FACT.fullmatch(asked):
        found = question.view.facts([asked])
        return found[0] if found else _nothing(asked)
    kind = node_kind_of(asked)
    if kind in _RECORDS:
        return next(iter(question.view.facts_of([asked], [kind], ALWAYS)), None) or _nothing(asked)
    return _numbered(question, asked, subject)


def _numbered(question: Question, number: str, subject: str) -> Fact:
    exact = {match.id for match in question.view.find(number, _RECORDS, _CANDIDATES) if match.exact}
    own = {tie.dst for tie in question.view.expand([subject], _TIES, ALWAYS, Way.OUT)}
    facts = question.view.facts_of(exact & own or exact, _RECORDS, ALWAYS) if exact else ()
    if len(facts) > 1:
        question.directory.learn(fact.src for fact in facts)
        candidates = [question.ref(fact.src).model_dump() | {"hint": fact.id} for fact in facts]
        raise Ambiguous(f"“{number[:60]}”有多条记录,请用记录标识指明。Several records bear this number; use an id.", candidates)
    return facts[0] if facts else _nothing(number)


def _nothing(text: str) -> Fact:
    raise NotFound(
        f"没有标识或文书号为“{text[:60]}”的有效记录;标识见 show 与 measures。"
        " No standing fact or record has this id or number; take it from show or measures."
    )
