"""统一社会信用代码, GB 32100-2015: authority, category, region, organisation code (with its own check), check character."""

from dataclasses import dataclass

from credit.identifiers import org_code
from credit.identifiers.clean import clean
from credit.identifiers.regions import is_known_region
from credit.identifiers.value import Note

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""No I, O, S, V, Z: they are mistaken for 1, 0, 5, U, 2."""
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""Powers of 3 modulo 31. As 31 is prime, every single wrong character changes the check character."""
EMPTY_BODY = "00000000"
"""No organisation has it, yet its check characters fit: the best disguised placeholder."""

_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_TYPED_FOR = str.maketrans("IO", "10")


@dataclass(frozen=True, slots=True)
class Category:
    """A class of organisations, by the first two characters."""

    code: str
    authority_zh: str
    label_zh: str
    label_en: str


AUTHORITIES = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监管(工商)",
    "A": "中央军委改革和编制办公室",
    "N": "农业",
    "Y": "其他",
}

_CATEGORY_LABELS = {
    "11": ("机关", "state organ"),
    "12": ("事业单位", "public institution"),
    "13": ("群众团体", "mass organisation under the central establishment office"),
    "19": ("其他机构编制单位", "other body on the state establishment"),
    "21": ("外国常驻新闻机构", "resident foreign news bureau"),
    "29": ("其他外交登记单位", "other body registered with foreign affairs"),
    "31": ("律师执业机构", "law firm"),
    "32": ("公证处", "notary office"),
    "33": ("基层法律服务所", "grassroots legal service office"),
    "34": ("司法鉴定机构", "forensic expertise institution"),
    "35": ("仲裁委员会", "arbitration commission"),
    "39": ("其他司法行政登记单位", "other body registered with justice administration"),
    "41": ("外国在华文化中心", "foreign cultural centre"),
    "49": ("其他文化登记单位", "other body registered with culture"),
    "51": ("社会团体", "social association"),
    "52": ("民办非企业单位", "private non-enterprise unit"),
    "53": ("基金会", "foundation"),
    "59": ("其他民政登记单位", "other body registered with civil affairs"),
    "61": ("外国旅游部门常驻代表机构", "resident office of a foreign tourism board"),
    "62": ("港澳台地区旅游部门常驻内地代表机构", "resident office of a Hong Kong, Macao or Taiwan tourism board"),
    "69": ("其他旅游登记单位", "other body registered with tourism"),
    "71": ("宗教活动场所", "place of religious activity"),
    "72": ("宗教院校", "religious college"),
    "79": ("其他宗教登记单位", "other body registered with religious affairs"),
    "81": ("基层工会", "grassroots trade union"),
    "89": ("其他工会", "other trade union"),
    "91": ("企业", "enterprise"),
    "92": ("个体工商户", "sole trader"),
    "93": ("农民专业合作社", "farmers' co-operative"),
    "A1": ("军队事业单位", "military institution"),
    "A9": ("其他军队单位", "other military body"),
    "N1": ("组级集体经济组织", "collective economic organisation of a village group"),
    "N2": ("村级集体经济组织", "collective economic organisation of a village"),
    "N3": ("乡镇级集体经济组织", "collective economic organisation of a township"),
    "Y1": ("其他", "other"),
}
CATEGORIES = {code: Category(code, AUTHORITIES[code[0]], *labels) for code, labels in _CATEGORY_LABELS.items()}


def check_character(body: str) -> str:
    """The eighteenth character for seventeen of ALPHABET."""
    total = sum(_VALUES[char] * weight for char, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def fault(cleaned: str) -> Note | None:
    """Why a cleaned text is no unified code, or None if it is one. The inner check is `warning`'s affair."""
    if len(cleaned) != LENGTH:
        return Note.LENGTH
    if any(char not in _VALUES for char in cleaned) or not _is_region(cleaned[2:8]):
        return Note.ALPHABET
    if cleaned[0] not in AUTHORITIES:
        return Note.AUTHORITY
    return None if cleaned[17] == check_character(cleaned[:17]) else Note.CHECK_DIGIT


def warning(code: str) -> Note:
    """What is odd about a code whose own check fits: it stays valid, and the data officer looks."""
    if code[16] != org_code.check_character(code[8:16]):
        return Note.INNER_CHECK
    if code[:2] not in CATEGORIES:
        return Note.UNKNOWN_CATEGORY
    return Note.NONE if is_known_region(code[2:8]) else Note.UNKNOWN_REGION


def category_of(code: str) -> Category | None:
    """The class of organisation that a valid code names, or None where the table does not know it."""
    return CATEGORIES.get(code[:2])


def region_of(code: str) -> str:
    """The six digits of the place of first registration (not the present address: a code never changes)."""
    return code[2:8]


def org_code_of(code: str) -> str:
    """The organisation code inside a valid unified code. The way back needs a lookup table."""
    return code[8:17]


def repair_uscc(text: str) -> str | None:
    """The code that was meant where I and O were typed for 1 and 0, if that one reading passes both checks; else None."""
    cleaned = clean(text)
    meant = cleaned.translate(_TYPED_FOR)
    fits = meant != cleaned and fault(meant) is None and warning(meant) is not Note.INNER_CHECK
    return meant if fits and meant[8:16] != EMPTY_BODY else None


def make_uscc(authority: str, category: str, region: str, serial: str) -> str:
    """A unified code with both check characters right: for invented fixtures, never for a real organisation.

    `authority` and `category` are one character each, `region` six digits, `serial` the eight characters of the
    organisation code's body. Raises ValueError if a part has another length or a character that GB 32100 does not use.
    """
    body = authority + category + region + serial
    lengths = (len(authority), len(category), len(region), len(serial))
    if lengths != (1, 1, 6, 8) or authority not in AUTHORITIES or not _is_region(region) or any(char not in _VALUES for char in body):
        raise ValueError(f"no unified code can begin {body!r}")
    body += org_code.check_character(serial)
    return body + check_character(body)


def _is_region(text: str) -> bool:
    return text.isascii() and text.isdigit()
