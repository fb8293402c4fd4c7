"""Names of natural persons: as the reader's profile says (rules/publication.yaml): whole, masked, or hidden; counted either way.

Names leave in three ways: as the name of a thing, as a personal property, and inside free text (a proof's words, a decision's facts).
The first two are masked where they are written down; the third when the whole answer is, by every name that the answer came across.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from credit.errors import CatalogueFault
from credit.kinds import Prop
from credit.names import mask_person
from inquiry.asking.caller import DEPARTMENT
from reasoning.catalogue import Catalogue

Manner = Literal["full", "masked", "hidden"]
_HIDDEN = "〔姓名隐去〕"


class Privacy:
    """What one caller may see of persons in one answer. It learns every name that the answer meets.

    `own`: the ids of the subject that is asked about, whom some profiles tell more of than of everybody else.
    """

    def __init__(self, catalogue: Catalogue, profile: str = DEPARTMENT, sees_persons: bool = False) -> None:
        """`sees_persons`: whether the caller has shown what his profile needs. CatalogueFault for a profile that is not in rules/."""
        if profile not in catalogue.publication:
            raise CatalogueFault(f"rules/publication.yaml: no profile {profile}")
        self.profile = catalogue.publication[profile]
        self.sees_persons = sees_persons and self.profile.person_name != "hidden"
        self.own: set[str] = set()
        self._lists = catalogue.lists
        self._persons: dict[str, set[str]] = {}
        self._organizations: set[str] = set()
        self._withheld: set[tuple[str, str]] = set()
        self._let_through: set[str] = set()
        self._only: frozenset[str] | None = None

    def narrow_to(self, nodes: Iterable[str]) -> None:
        """From here on only these persons are named in full, whatever the caller may see: what he is given will be handed on."""
        self._only = frozenset(nodes)

    def sees(self, node: str) -> bool:
        """Whether the caller may read this person's name."""
        return self._manner(node) == "full"

    @property
    def shows_some(self) -> bool:
        """Whether anybody's name may leave in full."""
        return self.sees_persons and self._only != frozenset()

    @property
    def shown(self) -> int:
        """How many persons the answer may name in full: every one that it met, for a text may name him."""
        return len(self.named)

    @property
    def named(self) -> tuple[str, ...]:
        """Who they are."""
        return tuple(sorted(person for person in self._persons if self.sees(person)))

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
        return self._masked(name)

    def read(self, node: str, name: str) -> str:
        """The same without counting: whether a name stands in a text is asked of what leaves."""
        return name if self.sees(node) else self._masked(name)

    def withhold(self, owner: str, prop: str) -> bool:
        """Whether a personal value must stay out of the answer; counts it if so, and as a disclosure if not."""
        shown = self.sees(owner) and prop not in self.profile.hides
        if shown:
            self._persons.setdefault(owner, set())
        else:
            self._withheld.add((owner, prop))
        return not shown

    def withholds(self, owner: str, prop: Prop, list_code: str) -> bool:
        """The same for a property of a record or a relation: what a list's own law publishes or hides goes before the profile (D08)."""
        law = self._lists.get(list_code)
        if law and law.published.republished and prop.name in law.published.fields:
            self._let_through.add(prop.name)
            return False
        hidden = prop.name in self.profile.hides or bool(law and prop.name in law.published.hidden)
        if hidden:
            self._withheld.add((owner, prop.name))
        return hidden or (prop.personal and self.withhold(owner, prop.name))

    def leave_out(self, node: str) -> None:
        """A thing that this caller may not know of; counted."""
        self._withheld.add((node, ""))

    def cleaned(self, body: Any) -> Any:
        """The answer with every name masked that stands in free text. Names of organisations stay whole."""
        pattern = self._pattern()
        if pattern is None:
            return body
        names = self._names()
        masks, plain = {_key(name): self._masked(name) for name in names}, any(name.isascii() for name in names)
        return _walk(body, _Sweep(pattern, masks, frozenset(self._let_through), plain))

    @property
    def masks_some(self) -> bool:
        """Whether any name must be looked for in free text at all."""
        return bool(self._names())

    def may_stand_in(self, text: str) -> bool:
        """Whether a name that is masked in free text might stand in this one, raw or as JSON. A no is certain, and a hundred times cheaper
        than to clean it; a yes may be none, and is said of any name that is not plain signs without case.
        """
        names = self._names()
        if not all(map(_is_plain, names)):
            return True
        said = "".join((_ESCAPED_SPACE.sub("", text) if "\\" in text else text).split())
        return any("".join(name.split()) in said for name in names)

    def _manner(self, node: str) -> Manner:
        if self.profile.person_name == "hidden":
            return "hidden"
        if not self.sees_persons or (self._only is not None and node not in self._only):
            return "masked"
        return "full" if node in self.own else self.profile.third_persons

    def _masked(self, name: str) -> str:
        return _HIDDEN if self.profile.person_name == "hidden" else mask_person(name)

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
        around = {name for name in self._organizations if any(person in name for person in persons)}
        return re.compile("|".join(_loosely(name) for name in sorted(persons | around, key=len, reverse=True)), re.IGNORECASE)


_ESCAPED_SPACE = re.compile(r"\\(?:[bfnrt]|u00[01][0-9a-f])")


def _is_plain(name: str) -> bool:
    """Whether a name stands in JSON as it is, has no case and no blanks, and cannot be a part of a code or a day."""
    return name.lower() == name.upper() and name.isprintable() and not any(sign.isascii() for sign in name)


def _loosely(name: str) -> str:
    """A name however it is spaced or cased: clerks write 王　伟, passports write names in capitals."""
    return r"\s*".join(re.escape(sign) for sign in name if not sign.isspace())


def _key(name: str) -> str:
    return "".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class _Sweep:
    """Names to find, what to write in their place, and the properties in which a list's own law lets them stand. `plain`: whether a text
    of plain letters alone (a code, a day) can hold one of the names.
    """

    pattern: re.Pattern[str]
    masks: Mapping[str, str]
    spared: frozenset[str]
    plain: bool


def _walk(value: Any, sweep: _Sweep) -> Any:
    if isinstance(value, str):
        if not sweep.plain and value.isascii():
            return value
        return sweep.pattern.sub(lambda found: sweep.masks.get(_key(found.group()), found.group()), value)
    if isinstance(value, dict):
        return {key: each if key in sweep.spared else _walk(each, sweep) for key, each in value.items()}
    if isinstance(value, list):
        return [_walk(each, sweep) for each in value]
    return value
