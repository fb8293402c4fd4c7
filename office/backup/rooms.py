"""What lies in a home folder, and what of it a backup takes: everything, but for what is locked, half made, or can be made again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from office.database import AUDIT, OFFICE

_LEFT_OUT = re.compile(r"\..*|.*\.(lock|turn)|.*-(wal|shm|journal)|staging-.*\.db.*|.*\.projection|neo4j")
"""Names: drafts and caches, locks, logs of databases (copied with them), the projection (built again), a server's data."""


@dataclass(frozen=True, slots=True)
class Room:
    """The files of a home, as paths within it."""

    databases: tuple[Path, ...]
    files: tuple[Path, ...]
    keys: tuple[Path, ...]


def room_of(home: Path) -> Room:
    """Looks at names alone: to open and close a database as a file would drop the locks that this process holds on it."""
    found = sorted(_files(home, Path()))
    databases = tuple(path for path in found if path.suffix == ".db")
    keys = tuple(path for path in found if path.suffix == ".key")
    return Room(databases, tuple(path for path in found if path.suffix not in {".db", ".key"}), keys)


def kind_of(path: Path) -> str:
    """What a database in a home is."""
    return {Path(OFFICE.file): "office", Path(AUDIT.file): "audit"}.get(path, "database")


def _files(home: Path, within: Path) -> Iterator[Path]:
    for each in (home / within).iterdir():
        name = within / each.name
        if _LEFT_OUT.fullmatch(each.name) or each.is_symlink():
            continue
        if each.is_dir():
            yield from _files(home, name)
        elif each.is_file():
            yield name
