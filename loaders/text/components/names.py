"""Every name of the paper, in one dictionary: from labels, salutations, party lists and running text, with their short forms."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from credit.identifiers import Verdict, classify
from loaders.text.components.labels import Labelled
from loaders.text.components.patterns import pattern
from loaders.text.components.shapes import (
    bare_name,
    is_agency_name,
    is_org_name,
    is_person_name,
    organizations_in,
    stated_kind,
)
from loaders.text.components.signs import Name, Signed, sign
from loaders.text.vocabulary import any_of, role_words, words

_ALIAS_OF = pattern("alias_of")
_SALUTATION = pattern("salutation")
_NAME_LINE = pattern("name_line")
_WITH_CODE = pattern("with_code")
_PARTY_LINE = pattern("party_line")
_LINE_LABEL = pattern("line_label")
_TITLE_NAMES = pattern("title_names")
_NEWS_PARTY = pattern("news_party")
_BODY = pattern("body")


_DESCRIBED = pattern("described")


_LIST_SIGN = re.compile(rf"[、;]|(?<=[公司厂店]) ?(?:(?:和|及|与)其?(?:{role_words()})|和|及|与) ?")


def _split(value: str) -> list[str]:
    """The names of a list A、B和C, each without remarks."""
    outside = re.sub(r"\([^()]*\)", lambda found: found.group().replace("、", "\x00").replace(",", "\x00"), value)
    parts = _LIST_SIGN.split(outside)
    return [part.replace("\x00", "、") for part in parts if part.strip()]


def _stated(value: str, start: int, rule: str, record: int = 0) -> Iterator[Name]:
    """The names stated under a label or in a salutation."""
    if described := _DESCRIBED.search(value):
        value = value[: described.start()]
    place = 0
    for part in _split(value):
        name = bare_name(part)
        kind = stated_kind(name)
        at = value.find(name, place)
        place = max(place, at)
        if kind and at >= 0 and (rule == "label" or not is_agency_name(name)):
            yield Name(name, kind, start + at, start + at + len(name), party=rule, record=record)


_PARTY_FIELDS = {"party": "label", "applicant": "applicant"}


def _from_labels(fields: Iterable[Labelled], review: bool) -> list[Name]:
    wanted = "applicant" if review else "party"
    found = [
        name for each in fields if each.field == wanted for name in _stated(each.value, each.start, _PARTY_FIELDS[wanted], each.record)
    ]
    return _without_weak(found, fields)


_WEAK = frozenset(
    {
        "名称",
        "姓名",
        "单位",
        "字号",
        "代码",
        "责任单位",
        "单位名称",
        "企业名称",
        "公司名称",
        "纳税人",
        "字号名称",
        "店名",
        "主体名称",
        "机构名称",
        "收件人",
        "法人名称",
        "违法行为人",
        "个人姓名",
        "自然人姓名",
    }
)


def _without_weak(found: list[Name], fields: Iterable[Labelled]) -> list[Name]:
    """Labels that may head anything (名称, 单位) count only where no sure label names somebody, or in a table's row."""
    labels = {each.start: each.label for each in fields}
    sure = [name for name in found if name.record or _label_of(labels, name.start) not in _WEAK]
    first = sure or found
    return first if sure else found


def _label_of(labels: dict[int, str], start: int) -> str:
    return labels.get(start, "").strip("()【】 ")


def _from_salutation(text: str, until: int) -> list[Name]:
    """Addressee lines: `X有限公司：`, a name alone above its code, a name with its code in brackets."""
    found: list[Name] = []
    for form in (_SALUTATION, _NAME_LINE, _WITH_CODE):
        for each in form.finditer(text, 0, until):
            found += _stated(each["names"], each.start("names"), "salutation")
        if found:
            return found
    return found


def _from_lines(text: str, until: int) -> list[Name]:
    """`祁某某，男，1959年9月出生，时任…`: the party lists of securities decisions."""
    found: list[Name] = []
    for each in _PARTY_LINE.finditer(text, 0, until):
        label = _LINE_LABEL.match(each["name"])
        start = each.start("name") + (label.end() if label else 0)
        name = bare_name(text[start : each.end("name")])
        kind = "PERSON" if is_person_name(name) else "ORG" if is_org_name(name) else None
        if kind and not is_agency_name(name) and not (label and label.group().startswith("申请")):
            found.append(Name(name, kind, start, start + len(name), party="line"))
    return found


def _from_news(text: str) -> list[Name]:
    """`X存在以下违法事实`, `X拖欠…名劳动者…`: whom a report is about."""
    found = []
    for each in _NEWS_PARTY.finditer(text):
        spans = organizations_in(each["name"])
        if spans and spans[-1][1] == len(each["name"]):
            start, end = each.start("name") + spans[-1][0], each.start("name") + spans[-1][1]
            found.append(Name(text[start:end], "ORG", start, end, party="news"))
    return found


def _titled(text: str) -> list[Name]:
    title = _TITLE_NAMES.search(text, 0, 300)
    return list(_stated(title["names"], title.start("names"), "title")) if title else []


def parties(text: str, fields: tuple[Labelled, ...], kind: str) -> tuple[Name, ...]:
    """Whom the paper is about, by the surest of the ways in which it says so."""
    body = _BODY.search(text)
    until = max(body.start() if body else 0, 200)
    listed = _unique([*_from_labels(fields, kind == "review_decision"), *_from_lines(text, _list_end(text, until))])
    if not listed and kind != "review_decision":
        listed = _from_salutation(text, max(until, 1200)) or _from_lines(text, until) or _titled(text) or _from_news(text)
    known = _unique(listed)
    codes = _Codes(text, fields, known)
    return tuple(_coded(name, codes) for name in known)


def _list_end(text: str, until: int) -> int:
    """Where a list of parties ends: at the body of the paper."""
    end = re.compile("\n[^\n]{0,12}(?:依据|根据)|经查|现已调查|立案调查").search(text)
    return min(end.start(), 6000) if end else until


def _unique(names: Iterable[Name]) -> list[Name]:
    seen: dict[str, Name] = {}
    for name in sorted(names, key=lambda each: each.start):
        seen.setdefault(name.text, name)
    return list(seen.values())


_INLINE_CODE = pattern("inline_code")
_MOST_OWNERS = 40


def mentions(text: str, parties: Iterable[Name]) -> list[tuple[int, str]]:
    """Every place where one of several organisations outside of tables is named; nothing where there is but one."""
    units = {party.text for party in parties if party.kind == "ORG" and not party.record}
    if not 1 < len(units) <= _MOST_OWNERS:
        return []
    found = ((each.end(), each.group()) for each in re.finditer(any_of(units), text))
    return list(found)


def nearest(places: list[tuple[int, str]], at: int) -> str:
    """The organisation named last before a place."""
    last = bisect_right(places, (at, "\uffff")) - 1
    return places[last][1] if last >= 0 else ""


class _Codes:
    """The codes that a paper states under labels, to be found by the row or by the place of a name."""

    def __init__(self, text: str, fields: tuple[Labelled, ...], known: list[Name]) -> None:
        self._mentions = mentions(text, known)
        codes = [each for each in fields if each.field == "uscc"]
        self.text = text
        self._of_row = {each.record: each.value for each in reversed(codes)}
        self._starts, self._values = [each.start for each in codes], [each.value for each in codes]
        self._parties = [each.start for each in fields if each.field in _PARTY_FIELDS]

    def next_party(self, at: int) -> int:
        """Where the next party is labelled after a place."""
        first = bisect_right(self._parties, at)
        return self._parties[first] if first < len(self._parties) else len(self.text)

    def stated(self, name: Name) -> str:
        """In the same row, or the first one after the name before the next party."""
        if name.record:
            return self._of_row.get(name.record, "")
        if self._mentions:
            owners = ((value, nearest(self._mentions, start)) for start, value in zip(self._starts, self._values, strict=True))
            return next((value for value, owner in owners if owner == name.text), "")
        first = bisect_right(self._starts, name.start)
        within = first < len(self._starts) and self._starts[first] <= self.next_party(name.end)
        return self._values[first] if within else ""


def _coded(name: Name, codes: _Codes) -> Name:
    """The name with the code that its header states."""
    if name.kind != "ORG" and name.record == 0:
        return name
    stated, text = codes.stated(name), codes.text
    if not stated and (inline := _INLINE_CODE.search(text, name.end, min(codes.next_party(name.end), name.end + 300))):
        stated = inline["code"]
    judged = classify("uscc", re.split(r"[ ,;()]", stated.strip())[0])
    code = judged.value if judged.verdict is Verdict.VALID else ""
    return Name(name.text, name.kind, name.start, name.end, name.full, name.party, code, stated, name.record)


# ---------------------------------------------------------------------------------------------- names in running text
_AFTER_ROLE = pattern("after_role")
_BEFORE_POST = pattern("before_post")
_CALLED = pattern("called")
_FELLOW = pattern("fellow")
_FALSE = frozenset(words("names")["not_persons"])


def _persons_in(covered: str) -> Iterator[tuple[int, int]]:
    for place in (_AFTER_ROLE, _BEFORE_POST, _CALLED):
        for found in place.finditer(covered):
            yield from _trimmed(found["name"], found.start("name"))


def _trimmed(name: str, start: int) -> Iterator[tuple[int, int]]:
    """A name that took one character of the next word with it gives it back."""
    if len(name) == 3 and name[2] in "系为是任时作持分和与及的代未在于将对从给处已曾也均" and not re.search("[某*×X]", name):
        name = name[:2]
    if name not in _FALSE and name[:2] not in _FALSE and is_person_name(name):
        yield start, start + len(name)


def _fellows(text: str, bare: str, names: tuple[Name, ...]) -> list[Name]:
    """Persons that stand in a list with known ones: `徐某某、赵某某和徐某`."""
    signed = sign(bare, names).text
    found: list[Name] = []
    for _ in range(3):
        spans = [span for each in _FELLOW.finditer(signed) for span in _trimmed(each["name"], each.start("name"))]
        if not spans:
            break
        found += [Name(text[a:b], "PERSON", a, b) for a, b in spans]
        signed = sign(bare, (*names, *found)).text
    return found


def aliases(text: str, names: Iterable[Name]) -> tuple[Name, ...]:
    """Short forms: `（以下简称“X”）` right after a name."""
    known = {name.text: name for name in names}
    lengths = sorted({len(text) for text in known}, reverse=True)
    told: dict[str, list[Name]] = {}
    for alias in _ALIAS_OF.finditer(text):
        before = (known.get(text[max(0, alias.start() - length) : alias.start()]) for length in lengths)
        if (name := next(filter(None, before), None)) and name.text not in told:
            shorts = (short.strip('《》“”" ') for short in alias["alias"].split("或"))
            place = alias.span("alias")
            told[name.text] = [Name(short, name.kind, *place, full=name.text) for short in shorts if len(short) > 1]
    return tuple(short for name in known if name in told for short in told[name])


def weakly_stated(fields: Iterable[Labelled]) -> tuple[Name, ...]:
    """Names under labels that may head anything (字号名称): names of the paper, if not its parties."""
    weak = [name for each in fields if each.field == "party" and each.label in _WEAK for name in _stated(each.value, each.start, "")]
    return (*weak, *_labelled_persons(fields))


_POSTS = frozenset(words("roles")["labelled"])


def _labelled_persons(fields: Iterable[Labelled]) -> Iterator[Name]:
    """Persons under the label of a post: 法定代表人(负责人)：X."""
    for each in fields:
        name = bare_name(re.split("[、/)]", each.value)[0]) if each.field in _POSTS else ""
        if name and is_person_name(name) and (at := each.value.find(name)) >= 0:
            yield Name(name, "PERSON", each.start + at, each.start + at + len(name))


def dictionary(text: str, bare: str, known: tuple[Name, ...]) -> tuple[Name, ...]:
    """All names of the paper, the longest first: the stated ones, those that their shape shows, and the short forms of both."""
    spans = (_with_what_is_before(bare, *span) for span in organizations_in(bare))
    organizations = [Name(text[a:b], "ORG", a, b) for a, b in spans if not is_agency_name(text[a:b])]
    organizations = _consistent(_unique([*known, *organizations]), known)
    short = aliases(text, organizations)
    forms = {name.text for name in short}
    organizations = [name for name in organizations if name.party or name.text not in forms]
    first = sign(bare, (*organizations, *short)).text
    persons = [Name(text[a:b], "PERSON", a, b) for a, b in _persons_in(first)]
    persons += _fellows(text, bare, (*organizations, *short, *persons))
    every = _unique([*organizations, *persons])
    return tuple(sorted([*every, *short], key=lambda name: -len(name.text)))


def _with_what_is_before(bare: str, start: int, end: int) -> tuple[int, int]:
    """A name that was cut at 和 between a person's name and itself, where that person is named nowhere else: 万县天和泰公司 is one name."""
    if bare[start - 1 : start] not in ("和", "与", "及"):
        return start, end
    for length in (2, 3, 4):
        first = start - 1 - length
        person, whole = bare[max(0, first) : start - 1], bare[max(0, first) : end]
        alone = first > 0 and bare.count(bare[first - 1 : end]) < bare.count(whole)
        if alone and is_person_name(person) and bare.count(whole) > 1 and bare.count(person) == bare.count(whole):
            return first, end
    return start, end


_PARTY_WORDS = ("当事人", "你公司", "你单位")


def spoken_of(parties: tuple[Name, ...]) -> tuple[Name, ...]:
    """The words by which a paper speaks of its one party, as short forms of its name."""
    if len(parties) != 1 or parties[0].kind != "ORG":
        return ()
    party = parties[0]
    return tuple(Name(word, "ORG", party.start, party.end, full=party.text) for word in _PARTY_WORDS)


def _consistent(names: list[Name], known: tuple[Name, ...]) -> list[Name]:
    """A found name that only adds words in front of a stated one is the stated one."""
    stated = {name.text for name in known}
    return [name for name in names if name.party or not any(name.text[cut:] in stated for cut in range(1, len(name.text)))]


def stated(parties: tuple[Name, ...]) -> bool:
    """Whether the paper itself, not a report of it, says whom it is about."""
    return any(party.party != "news" for party in parties)


_RESTRICTED, _RESTRICTED_TOO = pattern("restricted"), pattern("restricted_too")


def restricted(signed: Signed, parties: tuple[Name, ...], names: tuple[Name, ...]) -> tuple[Name, ...]:
    """A consumption order binds, beside the debtor, the persons whom it names (高消费规定 3)."""
    bound: list[str] = []
    for each in _RESTRICTED.finditer(signed.text):
        bound.append(signed.meaning[each["p"]][0])
        end = signed.text.find("。", each.end())
        more = _RESTRICTED_TOO.finditer(signed.text, each.end(), end if end >= 0 else len(signed.text))
        bound += [signed.meaning[other["p"]][0] for other in more]
    return struck_parties(parties, names, bound, "restricted")


def struck_parties(parties: tuple[Name, ...], names: tuple[Name, ...], struck: list[str], rule: str = "struck") -> tuple[Name, ...]:
    """In a report, those whom its penalties strike are parties too."""
    by_text = {name.text: name for name in names if not name.full}
    known = {party.text for party in parties}
    chosen = [by_text[text] for text in dict.fromkeys(struck) if text in by_text and text not in known]
    return (*parties, *(Name(each.text, each.kind, each.start, each.end, party=rule) for each in chosen))


def with_codes(text: str, parties: tuple[Name, ...]) -> tuple[Name, ...]:
    """The parties that a report names, with the code that stands in brackets after a mention of them."""
    return tuple(_bracketed_code(text, each) if each.kind == "ORG" and each.party == "struck" else each for each in parties)


def _bracketed_code(text: str, name: Name) -> Name:
    found = re.search(rf"{re.escape(name.text)}\({_INLINE_CODE.pattern}\)", text)
    judged = classify("uscc", found["code"]) if found else None
    return replace(name, code=judged.value, stated_code=judged.value) if judged and judged.verdict is Verdict.VALID else name
