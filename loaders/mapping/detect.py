"""Which source a file is of, judged by its headers and, where two fit alike, by its name."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from credit.errors import UnknownSource
from loaders.mapping.binding import OWN_HEADERS, bind, missing_columns
from loaders.mapping.definition import Definition
from loaders.reading.headers import forms, plain

_NAMED = 0.12
"""What a fitting file name adds to a score."""
_CLEAR = 0.04
"""By how much the best must lead, not to be a guess."""


def detect(path: Path, headers: Sequence[str], definitions: Iterable[Definition]) -> Definition:
    """The source that fits. Raises UnknownSource, which lists the candidates where several fit alike."""
    scored = sorted(((score(path, headers, each), each.name, each) for each in definitions), key=lambda row: (-row[0], row[1]))
    fitting = [row for row in scored if row[0] > 0]
    if not fitting:
        raise UnknownSource(f"{path.name}: 没有来源符合其表头。No source fits its headers; describe it: docs/add-a-source.md.")
    close = [name for value, name, _ in fitting if fitting[0][0] - value < _CLEAR]
    if len(close) > 1:
        raise UnknownSource(f"{path.name}: 表头同时符合 {'、'.join(close)}。Several sources fit; name one with --source.", candidates=close)
    return fitting[0][2]


def score(path: Path, headers: Sequence[str], definition: Definition) -> float:
    """How well headers fit: the part of them that the source knows, by how exactly.

    Zero where a required column is missing, or the source is for files of other names only.
    """
    filled = [header for header in headers if header and plain(header) not in OWN_HEADERS]
    if definition.only_files and not any(fnmatch(path.name, pattern) for pattern in definition.only_files):
        return 0.0
    binding = bind(filled, definition)
    if not filled or not binding.places or missing_columns(binding, definition):
        return 0.0
    bonus = _NAMED if any(fnmatch(path.name, pattern) for pattern in definition.files) else 0.0
    return binding.weight / len(filled) + bonus


def known_headers(definitions: Iterable[Definition]) -> frozenset[str]:
    """Every header of every definition, in its plain form."""
    return frozenset(plain(alias) for each in definitions for column in each.columns.values() for alias in column.headers)


def count_known(row: Sequence[str], known: frozenset[str]) -> int:
    """How many cells of a row are headers that some definition knows."""
    return sum(any(form in known for form in forms(cell)) for cell in row if cell)
