"""The forms in which kinds are declared."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

PropType = Literal["text", "day", "fen", "share", "number", "flag", "code", "codes"]
"""`fen`: money in hundredths of a yuan; `share`: a decimal string in [0, 1] or {"min", "max"}; `codes`: a list of codes."""


class Lane(StrEnum):
    """Whether a kind may be a step in the proof of a measure."""

    BINDING = "binding"
    ADVISORY = "advisory"


class Absence(StrEnum):
    """What it means that a full snapshot no longer says it."""

    ENDS = "ends"
    KEEPS = "keeps"


@dataclass(frozen=True, slots=True)
class Prop:
    """One property of a kind. `personal`: about a natural person, masked for callers without `persons:read`."""

    name: str
    type: PropType
    zh: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of thing. `prefix` begins its public ids; `identifiers` and `names` list the properties that find it."""

    code: int
    name: str
    zh: str
    prefix: str
    props: tuple[Prop, ...]
    identifiers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    absence: Absence = Absence.KEEPS
    key: tuple[str, ...] = ()
    lane: Lane = Lane.BINDING


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of relation from `src` kinds to `dst` kinds. `office`: the holder is known by it when no id says who he is."""

    code: int
    name: str
    zh: str
    src: tuple[str, ...]
    dst: tuple[str, ...]
    key: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    lane: Lane = Lane.BINDING
    absence: Absence = Absence.ENDS
    office: bool = False


@dataclass(frozen=True, slots=True)
class StatementKind:
    """A dated statement about one node that is no relation: a former name, a mapped identifier. `identifiers` and `names` find the node."""

    code: int
    name: str
    zh: str
    of: tuple[str, ...]
    key: tuple[str, ...]
    props: tuple[Prop, ...]
    identifiers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lane: Lane = Lane.BINDING
    absence: Absence = Absence.KEEPS


FactKind = NodeKind | EdgeKind | StatementKind
