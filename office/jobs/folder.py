"""The files of jobs: a folder each in the home folder, readable by its owner alone, removed as a whole when its time is over."""

import os
import re
import shutil
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from credit.errors import BadParameter

_FOLDER = "jobs"
_BLOCK = 1 << 20
_LONGEST = 60
"""Signs of a name; of three bytes each they leave room within the 255 of a file system for what is added to it."""
_MOST_UNPACKED = 512 << 20
"""Bytes: a workbook is read as a whole, and a hostile one must not take the worker's memory."""
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent."""

    name: str | None
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file: its digest, and its size in bytes."""

    sha256: str
    size: int


def folder_of(home: Path, number: str) -> Path:
    """The folder of a job; it may not be there."""
    return home / _FOLDER / number


def made_folder(home: Path, number: str) -> Path:
    """The folder of a job, made where it is missing."""
    folder = folder_of(home, number)
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def file_name(given: str | None) -> str:
    """A sender's name of a file without any path; BadParameter for none."""
    name = _UNFIT.sub("_", (given or "").replace("\\", "/").rpartition("/")[2]).strip(". ")
    if not name:
        raise BadParameter("上传的文件没有文件名。The file has no name.", errors=[{"field": "file", "message": "a name"}])
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:10]}" if dot else name[:_LONGEST]


def digest_of_file(source: BinaryIO) -> Kept:
    """What is known of a file before it is kept. It is rewound. BadParameter for a small workbook that would unpack to too much."""
    if zipfile.is_zipfile(source) and _unpacked(source) > _MOST_UNPACKED:
        raise BadParameter(
            "工作簿解压后过大,请拆分。The workbook unpacks to too much; split it.", errors=[{"field": "file", "message": "smaller"}]
        )
    digest, size = sha256(), 0
    source.seek(0)
    while block := source.read(_BLOCK):
        digest.update(block)
        size += len(block)
    source.seek(0)
    return Kept(digest.hexdigest(), size)


def _unpacked(source: BinaryIO) -> int:
    try:
        with zipfile.ZipFile(source) as packed:
            return sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0  # its reader will say that it is none


def keep(source: BinaryIO, place: Path) -> None:
    """Writes a file whole or not at all, and on the disk before this returns."""
    part = place.with_name(f".{place.name}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        shutil.copyfileobj(source, file, _BLOCK)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def removed(home: Path, number: str) -> None:
    """Removes a job's folder with all that is in it."""
    shutil.rmtree(folder_of(home, number), ignore_errors=True)
