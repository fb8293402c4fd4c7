"""What the rates of reporting are counted over: one entry a row of a decision, without names of parties (data_standards 6.2)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from credit.periods import MAX_DAY, Day
from loaders.mapping.definition import Ledgered
from loaders.staging.frame import Frame

FOLDER = "quality"
UNKNOWN: Day = -(2**31)


@dataclass(frozen=True, slots=True)
class Tally:
    """Columns: the authority, hashes of the number and of number and party, the days of decision and receipt, whether accepted."""

    kind: str
    authority: list[str] = field(default_factory=list)
    document: list[int] = field(default_factory=list)
    entry: list[int] = field(default_factory=list)
    decided: list[Day] = field(default_factory=list)
    received: list[Day] = field(default_factory=list)
    accepted: list[bool] = field(default_factory=list)


def tally_of(ledgered: Ledgered, frame: Frame, rejected: Mapping[int, object], received_on: Day) -> Tally:
    """The tally of a chunk, rejected rows included: they were received."""
    names = [name or "" for name in frame.of(ledgered.authority)]
    documents = frame.of(ledgered.doc_no)
    parties = frame.nothing if ledgered.party is None else frame.of(ledgered.party)
    received = frame.nothing if ledgered.received_on is None else frame.of(ledgered.received_on)
    keys = [f"{name}\x1f{number or row}" for name, number, row in zip(names, documents, frame.rows, strict=True)]
    return Tally(
        ledgered.kind,
        names,
        [_hash(key) for key in keys],
        [_hash(f"{key}\x1f{party or ''}") for key, party in zip(keys, parties, strict=True)],
        [UNKNOWN if day is None or day >= MAX_DAY else day for day in frame.of(ledgered.decided_on)],
        [received_on if day is None or day >= MAX_DAY else day for day in received],
        [number not in rejected for number in frame.rows],
    )


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def keep_tallies(home: Path, sha256: str, tallies: Iterable[Tally]) -> None:
    """Writes the tallies of one file; the same file again replaces them."""
    parts = list(tallies)
    if parts:
        folder = home / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        names = sorted({name for part in parts for name in part.authority})
        place = {name: at for at, name in enumerate(names)}
        authority = np.array([place[name] for part in parts for name in part.authority], dtype=np.int32)
        columns: dict[str, Any] = {name: _column(parts, name) for name in ("document", "entry", "decided", "received", "accepted")}
        draft = folder / f".{sha256[:32]}.npz"
        np.savez_compressed(draft, kind=np.array(parts[0].kind), names=np.array(names), authority=authority, **columns)
        draft.replace(folder / f"{sha256[:32]}.npz")


def _column(parts: Sequence[Tally], name: str) -> NDArray[Any]:
    return np.array([value for part in parts for value in getattr(part, name)])


def kept_tallies(home: Path) -> list[Mapping[str, NDArray[Any]]]:
    """Every tally that was kept, oldest file first."""
    paths = sorted((home / FOLDER).glob("[!.]*.npz"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    found: list[Mapping[str, NDArray[Any]]] = []
    for path in paths:
        with np.load(path, allow_pickle=False) as columns:
            found.append({name: columns[name] for name in columns.files})
    return found
