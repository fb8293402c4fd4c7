"""Documents that carry no check digit which we could verify: passports, permits. Opaque, compared as written."""

import re

from credit.identifiers.value import Note

_OPAQUE = re.compile(r"[0-9A-Z()/]{4,32}", re.ASCII)


def fault(cleaned: str) -> Note | None:
    """Why a cleaned text cannot be such a number, or None."""
    if not 4 <= len(cleaned) <= 32:
        return Note.LENGTH
    return None if _OPAQUE.fullmatch(cleaned) and any(char.isdigit() for char in cleaned) else Note.ALPHABET
