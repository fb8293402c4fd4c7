"""Warning patterns (advisory lane): how often, within how long, and how near the next time is. Never a measure, never a step of a proof.

Nothing is kept: who stands on the ledger of repeat offenders, since when and until when follows from the records and the day.
Of natural persons no pattern says anything (N12): they have facts, and no level.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from credit.kinds import node_kind_of
from credit.periods import Day
from credit.view import View
from reasoning.catalogue import Catalogue, Pattern
from reasoning.patterns.evaluating import evaluated, fewest_records
from reasoning.patterns.files import files_of
from reasoning.patterns.model import Alert, Count, Counted, LeftOut, Near, Silent, Spell, Warnings

__all__ = ["Alert", "Count", "Counted", "Examined", "LeftOut", "Near", "Silent", "Spell", "Warnings", "ledger", "warnings"]

_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Examined:
    """A stretch of the walk over all organisations: the last one that was looked at, how many, and those of whom something is said."""

    last: str
    count: int
    found: tuple[Warnings, ...]


def warnings(view: View, catalogue: Catalogue, subjects: Collection[str], as_of: Day) -> dict[str, Warnings]:
    """What all patterns say of these subjects on the day; empty for whatever is no organisation."""
    patterns = tuple(catalogue.patterns.values())
    organizations = [each for each in subjects if node_kind_of(each) == "Organization"]
    files = files_of(view, organizations)
    said = {subject: evaluated(catalogue, file, patterns, as_of) for subject, file in files.items()}
    return {each: said.get(each, Warnings(each)) for each in subjects}


def ledger(view: View, catalogue: Catalogue, patterns: Sequence[Pattern], as_of: Day, after: str) -> Iterator[Examined]:
    """Walks all organisations after an id, in id order, some at a time: memory holds one stretch, however large the graph is."""
    fewest = fewest_records(patterns)
    while organizations := view.all_nodes("Organization", after, _AT_A_TIME):
        files = files_of(view, organizations)
        heavy = [file for file in files.values() if len(file.records) >= fewest]
        said = (evaluated(catalogue, file, patterns, as_of) for file in heavy)
        after = organizations[-1]
        yield Examined(after, len(organizations), tuple(each for each in said if each.alerts or each.former))
