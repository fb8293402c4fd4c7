"""From the text of a cell to an identifier with its verdict. Never raises: whatever stands in a cell is evidence."""

from collections.abc import Callable
from datetime import date

from credit.identifiers import foreign, org_code, reg_no, resident_id, uscc
from credit.identifiers.clean import clean
from credit.identifiers.suspicion import after_failure, before_check
from credit.identifiers.value import Identifier, Note, Scheme, Verdict

Judgement = tuple[str, Verdict, Note]
"""Value, verdict, note."""


def _is_uscc(cleaned: str) -> bool:
    return uscc.fault(cleaned) is None and uscc.warning(cleaned) is not Note.INNER_CHECK


def _is_resident_id(cleaned: str) -> bool:
    return resident_id.fault(resident_id.to_18(cleaned) or cleaned) is None and reg_no.fault(cleaned) is not None


def _is_reg_no(cleaned: str) -> bool:
    return len(cleaned) == reg_no.LENGTH and reg_no.fault(cleaned) is None


def _is_org_code(cleaned: str) -> bool:
    return org_code.fault(cleaned) is None


_OTHERS: tuple[tuple[Scheme, Note, Callable[[str], bool]], ...] = (
    (Scheme.USCC, Note.IS_USCC, _is_uscc),
    (Scheme.RESIDENT_ID, Note.IS_RESIDENT_ID, _is_resident_id),
    (Scheme.REG_NO, Note.IS_REG_NO, _is_reg_no),
    (Scheme.ORG_CODE, Note.IS_ORG_CODE, _is_org_code),
)


def _failed(scheme: Scheme, cleaned: str, why: Note) -> Judgement:
    """A code that fails its column's check. If it is one of another scheme, say so: a resident's number must not pass as a company's."""
    for other, note, fits in _OTHERS:
        if other is not scheme and fits(cleaned):
            return cleaned, Verdict.INVALID, note
    return cleaned, *after_failure(cleaned, why)


def _judge_uscc(cleaned: str) -> Judgement:
    if why := uscc.fault(cleaned):
        return (cleaned, Verdict.INVALID, Note.REPAIRABLE) if uscc.repair_uscc(cleaned) else _failed(Scheme.USCC, cleaned, why)
    if cleaned[8:16] == uscc.EMPTY_BODY:
        return cleaned, Verdict.PLACEHOLDER, Note.DENY_LIST
    return cleaned, Verdict.VALID, uscc.warning(cleaned)


def _judge_org_code(cleaned: str) -> Judgement:
    why = org_code.fault(cleaned)
    return _failed(Scheme.ORG_CODE, cleaned, why) if why else (cleaned, Verdict.VALID, Note.NONE)


def _judge_reg_no(cleaned: str) -> Judgement:
    why = reg_no.fault(cleaned)
    return _failed(Scheme.REG_NO, cleaned, why) if why else (cleaned, Verdict.VALID, reg_no.warning(cleaned))


def _judge_resident_id(cleaned: str, today: date | None) -> Judgement:
    number = resident_id.to_18(cleaned) or cleaned
    if why := resident_id.fault(number, today):
        return _failed(Scheme.RESIDENT_ID, cleaned, why)
    return number, Verdict.VALID, Note.FROM_15_DIGITS if number != cleaned else resident_id.warning(number)


def _judge_foreign(cleaned: str) -> Judgement:
    why = foreign.fault(cleaned)
    return (cleaned, *after_failure(cleaned, why)) if why else (cleaned, Verdict.VALID, Note.UNCHECKED)


def _judge(scheme: Scheme, cleaned: str, today: date | None) -> Judgement:
    if finding := before_check(cleaned):
        return cleaned, *finding
    if scheme is Scheme.RESIDENT_ID:
        return _judge_resident_id(cleaned, today)
    return _JUDGES.get(scheme, _judge_foreign)(cleaned)


_JUDGES: dict[Scheme, Callable[[str], Judgement]] = {
    Scheme.USCC: _judge_uscc,
    Scheme.ORG_CODE: _judge_org_code,
    Scheme.REG_NO: _judge_reg_no,
}


def classify(scheme: Scheme | str, raw: str | None, *, today: date | None = None) -> Identifier:
    """What the text of a cell is, read as a code of `scheme`.

    `today` lets a resident's number with a birth day to come be refused. Raises ValueError only for an unknown scheme, never for a text.
    """
    scheme, text = Scheme(scheme), raw or ""
    value, verdict, note = _judge(scheme, clean(text), today)
    return Identifier(scheme, text, value, verdict, note)
