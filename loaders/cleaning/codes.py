"""Columns of codes: only a valid one is a value; all others stay evidence, with the reason (data_standards 2, T2, T4, T6)."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from credit.identifiers import Verdict, classify, clean, repair_uscc
from credit.identifiers.columns import Verdicts, org_code_verdicts, reg_no_verdicts, uscc_verdicts
from credit.identifiers.reg_no import LENGTH as REG_NO_LENGTH
from credit.identifiers.resident_id import LENGTH as RESIDENT_LENGTH
from credit.identifiers.value import Note, Scheme
from loaders.cleaning.texts import WITHHELD
from loaders.staging.frame import Values
from loaders.validating.findings import Finding

_CHECKS: dict[str, tuple[Scheme, Callable[[Sequence[str | None]], Verdicts]]] = {
    "uscc": (Scheme.USCC, uscc_verdicts),
    "org_code": (Scheme.ORG_CODE, org_code_verdicts),
    "reg_no": (Scheme.REG_NO, reg_no_verdicts),
}
_WORDS = {
    Verdict.INVALID: "无效",
    Verdict.PLACEHOLDER: "占位值",
    Verdict.MASKED: "已遮蔽",
    Verdict.DAMAGED: "被电子表格损坏",
}


def read_codes(scheme: str, texts: Values, column: str, rule: str) -> tuple[Values, list[Finding]]:
    """The valid codes of a column, None for all others, and a finding for each way in which they fail. Repairs are findings too.

    A finding without a severity says that the code is invalid; masked, placeholder and damaged ones only warn.
    """
    if scheme == "tax_no":
        return _tax_numbers(texts), []
    kind, check = _CHECKS[scheme]
    codes, verdicts = check(texts)
    if not (verdicts != Verdict.VALID).any():
        return list(codes), []
    values: Values = [code if verdict == Verdict.VALID else None for code, verdict in zip(codes, verdicts.tolist(), strict=True)]
    repaired = _repaired(codes, verdicts, values) if kind is Scheme.USCC else []
    findings = [finding for verdict in _WORDS for finding in _failing(kind, verdict, texts, verdicts, (column, rule)) if finding.where]
    if repaired:
        findings = [_without(finding, set(repaired)) for finding in findings]
        findings.append(Finding(rule, column, "把录成字母的数字改正后通过校验", repaired, "fix"))
    return values, [finding for finding in findings if finding.where]


def _repaired(codes: list[str], verdicts: Any, values: Values) -> list[int]:
    """I and O typed for 1 and 0, where exactly one reading passes both checks."""
    places = []
    for at in np.flatnonzero(verdicts == Verdict.INVALID).tolist():
        if better := repair_uscc(codes[at]):
            values[at] = better
            places.append(at)
    return places


def _without(finding: Finding, places: set[int]) -> Finding:
    return Finding(finding.rule, finding.column, finding.reason, [at for at in finding.where if at not in places], finding.severity)


def _failing(scheme: Scheme, verdict: Verdict, texts: Values, verdicts: Any, where: tuple[str, str]) -> list[Finding]:
    """Invalid codes break the rule; masked, placeholder and damaged ones are warned about: they are evidence, never keys."""
    places = np.flatnonzero(verdicts == verdict).tolist()
    column, rule = where
    if verdict is not Verdict.INVALID:
        return [Finding(rule, column, f"{_WORDS[verdict]},只作证据,不作主体标识", places, "warn")]
    by_reason: dict[str, list[int]] = {}
    for at in places:
        note = classify(scheme, texts[at]).note
        by_reason.setdefault(f"无效:{(note or Note.CHECK_DIGIT).zh}", []).append(at)
    return [Finding(rule, column, reason, found) for reason, found in by_reason.items()]


def _tax_numbers(texts: Values) -> Values:
    """Tax numbers as stated. Before 2015 a trader's was his resident's number and two digits: that is no number to keep."""
    return [cleaned if text and is_no_persons(cleaned := clean(text)) else None for text in texts]


def is_no_persons(cleaned: str) -> bool:
    """Whether a code is, and begins with, no resident's number."""
    if len(cleaned) < RESIDENT_LENGTH or classify(Scheme.USCC, cleaned).verdict is Verdict.VALID:
        return True
    return classify(Scheme.RESIDENT_ID, cleaned[:RESIDENT_LENGTH]).verdict is not Verdict.VALID


def without_persons(texts: Values, values: Values) -> Values:
    """The stated texts of a column of codes with persons' numbers hidden, which were typed into the wrong column."""
    pairs = zip(texts, values, strict=True)
    return [text if text is None or value or is_no_persons(clean(text)) else WITHHELD for text, value in pairs]


def key_of_reg_no(number: str | None) -> str | None:
    """A registration number that can be a key: the checked fifteen digits, not a number of before 2007."""
    return number if number is not None and len(number) == REG_NO_LENGTH else None


def stated_code(text: str) -> str | None:
    """A code that failed, as evidence; a person's number that stood in its place is not kept."""
    return None if text == WITHHELD else clean(text)[:40] or None
