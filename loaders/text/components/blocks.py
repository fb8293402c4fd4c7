"""Several decisions or entries in one paper, each as a block of labels: every block is read like the row of a table."""

from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from loaders.text.components.labels import Labelled

_DECIDES = frozenset({"doc_no", "case_no", "result", "result_basis", "date"})
"""What a block has of its own, if it is more than one of several parties of one decision."""
_BLOCK_RECORDS = 2_000_000
"""Records of blocks are numbered apart from those of tables."""


def blocks(fields: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The labelled values with the number of their block, where the same labels come again for each of several parties."""
    free = [each for each in fields if not each.record]
    labels = Counter(each.label for each in free)
    parties = [labels[each.label] for each in free if each.field == "party"]
    count = max(parties, default=0)
    cycle = [each for each in free if labels[each.label] == count]
    if count < 2 or not any(each.field in _DECIDES for each in cycle):
        return fields
    first = cycle[0].label
    starts = [each.start for each in free if each.label == first]
    ends = _ends(cycle, starts)
    return tuple(_numbered(each, starts, ends) for each in fields)


def _ends(cycle: list[Labelled], starts: list[int]) -> list[int]:
    """Where each block's last label ends that all of them have."""
    return [max(each.end for each in cycle if bisect_right(starts, each.start) == number) for number in range(1, len(starts) + 1)]


def _numbered(each: Labelled, starts: list[int], ends: list[int]) -> Labelled:
    number = bisect_right(starts, each.start)
    inside = number and not each.record and each.start < ends[number - 1]
    return replace(each, record=_BLOCK_RECORDS + number) if inside else each
