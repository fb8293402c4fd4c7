"""Who controls a company, or is taken as its final owner, by named readings side by side; groups and close links (advisory lane)."""

from reasoning.control.groups import CloseLink, Group, close_links, group_of, heads_of
from reasoning.control.majority import Bar, Ties, sphere
from reasoning.control.model import Finding, Joined, ReadingOf, Sphere, Step
from reasoning.control.picture import Picture
from reasoning.control.readings import read
from reasoning.ownership import AS_FAR_AS_USEFUL, Depth, Reading, above

__all__ = [
    "Bar",
    "CloseLink",
    "Finding",
    "Group",
    "Joined",
    "Picture",
    "ReadingOf",
    "Sphere",
    "Step",
    "Ties",
    "close_links",
    "group_of",
    "heads_of",
    "picture_of",
    "read",
    "sphere",
]


def picture_of(reading: Reading, company: str, depth: Depth = AS_FAR_AS_USEFUL) -> Picture:
    """Everything above a company, read once for all readings."""
    return Picture(reading, above(reading, company, depth))
