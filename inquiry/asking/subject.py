"""Whom a question is about: from the text that a caller gives to the node that it names."""

import re
from dataclasses import dataclass

from credit.errors import Ambiguous, BadIdentifier, NotCovered, NotFound
from credit.identifiers import Scheme, classify
from credit.identity import checked_id
from credit.kinds import NODES, node_kind_of
from credit.view import Match
from inquiry.answering.coverage import nothing_loaded
from inquiry.answering.hints import hints_of
from inquiry.asking.question import Question

_BARE = ((Scheme.USCC, "uscc"), (Scheme.REG_NO, "reg"), (Scheme.ORG_CODE, "org"))
_SCHEME_OF_PREFIX = {"uscc": "uscc", "reg": "reg_no", "org": "org_code"}
_CANDIDATES = 20
_USCC_LENGTH = 18
_NAME = re.compile(r"[^\x00-\x7f]|\s")
"""What only names hold: a misspelt code must be told as such."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A node of the view: `id` is its root, `members` all ids that name it."""

    id: str
    kind: str
    members: tuple[str, ...]


def id_of(text: str) -> str:
    """The public id that a text is: one of our forms, or a bare valid code. BadIdentifier says what is accepted."""
    given = text.strip()
    prefix, colon, value = given.rpartition(":")
    for scheme, own in _BARE:
        code = classify(scheme, value)
        if code.key and prefix in ("", own):
            return f"{own}:{code.key}"
        if scheme is Scheme.USCC and (prefix == own or (not colon and len(given) == _USCC_LENGTH)):
            raise BadIdentifier(
                f"“{given[:60]}”不是有效的统一社会信用代码:{code.note.zh}。Not a valid unified social credit code ({code.note})."
            )
    return checked_id(given)


def subject_of(question: Question, text: str) -> Subject:
    """The node that an id names; marks the question as moved where the id lives under another one now."""
    asked = id_of(text)
    found = question.view.node(asked)
    if found is None:
        return _by_code(question, asked)
    if found.id != asked:
        question.moved_to = found.id
    question.privacy.own = question.privacy.own or {found.id, *found.members}
    question.directory.expect(found.id)
    return Subject(found.id, found.kind, found.members)


def named_subject_id(question: Question, text: str) -> str:
    """In a shell, a name will do where exactly one subject bears it; Ambiguous lists the candidates otherwise."""
    try:
        return id_of(text)
    except BadIdentifier:
        if not _NAME.search(text):
            raise
        exact = [match for match in question.view.find(text, NODES, _CANDIDATES) if match.exact and _may_be_found(question, match)]
    if len({match.id for match in exact}) == 1:
        return exact[0].id
    if exact:
        raise Ambiguous(f"“{text}”有多个主体,请用标识指明。Several subjects bear this name; use an id.", _candidates(question, exact))
    raise NotFound(f"没有名称恰为“{text}”的主体;请先用 xinmai find 查找。No subject bears exactly this name; try xinmai find.")


def _by_code(question: Question, asked: str) -> Subject:
    """A code that is no id here may still be on record of an organisation that goes by a stronger one."""
    prefix, _, value = asked.partition(":")
    matches = question.view.find(value, ["Organization"], _CANDIDATES) if prefix in _SCHEME_OF_PREFIX else ()
    exact = {match.id: match for match in matches if match.exact and match.scheme == _SCHEME_OF_PREFIX.get(prefix)}
    if len(exact) > 1:
        raise Ambiguous(f"{asked} 有多个主体使用。Several subjects state this number.", _candidates(question, list(exact.values())))
    if not exact:
        raise _nothing(question, asked)
    found = next(iter(exact))
    question.moved_to = found
    question.directory.learn([found])
    return Subject(found, "Organization", (found,))


def _nothing(question: Question, asked: str) -> NotFound | NotCovered:
    if not question.view.sources():
        return nothing_loaded()
    zh = NODES[node_kind_of(asked) or "Organization"].zh
    return NotFound(
        f"已装载的来源均未提到{zh}{asked};这不等于没有记录。No loaded source mentions {asked}; see meta.coverage for what is loaded."
    )


def _may_be_found(question: Question, match: Match) -> bool:
    return match.kind != "Person" or question.asking.finds_persons


def _candidates(question: Question, matches: list[Match]) -> list[dict[str, object]]:
    question.directory.learn(match.id for match in matches)
    hints = hints_of(question, [match.id for match in matches])
    return [question.ref(node).model_dump() | {"hint": hint} for node, hint in hints.items()]
