"""Headers as people write them, in the forms by which a column is recognised (data_standards 1.7)."""

import re
import unicodedata
from functools import lru_cache

_BRACKETED = re.compile(r"[(\[{〔【<《](.*?)[)\]}〕】>》]")
_NOISE = re.compile(r"[\s_\-*:：'\"“”‘’.、·()\[\]{}〔〕【】<>《》\u200b-\u200f\ufeff]+")
_ORDINAL = re.compile(r"\d{1,2}$")


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """Half width, lower case, without blanks, brackets, `_`, `-` and marks."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header)).lower()


@lru_cache(maxsize=4096)
def forms(header: str) -> tuple[str, ...]:
    """The forms to look for, best first: the whole, what stands in brackets, what stands outside, the same without an ordinal."""
    wide = unicodedata.normalize("NFKC", header)
    inside = "".join(_BRACKETED.findall(wide))
    outside = plain(_BRACKETED.sub("", wide))
    found = (plain(wide), plain(inside), outside, _ORDINAL.sub("", outside))
    return tuple(dict.fromkeys(form for form in found if form))


def stated_unit(header: str) -> str | None:
    """`wan`, `yuan`, `percent` where the header says the unit of its amounts."""
    wide = unicodedata.normalize("NFKC", header)
    if "万元" in wide or "(万)" in wide:
        return "wan"
    if "元" in wide:
        return "yuan"
    return "percent" if "%" in wide or "百分" in wide else None
