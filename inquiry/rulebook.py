"""Opens `rules/` and a deployer's overlay for everybody who may not: reasoning takes texts, and answers take labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
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
class LawTexts:
    """The very texts of a catalogue, by their path within `rules/`: ours, and those laid over them."""

    ours: Mapping[str, str] = field(default_factory=dict)
    overlay: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rulebook:
    """The law as this process knows it, read once, with the texts that it was read from; and the calendar of working days by which its
    deadlines are counted.
    """

    catalogue: Catalogue
    days: WorkingDays = field(default_factory=WorkingDays)
    texts: LawTexts = field(default_factory=LawTexts, repr=False)

    @cached_property
    def mark(self) -> RulesMark:
        """Version and hash, for `meta`."""
        return RulesMark(version=self.catalogue.version, hash=self.catalogue.hash)

    @cached_property
    def words(self) -> str:
        """Every label of the vocabulary and of the kinds: what an answer may say that no record says."""
        labels = (text for group in self.catalogue.vocabulary.values() for each in group.values() for text in (each.zh, each.en))
        return "\0".join((*labels, *(kind.zh for kind in FACT_KINDS.values()), *self.catalogue.policies))

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


@lru_cache(256)
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


def read_rulebook(overlay: Path | None = None) -> Rulebook:
    """The catalogue in the data folder `rules/`, wherever it was installed, with a deployer's folder laid over it.

    Raises CatalogueFault, which names the file and the field.
    """
    return rulebook_of(LawTexts(_texts(_rules()), _overlay(overlay) if overlay is not None else {}))


def rulebook_of(texts: LawTexts) -> Rulebook:
    """The rulebook that these texts hold."""
    return Rulebook(read_catalogue(texts.ours, texts.overlay), texts=texts)


def _texts(folder: Path) -> Mapping[str, str]:
    """Every text of a folder, alike on every machine: UTF-8 without a mark, lines that end in one newline character."""
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        try:
            found[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise CatalogueFault(f"{path.name}: 须为 UTF-8 编码。It must be UTF-8.") from None
    return found


def _overlay(folder: Path) -> Mapping[str, str]:
    if not folder.is_dir():
        raise CatalogueFault(f"XINMAI_RULES_OVERLAY: 没有文件夹 {folder.name}。There is no such folder.")
    for path in sorted(folder.rglob("*.yml")):
        raise CatalogueFault(f"overlay:{path.relative_to(folder).as_posix()}: 文件名须以 .yaml 结尾。The name must end in .yaml.")
    found = _texts(folder)
    if not found:
        raise CatalogueFault(f"XINMAI_RULES_OVERLAY: 文件夹 {folder.name} 中没有 .yaml 文件。There is no .yaml file in it.")
    return found


def _rules() -> Path:
    """The folder behind the name `rules`. It holds no code, so it is a namespace, which importlib.resources cannot open when editable."""
    spec = find_spec("rules")
    places = [Path(place) for place in (spec.submodule_search_locations or () if spec else ())]
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise CatalogueFault("安装不完整:找不到规则目录 rules/,请重新安装(make setup)。The folder rules/ is missing; install again.")
    return found
