"""A deployer's own files over ours, and the difference between two catalogues.

An overlay adds or replaces by id what stands in lists (rules, lists, patterns …) and by key what stands in tables (roles, measures,
instruments; codes of the vocabulary by group and code). It never edits a part of a rule: a changed rule is a rule of his own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

if TYPE_CHECKING:
    from reasoning.catalogue.reading import Catalogue

_KEYS = ("id", "code")
_GROUPED = ("vocabulary.yaml",)


def laid_over(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Our parsed files with theirs over them. Of a list, an entry of theirs takes the place of ours in the same room (folder or file)."""
    merged = dict(ours)
    for name, content in theirs.items():
        if isinstance(content, list):
            replaced = {_key(entry) for entry in content}
            for other in [each for each in merged if _room(each) == _room(name) and isinstance(merged[each], list)]:
                merged[other] = [entry for entry in merged[other] if _key(entry) not in replaced]
            merged[name] = [*(merged[name] if isinstance(merged.get(name), list) else []), *content]
        elif isinstance(content, dict) and isinstance(merged.get(name), dict):
            merged[name] = _tables(merged[name], content, name in _GROUPED)
        else:
            merged[name] = content
    return merged


def _tables(ours: Mapping[str, Any], theirs: Mapping[str, Any], grouped: bool) -> dict[str, Any]:
    return {**ours, **({group: {**ours.get(group, {}), **codes} for group, codes in theirs.items()} if grouped else theirs)}


def _room(name: str) -> str:
    return name.rpartition("/")[0] or name


def _key(entry: Any) -> str | None:
    return next((str(entry[key]) for key in _KEYS if key in entry), None) if isinstance(entry, dict) else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that one catalogue has and the other has not, or has otherwise; `fields` names what differs."""

    part: str
    id: str
    change: Literal["added", "removed", "changed"]
    fields: tuple[str, ...] = ()


_PARTS = ("rules", "negative_rules", "refused_rules", "roles", "measures", "instruments", "lists", "repair", "patterns", "grading",
          "publication", "policies", "posts",
          "exemptions")  # fmt: skip


def diff(before: "Catalogue", after: "Catalogue") -> tuple[Difference, ...]:
    """What changed from one catalogue to the other, in the order of its parts and ids."""
    return tuple(each for part in _PARTS for each in _part(part, getattr(before, part), getattr(after, part)))


def _part(part: str, before: Mapping[str, BaseModel], after: Mapping[str, BaseModel]) -> list[Difference]:
    found = []
    for key in sorted({*before, *after}):
        if key not in before or key not in after:
            found.append(Difference(part, key, "added" if key in after else "removed"))
        elif before[key] != after[key]:
            found.append(Difference(part, key, "changed", _fields(before[key], after[key])))
    return found


def _fields(before: BaseModel, after: BaseModel) -> tuple[str, ...]:
    a, b = before.model_dump(by_alias=True), after.model_dump(by_alias=True)
    return tuple(name for name in a if a[name] != b.get(name))
