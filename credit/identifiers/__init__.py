"""Identifiers of organisations and persons: what a code is, whether it can be a key, and why not.

Facts: GB 32100-2015 (统一社会信用代码), GB 11714 (组织机构代码), GS 15-2006 (工商注册号), GB 11643 (公民身份号码).
Whole columns are checked by `credit.identifiers.columns` (which needs numpy and is imported only where used).
"""

from credit.identifiers.classify import classify
from credit.identifiers.clean import clean
from credit.identifiers.masks import compatible_codes
from credit.identifiers.org_code import make_org_code
from credit.identifiers.reg_no import make_reg_no
from credit.identifiers.resident_id import make_resident_id, mask_resident_id
from credit.identifiers.uscc import make_uscc, org_code_of, repair_uscc
from credit.identifiers.value import Identifier, Note, Scheme, Verdict

__all__ = [
    "Identifier",
    "Note",
    "Scheme",
    "Verdict",
    "classify",
    "clean",
    "compatible_codes",
    "make_org_code",
    "make_reg_no",
    "make_resident_id",
    "make_uscc",
    "mask_resident_id",
    "org_code_of",
    "repair_uscc",
]
