"""Opens `rules/` for everybody who may not: reasoning takes texts, and answers take labels."""

from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from credit.errors import CatalogueFault
from credit.kinds import FACT_KINDS
from inquiry.answering.wire import Label, RulesMark
from reasoning.catalogue import Catalogue, read_catalogue
from reasoning.lifecycle import OWN_FILE, WorkingDays, own_days_in

_GROUP_OF_PROP = {
    ("Licence", "status"): "licence_state",
    ("Encumbrance", "state"): "encumbrance_state",
    ("Commitment", "state"): "commitment_state",
}
"""Properties whose codes stand under another name in the vocabulary."""


@dataclass(frozen=True)
class Rulebook:
    """The law as this process knows it, read once, and the calendar of working days by which its deadlines are counted."""

    catalogue: Catalogue
    days: WorkingDays = field(default_factory=WorkingDays)

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


def working_days(home: Path) -> WorkingDays:
    """The announced calendar, with the home folder's own days (`workdays.csv`: date, is_workday, source) over it."""
    path = home / OWN_FILE
    if not path.exists():
        return WorkingDays()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return WorkingDays(own_days_in(lines))


def read_rulebook() -> Rulebook:
    """The catalogue in the data folder `rules/`, wherever it was installed."""
    folder = _rules()
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))}
    return Rulebook(read_catalogue(texts))


def _rules() -> Path:
    """The folder behind the name `rules`. It holds no code, so it is a namespace, which importlib.resources cannot open when editable."""
    spec = find_spec("rules")
    places = [Path(place) for place in (spec.submodule_search_locations or () if spec else ())]
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise CatalogueFault("安装不完整:找不到规则目录 rules/,请重新安装(make setup)。The folder rules/ is missing; install again.")
    return found
