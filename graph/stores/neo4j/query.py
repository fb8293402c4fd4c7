"""A statement in a named .cypher file, bound to its parameters and its rows.

The text is read once and never built from values. Its head says what it asks, in this grammar, one line each:

    // Which acts, known at a transaction, aim at these facts?          any number of lines: the question
    // $facts: texts  fact ids in hex                                   name, type, meaning; one line a parameter
    // $day: day = today  the day asked about                           what it is where nobody says
    // example: day=2026-11-20                                          of a question: parameters that the demo county answers
    // returns: id number, fact text                                    columns in order, each with its type; a ? after it: may be absent

`check` holds head, text, and the classes `P` and `R` together, and a test calls it for every file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from credit.errors import CatalogueFault
from credit.kinds import EDGES

FOLDER = Path(__file__).parents[3] / "cypher"
"""Where the files are: beside the packages, in the tree and in the wheel."""

_PARAMETER = re.compile(r"^// \$(\w+): (\w+\??)(?: = (\S+))?(?:\s+(.*))?$", re.MULTILINE)
_EXAMPLE = re.compile(r"^// example: (.+)$", re.MULTILINE)
_RETURNS = re.compile(r"^// returns: (.+)$", re.MULTILINE)
_TYPES = frozenset({"text", "texts", "number", "numbers", "day", "flag", "maps", "person"})
_RELATION = "RELATION"

Run = Callable[[str, Mapping[str, Any]], Iterable[list[Any]]]
"""Runs a statement with its parameters; its rows, bare."""


class Frozen(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


P = TypeVar("P", bound=Frozen)
R = TypeVar("R", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Word:
    """A declared parameter or column: its name, its type, whether it may be absent; a parameter's default and meaning."""

    name: str
    type: str
    optional: bool
    default: str | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a file declares."""

    question: str
    parameters: tuple[Word, ...]
    columns: tuple[Word, ...]
    example: str


@lru_cache(maxsize=256)
def cypher_text(name: str) -> str:
    """The text of cypher/<name>.cypher."""
    return (FOLDER / f"{name}.cypher").read_text("utf-8")


def head_of(name: str) -> Head:
    """What a file declares; CatalogueFault where its head is not of our grammar or not that of its text."""
    text = cypher_text(name)
    lines = [line[3:] for line in text.splitlines() if line.startswith("// ")]
    question = [line for line in lines if not line.startswith(("$", "returns: ", "example: "))]
    parameters = tuple(_word(found[1], found[2], found[3], found[4] or "") for found in _PARAMETER.finditer(text))
    returned = _RETURNS.search(text)
    columns = tuple(_word(name, kind) for name, _, kind in (each.partition(" ") for each in returned[1].split(", "))) if returned else ()
    used = set(re.findall(r"\$(\w+)", _body(text)))
    if not question or used != {word.name for word in parameters}:
        raise CatalogueFault(f"{name}.cypher declares {[word.name for word in parameters]} and uses {sorted(used)}")
    if wrong := [word.type for word in (*parameters, *columns) if word.type not in _TYPES]:
        raise CatalogueFault(f"{name}.cypher has words of unknown types: {wrong}")
    example = _EXAMPLE.search(text)
    return Head("\n".join(question), parameters, columns, example[1] if example else "")


def _word(name: str, kind: str, default: str | None = None, meaning: str = "") -> Word:
    return Word(name, kind.removesuffix("?"), kind.endswith("?"), default, meaning)


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


@lru_cache(maxsize=1024)
def typed_text(name: str, kinds: tuple[str, ...]) -> str:
    """The text with RELATION standing for these kinds: names of the declaration, so that no hop looks at other relations."""
    declared = "|".join(sorted(kind for kind in kinds if kind in EDGES))
    return re.sub(rf"\b{_RELATION}\b", declared, cypher_text(name))


@dataclass(frozen=True)
class Command(Generic[P]):
    """A statement without rows. `typed`: its RELATION stands for kinds that are given with each call."""

    name: str
    params: type[P]
    typed: bool = False

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self.params))

    def bindings(self, params: P) -> dict[str, Any]:
        """The parameters by name."""
        return {name: getattr(params, name) for name in self._names}

    def text(self, kinds: tuple[str, ...] = ()) -> str:
        """The statement."""
        return typed_text(self.name, kinds) if self.typed else cypher_text(self.name)

    def do(self, run: Run, params: P, kinds: tuple[str, ...] = ()) -> None:
        """Executes the statement."""
        for _ in run(self.text(kinds), self.bindings(params)):
            pass

    def check(self) -> Head:
        """The head. Raises CatalogueFault where it declares other parameters than the class has."""
        head = head_of(self.name)
        if {word.name for word in head.parameters} != set(self._names):
            raise CatalogueFault(f"{self.name}.cypher takes {[word.name for word in head.parameters]}, its class has {self._names}")
        return head


@dataclass(frozen=True, kw_only=True)
class Query(Command[P], Generic[P, R]):
    """A statement with rows."""

    row: type[R]

    def rows(self, run: Run, params: P, kinds: tuple[str, ...] = ()) -> list[R]:
        """All rows, typed."""
        row = self.row
        return [row(*values) for values in run(self.text(kinds), self.bindings(params))]

    def one(self, run: Run, params: P) -> R:
        """The row of a statement that always has exactly one."""
        (found,) = self.rows(run, params)
        return found

    def check(self) -> Head:
        """The head. Raises CatalogueFault where it declares other parameters or columns than the classes have."""
        head, wanted = super().check(), [field.name for field in fields(self.row)]
        if [word.name for word in head.columns] != wanted:
            raise CatalogueFault(f"{self.name}.cypher returns {[word.name for word in head.columns]}, its class has {wanted}")
        return head
