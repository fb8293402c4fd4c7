"""Rows of lists and of courts' papers: an entry a listed party, an order a debtor, with the persons whom the paper itself names."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.text.canonical import clean
from loaders.text.components.literals import literals
from loaders.text.model import Finding, Party, Post
from loaders.text.papers.folder import Paper
from loaders.text.row import Row, doubts, head_cells, heads_by_party, party_kind, place, shared
from loaders.text.vocabulary import words

LISTS, ORDERS = "list_texts", "order_texts"
_LISTING = frozenset({"list", "court_record"})


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(says)) for name, says in words("lists")["lists"].items())


@cache
def _leaves() -> re.Pattern[str]:
    return re.compile(words("lists")["leaves"])


def list_of(text: str) -> str:
    """The list of which the head of a paper speaks, or nothing."""
    head = re.sub(r"[ \t]+", "", text[: words("lists")["within"]])
    return next((name for name, says in _patterns() if says.search(head)), "")


def _parties(paper: Paper) -> list[tuple[Finding, Party]]:
    return [(each, each.value) for each in paper.reading.of("parties") if isinstance(each.value, Party)]


def _posts(paper: Paper) -> dict[str, Post]:
    """The post of each person in an organisation, as the paper states it."""
    posts = [each for each in paper.reading.values("roles") if isinstance(each, Post) and each.organization]
    return {each.person: each for each in reversed(posts)}


def entry_rows(paper: Paper) -> tuple[Row, ...]:
    """One row an entry. A paper that takes somebody off a list has none."""
    if paper.reading.document_type not in _LISTING or _leaves().search(paper.text[: words("lists")["within"]]):
        return ()
    told, code = shared(paper), list_of(paper.text)
    by_court = paper.reading.document_type == "court_record"
    common = {
        "list_code": code,
        "case_no" if by_court else "doc_no": told["number"],
        "listed_on": told["day"],
        "reason": told["facts"],
        "legal_basis": told["laws"],
        "authority_name": told["authority"],
    }
    doubtful, needed = _doubtful(paper, code), ("doc_no", "agency", "date") if by_court else ("agency", "date")
    why = ((finding, cells, [*doubtful, *doubts(paper, [finding], needed)]) for finding, cells in _entries(paper))
    return tuple(Row(LISTS, {**common, **cells}, ";".join(dict.fromkeys(reasons))) for _, cells, reasons in why)


def _entries(paper: Paper) -> Iterator[tuple[Finding, dict[str, str]]]:
    """Units and persons listed by themselves; a person of a listed unit has an entry that names the unit (人社部令第45号)."""
    posts, heads = _posts(paper), heads_by_party(paper)
    units = {party.name: party for _, party in _parties(paper) if party.kind == "ORG"}
    for finding, party in _parties(paper):
        post = posts.get(party.name) if party.kind == "PERSON" else None
        unit = units.get(post.organization) if post else None
        if post and unit:
            cells = {"party_name": unit.name, "party_kind": party_kind(unit), "uscc": unit.uscc, "person": party.name, "duty": post.role}
            yield finding, {**cells, **place(paper, [finding])}
        else:
            head = heads.get(party.name)
            cells = {"party_name": party.name, "party_kind": party_kind(party), "uscc": party.uscc or party.stated_code}
            yield finding, {**cells, **head_cells(head), **place(paper, [finding, *([head] if head else [])])}


def _doubtful(paper: Paper, code: str) -> list[str]:
    return [*([] if code else ["which_list"]), *(["several_cases"] if _several_cases(paper) else [])]


def _several_cases(paper: Paper) -> bool:
    """Whether a list of several parties has a case or a day for each: a reading has one of both, so a person says which is whose."""
    if sum(party.kind == "ORG" for _, party in _parties(paper)) < 2 and len(_parties(paper)) < 3:
        return False
    found = literals(clean(paper.text).text)
    cases = {each.value for each in found if each.label == "CASE_NO" and "执" in each.value}
    days = {each.day for each in found if each.day}
    day = paper.reading.one("date")
    return len(cases) > 1 or (len(days) > 1 and day is not None and day.rule.endswith("_label"))


def _order_kind(paper: Paper) -> str:
    for kind, each in words("lists")["orders"].items():
        if paper.reading.document_type in each["types"] and re.search(each["says"], paper.text):
            return str(kind)
    return ""


def order_rows(paper: Paper) -> tuple[Row, ...]:
    """One row a debtor that is an organisation, with the persons of that organisation; else the persons by themselves."""
    kind = _order_kind(paper)
    if not kind:
        return ()
    told, posts = shared(paper), _posts(paper)
    common = {"order_kind": kind, "case_no": told["number"], "court": told["authority"], "ordered_on": told["day"]}
    units = [(finding, party) for finding, party in _parties(paper) if party.kind == "ORG"]
    rows, bound = [], _bound(paper, posts, [unit.name for _, unit in units])
    for finding, unit in units:
        own = bound.get(unit.name, [])
        cells = {"party_name": unit.name, "uscc": unit.uscc or unit.stated_code, **_named([(name, role) for _, name, role in own])}
        rows.append(_order(paper, {**common, **cells}, [finding, *(each for each, _, _ in own)]))
    rows += [_order(paper, {**common, **_named([(name, "本人")])}, [each]) for each, name, _ in bound.get("", [])]
    return tuple(rows)


def _bound(paper: Paper, posts: dict[str, Post], units: list[str]) -> dict[str, list[tuple[Finding, str, str]]]:
    """The persons of an order by the unit for whose debt they are bound, with their posts; under no name debtors themselves."""
    found: dict[str, list[tuple[Finding, str, str]]] = {}
    for finding, person in _parties(paper):
        post = posts.get(person.name)
        if person.kind == "PERSON":
            unit = post.organization if post and post.organization in units else ""
            if not unit and finding.rule == "party_restricted" and len(units) == 1:
                unit = units[0]
            found.setdefault(unit, []).append((finding, person.name, post.role if post and unit else ""))
    return found


def _named(people: list[tuple[str, str]]) -> dict[str, str]:
    return {"person": "、".join(name for name, _ in people), "person_duty": "、".join(role for _, role in people)}


def _order(paper: Paper, cells: dict[str, str], findings: list[Finding]) -> Row:
    why = [
        *doubts(paper, findings),
        *(["not_found_guilty"] if cells["order_kind"] == _CONVICTION and not _guilty(paper, findings[0]) else []),
    ]
    return Row(ORDERS, {**cells, **place(paper, findings)}, ";".join(dict.fromkeys(why)))


_CONVICTION = "刑事判决"


def _guilty(paper: Paper, finding: Finding) -> bool:
    """Whether the judgment says of this very party that it committed a crime: a co-defendant may be acquitted."""
    name = finding.value.name if isinstance(finding.value, Party) else ""
    return bool(re.search(rf"{re.escape(name)}(?:、[^。;\n]{{1,40}})?(?:均)?犯[^。;\n]{{2,40}}罪", paper.text.partition("判决如下")[2]))
