"""The words and patterns of `data/`, read once: law and vocabularies are data (CONTRIBUTING)."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

_DATA = files("loaders.text") / "data"


@cache
def words(name: str) -> dict[str, Any]:
    """The content of `data/<name>.yaml`."""
    loaded: dict[str, Any] = YAML(typ="safe").load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def simplified() -> dict[int, str]:
    """Traditional to simplified characters, one for one, so that places in the text stay (from OpenCC's tables, Apache-2.0)."""
    with (_DATA / "simplified.csv").open(encoding="utf-8") as file:
        return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(file)}


def any_of(choices: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(choices, key=lambda word: (-len(word), word)))


@cache
def role_words() -> str:
    """A pattern for any post: those of the list, and what is put together like one (质量管理负责人)."""
    return f"{words('roles')['shape']}|{any_of(words('roles')['words'])}"


@cache
def versions() -> str:
    """Which state of the vocabularies spoke: kept with every finding that leaves the house."""
    names = [file.name.removesuffix(".yaml") for file in _DATA.iterdir() if file.name.endswith(".yaml")]
    return max(str(words(name)["version"]) for name in names)
