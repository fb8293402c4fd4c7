"""The text of a code without what typing, copying and spreadsheets put around it."""

import unicodedata

_QUOTES = "'\"`´‘’‚‛“”„‟′″＇＂「」『』«»‹›"
_DROPPED_ASCII = dict.fromkeys([*range(33), 127, *map(ord, "'\"`-")])
_TO_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_ASCII = _DROPPED_ASCII | _TO_UPPER
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Pd", "Zs", "Zl", "Zp"})
"""Control and zero-width characters, dashes, blanks."""


def _is_dropped(char: str) -> bool:
    return char in _QUOTES or char == "−" or unicodedata.category(char) in _DROPPED_CATEGORIES


def _clean_once(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text)
    return "".join(char for char in wide if not _is_dropped(char)).translate(_ASCII)


def clean(text: str) -> str:
    """A code with half-width characters (NFKC), upper case, and no blanks, hyphens, quotes, control or zero-width characters.

    Idempotent: what a removal brings together may compose anew, so it is repeated until nothing changes.
    """
    if text.isascii():
        return text.translate(_ASCII)
    while (cleaned := _clean_once(text)) != text:
        text = cleaned
    return cleaned
