"""What a paper is: a decision, a notice before one, an order to put right, a list, a court's record …"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.text.vocabulary import words


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of `document_types.yaml`. `effect`: `penalty`, `order` or `none`. `titled`: whether a title said so."""

    name: str
    effect: str
    titled: bool


@cache
def _titles() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    types: dict[str, Any] = words("document_types")["types"]
    return tuple((name, each["effect"], re.compile("|".join(each["title"]))) for name, each in types.items())


@cache
def _fallbacks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    vocabulary = words("document_types")
    says = [(name, pattern) for name, each in vocabulary["types"].items() for pattern in each.get("says", ())]
    says += [(each["type"], each["says"]) for each in vocabulary["fallback"]]
    return tuple((name, re.compile(pattern, re.MULTILINE)) for name, pattern in says)


_PLACE = re.compile(r"[\n。;]")


def _head_lines(text: str) -> list[str]:
    """The lines of the head that can be a title: a title holds no label and is no sentence."""
    head = text[: words("document_types")["title_within"]]
    lines = [line.strip() for line in re.split(r"[\n。]", head)]
    return [line for line in lines if 3 <= len(line) <= 80 and "我局" not in line and not re.search("[,;]", line)]


def document_type(text: str) -> DocumentType:
    """The type that the title says, else the one that the text says, else `news`."""
    for line in _head_lines(text):
        for name, effect, pattern in _titles():
            if pattern.search(line):
                return DocumentType(name, effect, True)
    types = words("document_types")["types"]
    for name, pattern in _fallbacks():
        if pattern.search(text):
            return DocumentType(name, types[name]["effect"], False)
    unknown = words("document_types")["unknown"]
    return DocumentType(unknown["type"], unknown["effect"], False)
