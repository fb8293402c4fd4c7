"""Which of a file's headers feeds which column of a definition, and what that leaves over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from credit.errors import MissingColumns
from loaders.mapping.definition import Definition
from loaders.mapping.yaml_file import read_mapping
from loaders.reading.headers import forms, plain, stated_unit
from loaders.reading.rows import RawRows

_FORBIDDEN = read_mapping(Path(__file__).parents[1] / "validating" / "forbidden.yaml")
OWN_HEADERS = frozenset(map(plain, ("行号", "字段", "原因")))
"""The columns that we put before a rejected row; they mean nothing when it comes back."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Places of each column's cells in a row, the header and unit of each, and the headers that no column takes.

    `dropped` never leaves the file; `forbidden` is the part of it that nobody may collect.
    """

    places: Mapping[str, tuple[int, ...]]
    headers: Mapping[str, str]
    units: Mapping[str, str]
    dropped: tuple[str, ...]
    forbidden: tuple[str, ...]
    doubled: tuple[str, ...]
    weight: float
    dialect: str

    def cells(self, rows: RawRows, definition: Definition) -> dict[str, list[str]]:
        """The cells of a chunk by column."""
        across: list[Sequence[str]] = list(zip(*rows.cells, strict=True)) if rows.cells else []
        if not across:
            return {}
        return {name: _cells([across[at] for at in places], definition.columns[name].split) for name, places in self.places.items()}


def _cells(parts: list[Sequence[str]], split: str) -> list[str]:
    if len(parts) == 1:
        return list(parts[0])
    return [split[0].join(filter(None, row)) for row in zip(*parts, strict=True)]


def bind(headers: Sequence[str], definition: Definition) -> Binding:
    """The best fit of headers to columns: earlier aliases before later ones, whole headers before parts of them."""
    taken: dict[str, list[int]] = {}
    used: set[int] = set()
    weight, doubled = 0.0, []
    for rank, at, name in sorted(_candidates(headers, definition)):
        if at in used:
            continue
        if name not in taken:
            taken[name] = [at]
            weight += 1 / (1 + 0.15 * rank)
        elif definition.columns[name].read == "words":
            taken[name].append(at)
        else:
            doubled.append(headers[at])
            continue
        used.add(at)
    left = tuple(header for at, header in enumerate(headers) if at not in used and header and plain(header) not in OWN_HEADERS)
    shown = {name: headers[places[0]] for name, places in taken.items()}
    units = {name: unit for name, header in shown.items() if (unit := _unit(definition.columns[name].read, header))}
    return Binding(
        places={name: tuple(sorted(places)) for name, places in taken.items()},
        headers=shown,
        units=units,
        dropped=left,
        forbidden=tuple(header for header in left if is_forbidden(header)),
        doubled=tuple(header for header in dict.fromkeys(doubled) if header in left),
        weight=weight,
        dialect=next((name for name, each in definition.dialects.items() if all(mark in taken for mark in each.marks)), ""),
    )


def _candidates(headers: Sequence[str], definition: Definition) -> Iterator[tuple[int, int, str]]:
    """Rank, place and column of every fit: the place of the alias in its list, plus ten for each weaker form of the header."""
    aliases: dict[str, list[tuple[int, str]]] = {}
    for name, column in definition.columns.items():
        for rank, alias in enumerate(column.headers):
            aliases.setdefault(plain(alias), []).append((rank, name))
    for at, header in enumerate(headers):
        for weaker, form in enumerate(forms(header)):
            for rank, name in aliases.get(form, ()):
                yield rank + 10 * weaker, at, name


def _unit(read: str, header: str) -> str | None:
    unit = stated_unit(header)
    return unit if (read == "money" and unit in ("wan", "yuan")) or (read == "share" and unit == "percent") else None


def is_forbidden(header: str) -> bool:
    """Whether a header names what must not be collected about persons (data_standards 4)."""
    bare = plain(header)
    return any(plain(word) in bare for word in _FORBIDDEN["words"])


def missing_columns(binding: Binding, definition: Definition) -> tuple[str, ...]:
    """The template headers of the required columns that the file lacks."""
    asked = [name for name, column in definition.columns.items() if column.required]
    if binding.dialect:
        asked += definition.dialects[binding.dialect].required
    absent = dict.fromkeys(name for name in asked if name not in binding.places and definition.columns[name].headers)
    return tuple(definition.columns[name].headers[0] for name in absent)


def require(binding: Binding, definition: Definition, file: str) -> None:
    """Raises MissingColumns (SGS-01) where a required column has no header."""
    if missing := missing_columns(binding, definition):
        raise MissingColumns(
            f"{file}: 缺少必填列 {'、'.join(missing)}(来源 {definition.name})。Required columns are missing; see `xinmai sources`.",
            missing=list(missing),
        )
