"""Organisations: by a valid code, else by what their source itself tells them apart with (DESIGN 4). A name joins nothing."""

from functools import cache

from credit.identifiers.columns import uscc_verdicts
from credit.identity import organization_id, own_organization_id
from loaders.cleaning.codes import key_of_reg_no
from loaders.identify.parts import safe, texts_of
from loaders.mapping.definition import Identify
from loaders.staging.frame import Frame, Values


def organization_ids(by: Identify, frame: Frame, space: str, days: frozenset[str]) -> Values:
    """Public ids, row by row; None where nothing identifies."""
    ids = _by_codes(by, frame)
    if None not in ids:
        return ids
    if by.own is not None:
        pairs = zip(ids, frame.of(by.own), strict=True)
        ids = [made or (own_organization_id(space, safe(number)) if number else None) for made, number in pairs]
    if by.otherwise and None in ids:
        ids = _by_the_rest(ids, [texts_of(frame, [name], days) for name in by.otherwise], space)
    return ids


def _by_codes(by: Identify, frame: Frame) -> Values:
    uscc = frame.nothing if by.uscc is None else frame.of(by.uscc)
    if uscc is not frame.nothing and None not in uscc:
        return [f"uscc:{code}" for code in uscc]
    org = frame.nothing if by.org_code is None else frame.of(by.org_code)
    reg = frame.nothing if by.reg_no is None else frame.of(by.reg_no)
    tax = _coded_tax(frame.nothing if by.tax_no is None else frame.of(by.tax_no))
    found = zip(uscc, tax, org, reg, strict=True)
    return [organization_id(code or of_tax, org_code, key_of_reg_no(number)) for code, of_tax, org_code, number in found]


def _coded_tax(numbers: Values) -> Values:
    """Since 三证合一 a tax number is the credit code; older ones identify nobody by themselves."""
    if not any(numbers):
        return numbers
    codes, verdicts = uscc_verdicts(numbers)
    return [code if verdict == 0 else None for code, verdict in zip(codes, verdicts.tolist(), strict=True)]


def _by_the_rest(ids: Values, parts: list[Values], space: str) -> Values:
    made = cache(lambda *row: own_organization_id(space, *map(safe, row)) if any(row) else None)
    return [known or made(*row) for known, row in zip(ids, zip(*parts, strict=True), strict=True)]
