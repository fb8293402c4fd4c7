"""Posts under a label in the head of a paper (法定代表人, 经营者 …), with their organisations; persons held responsible."""

import re
from dataclasses import dataclass, replace

from loaders.text.canonical import HAN
from loaders.text.components.headers import Labelled
from loaders.text.components.names import Name
from loaders.text.components.patterns import pattern
from loaders.text.components.shapes import PERSON, bare_name, is_org_name, is_person_name
from loaders.text.vocabulary import any_of, words

_LABELLED: dict[str, dict[str, str]] = words("roles")["labelled"]
_WORDS = {each["role"]: (field, each["role"]) for field, each in _LABELLED.items() if each["role"]}
_INLINE = re.compile(
    rf"(?<=[,;(。\s])(?P<role>{any_of(_WORDS)})(?:\([^()\n]{{1,16}}\))?(?:姓名)?(?:为|是|系)?(?P<name>{PERSON})(?=[,;)。、\s(:]|$|身份证|地址|住所|性别|男|女)"
)
_DUTIES = {word: each["duty"] for each in words("roles")["duties"].values() for word in each["words"]}


@dataclass(frozen=True, slots=True)
class Head:
    """A person under a label. `edge` is the relation of credit.kinds; `party` the organisation whose post it is, if any."""

    person: str
    role: str
    edge: str
    party: str
    start: int
    end: int
    rule: str


def _party_before(parties: tuple[Name, ...], start: int, record: int) -> str:
    """The organisation that the label belongs to: of the same row, else the last party named before it."""
    if record:
        return next((party.text for party in parties if party.record == record and party.kind == "ORG"), "")
    before = [party for party in parties if party.start <= start and party.kind == "ORG"]
    if before:
        return before[-1].text
    organizations = [party.text for party in parties if party.kind == "ORG"]
    return organizations[0] if len(organizations) == 1 else ""


def _person(value: str) -> str:
    name = bare_name(re.split("[、/)]", value)[0])
    if name in words("roles")["words"] or name in {"局长", "县长", "市长", "主任", "区长", "不详", "同上"}:
        return ""
    return name if is_person_name(name) or re.fullmatch(rf"[{HAN}]{{2,3}}", name) else ""


_MORE = pattern("more")
_ROLE = re.compile(any_of(words("roles")["words"]))


def _more_posts(value: str, name: str, head: Head) -> list[Head]:
    """`法定代表人：P，总经理`."""
    more = _MORE.match(value[value.find(name) + len(name) :])
    roles = _ROLE.findall(more["roles"]) if more else []
    return [replace(head, role=role, edge="", rule="stated_post") for role in roles if role != head.role]


def _of_respondent(fields: tuple[Labelled, ...], start: int) -> bool:
    """Whether the last party named before a place is the respondent or a third party of a review, or the creditor of an enforcement."""
    before = [
        each.field for each in fields if each.start < start and each.field in ("applicant", "respondent", "third", "party", "creditor")
    ]
    return bool(before) and before[-1] in ("respondent", "third", "creditor")


def _labelled(fields: tuple[Labelled, ...], parties: tuple[Name, ...]) -> list[Head]:
    found = []
    for each in fields:
        post = _LABELLED.get(each.field)
        name = _person(each.value) if post else ""
        if post and name and each.field not in ("controller",) and not _of_respondent(fields, each.start):
            start = each.start + max(0, each.value.find(name))
            party = _party_before(parties, each.start, each.record)
            role = post["role"] or re.sub(r"\([^()]*\)|[ :]", "", each.label)
            head = Head(name, role, post["edge"], party, start, start + len(name), "head_label")
            found += [head, *_more_posts(each.value, name, head)]
    return found


def _employed(fields: tuple[Labelled, ...], parties: tuple[Name, ...]) -> list[Head]:
    """`所在单位：X 职务：总经理` of a person who is the party."""
    people = [party for party in parties if party.kind == "PERSON"]
    employers = [each for each in fields if each.field == "employer" and is_org_name(bare_name(each.value))]
    posts = [each for each in fields if each.field == "post"]
    if len(people) != 1 or len(employers) != 1 or not posts:
        return []
    employer = bare_name(employers[0].value)
    start, end = posts[0].start, posts[0].end
    return [Head(people[0].text, role, "", employer, start, end, "stated_post") for role in _ROLE.findall(posts[0].value)]


def _inline(text: str, parties: tuple[Name, ...], until: int) -> list[Head]:
    """`…，投资人方某某，地址…`: no colon at all."""
    found = []
    for each in _INLINE.finditer(text, 0, until):
        field, role = _WORDS[each["role"]]
        if is_person_name(each["name"]):
            party = _party_before(parties, each.start(), 0)
            found.append(Head(each["name"], role, _LABELLED[field]["edge"], party, each.start("name"), each.end("name"), "head_inline"))
    return found


def heads(text: str, fields: tuple[Labelled, ...], parties: tuple[Name, ...]) -> tuple[Head, ...]:
    """The heads that the paper's own head states, each once."""
    body = re.search("经查|一案|执法人员|发现你|依据|我局于", text)
    until = min(body.start() if body else 600, 900)
    every = [*_labelled(fields, parties), *_inline(text, parties, until), *_employed(fields, parties)]
    return tuple({(each.person, each.role, each.party): each for each in reversed(every)}.values())[::-1]


_NAMED = re.compile(
    rf"(?P<duty>{any_of(_DUTIES)})(?:为|是|:|系)?(?P<names>[\ue800-\uefff]\uf8ff*(?:(?:、|和|及)[\ue800-\uefff]\uf8ff*)*)"
    rf"|(?P<after>[\ue800-\uefff]\uf8ff*(?:(?:、|和|及)[\ue800-\uefff]\uf8ff*)*)(?:[^。;\n\ue000-\uefff]{{0,30}}?)(?:是|为|系|作为)[^。;\n\ue000-\uefff]{{0,24}}?(?P<duty2>{any_of(_DUTIES)})"
)


def responsible(signed: str) -> list[tuple[str, str, int, int]]:
    """Groups of signs of persons whom the paper calls responsible: (signs, duty, start, end)."""
    found = []
    for each in _NAMED.finditer(signed):
        duty = _DUTIES[each["duty"] or each["duty2"]]
        found.append((each["names"] or each["after"], duty, *each.span()))
    return found
