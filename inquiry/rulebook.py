"""Opens `rules/` for everybody who may not: reasoning takes texts, and answers take labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from credit.kinds import FACT_KINDS
from inquiry.answering.wire import Label, RulesMark
from reasoning.catalogue import Catalogue, read_catalogue

_GROUP_OF_PROP = {("Licence", "status"): "licence_state", ("Encumbrance", "state"): "encumbrance_state"}
"""Properties whose codes stand under another name in the vocabulary."""


@dataclass(frozen=True)
class Rulebook:
    """The law as this process knows it, read once."""

    catalogue: Catalogue

    @cached_property
    def mark(self) -> RulesMark:
        """Version and hash, for `meta`."""
        return RulesMark(version=self.catalogue.version, hash=self.catalogue.hash)

    def label(self, group: str, code: str) -> Label:
        """A code of the vocabulary with what it says; a code that nobody labelled says itself."""
        found = self.catalogue.vocabulary.get(group, {}).get(code)
        return Label(code=code, label_zh=found.zh if found else code, label_en=found.en if found else code)

    def prop_label(self, kind: str, prop: str, code: str) -> Label:
        """A code as it stands in a property of a kind."""
        return self.label(_GROUP_OF_PROP.get((kind, prop), prop), code)

    def measure(self, code: str) -> Label:
        """A measure's labels."""
        found = self.catalogue.measures.get(code)
        return Label(code=code, label_zh=found.zh if found else code, label_en=found.en if found else code)

    def role(self, code: str) -> Label:
        """A role's labels."""
        found = self.catalogue.roles.get(code)
        return Label(code=code, label_zh=found.zh if found else code, label_en=found.en if found else code)


def kind_label(kind: str) -> Label:
    """A kind's labels: the Chinese term is declared, the English one is its name in words."""
    words = kind.replace("_", " ").lower() if "_" in kind else "".join(f" {c.lower()}" if c.isupper() else c for c in kind).strip()
    return Label(code=kind, label_zh=FACT_KINDS[kind].zh if kind in FACT_KINDS else kind, label_en=words)


def read_rulebook() -> Rulebook:
    """The catalogue in the data folder `rules/`, wherever it was installed."""
    return Rulebook(read_catalogue(dict(_texts(files("rules"), ""))))


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _texts(child, f"{path}{child.name}/")
        elif child.name.endswith(".yaml"):
            yield path + child.name, child.read_text(encoding="utf-8")
