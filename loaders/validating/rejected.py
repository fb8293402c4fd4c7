"""Rejected rows as a file that their sender can correct and load again: row number, column, reason, then everything that stood there."""

import csv
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from loaders.staging.chunk import Issue

SUFFIX = ".rejected.csv"
COLUMNS = ("行号", "字段", "原因")


class RejectedFile:
    """Written as rows are rejected, kept only when the load ends well. The office's own data given back: readable by its owner alone."""

    def __init__(self, path: Path, headers: Sequence[str]) -> None:
        self.path = path
        self.rows = 0
        self._places = [at for at, header in enumerate(headers) if header not in COLUMNS]
        self._headers = [headers[at] for at in self._places]
        self._width = len(headers)
        self._file: IO[str] | None = None

    def add(self, rejected: Mapping[int, list[Issue]], cells: Mapping[int, list[str]]) -> None:
        """Appends rows in row order."""
        writer = csv.writer(self._open()) if rejected else None
        for number in sorted(rejected):
            issues = rejected[number]
            fields = "、".join(dict.fromkeys(issue.header for issue in issues if issue.header))
            told = [fields, ";".join(f"{issue.reason}({issue.rule})" for issue in issues)]
            if writer:
                writer.writerow([number, *told, *self._own(cells.get(number, []))])
            self.rows += 1

    def _own(self, cells: list[str]) -> list[str]:
        """A row without the columns that we added when it was rejected before."""
        return [cells[at] for at in self._places] if len(cells) == self._width else cells

    def _open(self) -> IO[str]:
        if self._file is None:
            handle = os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow([*COLUMNS, *self._headers])
        return self._file

    @property
    def _draft(self) -> Path:
        return self.path.with_name(f".{self.path.name}.draft")

    def keep(self) -> Path | None:
        """Puts the file in its place; an earlier one that says something else is kept beside it, for it may hold corrections."""
        if self._file is None:
            return None
        self._file.close()
        if self.path.exists() and self.path.read_bytes() != self._draft.read_bytes():
            self.path.replace(self.path.with_name(self.path.name.removesuffix(SUFFIX) + ".before" + SUFFIX))
        self._draft.replace(self.path)
        self._file = None
        return self.path

    def __enter__(self) -> "RejectedFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()
            self._draft.unlink(missing_ok=True)


def rejected_path(path: Path, folder: Path | None, home: Path) -> Path:
    """Beside the file; in the home folder where the file's own folder is not to be written to."""
    if folder is None:
        writable = os.access(path.parent, os.W_OK) and path.parent.stat().st_mode & 0o222
        folder = path.parent if writable else home / "rejected"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{path.name}{SUFFIX}"
