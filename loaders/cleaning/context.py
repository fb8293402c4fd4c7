"""What reading a file needs to know besides its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from credit.identity import PersonKey
from credit.periods import Day
from loaders.cleaning.memo import Memo
from loaders.mapping.definition import Definition


@dataclass(frozen=True, slots=True)
class Context:
    """One file of one source: its definition, the day of which it speaks, its scope, its headers and units by column."""

    definition: Definition
    key: PersonKey
    data_on: Day
    today: Day
    scope: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    memos: dict[str, Memo] = field(default_factory=dict)

    def memo(self, name: str, parse: Callable[[], Callable[[str], object]]) -> Memo:
        """The memo of that name, made at first use."""
        if name not in self.memos:
            self.memos[name] = Memo(parse())
        return self.memos[name]
