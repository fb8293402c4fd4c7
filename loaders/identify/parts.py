"""Stated values as texts, for keys and ids."""

from collections.abc import Iterable

from credit.periods import iso
from loaders.cleaning.texts import without_ids
from loaders.mapping.definition import Definition
from loaders.staging.frame import Frame, Values


def day_columns(definition: Definition) -> frozenset[str]:
    """The columns whose values are days."""
    inner = {name for each in definition.each.values() for name, column in each.columns.items() if column.read == "date"}
    return frozenset(inner | {name for name, column in definition.columns.items() if column.read == "date"})


def texts_of(frame: Frame, names: Iterable[str], days: frozenset[str]) -> Values:
    """Row by row the first stated of several columns, as text: a day as its ISO date."""
    found: Values = frame.nothing
    for name in names:
        values = [name[1:]] * len(frame) if name.startswith("=") else _texts(frame.of(name), name in days)
        if found is frame.nothing or all(value is None for value in found):
            found = values
        else:
            found = [b if a is None else a for a, b in zip(found, values, strict=True)]
    return found


def _texts(values: Values, is_day: bool) -> Values:
    if is_day:
        return [None if value is None else iso(value) for value in values]
    return [value if value is None or isinstance(value, str) else str(value) for value in values]


def safe(text: str | None) -> str:
    """A text that may enter an unkeyed hash: no person's number in it, empty where nothing is stated."""
    return without_ids(text) if text else ""
