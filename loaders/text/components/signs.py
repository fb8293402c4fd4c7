"""Names as signs: in the text that templates meet, each known name is one character: no pattern must know what names look like."""

from collections.abc import Collection
from dataclasses import dataclass
from operator import add

from loaders.text.components.shapes import is_masked


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the paper uses. `full` is what its short form stands for; `party` tells whom the paper is about, by which rule."""

    text: str
    kind: str
    start: int
    end: int
    full: str = ""
    party: str = ""
    code: str = ""
    stated_code: str = ""
    record: int = 0

    @property
    def masked(self) -> bool:
        """Whether part of it is hidden."""
        return is_masked(self.text)


_LOOSE = frozenset({"公司", "企业", "集团", "基金"})
"""Short forms that are also everyday words: they count only where no other word has them."""
ORG_SIGN, PERSON_SIGN, FILL = 0xE000, 0xE800, "\uf8ff"
_MOST_SIGNS = 0x800
"""Further names of one kind stay words: what strikes them then waits for a person."""
ORGANIZATION, HUMAN = f"(?:[\ue000-\ue7ff]{FILL}*)", f"(?:[\ue800-\uefff]{FILL}*)"
ANY = f"(?:[\ue000-\uefff]{FILL}*)"


@dataclass(frozen=True, slots=True)
class Signed:
    """A text of the same length in which each name is one sign and its fill; `meaning` tells the full name of each sign."""

    text: str
    meaning: dict[str, tuple[str, str]]

    def names(self, group: str) -> list[str]:
        """The full names in a matched group, in order."""
        return [self.meaning[char][0] for char in group if char in self.meaning]


def sign(bare: str, names: tuple[Name, ...]) -> Signed:
    """`bare` with every known name as one sign, the longest first."""
    if not names:
        return Signed(bare, {})
    signs: dict[str, str] = {}
    meaning: dict[str, tuple[str, str]] = {}
    free = {"ORG": ORG_SIGN, "PERSON": PERSON_SIGN}
    for text, kind, full in dict.fromkeys((each.text, each.kind, each.full) for each in names):
        code = free[kind]
        if len(text) > 1 and text not in signs and code - (ORG_SIGN if kind == "ORG" else PERSON_SIGN) < _MOST_SIGNS:
            free[kind] += 1
            signs[text] = chr(code)
            meaning[chr(code)] = (full or text, kind)
    return Signed(_replaced(bare, signs), meaning)


def _replaced(bare: str, signs: dict[str, str]) -> str:
    """The text with its names as signs. Names are looked up by their first two characters: thousands cost no more than one."""
    lengths: dict[str, list[int]] = {}
    for text in sorted(signs, key=len, reverse=True):
        if len(text) not in lengths.setdefault(text[:2], []):
            lengths[text[:2]].append(len(text))
    parts, at = [], 0
    for start in _places(bare, lengths):
        if start < at:
            continue
        fits = (bare[start : start + length] for length in lengths[bare[start : start + 2]])
        if name := next((each for each in fits if each in signs and not _is_everyday(bare, start, each)), ""):
            parts += [bare[at:start], signs[name], FILL * (len(name) - 1)]
            at = start + len(name)
    return "".join([*parts, bare[at:]])


_FEW = 48
"""So many pairs are looked for one by one, each at the speed of `str.find`; more in one pass over the text."""


def _places(bare: str, pairs: Collection[str]) -> list[int]:
    """Where a name may begin: every place of one of the pairs of characters."""
    if len(pairs) > _FEW:
        return [place for place, pair in enumerate(map(add, bare, bare[1:])) if pair in pairs]
    found = []
    for pair in pairs:
        at = bare.find(pair)
        while at >= 0:
            found.append(at)
            at = bare.find(pair, at + 1)
    return sorted(found)


def _is_everyday(bare: str, start: int, name: str) -> bool:
    return name in _LOOSE and start > 0 and bare[start - 1] in "子母分市各家该本你我贵标联券"
