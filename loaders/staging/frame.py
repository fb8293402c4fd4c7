"""Rows as columns: everything that a chunk states, under the names that its definition gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = list[Any]
"""One value a row; None where nothing is stated."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Columns of one length. `rows` are the file's row numbers. An inner frame (items of cells) sees its outer one through `index`."""

    rows: Sequence[int]
    columns: dict[str, Values]
    outer: "Frame | None" = None
    index: Sequence[int] = ()
    nothing: Values = field(default_factory=list)

    @classmethod
    def of_rows(cls, rows: Sequence[int], columns: dict[str, Values]) -> "Frame":
        """A frame of a file's own rows."""
        return cls(rows, columns, nothing=[None] * len(rows))

    @classmethod
    def of_items(cls, outer: "Frame", index: Sequence[int], columns: dict[str, Values]) -> "Frame":
        """A frame of items; `index` says to which row of the outer frame each belongs."""
        rows = outer.rows if _is_identity(index, outer) else [outer.rows[at] for at in index]
        return cls(rows, columns, outer, index, [None] * len(index))

    def __len__(self) -> int:
        return len(self.rows)

    def of(self, name: str) -> Values:
        """The values of a column or the ids of a node; `nothing` itself where the chunk states none of that name."""
        if name in self.columns:
            return self.columns[name]
        if self.outer is None:
            return self.nothing
        values = self.outer.of(name)
        if values is self.outer.nothing:
            return self.nothing
        taken = values if _is_identity(self.index, self.outer) else [values[at] for at in self.index]
        self.columns[name] = taken
        return taken

    def first_of(self, names: Iterable[str]) -> Values:
        """Row by row the first stated value of several columns; `=text` is that constant."""
        found = self.nothing
        for name in names:
            values = [name[1:]] * len(self) if name.startswith("=") else self.of(name)
            if found is self.nothing:
                found = values
            elif values is not self.nothing:
                found = [b if a is None else a for a, b in zip(found, values, strict=True)]
        return found

    def put(self, name: str, values: Values) -> None:
        """Adds a column, or the ids of a node."""
        self.columns[name] = values

    def kept(self, keep: Sequence[int]) -> "Frame":
        """The same frame with only those rows."""
        if len(keep) == len(self):
            return self
        columns = {name: [values[at] for at in keep] for name, values in self.columns.items() if values is not self.nothing}
        return Frame.of_rows([self.rows[at] for at in keep], columns)

    def following(self, outer: "Frame", kept: Sequence[int]) -> "Frame":
        """The items whose rows were kept, under the outer frame that kept them."""
        if self.outer is not None and len(kept) == len(self.outer):
            return Frame(self.rows, self.columns, outer, self.index, self.nothing)
        place = {old: new for new, old in enumerate(kept)}
        mine = [at for at, old in enumerate(self.index) if old in place]
        own = {name: [values[at] for at in mine] for name, values in self.columns.items()}
        return Frame.of_items(outer, [place[self.index[at]] for at in mine], own)


def _is_identity(index: Sequence[int], outer: Frame) -> bool:
    return isinstance(index, range) and len(index) == len(outer)
