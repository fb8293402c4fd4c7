"""From what each step found to one reading: values, places in the source, confidence, and what a person must look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from loaders.text.canonical import Canonical
from loaders.text.components.grounds import Ground
from loaders.text.components.heads import Head, responsible
from loaders.text.components.origin import Origin
from loaders.text.components.records import Row
from loaders.text.components.shapes import is_masked
from loaders.text.components.signs import Name, Signed
from loaders.text.components.struck import Struck
from loaders.text.components.ties import Stated, branches
from loaders.text.components.types import DocumentType
from loaders.text.model import Basis, Finding, Party, PartyKind, Post, Reading, Record, Responsible, Sanction, Span, Tie, Value
from loaders.text.vocabulary import words

_READABLE = 0.9
_REVIEW_BELOW: float = words("confidence")["review_below"]
_CONFIDENCE: dict[str, float] = words("confidence")["rules"]
_POST_EDGES: dict[str, str] = words("confidence")["post_edges"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the steps found in one paper."""

    canonical: Canonical
    kind: DocumentType
    origins: tuple[tuple[str, Origin], ...]
    parties: tuple[Name, ...]
    names: tuple[Name, ...]
    signed: Signed
    heads: tuple[Head, ...]
    stated: tuple[Stated, ...]
    deals: tuple[Stated, ...]
    struck: tuple[Struck, ...]
    grounds: tuple[Ground, ...]
    violation: tuple[str, int, int] | None
    rows: tuple[Row, ...] = ()


def _finding(parts: Parts, field: str, value: Value, place: tuple[int, int], rule: str, why: str = "") -> Finding:
    confidence = _CONFIDENCE.get(rule, _CONFIDENCE["other"])
    if parts.canonical.quality < _READABLE:
        confidence, why = confidence * 0.5, why or "unreadable"
    review = bool(why) or confidence < _REVIEW_BELOW
    return Finding(field, value, Span(*parts.canonical.source(*place)), rule, round(confidence, 3), review, why)


def _origin(parts: Parts, field: str, origin: Origin) -> Finding:
    value: str | date = origin.day if origin.day else origin.value
    return _finding(parts, field, value, (origin.start, origin.end), origin.rule, origin.doubt)


def _record(parts: Parts, row: Row) -> Record:
    """A row of a table, with what it states for itself."""
    told = ((field, replace(each, rule=each.rule.replace("_label", "_row"))) for field, each in row.origins if each)
    found = [_origin(parts, field, origin) for field, origin in told]
    if row.violation:
        text, *place = row.violation
        found.append(_finding(parts, "violation", text, (place[0], place[1]), "violation"))
    span = Span(*parts.canonical.source(row.start, row.end))
    return Record(row.record, span, frozenset(field for field, _ in row.origins), tuple(found))


def _origins(parts: Parts) -> Iterator[Finding]:
    labelled_among_several = len(parts.parties) != 1
    for field, origin in parts.origins:
        among = labelled_among_several and origin.rule.endswith("_label")
        yield _origin(parts, field, replace(origin, rule=f"{origin.rule}_several") if among else origin)
    if parts.violation:
        text, start, end = parts.violation
        yield _finding(parts, "violation", text, (start, end), "violation")


def _parties(parts: Parts) -> Iterator[Finding]:
    for name in parts.parties:
        kind: PartyKind = "ORG" if name.kind == "ORG" else "PERSON"
        why = "masked" if name.masked else "no_valid_code" if kind == "ORG" and not name.code else ""
        party = Party(name.text, kind, name.code, name.stated_code, name.masked, name.record)
        yield _finding(parts, "parties", party, (name.start, name.end), f"party_{name.party}", why)
        if name.code:
            yield _finding(parts, "uscc", name.code, _code_place(parts, name), "code")


def _code_place(parts: Parts, name: Name) -> tuple[int, int]:
    """Where the party's code stands: after its name, else anywhere."""
    text = parts.canonical.text
    after = text.find(name.stated_code[:18], name.end)
    at = after if after >= 0 else text.find(name.stated_code[:18])
    return (at, at + len(name.code)) if at >= 0 else (name.start, name.end)


def _posts(parts: Parts) -> Iterator[Finding]:
    for head in parts.heads:
        why = "masked" if is_masked(head.person) else ""
        yield _finding(parts, "roles", Post(head.person, head.role, head.party, head.edge), (head.start, head.end), head.rule, why)
    known = {(head.person, head.role) for head in parts.heads}
    meant = _meant(parts)
    for each in parts.stated:
        if each.post and (each.head, each.word) not in known:
            known.add((each.head, each.word))
            post = Post(each.head, each.word, each.tail, _POST_EDGES.get(each.word, ""))
            doubt = "post_part" if each.part else "" if each.head in meant else "bystander"
            why = "masked" if is_masked(each.head) else doubt
            yield _finding(parts, "roles", post, (each.start, each.end), "stated_post", why)


def _meant(parts: Parts) -> frozenset[str]:
    """Whom the paper acts against, heads or holds responsible: of anybody else it says a post only in passing."""
    named = (person for signs, *_ in _held(parts.signed.text) for person in parts.signed.names(signs))
    return frozenset([*(party.text for party in parts.parties), *(head.person for head in parts.heads), *named])


@lru_cache(maxsize=1)
def _held(signed: str) -> tuple[tuple[str, str, int, int], ...]:
    """Who is held responsible: asked for three times of one paper."""
    return tuple(responsible(signed))


def _responsible(parts: Parts) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    organizations = [name.text for name in parts.parties if name.kind == "ORG"]
    for signs, duty, start, end in _held(parts.signed.text):
        for person in parts.signed.names(signs):
            if (person, duty) not in seen:
                seen.add((person, duty))
                value = Responsible(person, duty, organizations[0] if len(organizations) == 1 else "")
                yield _finding(parts, "responsible", value, (start, end), "responsible", "masked" if is_masked(person) else "")


def _penalties(parts: Parts) -> Iterator[Finding]:
    several = len(parts.parties) > 1
    stated = _stated_persons(parts)
    for each in parts.struck:
        if parts.kind.effect == "none" or (parts.kind.effect == "order" and each.code):
            continue
        why = "whose" if several and not each.party else each.doubt if each.exact else "approximate"
        why = why or ("struck_only" if each.party and each.party not in stated else "")
        sanction = Sanction(each.kind, each.code, each.fen, each.party, each.exact, re.sub("[\ue000-\uf8ff]+", "…", each.detail)[:200])
        yield _finding(parts, "penalties", sanction, (each.start, each.end), f"{each.rule}_several" if several else each.rule, why)


def _stated_persons(parts: Parts) -> frozenset[str]:
    """Who is a party by the paper's own words, holds a post in it or is held responsible: of anybody else only a penalty is known."""
    sure = (party.text for party in parts.parties if party.party != "struck")
    posts = (each.head for each in parts.stated if each.post)
    named = (person for signs, *_ in _held(parts.signed.text) for person in parts.signed.names(signs))
    return frozenset([*sure, *(head.person for head in parts.heads), *posts, *named])


def _grounds(parts: Parts) -> Iterator[Finding]:
    for each in parts.grounds:
        yield _finding(parts, "basis", Basis(each.law, each.article), (each.start, each.end), "ground", each.doubt)


def _relations(parts: Parts) -> Iterator[Finding]:
    same = words("roles")["as_relation"]
    told: dict[Tie, tuple[int, int, str]] = {}
    for head in parts.heads:
        if head.party and same.get(head.role, head.role):
            told.setdefault(Tie(head.person, head.role, head.party), (head.start, head.end, head.rule))
    for each in parts.stated:
        word = same.get(each.word, each.word)
        if word and each.tail:
            told.setdefault(Tie(each.head, word, each.tail, each.share), (each.start, each.end, "stated_tie"))
    for each in parts.deals:
        told.setdefault(Tie(each.head, each.word, each.tail), (each.start, each.end, "deal"))
    organizations = {name.text: name for name in reversed((*parts.parties, *parts.names)) if name.kind == "ORG"}
    for branch, head_office in branches(list(organizations)):
        name = organizations[branch]
        rule = "branch_name" if name.party else "branch_in_text"
        told.setdefault(Tie(branch, "分支机构", head_office), (name.start, name.end, rule))
    for tie, (start, end, rule) in told.items():
        why = "masked" if is_masked(tie.head) or is_masked(tie.tail) else ""
        yield _finding(parts, "relations", tie, (start, end), rule, why)


def reading(parts: Parts) -> Reading:
    """The reading of one paper. A paper that only announces penalties states none, whatever its words."""
    steps = (_origins, _parties, _posts, _responsible, _penalties, _grounds, _relations)
    findings = tuple(finding for step in steps for finding in step(parts))
    records = tuple(_record(parts, row) for row in parts.rows)
    return Reading(parts.kind.name, parts.kind.effect, round(parts.canonical.quality, 3), findings, records)
