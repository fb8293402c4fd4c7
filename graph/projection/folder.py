"""A projection on disk: one folder a transaction, published by renaming, mapped by every process that answers from it.

A folder is whole or absent: everything is written beside, flushed, and renamed at once. Older folders are removed afterwards; whoever
still maps one keeps it until he lets go.
"""

import fcntl
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from credit.errors import StoreFault
from graph.projection.arrays import Array, Evidence, Graph, Names, Projection, Records, Tables
from graph.projection.sinks import InFolder, Sink, mapped_column

_FORM = 3
"""Changes whenever the arrays mean something else: a folder of another form is built again, never read."""

_FOLDER = re.compile(r"form(\d)-tx(\d{12})")
_GROUPS: dict[str, Any] = {
    "graph": Graph,
    "records": Records,
    "tables": Tables,
    "names": Names,
    "evidence": Evidence,
    "record_evidence": Evidence,
}
_HIDDEN = ".draft-"
_MUCH = 0.5
"""The part of the machine's memory beyond which a folder is read page by page: what is read ahead would drive out what walks need."""

_SETTLED_NS = 1_000_000_000
"""After so long a file system's clock has certainly gone on."""
_SINGLE = ("record_node", "record_domain", "repaired")


class Writable(Protocol):
    """A projection, or what it is made of."""

    @property
    def transaction(self) -> int:
        """On which it rests."""
        ...

    @property
    def about(self) -> dict[str, Any]:
        """What is no column."""
        ...

    def write(self, sink: Sink) -> None:
        """Writes every column."""
        ...


def published(what: Writable, place: Path, *, flushed: bool = True) -> Path:
    """Writes the folder of a projection and takes older ones away. `flushed`: outlives a loss of power, not only a killed process."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = place / f"form{_FORM}-tx{what.transaction:012d}"
    with _alone(place):
        _sweep(place)
        draft = Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=place))
        try:
            _write(what, draft)
            if flushed:
                os.sync()  # once for all files
            _put_away(target)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        for older in _folders(place):
            if older != target:
                _put_away(older)
        _sweep(place)
    return target


def _write(what: Writable, draft: Path) -> None:
    """Writes everything into the draft."""
    sink = InFolder(draft)
    try:
        what.write(sink)
        sink.finish()
    finally:
        sink.abandon()
    (draft / "about.json").write_text(json.dumps(what.about, ensure_ascii=False), encoding="utf-8")


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One builder publishes at a time. The lock ends with its process, however that ends."""
    with (place / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _put_away(folder: Path) -> None:
    """Takes a folder out of sight at once: one that is half deleted when its builder is killed would be read as a whole one."""
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=folder.parent)) / folder.name)


def _sweep(place: Path) -> None:
    """Removes what was put away, and what killed builders left."""
    for left in place.glob(f"{_HIDDEN}*"):
        shutil.rmtree(left, ignore_errors=True)


def newest(place: Path) -> Path | None:
    """The folder of the newest projection of our form, None where there is none."""
    return next((each for each in _folders(place) if transaction_of(each) is not None), None)


@dataclass
class Newest:
    """The same for whoever asks a thousand times a second: the place is listed again only after something in it was renamed."""

    _changed_ns: int = -1
    _found: Path | None = None

    def folder(self, place: Path) -> Path | None:
        """The folder of the newest projection, None where there is none."""
        changed_ns = place.stat().st_mtime_ns if place.exists() else 0
        if changed_ns != self._changed_ns:
            self._found = newest(place)
            settled = time.time_ns() - changed_ns > _SETTLED_NS  # else something more may be renamed at what the clock calls the same time
            self._changed_ns = changed_ns if settled else -1
        return self._found


def mapped(folder: Path) -> Projection:
    """The projection of a folder, its arrays mapped and not read."""
    if transaction_of(folder) is None:
        raise StoreFault(f"{folder.name} 的格式不是本版本的,请运行 xinmai graph build。Build the projection again.")
    scattered = sum(size_of(folder).values()) > _MUCH * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    about: dict[str, Any] = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    return projection_of(lambda name: mapped_column(folder / f"{name}.npy", scattered=scattered), about)


def projection_of(column: Callable[[str], Array], about: dict[str, Any]) -> Projection:
    """The projection of columns by name, and of what is no column."""
    groups: dict[str, Any] = {name: form(*(column(f"{name}.{part}") for part in form._fields)) for name, form in _GROUPS.items()}
    single: dict[str, Any] = {name: column(name) for name in _SINGLE}
    profiles = tuple((str(kind), dict(props)) for kind, props in about["profiles"])
    return Projection(transaction=about["transaction"], profiles=profiles, domains=tuple(about["domains"]), **groups, **single)


def size_of(folder: Path) -> dict[str, int]:
    """Bytes of each file."""
    return {each.name: each.stat().st_size for each in sorted(folder.iterdir())}


def _folders(place: Path) -> list[Path]:
    """Newest first."""
    return sorted((each for each in place.iterdir() if _FOLDER.fullmatch(each.name)), reverse=True) if place.is_dir() else []


def transaction_of(folder: Path) -> int | None:
    """The transaction of a folder of our form; None of any other."""
    named = _FOLDER.fullmatch(folder.name)
    return int(named.group(2)) if named and int(named.group(1)) == _FORM else None
