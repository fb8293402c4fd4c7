"""What a search fits, said once for every engine: an engine may find candidates as it likes, `matches` decides.

Names are compared by `credit.names.name_key`, codes and numbers by `number_key`. A value that an act has corrected, a later version
has replaced or an act has erased fits nothing: only facts that stand are looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import add
from types import MappingProxyType
from unicodedata import is_normalized

from credit.documents import normal_case_no, normal_doc_no
from credit.facts import Deed, Fact
from credit.kinds import FACT_KINDS, NODES, EdgeKind, node_kind_of, prefixes_of
from credit.names import name_key, pinyin_of
from credit.view import Match


@dataclass(frozen=True, slots=True)
class Findable:
    """A property whose value finds its node: in part where it is a name, else only as a whole."""

    kind: str
    code: int
    prop: str
    named: bool


def _findable() -> Iterator[Findable]:
    for kind in FACT_KINDS.values():
        if not isinstance(kind, EdgeKind):
            yield from (Findable(kind.name, kind.code, prop, named=False) for prop in kind.identifiers)
            yield from (Findable(kind.name, kind.code, prop, named=True) for prop in kind.names)


FINDABLE: tuple[Findable, ...] = tuple(_findable())
FINDABLE_OF: Mapping[str, tuple[Findable, ...]] = MappingProxyType(
    {kind: tuple(each for each in FINDABLE if each.kind == kind) for kind in dict.fromkeys(each.kind for each in FINDABLE)}
)
"""What finds a node, by kind of fact: its record's identifiers and names, its former names, its mapped identifiers."""


def number_key(text: str) -> str:
    """A code, case or document number as it is compared: one width, one style of brackets, no 第, no leading zeros, case-folded."""
    if text.isascii() and text.isalnum():
        return text.casefold()
    return (normal_case_no(text) or normal_doc_no(text)).casefold()


def search_key(text: str, named: bool) -> str:
    """The form in which a value is indexed and compared."""
    if not named:
        return number_key(text)
    if text.isalnum() and is_normalized("NFKC", text):  # most names: what name_key would do, four times as fast
        return text.casefold()
    return name_key(text)


class _Initials(dict[int, str]):
    """The initial of each character by its commonest reading, looked up once; for str.translate."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if character.isascii() else pinyin_of(character).initials
        return self[code]


_INITIALS = _Initials()


def initials(key: str) -> str:
    """How people abbreviate a name on a keyboard: 信达科技 is xdkj. Each character by its commonest reading."""
    return key if key.isascii() else key.translate(_INITIALS)


def name_tokens(key: str) -> str:
    """The index tokens of a name: its bigrams, its last character (so that one character is found too), bigrams of its initials."""
    tokens = [*map(add, key, key[1:]), key[-1:]]
    if not key.isascii():
        spoken = key.translate(_INITIALS)
        tokens += map(add, map("~".__add__, spoken), spoken[1:])
    return " ".join(tokens)


def name_question(key: str) -> str:
    """The full-text question whose answers hold every name that `key` is a part of; FTS5 syntax, to be bound as a parameter."""
    if len(key) == 1:
        return f'"{key}"*'
    bigrams = [key[start : start + 2] for start in range(len(key) - 1)]
    whole = " ".join(f'"{each}"' for each in bigrams)
    if not key.isascii():
        return whole
    spoken = " ".join(f'"~{each}"' for each in bigrams)
    return f"({whole}) OR ({spoken})"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search text in the forms in which it is compared."""

    text: str
    name: str
    number: str

    @classmethod
    def of(cls, text: str) -> "Asked":
        """The forms of a text."""
        plain = text.strip()
        return cls(plain, search_key(plain, named=True), number_key(plain))

    def ids(self, kinds: Collection[str]) -> tuple[str, ...]:
        """The public ids that the text itself, or with a prefix of these kinds, may be."""
        codes = dict.fromkeys((self.text, self.number.upper()))
        forms = (self.text, *(f"{prefix}:{code}" for kind in sorted(kinds) for prefix in prefixes_of(kind) for code in codes))
        return tuple(form for form in dict.fromkeys(forms) if node_kind_of(form) in kinds)


def id_match(asked: str, root: str) -> Match:
    """The match of an id that was itself asked for, or whose code was."""
    prefix, _, code = asked.partition(":")
    return Match(root, node_kind_of(root) or "", code, prefix, True, 1.0)


def matches(facts: Iterable[Fact], asked: Asked, kinds: Collection[str]) -> Iterator[Match]:
    """How these facts fit what was asked: several matches of one node may come."""
    for fact in facts:
        kind = node_kind_of(fact.src)
        if kind in kinds:
            for findable in FINDABLE_OF.get(fact.kind, ()):
                fits = (_fit(fact, findable, value, asked) for value in _spoken(fact, findable.prop))
                yield from (match for match in fits if match)


def _spoken(fact: Fact, prop: str) -> Iterator[str]:
    """Every value that a claim of this fact states; where an act has corrected the property, the corrected one alone."""
    corrected = any(act.deed is Deed.CORRECT and prop in act.props for act in fact.acts)
    said = [fact.props] if corrected else [claim.props for claim in fact.claims]
    yield from dict.fromkeys(str(props[prop]) for props in said if props.get(prop))


def _fit(fact: Fact, findable: Findable, value: str, asked: Asked) -> Match | None:
    key = search_key(value, findable.named)
    exact = bool(key) and key == (asked.name if findable.named else asked.number)
    score = 1.0 if exact else _part(key, asked.name) if findable.named else 0.0
    if not score:
        return None
    return Match(fact.src, node_kind_of(fact.src) or "", value, _scheme(fact, findable.prop), exact, score)


def _part(key: str, asked: str) -> float:
    """How much of a name was asked for; half of that where only its initials fit."""
    if asked and asked in key:
        return len(asked) / len(key)
    if len(asked) > 1 and asked.isascii() and asked in initials(key):
        return len(asked) / len(key) / 2
    return 0.0


def _scheme(fact: Fact, prop: str) -> str:
    return prop if fact.kind in NODES else str(fact.props.get("scheme", fact.kind.casefold()))


def ranked(found: Iterable[Match], limit: int) -> tuple[Match, ...]:
    """The best match of each node; exact ones first, then the fuller, then by id."""
    best: dict[str, Match] = {}
    for match in sorted(found, key=lambda match: (not match.exact, -match.score, match.scheme, match.matched)):
        best.setdefault(match.id, match)
    return tuple(sorted(best.values(), key=lambda match: (not match.exact, -match.score, match.id)))[: max(limit, 0)]


def findable_kinds() -> tuple[str, ...]:
    """The kinds of fact that may fit a search."""
    return tuple(FINDABLE_OF)
