"""The texts that find nodes, as Neo4j keeps them: whole ones by their key, names also in part by their bigrams in a full-text index.

The index holds tokens of ours (graph.search.name_tokens) under the analyzer `whitespace`, so that what it finds is what SQLite's finds,
also for names that mix scripts; the index `names` with the analyzer `cjk` is for people who search in Neo4j's own tools.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.search import FINDABLE_OF, search_key

_SPECIAL = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text under which a node is found."""

    text: str
    named: bool
    node: str

    @property
    def key(self) -> str:
        """What the term is known by."""
        return term_key(self.text, self.named)


def term_key(text: str, named: bool) -> str:
    """One text for the pair: names and numbers are told apart."""
    return f"{'name' if named else 'number'}:{text}"


def spoken(kind: str, props: Mapping[str, Any], node: str) -> Iterator[Spoken]:
    """Under which texts these property values find their node."""
    for findable in FINDABLE_OF.get(kind, ()):
        value = props.get(findable.prop)
        if value is not None and (text := search_key(str(value), findable.named)):
            yield Spoken(text, findable.named, node)


def term_question(key: str) -> str:
    """The full-text question whose answers hold every name that `key` is a part of; Lucene syntax, bound as a parameter."""
    if len(key) == 1:
        return _SPECIAL.sub(r"\\\1", key) + "*"
    bigrams = [key[start : start + 2] for start in range(len(key) - 1)]
    whole = _phrase(bigrams)
    return whole if not key.isascii() else f"{whole} OR {_phrase(['~' + each for each in bigrams])}"


def _phrase(tokens: list[str]) -> str:
    return '"' + " ".join(token.replace("\\", "\\\\").replace('"', '\\"') for token in tokens) + '"'
