"""Whose paper it is: its number, the authority, the day. Each candidate is weighed by where it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from credit.documents import is_decision_number, normal_case_no
from loaders.text.canonical import HAN
from loaders.text.components.labels import Labelled
from loaders.text.components.literals import Literal, literals
from loaders.text.components.patterns import pattern
from loaders.text.components.shapes import is_agency_name
from loaders.text.components.types import DocumentType
from loaders.text.numerals import DATE, day_in
from loaders.text.vocabulary import any_of, words

_N = words("names")
_AGENCY_END = re.compile(any_of([*(each for each in _N["agency_endings"] if len(each) > 1), *_N["agency_short"]]))
_AGENCY_RUN = re.compile(rf"[{HAN}()]{{2,40}}$")
_AGENCY_LINE = pattern("agency_line")
_SEAL = re.compile(r"\((?:盖章|印章|公章|章|加盖[^()]{0,6}|签章)\)|\[印章\]")
_DATE_LINE = pattern("date_line")
_DATE_END = pattern("date_end")
_TITLED = pattern("titled")
_LETTERHEAD = pattern("letterhead")
_ACTS = pattern("acts")
_REPORTS = re.compile("(?:网站|官网)?(?:近日|日前)?(?:公布|发布|通报)")
_NOTICE_NAME = pattern("notice_name")
_COURTS = frozenset({"court_record", "consumption_order", "court_judgment"})


@dataclass(frozen=True, slots=True)
class Origin:
    """One of number, authority and day, with its place and the rule that chose it."""

    value: str
    start: int
    end: int
    rule: str
    weight: int
    day: date | None = None
    doubt: str = ""


_CLOSE = 2


def _best(candidates: Iterable[Origin], least: int, doubt: str) -> Origin | None:
    """The weightiest; doubtful where another value weighs nearly as much. A value within another (a bureau and its branch) is no other."""
    ranked = sorted(candidates, key=lambda each: (-each.weight, each.start))
    if not ranked or ranked[0].weight < least:
        return None
    best = ranked[0]
    rivals = [each for each in ranked if each.weight >= max(best.weight - _CLOSE, least) and not _same(each.value, best.value)]
    return replace(best, doubt=doubt) if rivals else best


def _same(one: str, other: str) -> bool:
    return one in other or other in one


# ------------------------------------------------------------------------------------------------------- number
_STANDS_ALONE = 4


def _number_weight(text: str, literal: Literal, kind: DocumentType) -> int:
    line_start = text.rfind("\n", 0, literal.start) + 1
    line_end = text.find("\n", literal.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    weight = 3 if literal.start < 200 else 1 if literal.start < 600 else -1
    weight += _STANDS_ALONE if literal.end - literal.start >= len(line.strip()) - 2 else 0
    before = text[max(0, literal.start - 22) : literal.start]
    weight += 3 if re.search(r"(?:决定书|措施决定书|指令书|通知书|处罚令)[》\s(]*$", before) and "《" not in before[-30:-18] else 0
    if kind.name != "prior_notice" and _NOTICE_NAME.search(before[:-1] if before[-1:] in "《(" else before):
        weight -= 8
    if kind.effect == "penalty" and not is_decision_number(literal.value) and "xx" not in literal.value.lower():
        weight -= 20
    return weight


def doc_no(text: str, fields: tuple[Labelled, ...], found: tuple[Literal, ...], kind: DocumentType) -> Origin | None:
    """The number of the paper itself, not of a notice before it, an order, a report or a policy; a court's paper has its case number."""
    if kind.name in _COURTS or (kind.name == "list" and any(each.field == "case_no" for each in fields)):
        return _case_no(fields, found, kind)
    labelled = [(each, labelled_number(each)) for each in fields if each.field == "doc_no"]
    sure = [number for each, number in labelled if number and not _of_another(text, each)]
    numbers = [each for each in found if each.label == "DOC_NO"]
    placed = [Origin(each.value, each.start, each.end, "number_place", _number_weight(text, each, kind)) for each in numbers]
    if kind.name == "news" and len({each.value for each in numbers}) == 1:
        placed = [replace(each, rule="number_alone", weight=each.weight + 2) for each in placed]
    best = _best([*sure, *placed], 2, "several_numbers")
    return replace(best, doubt="several_numbers") if best and best.rule == "number_label" and _rivalled(best, numbers) else best


def _rivalled(best: Origin, numbers: Iterable[Literal]) -> bool:
    """Whether the paper holds the number of another decision: a label may head a column of another paper's."""
    return any(each.value != best.value and is_decision_number(each.value) for each in numbers)


_BEFORE_LABEL = re.compile(r"[》)](?:\(|,|、| )*$")


def _of_another(text: str, each: Labelled) -> bool:
    """Whether a label stands in brackets after the title of another paper: 《检查记录》(编号:…)."""
    start = text.rfind(each.label, 0, each.start)
    return start > 0 and bool(_BEFORE_LABEL.search(text[max(0, start - 4) : start])) and text[start - 1] in "(,、"


def labelled_number(each: Labelled) -> Origin | None:
    """The document number that a label states."""
    inner = [literal for literal in literals(each.value) if literal.label == "DOC_NO"]
    if not inner:
        return None
    first = inner[0]
    return Origin(first.value, each.start + first.start, each.start + first.end, "number_label", 12)


def labelled_case(each: Labelled) -> Origin | None:
    """The case number that a label states."""
    value = normal_case_no(each.value)
    return Origin(value, each.start, each.end, "case_label", 12) if value else None


def _case_no(fields: tuple[Labelled, ...], found: tuple[Literal, ...], kind: DocumentType) -> Origin | None:
    for each in fields:
        if each.field == "case_no" and (origin := labelled_case(each)):
            others = {case.value for case in found if case.label == "CASE_NO" and "执" in case.value} - {origin.value}
            return replace(origin, doubt="several_numbers") if others else origin
    cases = [each for each in found if each.label == "CASE_NO" and ("刑" if kind.name == "court_judgment" else "执") in each.value]
    return Origin(cases[0].value, cases[0].start, cases[0].end, "case_place", 6) if cases else None


# ---------------------------------------------------------------------------------------------------- authority
_NOT_AGENCY = pattern("not_agency")
_LEADS = pattern("leads")


def _plain_agency(name: str) -> str:
    return _SEAL.sub("", name).strip(" ,。:;\t")


def _is_agency(name: str) -> bool:
    return (
        3 <= len(name) <= 40
        and not re.search("(?<!上市)公司|董事会|监事会", name)
        and not _NOT_AGENCY.match(name)
        and (is_agency_name(name) or bool(_AGENCY_LINE.fullmatch(name)))
    )


def _signed(text: str) -> list[Origin]:
    """A line with the authority's name above the line with the day, or both at the end of the text."""
    found = []
    for day in _DATE_LINE.finditer(text):
        above = text[: day.start()].rstrip().rsplit("\n", 1)[-1]
        for name in [_plain_agency(above), _plain_agency(above.rsplit("。", 1)[-1])]:
            if _is_agency(name):
                start = text.rfind(name, 0, day.start())
                found.append(Origin(name, start, start + len(name), "signature", 9))
                break
    end = _DATE_END.search(text, max(0, len(text) - 120))
    if end and not found:
        name = _LEADS.sub("", _plain_agency(end["agency"]))
        if _is_agency(name):
            found.append(Origin(name, end.start("agency"), end.end("agency"), "signature_end", 8))
    last = _plain_agency(text.rstrip().rsplit("\n", 1)[-1])
    if not found and _is_agency(last) and is_agency_name(last):
        found.append(Origin(last, text.rfind(last), text.rfind(last) + len(last), "signature_end", 8))
    return found[-1:]


def _title_agencies(text: str) -> list[Origin]:
    found = []
    for form, weight, limit in ((_LETTERHEAD, 8, 400), (_TITLED, 7, 260)):
        for each in form.finditer(text, 0, limit):
            name = _LEADS.sub("", _plain_agency(each["agency"]))
            if _is_agency(name) and "\n" not in name:
                found.append(Origin(name, each.start("agency"), each.end("agency"), "title", weight))
    return found[:2]


def _named_agencies(text: str) -> list[Origin]:
    """`《X局行政处罚听证告知书》`, `X局对甲处以…`: the authority as the text names it, if it names but one."""
    found = []
    for each in re.finditer(rf"《(?P<agency>[{HAN}()]{{4,40}}?(?:局|厅|委员会|海关|支队|大队))(?:责令|行政|税务)", text):
        found.append(Origin(each["agency"], each.start("agency"), each.end("agency"), "notice_title", 5))
    acting = []
    for each in _AGENCY_END.finditer(text):
        if _ACTS.match(text, each.end()) and not re.search("移送|转来|书》", text[each.end() : each.end() + 4]):
            run = _AGENCY_RUN.search(text[max(0, each.end() - 40) : each.end()])
            name = _LEADS.sub("", run.group()) if run else ""
            if _is_agency(name):
                acting.append(Origin(name, each.end() - len(name), each.end(), "acting", 4))
    acting = [each for each in acting if not any(other.value != each.value and other.value.startswith(each.value) for other in acting)]
    deciding = [each for each in acting if not _REPORTS.match(text, each.end)]
    chosen = deciding or acting
    return [*found, *(chosen if len({each.value for each in chosen}) == 1 else ())]


def _self_reference(text: str, found: list[Origin]) -> list[Origin]:
    """`X局（以下简称我局）`."""
    told = re.search(
        rf"(?P<agency>[{HAN}()]{{4,40}}(?:局|厅|委员会|大队|支队))\((?:以下|下)?(?:简)?称[\"“]?(?:我|本)(?:局|机关|厅|委|队)", text
    )
    if told and (name := _LEADS.sub("", told["agency"])) and _is_agency(name):
        found.append(Origin(name, told.end("agency") - len(name), told.end("agency"), "self_reference", 6))
    return found


def labelled_agency(each: Labelled) -> Origin | None:
    """The authority that a label states."""
    name = _plain_agency(re.split("[;,。]", each.value)[0])
    return Origin(name, each.start, each.start + len(name), "agency_label", 10) if _is_agency(name) else None


def agency(text: str, fields: tuple[Labelled, ...], kind: DocumentType) -> Origin | None:
    """The authority that decides (a court for its own papers), or None where several or none are named."""
    labelled = [origin for each in fields if each.field == "agency" and (origin := labelled_agency(each))]
    names = {each.value for each in labelled}
    if kind.name in ("list", "news") and len(names) > 1:
        return None
    sure = [*labelled, *_signed(text), *_title_agencies(text)]
    return _best(sure, 4, "several_agencies") or _best(_self_reference(text, _named_agencies(text)), 4, "several_agencies")


# ---------------------------------------------------------------------------------------------------------- day
def _day(text: str, start: int, end: int, rule: str, weight: int) -> Origin | None:
    found = DATE.search(text, start, end)
    day = day_in(found) if found else None
    return Origin(day.isoformat(), found.start(), found.end(), rule, weight, day) if found and day else None


def labelled_day(text: str, each: Labelled, weight: int = 10) -> Origin | None:
    """The day that a label states."""
    found = _day(text, each.start, each.end, f"{each.field}_label", weight)
    return replace(found, value=found.day.isoformat()) if found and found.day else None


def _labelled_days(text: str, fields: tuple[Labelled, ...], kind: DocumentType) -> list[Origin]:
    weights = {"date": 10, "published": 6 if kind.name in (*_COURTS, "list") else 0}
    found = [labelled_day(text, each, weights[each.field]) for each in fields if each.field in weights]
    return [each for each in found if each]


def _signed_days(text: str) -> list[Origin]:
    """The last line that is a day alone, else a day that closes the text."""
    lines = [each for each in _DATE_LINE.finditer(text) if text.find("\n", each.start()) >= 0 or each.start() > 40]
    found = [day for each in lines[-1:] if (day := _day(text, each.start(), each.end(), "signature_day", 9))]
    end = _DATE_END.search(text, max(0, len(text) - 120))
    if end and not found and (day := _day(text, end.end("agency"), end.end(), "signature_end", 8)):
        found.append(day)
    tail = re.search(rf"(?:^|[。\n ])(?:{DATE.pattern})\s*$", text[-40:])
    if tail and not found and (day := _day(text, max(0, len(text) - 40) + tail.start(), len(text), "last_words", 6)):
        found.append(day)
    return found


_REPORTED = pattern("reported")
_DECIDED = re.compile("罚款|没收|吊销|警告|处罚|决定书|通报")


def _reported_days(text: str, kind: DocumentType) -> list[Origin]:
    """`2020年11月2日，湖北证监局下发《行政处罚决定书》`: in a report, the day of the decision."""
    if kind.name not in ("news", "decision"):
        return []
    found = [
        (each, day)
        for each in _REPORTED.finditer(text)
        if "告知" not in text[each.end() : each.end() + 16] and "责令" not in text[each.end() : each.end() + 10]
        if (day := _day(text, each.start(), each.end(), "reported_day", 4))
    ]
    deciding = [day for each, day in found if _DECIDED.search(text, each.end(), _stop(text, each.end()))]
    return deciding[:1] or [day for _, day in found[:1]]


def _stop(text: str, at: int) -> int:
    """Where the sentence ends that a place is in."""
    end = text.find("。", at)
    return end if end >= 0 else len(text)


def decided_on(text: str, fields: tuple[Labelled, ...], kind: DocumentType) -> Origin | None:
    """The day of the decision (for a court's record and a list: of publication, where no other is stated)."""
    reported = _reported_days(text, kind) if kind.name == "news" else []
    best = _best([*_labelled_days(text, fields, kind), *_signed_days(text), *reported], 4, "several_days")
    return replace(best, value=best.day.isoformat()) if best and best.day else None
