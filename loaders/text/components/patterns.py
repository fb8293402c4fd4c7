"""The patterns of `patterns.yaml`, compiled, with the shapes that several of them share."""

import re
from functools import cache

from loaders.text.canonical import HAN
from loaders.text.components.shapes import PERSON
from loaders.text.numerals import DATE
from loaders.text.vocabulary import any_of, role_words, words


@cache
def _shared() -> dict[str, str]:
    duties: dict[str, dict[str, list[str]]] = words("roles")["duties"]
    shared = {
        "{HAN}": HAN,
        "{PERSON}": PERSON,
        "{DATE}": DATE.pattern,
        "{ROLES}": role_words(),
        "{DUTIES}": any_of(word for each in duties.values() for word in each["words"]),
    }
    return {"{EDGE}": _filled(words("patterns")["edge"], shared), **shared}


def _filled(text: str, shared: dict[str, str]) -> str:
    for name, shape in shared.items():
        text = text.replace(name, shape)
    return text


def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return re.compile(_filled(words("patterns")[name], _shared()))
