"""On whose word? The line of the file in which a claim was read."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

from credit.errors import BadIdentifier, NotFound
from credit.facts import Evidence, Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, iso
from inquiry.answering.kinds import DECISIONS, ROLES
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.rulebook import kind_label

_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_LONGEST_NAME = 40
_PERSONAL_HEADERS = re.compile(
    r"姓名|法定代表人|法人代表|负责人|经营者|联系人|经办|责任人|股东名|投资人|董事|监事|经理|代理人|证件号|身份证|电话|手机|住址|住所|出生|name",
    re.IGNORECASE,
)

_KINDS_OF_HEADER = {
    "address": re.compile(r"住址|住所|地址|场所|\bdom\b|oploc|address", re.IGNORECASE),
    "phone": re.compile(r"电话|手机|联系方式|传真|\btel\b|phone", re.IGNORECASE),
    "bank_account": re.compile(r"账号|账户|帐号|开户|银行卡", re.IGNORECASE),
    "health": re.compile(r"健康|疾病|病史|伤残|残疾", re.IGNORECASE),
}
"""Which of the properties that a profile hides (rules/publication.yaml) a column holds."""


class EvidenceData(Wire):
    """Where a claim was read. `raw` holds the row's allowed columns as they stood in the file."""

    id: int
    fact: str
    kind: str
    label_zh: str
    source: str
    source_title: str
    scope: str
    file: str
    row: int
    document: str | None
    raw: dict[str, Any] | None
    withheld: list[str]
    seen_on: str | None
    transaction: int
    superseded_by: int | None
    redacted: bool


class EvidenceParameters(Parameters):
    """Known when, and for which purpose."""


def evidence(question: Question, asked: str) -> Outcome[EvidenceData]:
    """One claim's evidence."""
    if not _NUMBER.fullmatch(asked):
        raise BadIdentifier(f"证据编号“{asked[:40]}”无效:应为正整数。An evidence id is a whole number, as the answers list them.")
    found = question.view.evidence([int(asked)])
    if not found:
        raise NotFound(f"没有编号为 {asked} 的证据。No evidence has this id, as known at this transaction.")
    return Outcome(_all_told(question, found)[0])


def evidence_told(question: Question, numbers: Collection[int]) -> list[EvidenceData]:
    """The evidence of many claims, by number; numbers that name nothing are passed over."""
    return _all_told(question, sorted(question.view.evidence(sorted(numbers)), key=lambda one: one.id))


def _all_told(question: Question, found: Sequence[Evidence]) -> list[EvidenceData]:
    """The persons around all of them are met in one go, and each value is looked up once: rows of one file repeat themselves."""
    _meet_persons_around(question, question.view.facts([one.fact for one in found]))
    names_somebody = cache(lambda value: _names_somebody(question, value))
    return [_told(one, *_readable(question, one, names_somebody)) for one in found]


def _told(one: Evidence, raw: dict[str, Any] | None, withheld: list[str]) -> EvidenceData:
    return EvidenceData(
        id=one.id,
        fact=one.fact,
        kind=one.kind,
        label_zh=kind_label(one.kind).label_zh,
        source=one.source,
        source_title=one.source_title,
        scope=one.scope,
        file=one.file,
        row=one.row,
        document=one.document,
        raw=raw,
        withheld=withheld,
        seen_on=iso(one.seen_on),
        transaction=one.transaction,
        superseded_by=one.superseded_by,
        redacted=one.redacted,
    )


def _readable(question: Question, one: Evidence, names_somebody: Callable[[str], bool]) -> tuple[dict[str, Any] | None, list[str]]:
    """The raw values that the caller may read, and the headers of those that he may not.

    A row names persons in columns of which the store knows nothing, so a column stays out by its header, and a value by being
    the name of some person of the store; names inside longer texts are masked by the names that stand around the fact.
    """
    if not question.privacy.profile.raw_rows:
        return None, []
    raw = dict(one.raw) if one.raw is not None else {}
    personal = [header for header, value in raw.items() if value and (_PERSONAL_HEADERS.search(header) or names_somebody(str(value)))]
    hidden = [header for header in raw if _is_hidden(question, header)]
    withheld = [header for header in personal if header in hidden or question.privacy.withhold(f"evidence:{one.id}", header)]
    withheld += [header for header in hidden if header not in withheld]
    readable = {header: value for header, value in raw.items() if header not in withheld}
    return (None if one.raw is None else readable), withheld


def _is_hidden(question: Question, header: str) -> bool:
    """Whether the reader's profile hides what the column holds from everybody, rights or no rights."""
    hides = question.privacy.profile.hides
    return any(kind in hides and words.search(header) for kind, words in _KINDS_OF_HEADER.items())


def _names_somebody(question: Question, value: str) -> bool:
    short = 1 < len(value) <= _LONGEST_NAME and any(sign.isalpha() for sign in value)
    return short and any(match.exact and match.scheme == "name" for match in question.view.find(value, ["Person"], 1))


def _meet_persons_around(question: Question, facts: tuple[Fact, ...]) -> None:
    ends = {end for fact in facts for end in (fact.src, fact.dst) if end}
    question.directory.learn(ends)
    decisions = {end for end in ends if node_kind_of(end) in DECISIONS}
    question.texts_of |= decisions
    question.relations(ends - decisions, ROLES, ALWAYS)
