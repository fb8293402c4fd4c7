"""公民身份号码, GB 11643: region, birth day, serial (odd for men, even for women), check character (ISO 7064 MOD 11-2).

The number itself never leaves the loader: what is stored is its keyed hash.
"""

from datetime import date

from credit.identifiers.regions import is_known_home
from credit.identifiers.value import Note

LENGTH = 18
OLD_LENGTH = 15
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
FIRST_YEAR = 1800
"""The standard's own second example was born in 1880."""


def check_character(body: str) -> str:
    """The eighteenth character for seventeen digits."""
    return CHECK_CHARACTERS[sum(int(char) * weight for char, weight in zip(body, WEIGHTS, strict=True)) % 11]


def birth_date(number: str) -> date | None:
    """The birth day in an 18-character number, or None if there is no such day."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= FIRST_YEAR else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def fault(cleaned: str, today: date | None = None) -> Note | None:
    """Why a cleaned 18-character text is no resident's number, or None if it is one. `today` also refuses births to come."""
    if len(cleaned) != LENGTH:
        return Note.LENGTH
    if not _is_digits(cleaned[:17]) or cleaned[17] not in CHECK_CHARACTERS:
        return Note.ALPHABET
    if cleaned[17] != check_character(cleaned[:17]):
        return Note.CHECK_DIGIT
    born = birth_date(cleaned)
    return Note.BIRTH_DATE if born is None or (today is not None and born > today) else None


def warning(number: str) -> Note:
    """What is odd about a number that fits."""
    return Note.NONE if is_known_home(number[:6]) else Note.UNKNOWN_REGION


def to_18(cleaned: str) -> str | None:
    """The 18-character form of a first-generation number (15 digits, born in 19xx), or None if it is not one."""
    if len(cleaned) != OLD_LENGTH or not _is_digits(cleaned):
        return None
    body = f"{cleaned[:6]}19{cleaned[6:]}"
    return body + check_character(body)


def mask_resident_id(number: str) -> str:
    """As courts publish it: the first ten, four stars, the last four. No identity, but compatible or not with another."""
    return f"{number[:10]}****{number[14:]}" if len(number) == LENGTH else "*" * len(number)


def make_resident_id(region: str, born: date, serial: str) -> str:
    """A number with the right check character, for invented fixtures alone. Raises ValueError unless six and three digits are given."""
    if (len(region), len(serial)) != (6, 3) or not _is_digits(region + serial):
        raise ValueError(f"a resident's number has a region of six digits and a serial of three, not {region!r} and {serial!r}")
    body = f"{region}{born.isoformat().replace('-', '')}{serial}"
    return body + check_character(body)
