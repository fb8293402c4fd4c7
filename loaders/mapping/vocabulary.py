"""The codes that facts may carry: rules/vocabulary.yaml, and which property speaks which part of it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from loaders.mapping.yaml_file import read_mapping

_FILE = Path(__file__).parents[2] / "rules" / "vocabulary.yaml"

_PART_OF_PROP = {
    ("Encumbrance", "state"): "encumbrance_state",
    ("Licence", "status"): "licence_state",
    ("Commitment", "state"): "commitment_state",
}
FREE_CODES = frozenset({"id_country", "scheme"})
"""Codes that no list of ours closes: ISO countries, identifier schemes."""


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """Every part of the vocabulary with its codes."""
    return {part: frozenset(map(str, codes)) for part, codes in read_mapping(_FILE).items()}


def part_for(kind: str, prop: str) -> str | None:
    """The part of the vocabulary that a property of a kind speaks, or None where it is free."""
    part = _PART_OF_PROP.get((kind, prop), prop)
    return part if part in vocabulary() else None
