"""Where the columns of a projection are written, part after part: into memory, or straight into files that are mapped afterwards.

A column that goes into a file is never whole in memory. Both kinds take the same parts and give the same arrays.
"""

import mmap
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from graph.projection.arrays import Array

_HEADER = 128
"""Bytes before the numbers of a .npy file. How many numbers there are is known, and written, last."""


class Sink(Protocol):
    """Takes columns by name."""

    def append(self, name: str, part: Array) -> None:
        """The next rows of a column. The first part says of what type it is."""
        ...

    def column(self, name: str) -> Array:
        """A column that has all its rows: nothing is appended to it any more."""
        ...


@dataclass
class InMemory:
    """Columns as arrays."""

    _parts: dict[str, list[Array]] = field(default_factory=dict)

    def append(self, name: str, part: Array) -> None:
        """The next rows of a column. They are kept as they are and must not be written to afterwards."""
        self._parts.setdefault(name, []).append(part)

    def column(self, name: str) -> Array:
        """A column that has all its rows."""
        parts = self._parts[name]
        if len(parts) > 1:
            parts[:] = [np.concatenate(parts)]
        return parts[0]


@dataclass
class _Open:
    file: BinaryIO
    dtype: np.dtype[np.generic]
    shape: tuple[int, ...]
    rows: int = 0


@dataclass
class InFolder:
    """Columns as .npy files of a folder, byte for byte as numpy saves them."""

    folder: Path
    _open: dict[str, _Open] = field(default_factory=dict)

    def append(self, name: str, part: Array) -> None:
        """The next rows of a column. Raises OSError where the disk is full: a mapped file would end the process."""
        if name not in self._open:
            file = self._path(name).open("wb")
            file.seek(_HEADER)
            self._open[name] = _Open(file, part.dtype, part.shape[1:])
        column = self._open[name]
        column.file.write(np.ascontiguousarray(part, dtype=column.dtype).reshape(-1).view(np.uint8).data)
        column.rows += len(part)

    def column(self, name: str) -> Array:
        """A column that has all its rows, mapped."""
        if name in self._open:
            self._finish(self._open.pop(name))
        return mapped_column(self._path(name))

    def finish(self) -> None:
        """Ends every column."""
        while self._open:
            self._finish(self._open.popitem()[1])

    def abandon(self) -> None:
        """Lets go of every file, where writing failed."""
        while self._open:
            with suppress(OSError):
                self._open.popitem()[1].file.close()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.npy"

    @staticmethod
    def _finish(column: _Open) -> None:
        with column.file as file:
            file.seek(0)
            shape, form = (column.rows, *column.shape), np.lib.format.dtype_to_descr(column.dtype)
            np.lib.format.write_array_header_1_0(file, {"shape": shape, "fortran_order": False, "descr": form})
            if file.tell() != _HEADER:
                raise ValueError(f"a header of {file.tell()} bytes does not fit before the numbers")


def mapped_column(path: Path, *, scattered: bool = False) -> Array:
    """The array of a .npy file, mapped and not read. `scattered`: it is read here and there, so nothing is to be read ahead."""
    array: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    if scattered and isinstance(array, np.memmap):
        array._mmap.madvise(mmap.MADV_RANDOM)  # type: ignore[attr-defined]  # what numpy mapped it with
    return array.view(np.ndarray)


class Column(Protocol):
    """An array, or what computes its numbers: asked for some places, it gives those."""

    @property
    def dtype(self) -> np.dtype[np.generic]:
        """Of what type the numbers are."""
        ...

    def __getitem__(self, places: npt.NDArray[np.uint32], /) -> Array:
        """The numbers at these places."""
        ...
