"""What a backup says of itself: its files with their sums, what the databases hold, and what it does not cover."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from credit.errors import StoreFault

FILE = "manifest.json"
FORM: Literal[1] = 1
_BLOCK = 1 << 20

Kind = Literal["graph", "office", "audit", "database", "file", "key"]


def _inside(path: str) -> str:
    """A path that stays in the folder: a manifest is somebody's file, and is believed nothing that leads out of it."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
        raise ValueError(path)
    return path


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Said):
    """One file of a backup."""

    path: Annotated[str, AfterValidator(_inside)]
    kind: Kind
    bytes: int
    sha256: str


class GraphState(_Said):
    """What the copied graph holds."""

    transaction: int
    nodes: Mapping[str, int]
    claims: Mapping[str, int]


class AuditState(_Said):
    """Where the copied audit's chains end, and by which key its receipts verify."""

    lines: int
    heads: dict[str, tuple[int, str]]
    public_key: str


class Uncovered(_Said):
    """Something that rests elsewhere, and how it is backed up there."""

    what: str
    how: str


class Manifest(_Said):
    """A whole backup. `keys`: what each key of the home is known by, whether or not the backup holds it."""

    form: Literal[1] = FORM
    made_at: str
    parts: tuple[Part, ...]
    graph: GraphState | None
    audit: AuditState | None
    keys: Mapping[str, str]
    uncovered: tuple[Uncovered, ...]

    def one(self, kind: Kind) -> Part | None:
        """The part of a kind of which there is one."""
        return next((part for part in self.parts if part.kind == kind), None)

    @property
    def holds_keys(self) -> bool:
        """Whether whoever has the backup has the keys."""
        return any(part.kind == "key" for part in self.parts)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. StoreFault where there is none, or none of this form."""
    try:
        return Manifest.model_validate_json((folder / FILE).read_bytes())
    except FileNotFoundError:
        raise StoreFault(f"{folder} 不是备份:没有 {FILE}。The folder is no backup.") from None
    except (ValidationError, OSError):
        raise StoreFault(f"备份清单 {FILE} 无法读取,或由更新的程序写出。The manifest cannot be read.") from None


def sum_of(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return size, digest.hexdigest()


def known_by(key: bytes) -> str:
    """By what a key is known without being told: keys are random and long, so nothing leads back from it."""
    return hashlib.sha256(b"xinmai key is known by\n" + re.sub(rb"\s+$", b"", key)).hexdigest()[:16]
