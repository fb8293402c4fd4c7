"""A deployer's own files over ours.

An overlay adds or replaces by id what stands in lists (rules, lists, patterns …) and by key what stands in tables (roles, measures,
instruments; codes of the vocabulary and thresholds one by one). It never edits a part of a rule: a changed rule is a rule of his own.
What it may do to a rule of ours without writing it anew stands in its `switches.yaml`: turn it on, or off, with who answers for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from credit.errors import CatalogueFault
from reasoning.catalogue.rules import Part, Rule

HEAD, SWITCHES = "overlay.yaml", "switches.yaml"
_LISTS, _TABLES = ("propagation/", "lists/", "matters/"), ("policy/", "control/")
"""Folders whose files hold entries by id, and folders whose files hold one thing each."""
_KEYS = ("id", "code")
_DEEP = ("vocabulary.yaml", "catalogue.yaml")
OVERLAY = "overlay:"


class OverlayHead(Part):
    """The overlay's own page: what it is called, its version, and who answers for it."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str = Field(pattern=r"^[0-9A-Za-z.-]+$")
    title_zh: str
    by: str


class Switch(Part):
    """One rule turned on or off, who answers for it, and why."""

    rule: str
    state: Literal["on", "off"]
    by: str = Field(min_length=1)
    reason_zh: str = Field(min_length=1)


def laid_over(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Our parsed files with theirs over them. Of a list, an entry of theirs takes the place of ours in the same room (folder or file);
    it stands under the file's name with a mark, so that whoever finds fault can say whose file it is (`place`).

    Raises CatalogueFault for a file of theirs that the catalogue does not know.
    """
    merged = dict(ours)
    for name, content in theirs.items():
        _must_be_known(name, content, ours)
        if isinstance(content, list):
            replaced = {key_of(entry) for entry in content}
            for other in [each for each in merged if room_of(each) == room_of(name) and isinstance(merged[each], list)]:
                merged[other] = [entry for entry in merged[other] if key_of(entry) not in replaced]
            merged[_marked(name)] = content
        else:
            merged[name] = _tables(merged.get(name, {}), content, name in _DEEP)
    return merged


def _must_be_known(name: str, content: Any, ours: Mapping[str, Any]) -> None:
    stands_in = place(_marked(name))
    if not (name in ours or name in (HEAD, SWITCHES) or name.startswith((*_LISTS, *_TABLES))):
        raise CatalogueFault(f"{stands_in}: 规则目录没有这样的文件。The catalogue has no such file.")
    form = list if name.startswith((*_LISTS, SWITCHES)) or isinstance(ours.get(name), list) else dict
    if not isinstance(content, form):
        raise CatalogueFault(f"{stands_in}: 应为{'列表' if form is list else '表'}。Should be a {form.__name__}.")
    strange = set(content) - set(ours[name]) if name in _DEEP else set()
    if strange:
        raise CatalogueFault(f"{stands_in}: {', '.join(sorted(strange))}: 没有这样的键。There is no such key.")


def _tables(ours: Mapping[str, Any], theirs: Mapping[str, Any], deep: bool) -> dict[str, Any]:
    """Key by key; in a deep table, key by key within each table of it."""
    merged = dict(ours)
    for key, value in theirs.items():
        both = deep and isinstance(value, dict) and isinstance(ours.get(key), dict)
        merged[key] = _tables(ours[key], value, deep) if both else value
    return merged


def _marked(name: str) -> str:
    """The name under which a list of theirs stands: the same room, and first in nobody's way."""
    return f"{name}\x1foverlay"


def room_of(name: str) -> str:
    """The folder of a file, or the file itself where it stands alone: ids are unique in a room."""
    plain = name.partition("\x1f")[0]
    return plain.rpartition("/")[0] or plain


def key_of(entry: Any) -> str | None:
    """The id or code of an entry of a list."""
    return next((str(entry[key]) for key in _KEYS if key in entry), None) if isinstance(entry, dict) else None


def place(name: str) -> str:
    """A file as a message names it: ours under `rules/`, a deployer's as `overlay:`."""
    plain, mark, _ = name.partition("\x1f")
    return f"{OVERLAY}{plain}" if mark else f"rules/{plain}"


def is_theirs(stands_in: str) -> bool:
    """Whether a place is in a deployer's file."""
    return stands_in.startswith(OVERLAY)


def places(parsed: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Where each entry of a list stands, by room and id."""
    lists = ((name, content) for name, content in parsed.items() if isinstance(content, list))
    return {(room_of(name), key): place(name) for name, content in lists for entry in content if (key := key_of(entry))}


def place_within(theirs: Mapping[str, Any], name: str, where: Sequence[Any]) -> str:
    """Whose a fault at this path of a merged table is: theirs, where they say anything of its first key."""
    touched = isinstance(theirs.get(name), dict) and bool(where) and where[0] in theirs[name]
    return place(_marked(name) if touched else name)


def switched(rules: Mapping[str, Rule], switches: Iterable[Switch], off_grades: Iterable[str]) -> dict[str, Rule]:
    """The rules with an overlay's switches thrown. A rule whose text nobody has read (grade off) cannot be turned on: write it anew."""
    found, stands_in, off = dict(rules), place(_marked(SWITCHES)), set(off_grades)
    for switch in switches:
        rule = found.get(switch.rule)
        if rule is None:
            raise CatalogueFault(f"{stands_in}: rule {switch.rule} is not defined")
        if switch.state == "on" and rule.grade in off:
            raise CatalogueFault(
                f"{stands_in}: {switch.rule} (grade {rule.grade}): 条文未见，不能直接启用；请把读到的条文写成自己的规则。"
                " Its text was never read; write the rule anew from the text."
            )
        who = {"turned_on_by": switch.by} if switch.state == "on" else {"turned_off_by": switch.by}
        found[switch.rule] = rule.model_copy(update={**who, "switched_zh": switch.reason_zh})
    return found
