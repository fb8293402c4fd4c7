"""Rows of tables that decide or list by themselves: the number, the authority and the day of each row, and what all rows share."""

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.text.components.labels import Labelled
from loaders.text.components.literals import Literal
from loaders.text.components.origin import Origin, labelled_agency, labelled_case, labelled_day, labelled_number

_BY_FIELD = {"doc_no": "doc_no", "case_no": "doc_no", "agency": "agency", "date": "date", "published": "date"}
"""Which of a row's labels states which of number, authority and day."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number, its stretch of the text, its own number, authority and day by field (None where it cannot be read)."""

    record: int
    start: int
    end: int
    origins: tuple[tuple[str, Origin | None], ...]
    violation: tuple[str, int, int] | None = None


def _origin(text: str, each: Labelled) -> Origin | None:
    if each.field == "doc_no":
        return labelled_number(each)
    if each.field == "case_no":
        return labelled_case(each)
    return labelled_agency(each) if each.field == "agency" else labelled_day(text, each)


def _row(text: str, record: int, cells: list[Labelled]) -> Row:
    """A day of its own counts before a day of publication."""
    told: dict[str, Origin | None] = {}
    for each in sorted(cells, key=lambda cell: cell.field == "published"):
        if field := _BY_FIELD.get(each.field):
            told.setdefault(field, _origin(text, each))
    done = next(((each.value[:400], each.start, min(each.end, each.start + 400)) for each in cells if each.field == "violation"), None)
    return Row(record, min(cell.start for cell in cells), max(cell.end for cell in cells), tuple(told.items()), done)


def rows(text: str, fields: Iterable[Labelled]) -> tuple[Row, ...]:
    """The rows of all tables that name somebody."""
    found: dict[int, list[Labelled]] = {}
    for each in fields:
        if each.record:
            found.setdefault(each.record, []).append(each)
    return tuple(_row(text, record, cells) for record, cells in found.items() if any(cell.field == "party" for cell in cells))


def shared(fields: tuple[Labelled, ...], every: tuple[Row, ...]) -> tuple[Labelled, ...]:
    """The labelled values that hold for the whole paper: of number, authority and day only those in which its rows agree."""
    values: dict[str, set[str]] = {}
    for row in every:
        for field, origin in row.origins:
            values.setdefault(field, set()).add(origin.value if origin else "")
    differing = {field for field, said in values.items() if len(said) > 1}
    return tuple(each for each in fields if not (each.record and _BY_FIELD.get(each.field) in differing))


def outside(found: Iterable[Literal], every: tuple[Row, ...]) -> tuple[Literal, ...]:
    """The numbers that stand in no row, where there are several rows: the number of one row is not that of the paper."""
    spans = [(row.start, row.end) for row in every] if len(every) > 1 else []
    return tuple(each for each in found if not any(start <= each.start < end for start, end in spans))
