"""Masked codes: how to know one, and whether two may be the same. A mask never joins anything (data_standards T6)."""

import re

from credit.identifiers.clean import clean

_MASK_SIGN = re.compile(r"[*×✕✖●○◯•□■█▇某]")
_SURE_X_RUN = re.compile(r"X{4,}")
"""Four X in a row are a mask even where the check digit happens to fit."""
_X_RUN = re.compile(r"X{2,}")
_MASK_RUN = re.compile(r"(?:[*×✕✖●○◯•□■█▇某]|X{2,})+")


def is_surely_masked(cleaned: str) -> bool:
    """Whether no check digit can change that this is a mask."""
    return bool(_MASK_SIGN.search(cleaned) or _SURE_X_RUN.search(cleaned)) or (len(cleaned) > 1 and not cleaned.strip("X"))


def is_likely_masked(cleaned: str) -> bool:
    """Whether a code that fails its check looks like a mask (X is also a letter of the codes)."""
    return bool(_X_RUN.search(cleaned))


def _wildcards(code: str) -> str:
    return _MASK_RUN.sub(lambda run: "*" * len(run.group()), clean(code))


def _same_place(left: str, right: str) -> bool:
    return all(a == b or "*" in (a, b) for a, b in zip(left, right, strict=True))


def _same_ends(left: str, right: str) -> bool:
    """Masks of another length than the code: compare what stands before the first and after the last mask."""
    if "*" not in left + right:
        return False
    heads, tails = [text.split("*")[0] for text in (left, right)], [text.rsplit("*")[-1] for text in (left, right)]
    head, tail = min(map(len, heads)), min(map(len, tails))
    return heads[0][:head] == heads[1][:head] and (tail == 0 or tails[0][-tail:] == tails[1][-tail:])


def compatible_codes(left: str, right: str) -> bool:
    """Whether two codes, of which any may be masked, can be one. True proves nothing; False excludes."""
    left, right = _wildcards(left), _wildcards(right)
    return _same_place(left, right) if len(left) == len(right) else _same_ends(left, right)
