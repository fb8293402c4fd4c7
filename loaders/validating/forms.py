"""The forms of checks: small tests of whole columns. Which rule each upholds, and on which columns and rows, a source says."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from credit.documents import DocumentNumber, is_decision_number, parse_doc_no
from credit.identifiers import org_code_of
from credit.periods import MAX_DAY, to_date
from loaders.cleaning.amounts import fines_in
from loaders.mapping.definition import Check
from loaders.staging.frame import Frame, Values

Faults = Iterator[tuple[str, Sequence[int]]]
"""Reasons in Chinese and the places to which they apply. A reason that begins with `+` was put right."""
Form = Callable[[Frame, Check], Faults]

_ORGANIZATION = re.compile(r"(公司|厂|中心|合作社|企业|集团|商行|经营部|事务所|委员会|学校|医院)$")
_PLACE_NAMES = frozenset(["个体工商户"])
_TEN_THOUSAND = 10_000


@lru_cache(maxsize=1 << 16)
def _parsed(number: str) -> DocumentNumber | None:
    return parse_doc_no(number)


def _places(values: Values, wrong: Callable[[object], bool]) -> list[int]:
    return [at for at, value in enumerate(values) if value is not None and wrong(value)]


def named(frame: Frame, check: Check) -> Faults:
    """A name of 2 to 200 characters (SGS-02). Absence is the column's own `missing`."""
    yield "名称须为2至200个字符", _places(frame.of(check.of[0]), lambda name: not 2 <= len(str(name)) <= 200)


def one_of(frame: Frame, check: Check) -> Faults:
    """At least one of several is stated."""
    stated = frame.first_of(check.of)
    yield "各项均为空,至少须填一项", [at for at, value in enumerate(stated) if value is None]


def valid(frame: Frame, check: Check) -> Faults:
    """No invalid code or number; why each is, reading has found."""
    faults = frame.of(f"{check.of[0]}.fault")
    reasons: dict[str, list[int]] = {}
    for at, reason in enumerate(faults):
        if reason is not None:
            reasons.setdefault(reason, []).append(at)
    yield from reasons.items()


def same_body(frame: Frame, check: Check) -> Faults:
    """Places 9 to 17 of the credit code are the organisation code (SGS-05)."""
    pairs = zip(frame.of(check.of[0]), frame.of(check.of[1]), strict=True)
    yield "信用代码第9至17位与组织机构代码不同", [at for at, (uscc, org) in enumerate(pairs) if uscc and org and org_code_of(uscc) != org]


def person_name(frame: Frame, check: Check) -> Faults:
    """A representative is stated and has the name of a person (SGS-08)."""
    raw = frame.of(f"{check.of[0]}.raw")
    yield "未填写", [] if raw is frame.nothing else [at for at, text in enumerate(raw) if text is None]
    yield "像组织的名称", _places(frame.of(check.of[0]), lambda name: bool(_ORGANIZATION.search(str(name))))


def no_organization(frame: Frame, check: Check) -> Faults:
    """A natural person's name does not end like an organisation's (SGS-07)."""
    yield "类别为自然人而名称像组织", _places(frame.of(check.of[0]), lambda name: bool(_ORGANIZATION.search(str(name))))


def year_near(frame: Frame, check: Check) -> Faults:
    """The year in a document number is that of the decision, give or take one (SGS-09)."""
    apart = []
    for at, (number, day) in enumerate(zip(frame.of(check.of[0]), frame.of(check.of[1]), strict=True)):
        if number and day is not None and day < MAX_DAY and (said := _parsed(number)) and abs(said.year - to_date(day).year) > 1:
            apart.append(at)
    yield "文书号中的年份与决定日期相差超过一年", apart


def decision_number(frame: Frame, check: Check) -> Faults:
    """Not the number of a notice, an order to put right or a coercive measure (SGS-10)."""

    def is_notice(number: object) -> bool:
        return _parsed(str(number)) is not None and not is_decision_number(str(number))

    yield "是告知、责令改正等文书的编号,不是决定书文号", _places(frame.of(check.of[0]), is_notice)


def not_before(frame: Frame, check: Check) -> Faults:
    """One day does not lie before another (SGS-12)."""
    pairs = zip(frame.of(check.of[0]), frame.of(check.of[1]), strict=True)
    yield "日期早于起始或决定日期", [at for at, days in enumerate(pairs) if None not in days and days[0] < days[1]]


def amount_for_kind(frame: Frame, check: Check) -> Faults:
    """An amount is stated if, and only if, the kind of penalty has one (SGS-13, SGS-14). One without the kind is only odd.

    A dialect without a column for the amount (v2016) is not asked for it.
    """
    missing, extra = [], []
    if frame.of(f"{check.of[1]}.raw") is frame.nothing:
        return
    for at, (kinds, amount) in enumerate(zip(frame.of(check.of[0]), frame.of(check.of[1]), strict=True)):
        if kinds and check.value in kinds and not amount:
            missing.append(at)
        elif kinds and check.value not in kinds and amount:
            extra.append(at)
    yield "处罚类别要求的金额为空或为零", missing
    yield "?有金额而处罚类别不含该项", extra


def stated_for_kind(frame: Frame, check: Check) -> Faults:
    """Particulars are stated where the kind of penalty asks for them (SGS-14)."""
    pairs = zip(frame.of(check.of[0]), frame.of(check.of[1]), strict=True)
    yield "处罚类别要求的内容为空", [at for at, (kinds, value) in enumerate(pairs) if kinds and check.value in kinds and value is None]


def amount_in_text(frame: Frame, check: Check) -> Faults:
    """The amount equals one in the text; ten thousand times as much or as little is a mistaken unit, and put right (T1).

    Where the file has no column for it (v2016), the one amount that the text names is taken.
    """
    if frame.of(f"{check.of[0]}.raw") is frame.nothing:
        yield from _taken_from_text(frame, check)
        return
    amounts = list(frame.of(check.of[0]))
    fixed, apart = [], []
    for at, (amount, text) in enumerate(zip(amounts, frame.of(check.of[1]), strict=True)):
        said = fines_in(text) if amount and text else ()
        if not said or amount in (*said, sum(said)):
            continue
        better = next((fen for fen in (*said, sum(said)) if amount in (fen * _TEN_THOUSAND, fen / _TEN_THOUSAND)), None)
        if better is None:
            apart.append(at)
        else:
            amounts[at] = better
            fixed.append(at)
    if fixed:
        frame.put(check.of[0], amounts)
    yield "+金额单位有误(元与万元),已按处罚内容改正", fixed
    yield "金额与处罚内容所载不符", apart


def _taken_from_text(frame: Frame, check: Check) -> Faults:
    said = [fines_in(text) if text else () for text in frame.of(check.of[1])]
    amounts = [one[0] if len(set(one)) == 1 else None for one in said]
    frame.put(check.of[0], amounts)
    yield "+文件没有金额列,金额取自处罚内容", [at for at, amount in enumerate(amounts) if amount is not None]


def authority(frame: Frame, check: Check) -> Faults:
    """The code of an authority begins with 1 (机构编制), with rare others (SGS-17)."""
    yield "机关代码不以1开头,可能不是机关", _places(frame.of(check.of[0]), lambda code: not str(code).startswith("1"))


def at_most(frame: Frame, check: Check) -> Faults:
    """Texts keep to a length (SGS-18)."""
    limit = int(check.value or 0)
    for name in check.of:
        yield f"文字超过{limit}字", _places(frame.of(name), lambda text: len(str(text)) > limit)


FORMS: Mapping[str, Form] = {
    form.__name__: form
    for form in (
        named, one_of, valid, same_body, person_name, no_organization, year_near, decision_number, not_before,
        amount_for_kind, stated_for_kind, amount_in_text, authority, at_most,
    )
}  # fmt: skip
