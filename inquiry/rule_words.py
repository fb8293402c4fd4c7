"""A rule in words: what sets it off, whom it reaches, for how long. Made from its own parts, so the words cannot drift from it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from credit.kinds import FACT_KINDS
from inquiry.rulebook import Rulebook, kind_label
from reasoning.catalogue import Case, Trigger
from reasoning.catalogue.rules import Counts, Earliest, Lasts, RecordFilter, Where

_FLAGS = {True: "是", False: "否"}


def trigger_zh(book: Rulebook, trigger: Trigger) -> str:
    """What sets a case off, in one Chinese sentence."""
    return "；".join(_parts(book, trigger)) + "。"


def _parts(book: Rulebook, trigger: Trigger) -> Iterator[str]:
    subjects = "或者".join(kind_label(kind).label_zh for kind in trigger.subject)
    if trigger.fact is None:
        yield f"{subjects}已受“{'”或者“'.join(book.measure(code).label_zh for code in trigger.measure)}”"
        return
    yield f"{subjects}有{_record_zh(book, trigger.fact, trigger.where)}"
    if trigger.any:
        yield "且为下列之一：" + "；或者".join(_where_zh(book, trigger.fact, each) for each in trigger.any)
    if trigger.unless:
        yield f"但{_where_zh(book, trigger.fact, trigger.unless)}的除外"
    if trigger.legal_form_not:
        yield f"主体不是{'、'.join(book.label('legal_form', code).label_zh for code in trigger.legal_form_not)}"
    if trigger.region:
        yield f"主体登记在行政区划代码以{'、'.join(trigger.region)}开头的地方"
    yield from (f"并须认定：{each.says_zh}(未载明的至多可能)" for each in trigger.provided)
    if trigger.at_least:
        threshold = book.catalogue.head.thresholds[trigger.at_least.threshold]
        yield f"{_prop_zh(trigger.fact, trigger.at_least.prop)}达到{threshold.zh}的标准(以查询日适用的标准为准)"
    if trigger.counts:
        yield _counts_zh(trigger.fact, trigger.counts)
    if trigger.absent:
        yield f"且未归集{_filter_zh(book, trigger.absent)}({trigger.unproved_zh}，至多可能)"
    elif trigger.unproved:
        yield f"至多可能：{trigger.unproved_zh}"
    if trigger.dated_by:
        yield f"以{_prop_zh(trigger.fact, trigger.dated_by)}为触发日"


def _counts_zh(fact: str, counts: Counts) -> str:
    window = f"{counts.months}个月" if counts.months else f"{counts.days}日"
    same = f"、同一{_prop_zh(fact, counts.same)}" if counts.same else ""
    return f"{counts.says_zh}：连同本次{window}内{same}{counts.at_least}次以上"


def _filter_zh(book: Rulebook, wanted: RecordFilter) -> str:
    return _record_zh(book, wanted.fact, wanted.where)


def _record_zh(book: Rulebook, fact: str, where: Where) -> str:
    said = _where_zh(book, fact, where)
    return kind_label(fact).label_zh + (f"({said})" if said else "")


def _where_zh(book: Rulebook, fact: str, where: Mapping[str, Any]) -> str:
    return "，".join(f"{_prop_zh(fact, prop)}为{'或者'.join(_codes(book, fact, prop, wanted))}" for prop, wanted in where.items())


def _codes(book: Rulebook, fact: str, prop: str, wanted: Any) -> Iterable[str]:
    codes = wanted if isinstance(wanted, list | tuple) else [wanted]
    return (_FLAGS[code] if isinstance(code, bool) else book.prop_label(fact, prop, str(code)).label_zh for code in codes)


def _prop_zh(fact: str, prop: str) -> str:
    return next((each.zh for each in FACT_KINDS[fact].props if each.name == prop), prop)


def lasts_zh(case: Case) -> str:
    """How long a case's measure lasts, in Chinese."""
    lasts, fact = case.lasts, case.trigger.fact
    start = f"自{_prop_zh(fact, lasts.from_)}" if fact and lasts.from_ else "自触发之日"
    instead = f"(未载明的自{_prop_zh(fact, lasts.or_from)}，至多可能)" if fact and lasts.or_from else ""
    match lasts.kind:
        case "lifetime":
            return f"{start}{instead}起，终身"
        case "while_listed":
            return f"{start}{instead}起，记录存续期间"
        case "event":
            until = f"，至{_prop_zh(fact, lasts.until)}" if fact and lasts.until else "，至法定事由出现"
            return f"{start}{instead}起{until}"
        case _:
            return f"{start}{instead}起{_term_zh(lasts)}" + _limits_zh(fact, lasts)


def _term_zh(lasts: Lasts) -> str:
    shortest = _length_zh(lasts.years, lasts.months)
    if lasts.to_life:
        return f"{shortest}以上直至终身" if shortest else "按决定，直至终身"
    return f"{shortest}至{lasts.to_years}年" if lasts.to_years and shortest else f"{lasts.to_years}年以内" if lasts.to_years else shortest


def _limits_zh(fact: str | None, lasts: Lasts) -> str:
    said = []
    if lasts.as_decided:
        said.append("以决定载明的期限为准")
    if lasts.ends_with_record:
        said.append("记录移出即止")
    if fact and lasts.needs:
        said.append(f"未载明{_prop_zh(fact, lasts.needs)}的不届满")
    return f"({'；'.join(said)})" if said else ""


def _length_zh(years: int, months: int) -> str:
    return (f"{years}年" if years else "") + (f"{months}个月" if months else "")


def earliest_zh(fact: str | None, earliest: Earliest | None) -> str | None:
    """From when a way out opens, in Chinese; None where it is bound to no day."""
    if earliest is None or fact is None:
        return None
    return f"{_prop_zh(fact, earliest.from_)}起满{_length_zh(earliest.years, earliest.months)}"
