"""Papers of a file or of a folder, each read; a file that cannot be read is told and the rest goes on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from credit.errors import UnreadableFile
from loaders.text.model import Reading
from loaders.text.papers.forms import FORMS, texts_of
from loaders.text.pipeline import read

Progress = Callable[[Path, int, float], None]
"""Called as reading goes on: the file, papers read so far, the part of the work done so far (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One text and what it says. `file` names it within its folder; `#3` the third line of JSON lines."""

    file: str
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    file: str
    reason: str


def files_of(path: Path) -> tuple[Path, ...]:
    """The file itself, or every readable file of a folder, by name."""
    if not path.is_dir():
        return (path,)
    return tuple(each for each in sorted(path.rglob("*")) if each.is_file() and each.suffix.lower() in FORMS and each.name[0] not in ".~")


def read_path(path: Path, progress: Progress | None = None) -> Iterator[Paper | Unread]:
    """Every paper of a file or folder, in order. Raises UnreadableFile for a single file; in a folder it is told."""
    files, count = files_of(path), 0
    for at, file in enumerate(files):
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        try:
            texts = texts_of(file)
        except UnreadableFile as fault:
            if not path.is_dir():
                raise
            yield Unread(name, fault.detail)
            continue
        for number, text in enumerate(texts, 1):
            yield Paper(name if len(texts) == 1 else f"{name}#{number}", text, read(text))
            count += 1
            if progress:
                progress(file, count, (at + number / len(texts)) / len(files))
