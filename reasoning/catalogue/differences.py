"""The difference of two catalogues, entry by entry, as a lawyer would ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

if TYPE_CHECKING:
    from reasoning.catalogue.reading import Catalogue


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that one catalogue has and the other has not, or has otherwise; `fields` names what differs."""

    part: str
    id: str
    change: Literal["added", "removed", "changed"]
    fields: tuple[str, ...] = ()


def parts_of(catalogue: "Catalogue") -> Mapping[str, Mapping[str, BaseModel]]:
    """Everything that a catalogue holds by id or code, part by part."""
    return {
        "rules": catalogue.rules,
        "negative_rules": catalogue.negative_rules,
        "refused_rules": catalogue.refused_rules,
        "roles": catalogue.roles,
        "measures": catalogue.measures,
        "thresholds": catalogue.head.thresholds,
        "instruments": catalogue.instruments,
        "lists": catalogue.lists,
        "repair": catalogue.repair,
        "patterns": catalogue.patterns,
        "grading": catalogue.grading,
        "publication": catalogue.publication,
        "policies": catalogue.policies,
        "control": catalogue.control,
        "matters": catalogue.matters,
        "posts": catalogue.posts,
        "exemptions": catalogue.exemptions,
        "codes": {f"{group}.{code}": label for group, codes in catalogue.vocabulary.items() for code, label in codes.items()},
    }


def diff(before: "Catalogue", after: "Catalogue") -> tuple[Difference, ...]:
    """What changed from one catalogue to the other, in the order of its parts and ids."""
    ours, theirs = parts_of(before), parts_of(after)
    return tuple(each for part in ours for each in _part(part, ours[part], theirs[part]))


def _part(part: str, before: Mapping[str, BaseModel], after: Mapping[str, BaseModel]) -> list[Difference]:
    found = []
    for key in sorted({*before, *after}):
        if key not in before or key not in after:
            found.append(Difference(part, key, "added" if key in after else "removed"))
        elif before[key] != after[key]:
            found.append(Difference(part, key, "changed", _fields(before[key], after[key])))
    return found


def _fields(before: BaseModel, after: BaseModel) -> tuple[str, ...]:
    a, b = told(before), told(after)
    return tuple(name for name in a if a[name] != b.get(name))


def told(entry: BaseModel) -> dict[str, Any]:
    """An entry as data, under the names of the files."""
    return entry.model_dump(mode="json", by_alias=True)
