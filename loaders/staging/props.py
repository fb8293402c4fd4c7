"""Properties as canonical JSON, column by column: the same text that `credit.identity.canonical_json` writes, without its cost."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from credit.kinds import FACT_KINDS
from credit.kinds.declaration import PropType
from credit.periods import iso
from loaders.staging.frame import Frame, Values

Columns = Mapping[str, Values]
"""Values by property."""


def json_of(kind: str, columns: Columns, frame: Frame) -> list[str]:
    """One JSON object a row: keys sorted, unstated properties absent."""
    fragments = []
    for prop in sorted(FACT_KINDS[kind].props, key=lambda prop: prop.name):
        values = columns.get(prop.name)
        if values is not None and values is not frame.nothing:
            fragments.append(_fragments(prop.name, prop.type, values))
    if not fragments:
        return ["{}"] * len(frame)
    return ["{" + "".join(row)[:-1] + "}" if any(row) else "{}" for row in zip(*fragments, strict=True)]


def _fragments(name: str, prop_type: PropType, values: Values) -> list[str]:
    write, key = _WRITERS[prop_type], f'"{name}":'
    if prop_type in ("text", "code", "share"):
        return ["" if value is None else f"{key}{encode_basestring(value)}," for value in values]
    if prop_type == "day":
        written = [None if value is None else iso_text(value) for value in values]
        return ["" if text is None else f'{key}"{text}",' for text in written]
    return ["" if value is None else f"{key}{write(value)}," for value in values]


@cache
def iso_text(day: int) -> str | None:
    """The ISO date of a day, None for an open end."""
    return iso(day)


def _flag(value: object) -> str:
    return "true" if value in (True, "true") else "false"


def _codes(value: object) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    return "[" + ",".join(encode_basestring(str(code)) for code in codes) + "]"


_WRITERS: Mapping[PropType, Callable[[Any], str]] = {
    "text": encode_basestring,
    "code": encode_basestring,
    "share": encode_basestring,
    "day": str,
    "fen": str,
    "number": json.dumps,
    "flag": _flag,
    "codes": _codes,
}


def key_texts(kind: str, columns: Columns, frame: Frame) -> list[Values]:
    """The texts of the kind's key properties as the facts' ids take them: absent is empty."""
    declared = {prop.name: prop.type for prop in FACT_KINDS[kind].props}
    found = []
    for name in FACT_KINDS[kind].key:
        values = columns.get(name)
        if values is None or values is frame.nothing:
            found.append([""] * len(frame))
        elif declared[name] == "day":
            found.append(["" if value is None else iso_text(value) or "" for value in values])
        else:
            found.append(["" if value is None else str(value) for value in values])
    return found
