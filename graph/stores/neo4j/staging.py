"""What a load has staged, in this process's memory until it is published: the server sees nothing of a load that fails.

Of the rows that state one fact the greatest digest counts, then the first row; only that one keeps its columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.admission import check_claims
from graph.store import StagedClaims, StagedRows
from graph.stores.neo4j.writing import kind_of

COLUMNS = ("kind", "src", "dst", "from_min", "from_max", "to_min", "to_max", "props", "row", "document")


@dataclass(frozen=True, slots=True)
class Staged:
    """The claim that counts of those staged for one fact. `place`: how many were staged before it."""

    place: int
    digest: str
    row: int
    columns: tuple[object, ...]

    def beats(self, digest: str, row: int) -> bool:
        """Whether it counts rather than another."""
        return (self.digest, -self.row) >= (digest, -row)


@dataclass
class Staging:
    """The staged part of one load. `lines`: every row that stated a fact, where more than one did."""

    claims: int = 0
    best: dict[str, Staged] = field(default_factory=dict)
    lines: dict[str, set[int]] = field(default_factory=dict)
    raws: dict[int, str] = field(default_factory=dict)

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        """Stages a chunk, all of it or nothing."""
        check_claims(claims)
        for end in {*claims.src, *filter(None, claims.dst)}:
            kind_of(end)
        for row, raw in zip(rows.row, rows.raw, strict=True):
            self.raws.setdefault(row, raw)
        columns = zip(*(getattr(claims, name) for name in COLUMNS), strict=True)
        for fact, digest, values in zip(claims.fact, claims.digest, columns, strict=True):
            self._stage(fact.hex(), digest.hex(), values)

    def _stage(self, fact: str, digest: str, values: tuple[object, ...]) -> None:
        self.claims += 1
        row = int(str(values[COLUMNS.index("row")]))
        before = self.best.get(fact)
        if before is not None:
            self.lines.setdefault(fact, {before.row}).add(row)
        if before is None or not before.beats(digest, row):
            self.best[fact] = Staged(self.claims, digest, row, values)

    def stated(self) -> Iterator[tuple[str, int]]:
        """Every fact with every row that states it."""
        for fact, staged in self.best.items():
            yield from ((fact, row) for row in self.lines.get(fact, {staged.row}))

    def rows_of(self, facts: Sequence[str]) -> set[int]:
        """Every row that states one of these facts."""
        return {row for fact in facts if fact in self.best for row in self.lines.get(fact, {self.best[fact].row})}
