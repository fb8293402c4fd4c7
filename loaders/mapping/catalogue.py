"""All source definitions: those that ship under loaders/sources, and those that a user's mapping file brings."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from credit.errors import CatalogueFault, UnknownSource
from loaders.mapping.definition import Definition
from loaders.mapping.inherit import Plain, extended, with_shared_columns
from loaders.mapping.proof import prove
from loaders.mapping.yaml_file import read_mapping

SOURCES = Path(__file__).parents[1] / "sources"
CATEGORIES = Path(__file__).with_name("categories.yaml")


@cache
def shipped() -> Mapping[str, Definition]:
    """The sources that ship, by name. Raises CatalogueFault, which names the file and the field."""
    found = [_definition(read_mapping(path), f"{path.parent.name}/{path.name}") for path in sorted(SOURCES.glob("*/source.yaml"))]
    return {each.name: each for each in found}


def from_file(path: Path) -> tuple[Definition, ...]:
    """The definitions of a mapping file: one, or several under `sources:`, which may share `columns:` and `lookups:` of the file."""
    content = read_mapping(path)
    if "sources" not in content:
        return (_definition(content, path.name),)
    lookups, columns = content.get("lookups", {}), {**_shared(), **content.get("columns", {})}
    return tuple(
        _definition({**each, "lookups": {**lookups, **each.get("lookups", {})}}, f"{path.name}: sources[{at}]", columns)
        for at, each in enumerate(content["sources"])
    )


def named(name: str, more: Mapping[str, Definition] | None = None) -> Definition:
    """The definition of that name; UnknownSource lists those that there are."""
    known = {**shipped(), **(more or {})}
    if name not in known:
        raise UnknownSource(f"没有名为“{name}”的来源。There is no source of that name; there are: {', '.join(sorted(known))}.")
    return known[name]


@cache
def _shared() -> Mapping[str, Plain]:
    return read_mapping(SOURCES / "columns.yaml")


@cache
def _shared_lookups() -> Mapping[str, Plain]:
    return read_mapping(SOURCES / "lookups.yaml")


@cache
def _bases() -> Mapping[str, Plain]:
    return {path.stem: read_mapping(path) for path in sorted((SOURCES / "bases").glob("*.yaml"))}


@cache
def categories() -> Mapping[str, Any]:
    """The classes of the national base catalogue of public credit information, by code (data_standards 4)."""
    return read_mapping(CATEGORIES)


def _definition(content: Plain, where: str, columns: Mapping[str, Plain] | None = None) -> Definition:
    full = with_shared_columns(extended(content, _bases(), where), columns or _shared(), where)
    full["lookups"] = dict(_lookups_of(full, {**_shared_lookups(), **full.get("lookups", {})}))
    try:
        definition = Definition.model_validate(full)
    except ValidationError as fault:
        raise CatalogueFault(f"{where}: {_first(fault)}") from None
    prove(definition, where, categories())
    return definition


def _lookups_of(content: Plain, known: Mapping[str, Plain]) -> Iterator[tuple[str, Plain]]:
    """Only the lookups that the definition asks, and those that they ask in turn."""
    asked, done = set(_mentions(content.get("columns"))) | set(_mentions(content.get("each"))), set[str]()
    while waiting := sorted(asked - done):
        for name in waiting:
            done.add(name)
            if name in known:
                yield name, known[name]
                asked |= {known[name]["also"]} if "also" in known[name] else set()


def _mentions(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("lookup"), str):
            yield value["lookup"]
        for each in value.values():
            yield from _mentions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _mentions(each)


def _first(fault: ValidationError) -> str:
    first = fault.errors()[0]
    field = ".".join(str(step) for step in first["loc"])
    return f"{field}: {first['msg']}" + (f" (还有 {fault.error_count() - 1} 处)" if fault.error_count() > 1 else "")
