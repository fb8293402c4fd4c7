"""One way of writing a name."""

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Character class of Han characters, for use inside [ ]."""

_OPENING, _CLOSING = "(<[{〔【〖﹝", ")>]}〕】〗﹞"
_ONE_STYLE = str.maketrans(
    {
        **dict.fromkeys(_OPENING, "（"),
        **dict.fromkeys(_CLOSING, "）"),
        **dict.fromkeys("•・‧∙⋅･●．", "·"),
    }
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
_LOOSE_BLANK = re.compile(rf"(?<=[{HAN}（）·]) | (?=[{HAN}（）·])")
_NOT_IN_KEY = re.compile(r"[\W_]+")


def _once(text: str) -> str:
    wide = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_ONE_STYLE)
    return _LOOSE_BLANK.sub("", _BLANKS.sub(" ", wide)).strip()


def normal_name(text: str) -> str:
    """A name as it is shown: half-width letters, brackets （）, one middle dot, blanks only between Latin words. Idempotent."""
    while (normal := _once(text)) != text:
        text = normal
    return normal


def name_key(text: str) -> str:
    """A name as it is compared: its letters and characters alone, case-folded. It proposes candidates and never joins."""
    return _NOT_IN_KEY.sub("", normal_name(text).casefold())
