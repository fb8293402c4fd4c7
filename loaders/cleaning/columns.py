"""A chunk's columns read as their definition says: texts in, values and findings out."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from functools import partial

from credit.documents import normal_case_no, normal_doc_no
from credit.names import normal_name
from loaders.cleaning.codes import key_of_reg_no, read_codes, without_persons
from loaders.cleaning.context import Context
from loaders.cleaning.dates import day_reader
from loaders.cleaning.memo import Partly, Unreadable, grouped
from loaders.cleaning.money import money_reader
from loaders.cleaning.person_ids import read_documents
from loaders.cleaning.shares import share_reader
from loaders.cleaning.texts import WITHHELD, clean_name, clean_person_name, hiding_ids, stated
from loaders.cleaning.words import word_reader, words_reader
from loaders.mapping.definition import Column
from loaders.staging.conditions import holds
from loaders.staging.frame import Frame, Values
from loaders.validating.findings import Finding, Severity

_CODES = ("uscc", "org_code", "reg_no", "tax_no")
_NUMBERED = frozenset({*_CODES, "id_no", "any_code", "phone"})
"""Columns that read numbers themselves. In any other a resident's number is out of place, and is hidden before anything else."""
_NUMBER = re.compile(r"\d{1,15}(\.\d+)?")


def read_columns(columns: Mapping[str, Column], cells: Mapping[str, list[str]], frame: Frame, context: Context) -> list[Finding]:
    """Puts every column's values into the frame. Columns that look at others come after those."""
    findings: list[Finding] = []
    withheld = context.definition.withheld
    for name, column in columns.items():
        if name in cells:
            texts = _damaged(name, stated(cells[name]), findings)
            frame.put(f"{name}.raw", texts if column.read in _NUMBERED or name in withheld else hiding_ids(texts))
    for name, column in columns.items():
        if column.blob is not None and column.key is not None:
            frame.put(f"{name}.raw", _unfolded(frame.of(f"{column.blob}.raw"), column.key))
    for name, column in sorted(columns.items(), key=lambda each: _turn(each[1])):
        findings += _read(name, column, frame, context)
    return findings


def _turn(column: Column) -> int:
    """Documents after the words that say their type, derived columns after all that they may look at."""
    if column.first or column.join or column.when is not None:
        return 2
    return 1 if column.read in ("id_no", "any_code") else 0


def _damaged(name: str, texts: Values, findings: list[Finding]) -> Values:
    if "\ufffd" in "".join(filter(None, texts)):
        places = [at for at, text in enumerate(texts) if text and "\ufffd" in text]
        findings.append(Finding("XM-ROW", name, "含有不能解码的字节", places))
    return texts


def _unfolded(blobs: Values, key: str) -> Values:
    """The value of one key out of `key=value; key=value` cells; a value may hold `;` as long as no `key=` follows it."""
    wanted = re.compile(rf"(?:^|[;；])\s*{re.escape(key)}\s*[=:：]\s*(.*?)\s*(?=[;；]\s*[A-Za-z_][A-Za-z_0-9]*\s*=|$)", re.DOTALL)
    cells = [found[1] if blob and (found := wanted.search(blob)) else "" for blob in blobs]
    return stated(cells)


def _read(name: str, column: Column, frame: Frame, context: Context) -> list[Finding]:
    texts = frame.of(f"{name}.raw")
    if column.const is not None:
        frame.put(name, [column.const] * len(frame))
    elif column.first:
        frame.put(name, _first(column, frame, context))
    elif column.join:
        frame.put(name, _joined([frame.of(part) for part in column.join]))
    elif texts is frame.nothing or not any(texts):
        return _missing(name, column, texts)
    else:
        return _missing(name, column, texts) + _sourced(name, column, texts, frame, context)
    if column.when is not None:
        mask = holds(column.when, frame, context.definition)
        frame.put(name, [value if so else None for value, so in zip(frame.of(name), mask, strict=True)])
    return []


def _first(column: Column, frame: Frame, context: Context) -> Values:
    found: Values = frame.nothing
    for looked in column.first:
        memo = context.memo(f"lookup {looked.lookup}", partial(_lookup_reader, looked.lookup, context))
        values = frame.of(looked.of)
        if values is not frame.nothing:
            sense = memo.read(values)
            found = sense if found is frame.nothing else [b if a is None else a for a, b in zip(found, sense, strict=True)]
    return list(found)


def _lookup_reader(name: str, context: Context) -> Callable[[str], object]:
    return word_reader(context.definition.lookups[name], context.definition.lookups)


def _joined(parts: list[Values]) -> Values:
    """The stated parts of each row with a blank between them; the first part must be stated."""
    return [" ".join(str(part) for part in row if part is not None) if row[0] is not None else None for row in zip(*parts, strict=True)]


def _missing(name: str, column: Column, texts: Values) -> list[Finding]:
    if column.missing is None:
        return []
    places = [at for at, text in enumerate(texts) if text is None]
    return [Finding(column.rule or "SGS-02", name, "必填项为空", places, column.missing)] if places else []


def _sourced(name: str, column: Column, texts: Values, frame: Frame, context: Context) -> list[Finding]:
    if column.read in _CODES:
        values, findings = read_codes(column.read, texts, name, column.rule or "SGS-04")
        frame.put(name, values)
        if None in values:
            frame.put(f"{name}.raw", without_persons(texts, values))
        return _left_to_checks(name, findings, frame, context)
    if column.read == "id_no":
        return _documents(name, column, texts, frame, context)
    if column.read == "any_code":
        return _any_code(name, texts, frame, context)
    memo = context.memo(f"{name} {column.read}", lambda: _reader(name, column, context))
    values = memo.read(texts)
    if column.read == "share":
        shares = [value or (None, None, None) for value in values]
        for at, suffix in enumerate(("", ".min", ".max")):
            frame.put(name + suffix, [share[at] for share in shares])
    else:
        frame.put(name, values)
    severity: Severity = column.unknown if column.read in ("word", "words", "flag") else column.bad
    rule = "XM-WORD" if column.read in ("word", "words", "flag") else column.rule or ("SGS-12" if column.read == "date" else "XM-VALUE")
    faults = [Finding(rule, name, why, places, severity) for why, places in grouped(texts, memo.faults).items()]
    if column.read == "date" and column.missing is not None:
        faults += _unknown_days(name, column, texts, values, memo.faults)
    fixes = [Finding(rule, name, why, places, "fix") for why, places in grouped(texts, memo.fixes).items()]
    return faults + fixes + [Finding("XM-SKIP", name, why, places, "fix") for why, places in grouped(texts, memo.ignored).items()]


def _unknown_days(name: str, column: Column, texts: Values, values: Values, faults: Container[str]) -> list[Finding]:
    """A day that stands for "unknown" (1900-01-01) is as good as none where the row needs one: an entry must not vanish in silence."""
    rows = enumerate(zip(texts, values, strict=True))
    places = [at for at, (text, value) in rows if text is not None and value is None and text not in faults]
    return [Finding(column.rule or "SGS-12", name, "日期是表示不明的占位值", places, column.missing)] if places else []


def _reader(name: str, column: Column, context: Context) -> Callable[[str], object]:
    """How the texts of a column are read."""
    lookups = context.definition.lookups
    if column.read == "date":
        return day_reader(column, context.data_on, context.today)
    if column.read == "money":
        return money_reader(context.units.get(name) or column.unit or "yuan")
    if column.read == "share":
        return share_reader(context.units.get(name) or column.unit or "percent")
    if column.read == "word":
        return word_reader(lookups[str(column.lookup)], lookups)
    if column.read == "words":
        return words_reader(lookups[str(column.lookup)], lookups, column.split)
    return _PLAIN_READERS[column.read]


def _documents(name: str, column: Column, texts: Values, frame: Frame, context: Context) -> list[Finding]:
    types = frame.of(column.type) if column.type else frame.nothing
    countries = frame.of(column.country) if column.country else frame.nothing
    found = read_documents(texts, types, countries, context.key, (name, column.rule or "SGS-06"))
    frame.put(name, found.numbers)
    for suffix, values in (("type", found.types), ("country", found.countries), ("masked_hash", found.masked), ("full_hash", found.full)):
        frame.put(f"{name}.{suffix}", values)
    return _left_to_checks(name, found.findings, frame, context)


def _left_to_checks(name: str, findings: list[Finding], frame: Frame, context: Context) -> list[Finding]:
    """Invalid values are judged by a check where the source has one for the column (it may look at some rows only), else warned about."""
    invalid = [finding for finding in findings if finding.severity is None]
    rest = [finding for finding in findings if finding.severity is not None]
    if name not in context.definition.judged:
        return rest + [replace(finding, severity="warn") for finding in invalid]
    faults: Values = [None] * len(frame)
    for finding in invalid:
        for at in finding.where:
            faults[at] = finding.reason
    frame.put(f"{name}.fault", faults)
    return rest


def _any_code(name: str, texts: Values, frame: Frame, context: Context) -> list[Finding]:
    """A column that may hold a code of any kind: each scheme takes what is valid in it, the rest goes to the next."""
    rest = texts
    for scheme in ("uscc", "org_code", "reg_no"):
        values, _ = read_codes(scheme, rest, name, "SGS-04")
        if scheme == "reg_no":
            values = [key_of_reg_no(value) for value in values]
        frame.put(f"{name}.{scheme}", values)
        rest = [None if value else text for value, text in zip(values, rest, strict=True)]
    found = read_documents(rest, [None] * len(rest), [None] * len(rest), context.key, (name, "SGS-06"))
    for suffix, values in (
        ("id_no", found.numbers),
        ("id_no.type", found.types),
        ("id_no.country", found.countries),
        ("id_no.masked_hash", found.masked),
        ("id_no.full_hash", found.full),
    ):
        frame.put(f"{name}.{suffix}", values)
    frame.put(f"{name}.raw", [None if a is None else a if b is None else WITHHELD for a, b in zip(texts, rest, strict=True)])
    odd = [at for at, text in enumerate(rest) if text and not found.numbers[at]]
    return [Finding("SGS-04", name, "代码已遮蔽、残缺或无效,只作证据,不作主体标识", odd, "warn")] if odd else []


def _number(text: str) -> int | float:
    plain = text.replace(",", "").replace("，", "")
    if not _NUMBER.fullmatch(plain):
        raise Unreadable("不是数字")
    value = float(plain)
    return int(value) if value.is_integer() else value


_YES = frozenset(["是", "有", "已送达", "已认定", "Y", "y", "1", "true", "TRUE", "True"])
_NO = frozenset(["否", "未送达", "未认定", "N", "n", "0", "false", "FALSE", "False"])


def _flag(text: str) -> bool:
    if text not in _YES | _NO:
        raise Unreadable(f"不是“是”或“否”:“{text[:20]}”")
    return text in _YES


def _doc_no(text: str) -> str:
    number = normal_doc_no(text)
    if not number or len(number) > 200:
        raise Unreadable("文书号为空或过长")
    return number


def _case_no(text: str) -> str | Partly:
    return normal_case_no(text) or Partly(_doc_no(text), "不是法院案号的形式")


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if not 7 <= len(digits) <= 15:
        raise Unreadable("不是电话号码")
    return digits


def _address(text: str) -> str:
    return normal_name(text).replace(" ", "")


_PLAIN_READERS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "name": clean_name,
    "person_name": clean_person_name,
    "number": _number,
    "flag": _flag,
    "doc_no": _doc_no,
    "case_no": _case_no,
    "phone": _phone,
    "address": _address,
}
