"""The verdict on one code. Only a valid code can be a key; all others are evidence."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Scheme(StrEnum):
    """What kind of code a column says that it holds; for persons the `id_type` of rules/vocabulary.yaml."""

    USCC = "uscc"
    ORG_CODE = "org_code"
    REG_NO = "reg_no"
    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGNER_PERMANENT = "foreigner_permanent"
    OTHER = "other"


class Verdict(IntEnum):
    """What a code turned out to be. The numbers are those of the arrays in `columns`."""

    VALID = 0
    INVALID = 1
    PLACEHOLDER = 2
    MASKED = 3
    DAMAGED = 4
    EMPTY = 5

    @property
    def word(self) -> str:
        """The name as answers and files write it: `valid`, `masked` …"""
        return self.name.lower()


class Note(StrEnum):
    """Why a verdict fell, or what is odd about a valid code. Stable words for programs; `zh` for people."""

    NONE = ""
    LENGTH = "length"
    ALPHABET = "alphabet"
    AUTHORITY = "authority"
    CHECK_DIGIT = "check_digit"
    BIRTH_DATE = "birth_date"
    INNER_CHECK = "inner_check"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_REGION = "unknown_region"
    LEGACY = "legacy"
    UNCHECKED = "unchecked"
    FROM_15_DIGITS = "from_15_digits"
    REPAIRABLE = "repairable"
    IS_USCC = "is_uscc"
    IS_ORG_CODE = "is_org_code"
    IS_REG_NO = "is_reg_no"
    IS_RESIDENT_ID = "is_resident_id"
    DENY_LIST = "deny_list"
    SAME_CHARACTER = "same_character"
    MASK = "mask"
    SCIENTIFIC = "scientific"
    FLOAT = "float"
    LOST_DIGITS = "lost_digits"

    @property
    def zh(self) -> str:
        """What to tell a data officer."""
        return _NOTE_ZH[self]


_NOTE_ZH = {
    Note.NONE: "",
    Note.LENGTH: "位数不对",
    Note.ALPHABET: "含有该代码不使用的字符",
    Note.AUTHORITY: "登记管理部门代码不存在",
    Note.CHECK_DIGIT: "校验码不符",
    Note.BIRTH_DATE: "出生日期不存在或在今天之后",
    Note.INNER_CHECK: "主体标识码(第9至17位)的校验码不符,请核对",
    Note.UNKNOWN_CATEGORY: "机构类别不在已知表中",
    Note.UNKNOWN_REGION: "行政区划不在已知表中",
    Note.LEGACY: "旧式注册号,无校验码,不能核验",
    Note.UNCHECKED: "该类证件号码没有可核验的校验码",
    Note.FROM_15_DIGITS: "由15位号码换算为18位",
    Note.REPAIRABLE: "疑似把1、0录成I、O,可按校验码修正",
    Note.IS_USCC: "这是统一社会信用代码,填错了栏",
    Note.IS_ORG_CODE: "这是组织机构代码,填错了栏",
    Note.IS_REG_NO: "这是工商注册号,填错了栏",
    Note.IS_RESIDENT_ID: "这是公民身份号码,填错了栏",
    Note.DENY_LIST: "占位值,不是代码",
    Note.SAME_CHARACTER: "同一字符重复的占位值,不是代码",
    Note.MASK: "已脱敏,只作证据,不作关联",
    Note.SCIENTIFIC: "被电子表格改成了科学计数法,请从原始数据重新取值",
    Note.FLOAT: "被电子表格改成了小数,请从原始数据重新取值",
    Note.LOST_DIGITS: "末尾数字被电子表格截成0,请从原始数据重新取值",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One code as given (`raw`), as cleaned (`value`), and what it is worth.

    The texts stay out of `repr`: a code may be a person's, and reprs end in logs.
    """

    scheme: Scheme
    raw: str = field(repr=False)
    value: str = field(repr=False)
    verdict: Verdict
    note: Note = Note.NONE

    @property
    def key(self) -> str | None:
        """The code that may join records, or None: placeholders, masked and damaged codes are evidence, never keys."""
        return self.value if self.verdict is Verdict.VALID else None
