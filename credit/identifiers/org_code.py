"""组织机构代码, GB 11714: eight characters and a check character, printed XXXXXXXX-X."""

from credit.identifiers.value import Note

LENGTH = 9
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "0X987654321"
"""By the weighted sum modulo 11: C9 = 11 - sum mod 11, where 10 is written X and 11 is written 0."""


def value_of(char: str) -> int:
    """0 to 9, A=10 to Z=35."""
    return int(char, 36)


def is_body(text: str) -> bool:
    """Whether a text consists of the code's characters alone (0-9, A-Z)."""
    return text.isascii() and text.isalnum() and text.upper() == text


def check_character(body: str) -> str:
    """The ninth character for eight. As letters count 10 to 35, a change by a multiple of 11 goes unseen."""
    return CHECK_CHARACTERS[sum(value_of(char) * weight for char, weight in zip(body, WEIGHTS, strict=True)) % 11]


def fault(cleaned: str) -> Note | None:
    """Why a cleaned text is no organisation code, or None if it is one."""
    if len(cleaned) != LENGTH:
        return Note.LENGTH
    if not is_body(cleaned):
        return Note.ALPHABET
    return None if cleaned[8] == check_character(cleaned[:8]) else Note.CHECK_DIGIT


def make_org_code(body: str) -> str:
    """An organisation code from its eight characters. Raises ValueError if they are not eight of 0-9, A-Z."""
    if len(body) != LENGTH - 1 or not is_body(body):
        raise ValueError(f"an organisation code has eight characters 0-9 A-Z before its check character, not {body!r}")
    return body + check_character(body)
