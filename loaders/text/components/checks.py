"""What the sums of a paper say about each other: a total that it adds up itself, an amount that it states twice."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from loaders.text.components.operative import Zone
from loaders.text.components.struck import Struck
from loaders.text.numerals import MONEY, fen_of
from loaders.text.vocabulary import words

_TOTAL = re.compile(f"(?:{words('sanctions')['total_stated']}){MONEY}")


def _totals(text: str, zones: Iterable[Zone]) -> Iterator[int]:
    """The totals that the operative part states, in fen."""
    for zone in zones:
        for found in _TOTAL.finditer(text, zone.start, zone.end):
            if (total := fen_of(found["money"])) and total[1]:
                yield total[0]


def _possible(struck: tuple[Struck, ...]) -> frozenset[int]:
    """What a total may add up: everything, one kind, one party, or any run of sums that stand together."""
    sums = [each for each in struck if each.fen is not None]
    groups = [sums, *([each for each in sums if each.code == code] for code in ("fine", "confiscation"))]
    groups += [[each for each in group if each.party == party] for party in {each.party for each in sums} for group in groups[:3]]
    runs = (accumulate(each.fen or 0 for each in group[first:]) for group in groups for first in range(len(group)))
    return frozenset(total for run in runs for total in run)


def checked(struck: tuple[Struck, ...], text: str, zones: tuple[Zone, ...], labelled: tuple[Struck, ...]) -> tuple[Struck, ...]:
    """The penalties, with a doubt on every sum of a paper whose total, or whose column of amounts, says otherwise."""
    possible = _possible(struck)
    if not possible:
        return struck
    doubt = "total_disagrees" if any(total not in possible for total in _totals(text, zones)) else ""
    doubt = doubt or ("label_disagrees" if any(each.fen not in possible for each in labelled) else "")
    return tuple(replace(each, doubt=each.doubt or doubt) if doubt and each.fen is not None else each for each in struck)
