"""Document numbers of persons: checked, hashed at once, never kept."""

import re
from dataclasses import dataclass

import numpy as np

from credit.identifiers import Verdict, classify, clean, mask_resident_id
from credit.identifiers.columns import resident_id_verdicts
from credit.identifiers.value import Scheme
from credit.identity import PersonKey
from loaders.staging.frame import Values
from loaders.validating.findings import Finding

_AS_COURTS_PRINT = re.compile(r"(\d{10})\*+(\d{3}[0-9X])")
_RESIDENT_FORM = re.compile(r"\d{15}|\d{17}[0-9Xx]")
_FOREIGN = frozenset({"passport", "hk_macao_permit", "taiwan_permit", "foreigner_permanent"})
"""Documents without a check digit of ours. A document of another kind (`other`) identifies nobody."""
_ISSUED_HERE = {"resident_id", "hk_macao_permit", "taiwan_permit", "foreigner_permanent"}
"""Documents that this country's authorities issue; a passport's country must be stated."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Whole columns: the number where it identifies, what it is of, and its hashes in the masked form."""

    numbers: Values
    types: Values
    countries: Values
    masked: Values
    full: Values
    findings: list[Finding]


def read_documents(texts: Values, types: Values, countries: Values, key: PersonKey, where: tuple[str, str]) -> Documents:
    """Reads a column of document numbers beside their types and countries. A number without its passport's country is no identity."""
    size = len(texts)
    if not any(texts):
        nothing: Values = [None] * size
        return Documents(nothing, nothing, nothing, nothing, nothing, [])
    kinds = [stated or _kind_of(text) for text, stated in zip(texts, types, strict=True)]
    lands = [land or ("CN" if kind in _ISSUED_HERE else None) for kind, land in zip(kinds, countries, strict=True)]
    numbers, masked, faults = _judged(texts, kinds)
    for at, number in enumerate(numbers):
        if number is not None and lands[at] is None:
            numbers[at] = None
            faults.setdefault("护照没有国籍,不能确认身份", []).append(at)
    full = [key.masked_number(mask_resident_id(n)) if n and kinds[at] == "resident_id" else None for at, n in enumerate(numbers)]
    hashes = [key.masked_number(form) if form else None for form in masked]
    column, rule = where
    findings = [Finding(rule, column, why, places, "warn" if why.startswith("已遮蔽") else None) for why, places in faults.items()]
    return Documents(numbers, _only(kinds, numbers), _only(lands, numbers), hashes, full, findings)


def _only(values: Values, numbers: Values) -> Values:
    return [value if number else None for value, number in zip(values, numbers, strict=True)]


def _kind_of(text: str | None) -> str | None:
    return "resident_id" if text and ("*" in text or _RESIDENT_FORM.fullmatch(clean(text))) else None


def _judged(texts: Values, kinds: Values) -> tuple[Values, Values, dict[str, list[int]]]:
    """Numbers that identify, masked forms as courts print them, and the faults by reason."""
    numbers: Values = [None] * len(texts)
    masked: Values = [None] * len(texts)
    faults: dict[str, list[int]] = {}
    residents = [at for at, kind in enumerate(kinds) if texts[at] and kind == "resident_id"]
    values, verdicts = resident_id_verdicts([texts[at] for at in residents])
    odd = set(np.flatnonzero(verdicts != Verdict.VALID).tolist())
    for place, at in enumerate(residents):
        if place not in odd:
            numbers[at] = values[place]
        else:
            masked[at] = masked_form(texts[at])
            faults.setdefault(_why(Scheme.RESIDENT_ID, texts[at]), []).append(at)
    for at, kind in enumerate(kinds):
        if texts[at] and kind != "resident_id":
            numbers[at], why = _foreign(texts[at], kind)
            if why:
                faults.setdefault(why, []).append(at)
    return numbers, masked, faults


def _foreign(text: str, kind: str | None) -> tuple[str | None, str]:
    """The number of a passport or permit, or why it is none."""
    if kind not in _FOREIGN:
        return None, "证件类型不明,不能确认身份"
    found = classify(kind, text)
    return found.key, "" if found.key else _why(Scheme(kind), text)


def masked_form(text: str) -> str | None:
    """A masked number in the one form that can be compared (first ten, last four), or None where fewer digits survive."""
    found = _AS_COURTS_PRINT.fullmatch(clean(text).replace("×", "*"))
    return f"{found[1]}****{found[2]}" if found else None


def _why(scheme: Scheme, text: str) -> str:
    """The reason, without the number."""
    found = classify(scheme, text)
    if found.verdict is Verdict.MASKED:
        return "已遮蔽,只作证据,不确认身份"
    return f"证件号码无效:{found.note.zh or '占位或损坏'}"
