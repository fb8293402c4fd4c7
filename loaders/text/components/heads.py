"""Posts under a label in the head of a paper (法定代表人, 经营者 …), with their organisations; persons held responsible."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from loaders.text.canonical import HAN
from loaders.text.components.labels import Labelled
from loaders.text.components.names import mentions, nearest
from loaders.text.components.patterns import pattern
from loaders.text.components.shapes import PERSON, bare_name, is_org_name, is_person_name, organizations_in
from loaders.text.components.signs import Name
from loaders.text.vocabulary import any_of, role_words, words

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


class _Organizations:
    """The organisations among the parties, by row and by place."""

    def __init__(self, text: str, parties: tuple[Name, ...]) -> None:
        self._mentions = mentions(text, parties)
        self._all = [party for party in parties if party.kind == "ORG"]
        self._starts = [party.start for party in self._all]
        self._of_row = {party.record: party.text for party in reversed(self._all)}

    def before(self, start: int, record: int) -> str:
        """The one that a label belongs to: of the same row, else the last party named before it."""
        if record:
            return self._of_row.get(record, "")
        if owner := nearest(self._mentions, start):
            return owner
        at = bisect_right(self._starts, start) - 1
        if at >= 0:
            return self._all[at].text
        return self._all[0].text if len(self._all) == 1 else ""


def _person(value: str) -> str:
    name = bare_name(re.split("[、/)]", value)[0])
    if name in words("roles")["words"] or name in {"局长", "县长", "市长", "主任", "区长", "不详", "同上"}:
        return ""
    return name if is_person_name(name) or re.fullmatch(rf"[{HAN}]{{2,3}}", name) else ""


_MORE = pattern("more")
_ROLE = re.compile(role_words())


def _more_posts(value: str, name: str, head: Head) -> list[Head]:
    """`法定代表人：P，总经理`."""
    more = _MORE.match(value[value.find(name) + len(name) :])
    roles = _ROLE.findall(more["roles"]) if more else []
    return [replace(head, role=role, edge="", rule="stated_post") for role in roles if role != head.role]


_SIDES = frozenset({"applicant", "respondent", "third", "party", "creditor"})
_OTHER_SIDES = frozenset({"respondent", "third", "creditor"})


def _labelled(fields: tuple[Labelled, ...], organizations: _Organizations) -> list[Head]:
    """Posts under labels, but for those of the respondent or a third party of a review, or of the creditor of an enforcement."""
    found, side = [], ""
    for each in fields:
        side = each.field if each.field in _SIDES else side
        post = _LABELLED.get(each.field)
        name = _person(each.value) if post else ""
        if post and name and each.field not in ("controller",) and side not in _OTHER_SIDES:
            start = each.start + max(0, each.value.find(name))
            party = organizations.before(each.start, each.record)
            role = post["role"] or re.sub(r"\([^()]*\)|[ :]", "", each.label)
            head = Head(name, role, post["edge"], party, start, start + len(name), "head_label")
            found += [head, *_more_posts(each.value, name, head)]
    return found


def _employed(fields: tuple[Labelled, ...], parties: tuple[Name, ...]) -> list[Head]:
    """`所在单位：X 职务：总经理` of a person who is a party; `职务：X公司总经理`, `工作单位及职务：X公司总经理`."""
    found = []
    for each in fields:
        person = _last_before(parties, each.start) if each.field in ("post", "employer_and_post") else None
        if person and person.kind == "PERSON":
            employer = _employer_in(each.value, parties) or _employer_near(fields, person.start, _next_start(parties, each.start))
            roles = _ROLE.findall(each.value) if employer else []
            found += [Head(person.text, role, "", employer, each.start, each.end, "stated_post") for role in roles]
    return found


_IS_POST = re.compile(r"[,;( ]系(?P<value>[^,。;()\n]{4,50}?)(?=[,。;)\n]|$)")


def _described(text: str, parties: tuple[Name, ...], until: int) -> list[Head]:
    """`当事人：P … 住址：…，系X店投资人`: what the head of a paper says a person to be."""
    found = []
    for each in _IS_POST.finditer(text, 0, until):
        person, roles = _last_before(parties, each.start()), list(_ROLE.finditer(each["value"]))
        whole = bool(roles) and roles[-1].end() == len(each["value"])
        employer = _employer_in(each["value"], parties) if person and person.kind == "PERSON" and whole else ""
        if person and employer and each["value"][: roles[-1].start()].rstrip("的") == employer:
            found.append(Head(person.text, roles[-1].group(), "", employer, each.start("value"), each.end("value"), "stated_post"))
    return found


def _last_before(parties: tuple[Name, ...], at: int) -> Name | None:
    before = [party for party in parties if party.start < at]
    return max(before, key=lambda party: party.start) if before else None


def _next_start(parties: tuple[Name, ...], at: int) -> int:
    return min((party.start for party in parties if party.start > at), default=10**9)


def _employer_in(value: str, parties: tuple[Name, ...]) -> str:
    """The organisation that a post's own value names."""
    known = [party.text for party in parties if party.kind == "ORG" and party.text in value]
    if known:
        return max(known, key=len)
    head = bare_name(_ROLE.split(value)[0]).removeprefix("时任")
    spans = organizations_in(head)
    return head[slice(*spans[0])] if spans else head if is_org_name(head) else ""


def _employer_near(fields: tuple[Labelled, ...], start: int, end: int) -> str:
    """The employer that a label states for a person, among what is said of him."""
    named = (bare_name(each.value) for each in fields if each.field == "employer" and start <= each.start < end)
    return next((name for name in named if is_org_name(name)), "")


def _inline(text: str, organizations: _Organizations, until: int) -> list[Head]:
    """`…，投资人方某某，地址…`: no colon at all."""
    found = []
    for each in _INLINE.finditer(text, 0, until):
        field, role = _WORDS[each["role"]]
        if is_person_name(each["name"]):
            party = organizations.before(each.start(), 0)
            found.append(Head(each["name"], role, _LABELLED[field]["edge"], party, each.start("name"), each.end("name"), "head_inline"))
    return found


def heads(text: str, fields: tuple[Labelled, ...], parties: tuple[Name, ...]) -> tuple[Head, ...]:
    """The heads that the paper's own head states, each once."""
    body = re.search("经查|一案|执法人员|发现你|依据|我局于", text)
    until = min(body.start() if body else 600, 900)
    organizations = _Organizations(text, parties)
    every = [*_labelled(fields, organizations), *_inline(text, organizations, until), *_employed(fields, parties)]
    every += _described(text, parties, until)
    return tuple({(each.person, each.role, each.party): each for each in reversed(every)}.values())[::-1]


_NAMED = re.compile(
    rf"(?P<duty>{any_of(_DUTIES)})(?:为|是|:|系)?(?P<names>[\ue800-\uefff]\uf8ff*(?:(?:、|和|及)[\ue800-\uefff]\uf8ff*){{0,40}})"
    rf"|(?P<after>[\ue800-\uefff]\uf8ff*(?:(?:、|和|及)[\ue800-\uefff]\uf8ff*){{0,40}})(?:[^。;\n\ue000-\uefff]{{0,30}}?)(?:是|为|系|作为)[^。;\n\ue000-\uefff]{{0,24}}?(?P<duty2>{any_of(_DUTIES)})"
)


def responsible(signed: str) -> list[tuple[str, str, int, int]]:
    """Groups of signs of persons whom the paper calls responsible: (signs, duty, start, end)."""
    found = []
    for each in _NAMED.finditer(signed):
        duty = _DUTIES[each["duty"] or each["duty2"]]
        found.append((each["names"] or each["after"], duty, *each.span()))
    return found
