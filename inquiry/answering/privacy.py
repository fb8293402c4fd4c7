"""Names of natural persons: masked for callers who may not read them, counted for those who may.

Names leave in three ways: as the name of a thing, as a personal property, and inside free text (a proof's words, a decision's facts).
The first two are masked where they are written down; the third when the whole answer is, by every name that the answer came across.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from credit.names import mask_person


class Privacy:
    """What one caller may see of persons in one answer. It learns every name that the answer meets."""

    def __init__(self, sees_persons: bool) -> None:
        self.sees_persons = sees_persons
        self._persons: dict[str, set[str]] = {}
        self._organizations: set[str] = set()
        self._withheld: set[tuple[str, str]] = set()
        self._only: frozenset[str] | None = None

    def narrow_to(self, nodes: Iterable[str]) -> None:
        """From here on only these persons are named in full, whatever the caller may see: what he is given will be handed on."""
        self._only = frozenset(nodes)

    def sees(self, node: str) -> bool:
        """Whether the caller may read this person's name."""
        return self.sees_persons and (self._only is None or node in self._only)

    @property
    def shows_some(self) -> bool:
        """Whether anybody's name may leave in full."""
        return self.sees_persons and self._only != frozenset()

    @property
    def shown(self) -> int:
        """How many persons the answer may name in full: every one that it met, for a text may name him."""
        return sum(self.sees(node) for node in self._persons)

    @property
    def hidden(self) -> int:
        """How many names and personal values the caller may not see."""
        return len(self._withheld)

    def meet_organizations(self, names: Iterable[str]) -> None:
        """An organisation's name is public, even where a person's name stands in it."""
        self._organizations.update(names)

    def meet_person(self, node: str, names: Iterable[str]) -> None:
        """Every name that somebody gives this person: each is masked wherever it stands in free text."""
        self._persons.setdefault(node, set()).update(name for name in names if name)

    def person(self, node: str, name: str | None) -> str | None:
        """A person's name as this caller may read it."""
        if not name or self.sees(node):
            return name
        self._withheld.add((node, "name"))
        return mask_person(name)

    def withhold(self, owner: str, prop: str) -> bool:
        """Whether a personal value must stay out of the answer; counts it if so, and as a disclosure if not."""
        seen = self.sees(owner)
        if seen:
            self._persons.setdefault(owner, set())
        else:
            self._withheld.add((owner, prop))
        return not seen

    def cleaned(self, body: Any) -> Any:
        """The answer with every name masked that stands in free text. Names of organisations stay whole."""
        pattern = self._pattern()
        return body if pattern is None else _walk(body, pattern, {_key(name): mask_person(name) for name in self._names()})

    def _names(self) -> set[str]:
        """What is masked in free text. A name that somebody bears who may be named stays: a text does not say which of the two it means."""
        return {name for node, names in self._persons.items() if not self.sees(node) for name in names if len(name) > 1} - self._seen()

    def _seen(self) -> set[str]:
        return {name for node, names in self._persons.items() if self.sees(node) for name in names}

    def _pattern(self) -> re.Pattern[str] | None:
        """Longest first, so that an organisation's name is taken whole before the owner's name inside it."""
        persons = self._names()
        if not persons:
            return None
        around = {name for name in self._organizations | self._seen() if any(person in name for person in persons)}
        return re.compile("|".join(_loosely(name) for name in sorted(persons | around, key=len, reverse=True)), re.IGNORECASE)


def _loosely(name: str) -> str:
    """A name however it is spaced or cased: clerks write 王　伟, passports write names in capitals."""
    return r"\s*".join(re.escape(sign) for sign in name if not sign.isspace())


def _key(name: str) -> str:
    return "".join(name.split()).casefold()


def _walk(value: Any, pattern: re.Pattern[str], masks: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(lambda found: masks.get(_key(found.group()), found.group()), value)
    if isinstance(value, dict):
        return {key: _walk(each, pattern, masks) for key, each in value.items()}
    if isinstance(value, list):
        return [_walk(each, pattern, masks) for each in value]
    return value
