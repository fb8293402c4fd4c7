"""Investigators' questions, one .cypher file each (cypher/questions): asked by name with `xinmai ask`, pasted into Neo4j's own tools as
they are. What a file promises in its head is held here: parameters and columns, their order and their types.

They read what `projecting` shows: what stands now, with days. What was known at an earlier transaction is asked through the view.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from neo4j.time import Date

from credit.errors import BadParameter, CatalogueFault, NotFound
from credit.periods import MAX_DAY, MIN_DAY, day_of, to_date
from graph.stores.neo4j.query import FOLDER, Head, cypher_text, head_of

Rows = list[tuple[Any, ...]]
Ask = Callable[[str, Mapping[str, Any]], tuple[tuple[str, ...], list[list[Any]]]]
"""Runs a statement: its columns, its rows."""

_NAME = re.compile(r"[a-z_]+", re.ASCII)
_OPEN = (to_date(MIN_DAY), to_date(MAX_DAY))
_PYTHON: Mapping[str, type | tuple[type, ...]] = MappingProxyType(
    {"text": str, "person": str, "number": (int, float), "day": date, "flag": bool, "texts": list}
)


@dataclass(frozen=True)
class NamedQuestion:
    """One question."""

    name: str

    @cached_property
    def head(self) -> Head:
        """What it asks, takes and promises."""
        return head_of(f"questions/{self.name}")

    @property
    def text(self) -> str:
        """The whole file."""
        return cypher_text(f"questions/{self.name}")

    def bind(self, given: Mapping[str, str], today: date) -> dict[str, Any]:
        """The parameters by name, typed. BadParameter where one is unknown, missing or malformed."""
        words = {word.name: word for word in self.head.parameters}
        if unknown := given.keys() - words.keys():
            raise BadParameter(f"{self.name} 没有参数 {sorted(unknown)};有 {list(words)}。It takes {', '.join(words)}.")
        texts = {name: given.get(name, word.default) for name, word in words.items()}
        if missing := [name for name, text in texts.items() if text is None]:
            raise BadParameter(f"{self.name} 需要参数 {missing}。Give --param {missing[0]}=…")
        return {name: _value(words[name].type, str(text), today) for name, text in texts.items()}

    def rows(self, ask: Ask, parameters: Mapping[str, Any]) -> Rows:
        """The rows, each value of the promised type. CatalogueFault where the answer is not as promised."""
        columns, rows = ask(self.text, parameters)
        promised = tuple(word.name for word in self.head.columns)
        if columns != promised:
            raise CatalogueFault(f"{self.name}.cypher promises {promised} and returns {columns}")
        return [tuple(map(self._checked, self.head.columns, row)) for row in rows]

    def _checked(self, word: Any, value: Any) -> Any:
        plain = value.to_native() if isinstance(value, Date) else value
        if word.type == "day" and plain in _OPEN:
            plain = None
        if not (word.optional if plain is None else isinstance(plain, _PYTHON[word.type])):
            raise CatalogueFault(f"{self.name}.cypher promises {word.name} as {word.type} and returns {plain!r}")
        return plain


def _value(kind: str, text: str, today: date) -> Any:
    if kind == "day":
        return today if text == "today" else to_date(day_of(text))
    if kind == "number":
        if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
            raise BadParameter(f"“{text[:40]}”不是整数。A number is written in digits.")
        return int(text)
    return text


def question_names() -> tuple[str, ...]:
    """The names of all questions."""
    return tuple(sorted(path.stem for path in (FOLDER / "questions").glob("*.cypher")))


def question_named(name: str) -> NamedQuestion:
    """The question of that name; NotFound lists those that there are."""
    if not _NAME.fullmatch(name) or name not in question_names():
        raise NotFound(f"没有问题“{name[:60]}”。There is no such question; there are: {', '.join(question_names())}")
    return NamedQuestion(name)
