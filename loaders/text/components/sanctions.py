"""Penalties and orders to put right, out of the operative part: kind, amount and whom they strike."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from loaders.text.components.blanking import Stretches
from loaders.text.components.checks import checked
from loaders.text.components.operative import Zone
from loaders.text.components.shapes import PERSON
from loaders.text.components.signs import ANY, ORGANIZATION, Name, Signed
from loaders.text.components.struck import Struck
from loaders.text.numerals import MONEY, fen_of, number
from loaders.text.vocabulary import any_of, role_words, words

_V = words("sanctions")
_PLAIN = MONEY.replace("?P<money>", "?:")
_NOT_RANGE = "(?!以[上下]|至)"
_LIST = rf"(?P<money>{_PLAIN}(?:(?:整|的?罚款)?(?:、|和|及){_PLAIN})*){_NOT_RANGE}"
_AFTER = re.compile(rf"{_V['money_after']}{_LIST}")
_LATER = re.compile(rf"[^。;\n罚没]{{0,24}}?(?:计|即|金额为?|共计|合计|为)(?:人民币|:|¥)*{_LIST}")
_BEFORE = re.compile(rf"{_LIST}(?:整|\([^()\n]{{0,40}}\)|的)*(?:行政)?$")
_FINE_BEFORE = re.compile(rf"{_LIST}(?:整|\([^()\n]{{0,40}}\)|的)*(?:行政)?罚款")
_FINE_ALONE = re.compile(rf"(?:处以?|罚|给予)(?:人民币|:|¥)*{_LIST}(?!(?:整|\([^()\n]{{0,40}}\)|的)*(?:行政)?罚款)")
_TOTAL = re.compile(rf"{_V['total']}[^。;\n]{{0,8}}$")
_POST = r"(?:[\u4e00-\u9fff、]{0,14}(?:人员|代表人?|负责人|经理|董事长|董事|总监|控制人|人|者|厂长|店长|主管|主任|[总职作理]员))?"
_HELD = f"{any_of(word for each in words('roles')['duties'].values() for word in each['words'])}|{role_words()}"
_UNNAMED = re.compile(_V["unnamed"])
_SELF = any_of(each for each in words("names")["self_words"] if len(each) > 1)
_SELF_FIRST = re.compile(_SELF)
_SELF_AND = re.compile(rf"(?:{_SELF})(?:及|和|与|以及|、)其?[\u4e00-\u9fff]")
_WHO = rf"(?:(?:{_SELF})?[一二三四五六七八九十甲乙丙]?{ANY}|{_SELF})(?:(?:[、,]|和|及|以及|与)(?:其|时任|原)?{_POST}{ANY})*"
_TARGET = re.compile(
    rf"(?:对|给予|责令|没收|吊销|撤销|处以|处罚|处|禁止)[ ]*(?:[^,。;:\n\ue000-\uefff]{{0,18}}?)"
    rf"(?:(?:{ORGANIZATION}|{_SELF})(?:的?(?:时任|原)?(?:{_HELD})(?:[、,及](?:{_HELD}))*|[\u4e00-\u9fff]{{2,14}}的)(?=[\ue800-\uefff]))?(?P<names>{_WHO})"
    rf"|(?:^|(?<=[;。]))[ ]*(?:[一二三四五六七八九十\d]+[、.]|\([一二三四五六七八九十\d]+\))?{_POST}(?P<headed>{_WHO})"
    rf"(?:\([^()\n]{{0,30}}\))?(?::|(?=处|罚款|警告|给予|没收|责令|吊销|暂扣|停业|停产|{_V['headed']}))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    code: str
    amount: bool


@cache
def _kinds() -> tuple[re.Pattern[str], tuple[_Kind, ...]]:
    listed: dict[str, dict[str, Any]] = _V["kinds"]
    kinds = tuple(_Kind(name, each["code"], bool(each.get("amount"))) for name, each in listed.items())
    pattern = "|".join(f"(?P<k{i}>{'|'.join(each['words'])})" for i, each in enumerate(listed.values()))
    return re.compile(pattern), kinds


@cache
def code_of(kind: str) -> str:
    """The penalty_kinds code of a kind's name, also of one that words it more fully (没收违法经营的食品)."""
    pattern, kinds = _kinds()
    found = pattern.search(kind)
    return kinds[int((found.lastgroup or "k0")[1:])].code if found else ""


@cache
def kind_of(text: str) -> str:
    """The name under which a kind is counted; the text itself where it is none of ours."""
    pattern, kinds = _kinds()
    found = pattern.search(text)
    return kinds[int((found.lastgroup or "k0")[1:])].name if found else text


@dataclass(frozen=True, slots=True)
class _Target:
    """Whom words strike from a place on; `known` is false where it is somebody named by his post alone."""

    start: int
    end: int
    names: tuple[str, ...]
    known: bool = True


def _targets(signed: Signed, zone: Zone, parties: tuple[str, ...]) -> list[_Target]:
    """Whom the words after a place strike: the names after 对, 给予 … or before a colon."""
    found = []
    for each in _TARGET.finditer(signed.text, zone.start, zone.end):
        who = each["names"] or each["headed"]
        itself = _SELF_FIRST.match(who) or _SELF_AND.search(signed.text, each.start(), each.end())
        own = parties if len(parties) == 1 and itself else ()
        names = tuple(dict.fromkeys((*own, *signed.names(who)))) or (parties if "们" in who or "各" in who or len(parties) == 1 else ())
        if names:
            group = "names" if each["names"] else "headed"
            found.append(_Target(each.start(group), each.end(group), names))
    found += [*_counted(signed.text, zone, parties), *_its(signed, zone)]
    unnamed = (
        _Target(each.end(), each.end(), parties if len(parties) == 1 else ("",), False)
        for each in _UNNAMED.finditer(signed.text, zone.start, zone.end)
    )
    return sorted([*found, *unnamed], key=lambda target: target.start)


_COUNTED, _ITS = re.compile(_V["counted"]), re.compile(_V["its"])
_NAMES_BEFORE = 120


def _counted(text: str, zone: Zone, parties: tuple[str, ...]) -> list[_Target]:
    """`对当事人（二）处罚款`: a party by its number."""
    found = ((each, "一二三四五六七八九十".index(each["nth"])) for each in _COUNTED.finditer(text, zone.start, zone.end))
    return [_Target(each.start(), each.end(), (parties[nth],)) for each, nth in found if nth < len(parties) > 1]


def _its(signed: Signed, zone: Zone) -> list[_Target]:
    """`P的行为情节严重，…，对其采取…`: whom the sentence named last."""
    found = []
    for each in _ITS.finditer(signed.text, zone.start, zone.end):
        start = max(signed.text.rfind(sign, max(0, each.start() - _NAMES_BEFORE), each.start()) + 1 for sign in "。;\n")
        names = signed.names(signed.text[max(start, each.start() - _NAMES_BEFORE) : each.start()])
        if names:
            found.append(_Target(each.start(), each.end(), (names[-1],)))
    return found


def _struck_by(targets: list[_Target], at: int, zone: Zone, parties: tuple[str, ...]) -> _Target:
    last = bisect_right(targets, at, key=lambda target: target.start) - 1
    return targets[last] if last >= 0 else _Target(zone.start, zone.start, parties if len(parties) == 1 else ("",))


_POST_WORD = re.compile(_HELD)
_SOMEBODY = re.compile(_V["somebody"])
_UNREAD = re.compile(
    rf"(?:对|禁止|责令)[\u4e00-\u9fff(]{{0,12}}?{PERSON}\)?[,:]?(?=给予|处|罚款|没收|作出|警告|予以|采取|\n|[一二三四五\d]+年内|$)"
)
_KIND_UNSURE = re.compile(_V["kind_unsure"])
_NAME_SIGN = re.compile("[\ue000-\uefff]")


def _whose_doubt(signed: Signed, target: _Target, at: int, parties: frozenset[str]) -> str:
    """Why it may be somebody else whom the words at a place strike: between them and the last one named stands another, or a post."""
    between = signed.text[target.end : at]
    others = {signed.meaning.get(sign, ("", "")) for sign in _NAME_SIGN.findall(between)}
    if any(name not in target.names and (kind == "PERSON" or name in parties) for name, kind in others):
        return "whose_unsure"
    return "whose_unsure" if any(each.search(between) for each in (_POST_WORD, _SOMEBODY, _UNREAD)) else ""


def _is_total(text: str, zone: Zone, at: int) -> bool:
    return bool(_TOTAL.search(text, max(zone.start, at - 24), at))


def _sums(text: str) -> list[tuple[int, bool]]:
    found = (fen_of(each) for each in re.findall(_PLAIN, text))
    return [each for each in found if each]


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: _Kind
    sums: tuple[tuple[int, bool], ...]
    start: int
    end: int


def _kind_doubt(hit: _Hit, target: _Target, text: str, units: frozenset[str]) -> str:
    """Why a kind may be another: an order that is a penalty under some laws only, a bar from a trade laid on an organisation."""
    if hit.kind.code == "suspend_business" and _KIND_UNSURE.search(text, hit.start, hit.end):
        return "kind_unsure"
    return "whose_unsure" if hit.kind.code == "occupation_ban" and units.intersection(target.names) else ""


def _amount_at(text: str, zone: Zone, found: re.Match[str], kind: _Kind) -> tuple[tuple[tuple[int, bool], ...], int, int]:
    """The sums that belong to a kind's word: right after it, after 计 or 即, or before 罚款."""
    if not kind.amount:
        return (), found.start(), found.end()
    if kind.code == "fine":
        before = _BEFORE.search(text[max(zone.start, found.start() - 60) : found.start()])
        if before:
            return tuple(_sums(before["money"])), found.start() - len(before.group()), found.end()
    after = _AFTER.match(text, found.end(), zone.end) or (_LATER.match(text, found.end(), zone.end) if kind.code == "fine" else None)
    return (tuple(_sums(after["money"])), found.start(), after.end()) if after else ((), found.start(), found.end())


_GOODS_TOO = re.compile(_V["goods_too"])
_NEXT_SUM = re.compile(rf"[、和及]{_PLAIN}")


def _goods(kinds: tuple[_Kind, ...]) -> _Kind:
    """The kind of what is taken beside money."""
    return next(kind for kind in kinds if kind.code == "confiscation" and not kind.amount)


def _goes_on(text: str, found: re.Match[str], zone: Zone) -> bool:
    """Whether a list of fines goes on: 分别处以30万元罚款、20万元罚款 is read at its end."""
    return "分别" in text[max(zone.start, found.start() - 40) : found.start()] and bool(_NEXT_SUM.match(text, found.end()))


def _hits(text: str, zone: Zone) -> list[_Hit]:
    pattern, kinds = _kinds()
    hits: list[_Hit] = []
    for found in pattern.finditer(text, zone.start, zone.end):
        kind = kinds[int((found.lastgroup or "k0")[1:])]
        sums, start, end = _amount_at(text, zone, found, kind)
        if kind.code == "fine" and not sums:
            continue
        if kind.code == "fine" and _goes_on(text, found, zone):
            continue
        hits.append(_Hit(kind, sums, start, end))
    goods = (found.span("goods" if found["goods"] else "also") for found in _GOODS_TOO.finditer(text, zone.start, zone.end))
    hits += [_Hit(_goods(kinds), (), *span) for span in goods]
    fine = kinds[-1]
    taken = Stretches((hit.start, hit.end) for hit in hits)
    for found in _FINE_ALONE.finditer(text, zone.start, zone.end):
        if not taken.touch(*found.span()):
            hits.append(_Hit(fine, tuple(_sums(found["money"])), *found.span()))
    return sorted(hits, key=lambda hit: hit.start)


def _without_totals(text: str, zone: Zone, hits: list[_Hit], earlier: bool) -> list[_Hit]:
    """A total counts only where it is the one sum; `earlier`: whether the paper has stated others before."""
    parts = [hit for hit in hits if not (hit.sums and _is_total(text, zone, hit.start))]
    return parts if earlier or any(hit.sums for hit in parts) else hits


_APART = 16
"""So near before several sums, 分别 says that they are of several names: where only one is known, another was not read."""


def _spread(hit: _Hit, target: _Target, zone: Zone, text: str, doubt: str) -> list[Struck]:
    """One penalty a name; as many sums as names go one by one (分别处以30万元、20万元罚款)."""
    names, rule = target.names, zone.rule if target.known else "unnamed"
    sums: tuple[tuple[int | None, bool], ...] = hit.sums or ((None, True),)
    if len(names) == 1 and len(sums) > 1:
        names = names * len(sums)
        apart = "分别" in text[max(zone.start, hit.start - _APART) : hit.end] and target.end > target.start
        doubt = doubt or ("whose_unsure" if apart else "")
    each = sums if len(sums) == len(names) and len(names) > 1 else sums[:1] * len(names)
    detail = text[hit.start : hit.end]
    return [
        Struck(hit.kind.name, hit.kind.code, fen, exact, name, hit.start, hit.end, detail, rule, doubt)
        for name, (fen, exact) in zip(names, each, strict=True)
    ]


_BARE_NUMBER = re.compile(r"[¥ ]*(?P<number>[\d,.]+|[一二三四五六七八九十百千万零壹贰叁肆伍陆柒捌玖拾佰仟]+)(?P<unit>万)?(?:元|圆)?(?:整)?")


def _labelled_sum(text: str, zone: Zone, parties: tuple[str, ...]) -> list[Struck]:
    """`罚款金额（万元）：0.5`."""
    found = _BARE_NUMBER.match(text, zone.start, zone.end)
    value = number(found["number"]) if found else None
    if not found or not value:
        return []
    wan = bool(found["unit"]) or "万元" in zone.label
    name, code = ("罚款", "fine") if zone.field == "fine" else ("没收违法所得", "confiscation")
    party = parties[0] if len(parties) == 1 else ""
    return [Struck(name, code, int(value * (1_000_000 if wan else 100)), True, party, zone.start, found.end(), found.group(), zone.rule)]


def _by_row(parties: tuple[Name, ...]) -> dict[int, tuple[str, ...]]:
    """The parties of each row of a table; outside of tables all."""
    rows: dict[int, tuple[str, ...]] = {}
    for party in parties:
        rows[party.record] = (*rows.get(party.record, ()), party.text) if party.record else ()
    return rows | {0: tuple(party.text for party in parties)}


def penalties(signed: Signed, zones: tuple[Zone, ...], everybody: tuple[Name, ...]) -> tuple[Struck, ...]:
    """Every penalty and order of the operative part, each once for each party."""
    struck: list[Struck] = []
    labelled: list[Struck] = []
    rows = _by_row(everybody)
    units = frozenset(party.text for party in everybody if party.kind == "ORG")
    categories: list[Struck] = []
    for zone in zones:
        parties = rows.get(zone.record) or rows[0]
        if zone.field == "kinds":
            categories += _category(signed, zone, parties)
            continue
        if zone.field in ("fine", "confiscated"):
            labelled += _labelled_sum(signed.text, zone, parties)
            continue
        targets = _targets(signed, zone, parties)
        for hit in _without_totals(signed.text, zone, _hits(signed.text, zone), any(each.fen for each in struck)):
            target = _struck_by(targets, hit.start + len(hit.kind.name) // 2, zone, parties)
            doubt = _whose_doubt(signed, target, hit.start, frozenset(rows[0])) or _kind_doubt(hit, target, signed.text, units)
            struck += _spread(hit, target, zone, signed.text, doubt)
    kinds = {(each.kind, each.party) for each in struck if each.fen is not None}
    struck += [each for each in labelled if (each.kind, each.party) not in kinds]
    stated = {(each.code, each.party) for each in struck}
    struck += [each for each in categories if (each.code, each.party) not in stated]
    struck = _without_implied(_addressed(struck, everybody))
    return checked(_once(struck), signed.text, zones, tuple(labelled))


def _addressed(struck: list[Struck], everybody: tuple[Name, ...]) -> list[Struck]:
    """An order to put right that names nobody is addressed to the one organisation among the parties; a person confirms it."""
    units = [party.text for party in everybody if party.kind == "ORG"]
    alone = len(units) == 1 and len(everybody) > 1
    return [replace(each, party=units[0], doubt="whose") if alone and not each.code and not each.party else each for each in struck]


def _without_implied(struck: list[Struck]) -> list[Struck]:
    """Without what another kind only says of itself."""
    implied = {(kind, each.party) for each in struck for kind in _V["implied"].get(each.kind, ())}
    kinds = {kind for kind, _ in implied}
    return [each for each in struck if (each.kind, each.party) not in implied and not (each.kind in kinds and not each.party)]


_BOTH_CATEGORIES = re.compile(_V["both_categories"])


def _category(signed: Signed, zone: Zone, parties: tuple[str, ...]) -> list[Struck]:
    """The kinds that the label of a category names: of 没收违法所得、没收非法财物 it does not say which of both."""
    unsure = [found.span() for found in _BOTH_CATEGORIES.finditer(signed.text, zone.start, zone.end)]
    party = parties[0] if len(parties) == 1 else ""
    pattern, kinds = _kinds()
    told = []
    for found in pattern.finditer(signed.text, zone.start, zone.end):
        kind = kinds[int((found.lastgroup or "k0")[1:])]
        rule = "unnamed" if any(start <= found.start() < end for start, end in unsure) else zone.rule
        told.append(Struck(kind.name, kind.code, None, True, party, *found.span(), found.group(), rule))
    return told


def _once(struck: list[Struck]) -> tuple[Struck, ...]:
    """Each penalty once; one without a sum falls to the same kind with a sum."""
    summed = {(each.kind, each.party) for each in struck if each.fen is not None}
    kept = [each for each in struck if each.fen is not None or (each.kind, each.party) not in summed]
    return tuple({(each.kind, each.fen, each.party): each for each in reversed(kept)}.values())[::-1]
