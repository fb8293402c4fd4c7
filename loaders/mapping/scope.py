"""For which part of its source a file speaks: what a full snapshot closes is bounded by it."""

import re
from pathlib import Path

from credit.errors import LoadFailed
from loaders.mapping.binding import bind
from loaders.mapping.definition import Definition
from loaders.mapping.detect import count_known, known_headers
from loaders.reading.table import open_table


def scope_of(definition: Definition, path: Path) -> str:
    """The scope that the definition gives to a file; empty for a source that has but one."""
    said = definition.scope
    if said.const is not None:
        return said.const
    if said.file is not None:
        return _in_name(said.file, path)
    return "" if said.column is None else _in_first_row(said.column, definition, path)


def _in_name(pattern: str, path: Path) -> str:
    if found := re.search(pattern, path.name):
        return found[1] if found.re.groups else found[0]
    raise LoadFailed(f"{path.name}: 文件名不含范围(应符合 {pattern})。The file's name does not tell its scope; give --scope.")


def _in_first_row(column: str, definition: Definition, path: Path) -> str:
    known = known_headers([definition])
    with open_table(path, lambda row: count_known(row, known), 100) as table:
        binding = bind(table.headers, definition)
        for rows in table.chunks:
            for value in binding.cells(rows, definition).get(column, []):
                if value.strip():
                    return value.strip()
    raise LoadFailed(f"{path.name}: 没有一行填写了范围列。No row states the scope; give --scope.")
