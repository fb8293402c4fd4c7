"""How much of each part is told, and how much is left out: said, never hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from inquiry.answering.wire import Label
from inquiry.report.fixed import fixed
from inquiry.report.wire import Omitted

T = TypeVar("T")


@dataclass
class Limits:
    """Counts what is left out while a report is put together."""

    most: int
    omitted: list[Omitted] = field(default_factory=list)

    def first(self, part: str, rows: Sequence[T], most: int | None = None) -> list[T]:
        """The first rows of a part."""
        kept = list(rows[: most or self.most])
        self.note(part, len(rows), len(kept))
        return kept

    def note(self, part: str, total: int, told: int) -> None:
        """Puts on record that a part is not whole."""
        if told < total:
            name = fixed().parts[part]
            self.omitted.append(Omitted(part=Label(code=part, label_zh=name.zh, label_en=name.en), total=total, told=told))
