"""`extends` and `use`: what a definition takes over from bases and from the shared columns, before it is checked."""

from collections.abc import Mapping
from typing import Any

from credit.errors import CatalogueFault

Plain = dict[str, Any]

_WHOLE = frozenset({"when", "not", "target"})
"""What is said as a whole: a child's condition replaces its base's."""


def merged(base: Mapping[str, Any], child: Mapping[str, Any]) -> Plain:
    """The child laid over the base: mappings merge key by key, null takes a key away, all else (and a condition) replaces."""
    result = dict(base)
    for key, value in child.items():
        if value is None:
            result.pop(key, None)
        elif key not in _WHOLE and isinstance(value, Mapping) and isinstance(result.get(key), Mapping):
            result[key] = merged(result[key], value)
        else:
            result[key] = without_nulls(value)
    return result


def without_nulls(value: Any) -> Any:
    """The value without keys that say null: a null only ever takes something away."""
    if isinstance(value, Mapping):
        return {key: without_nulls(each) for key, each in value.items() if each is not None}
    return value


def extended(child: Plain, bases: Mapping[str, Plain], where: str) -> Plain:
    """The definition with everything that its bases say, nearest last."""
    names = child.get("extends", [])
    result: Plain = {}
    for name in [names] if isinstance(names, str) else names:
        if name not in bases:
            raise CatalogueFault(f"{where}: extends: 没有名为“{name}”的基础定义。There is no base of that name.")
        result = merged(result, extended(bases[name], bases, where))
    return merged(result, {key: value for key, value in child.items() if key not in ("extends", "abstract")})


def with_shared_columns(definition: Plain, shared: Mapping[str, Plain], where: str) -> Plain:
    """The definition with every `use: name` replaced by the shared column, changed as the definition says."""
    columns = definition.get("columns", {})
    if not isinstance(columns, Mapping) or not all(isinstance(column, Mapping) for column in columns.values()):
        raise CatalogueFault(f"{where}: columns: 每一列应为键值表。Every column is a mapping.")
    return {**definition, "columns": {name: _column(f"{where}: columns.{name}", column, shared) for name, column in columns.items()}}


def _column(where: str, column: Mapping[str, Any], shared: Mapping[str, Plain]) -> Plain:
    used = column.get("use")
    if used is not None and used not in shared:
        raise CatalogueFault(f"{where}.use: 没有共用列“{used}”。There is no such shared column.")
    full = {**(shared[used] if used else {}), **{key: value for key, value in column.items() if key not in ("use", "more")}}
    if more := column.get("more"):
        full["headers"] = [*full.get("headers", []), *more]
    return full
