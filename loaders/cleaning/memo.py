"""Each text is read once: columns repeat themselves."""

from collections.abc import Callable, Iterable
from typing import Any

from loaders.staging.frame import Values

_ENTRIES = 100_000


class Unreadable(ValueError):
    """A text that cannot be read as what its column holds; the message says why, in Chinese, for the data officer."""


class Ignored(Unreadable):
    """A text that the source says to leave out; the message says why."""


class Fixed:
    """A value that was put right, and what was wrong."""

    __slots__ = ("value", "why")

    def __init__(self, value: object, why: str) -> None:
        self.value = value
        self.why = why


class Partly(Fixed):
    """A value of which a part could not be read, and what that was: it counts as a fault, and the value stays."""

    __slots__ = ()


class Memo(dict[str | None, Any]):
    """Values by text, filled as texts are met. `faults`, `fixes` and `ignored` tell why a text is unreadable, changed or left out."""

    def __init__(self, parse: Callable[[str], object]) -> None:
        super().__init__({None: None})
        self.parse = parse
        self.faults: dict[str, str] = {}
        self.fixes: dict[str, str] = {}
        self.ignored: dict[str, str] = {}

    def __missing__(self, text: str) -> object:
        try:
            value = self.parse(text)
        except Ignored as said:
            value, self.ignored[text] = None, str(said)
        except Unreadable as fault:
            value, self.faults[text] = None, str(fault)
        if isinstance(value, Fixed):
            (self.faults if isinstance(value, Partly) else self.fixes)[text] = value.why
            value = value.value
        self[text] = value
        return value

    def read(self, texts: Values) -> Values:
        """The values of a column of texts."""
        if len(self) > _ENTRIES:
            self.clear()
            self[None] = None
            self.faults.clear()
            self.fixes.clear()
            self.ignored.clear()
        return [self[text] for text in texts]


def grouped(texts: Iterable[str | None], reasons: dict[str, str]) -> dict[str, list[int]]:
    """The places of the texts that have a reason, by reason."""
    found: dict[str, list[int]] = {}
    if reasons:
        for at, text in enumerate(texts):
            if text is not None and text in reasons:
                found.setdefault(reasons[text], []).append(at)
    return found
