"""工商注册号, GS 15-2006: six digits of the office, eight of the sequence, one check digit (ISO 7064 MOD 11,10)."""

from credit.identifiers.regions import is_known_region
from credit.identifiers.value import Note

LENGTH = 15
LEGACY_LENGTHS = frozenset({13, 14})
"""Numbers from before 2007-07-01: they carry no check digit and cannot be verified."""


def check_digit(body: str) -> str:
    """The fifteenth digit for fourteen."""
    product = 10
    for char in body:
        product = ((product + int(char)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def fault(cleaned: str) -> Note | None:
    """Why a cleaned text is no registration number, or None if it is one (legacy numbers are accepted unchecked)."""
    if not (cleaned.isascii() and cleaned.isdigit()):
        return Note.ALPHABET
    if len(cleaned) in LEGACY_LENGTHS:
        return None
    if len(cleaned) != LENGTH:
        return Note.LENGTH
    return None if cleaned[14] == check_digit(cleaned[:14]) else Note.CHECK_DIGIT


def warning(number: str) -> Note:
    """What is odd about an accepted number."""
    if len(number) in LEGACY_LENGTHS:
        return Note.LEGACY
    return Note.NONE if is_known_region(number[:6]) else Note.UNKNOWN_REGION


def make_reg_no(office: str, sequence: str) -> str:
    """A registration number from six and eight digits. Raises ValueError for anything else."""
    body = office + sequence
    if (len(office), len(sequence)) != (6, 8) or not (body.isascii() and body.isdigit()):
        raise ValueError(f"a registration number has six and eight digits before its check digit, not {office!r} and {sequence!r}")
    return body + check_digit(body)
