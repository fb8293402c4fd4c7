"""What is printed, before it is known on what: sections of words, pairs, tables and cards. Every printer knows these and nothing else."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "binding", "possible", "note", "advisory", "quiet", "warning"]
"""`binding` is dark red, `advisory` amber and dashed: nothing else wears either."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, one below the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on each page. `widths`: parts of the whole, as many as columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Something with a name, a state and a story: a measure with its proof. `steps` are numbered as they are written."""

    title: str
    state: str
    tone: Tone
    facts: Pairs
    steps_title: str
    steps: tuple[str, ...]
    anchor: str


Block = Words | Pairs | Table | Card


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part. `own_page`: begins a page, and the next part begins another."""

    anchor: str
    number: str
    title_zh: str
    title_en: str
    blocks: tuple[Block, ...]
    own_page: bool = False
    tone: Tone = "plain"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    title_zh: str
    title_en: str
    subject: str
    subject_id: str
    facts: Pairs
    code: str
    short: str
    notice: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as it is printed. `made_on`: the day that it is about, in the place of the time of printing."""

    cover: Cover
    sections: tuple[Section, ...]
    made_on: str
    demo: bool
