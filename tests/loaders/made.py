"""Codes of nobody: made by our own check-digit functions."""

from datetime import date

from credit.identifiers import make_org_code, make_reg_no, make_resident_id, make_uscc

COMPANY = make_uscc("9", "1", "210102", "MA000001")
SECOND = make_uscc("9", "1", "210102", "MA000002")
THIRD = make_uscc("9", "1", "210102", "MA000003")
TRADER = make_uscc("9", "2", "210102", "MA000004")
AUTHORITY = make_uscc("1", "1", "210102", "00340001")
ORG_CODE = make_org_code("71234567")
REG_NO = make_reg_no("210102", "00012345")
RESIDENT = make_resident_id("210102", date(1980, 2, 3), "123")
OTHER_RESIDENT = make_resident_id("210102", date(1991, 7, 9), "456")
MASKED = f"{RESIDENT[:10]}****{RESIDENT[14:]}"
