"""Puts a backup back: read first, written beside the home, and set in its place by renaming."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from credit.errors import BadParameter, StoreBusy, StoreFault
from office.backup.checking import check_backup
from office.backup.holding import is_open_elsewhere
from office.backup.making import flush
from office.backup.manifest import Manifest, Part, known_by, sum_of
from office.backup.rooms import room_of


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. `before`: where the home lies that stood there; `missing`: keys that the home had and has not now."""

    manifest: Manifest
    before: Path | None
    missing: tuple[str, ...]


def restore_backup(source: Path, home: Path, *, replace: bool) -> Restored:
    """Restores a backup into a home folder that is empty or absent, or instead of one that is kept beside.

    BadParameter where there is something and `replace` was not said; StoreBusy where a process has it open; StoreFault where the backup
    is not whole. Until the last rename nothing of the home is touched.
    """
    manifest = check_backup(source)
    occupied = home.is_dir() and any(home.iterdir())
    if occupied:
        _may_be_replaced(home, replace)
    home.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{home.name}.restoring-", dir=home.parent))
    try:
        for part in manifest.parts:
            _copy(source, draft, part)
        missing = _keys(manifest, home if occupied else None, draft)
        flush(draft)
        before = _set_in_place(draft, home, occupied)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return Restored(manifest, before, missing)


def _may_be_replaced(home: Path, replace: bool) -> None:
    if not replace:
        raise BadParameter(
            f"{home} 不是空的;确要替换请加 --replace(原有内容会改名保留)。The home is not empty; --replace puts it aside.", errors=[]
        )
    for path in room_of(home).databases:
        if is_open_elsewhere(home / path):
            raise StoreBusy(f"{path} 正被使用,请先停止服务和命令。Somebody has it open: stop the service first.", retry_after=5)


def _copy(source: Path, draft: Path, part: Part) -> None:
    target = draft / part.path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(source / part.path, target)
    target.chmod(0o600)
    if sum_of(target) != (part.bytes, part.sha256):
        raise StoreFault(f"{part.path} 在复制中改变。It was changed while it was copied.")


def _keys(manifest: Manifest, before: Path | None, draft: Path) -> tuple[str, ...]:
    """The keys that the backup left out are taken from the home that is replaced, where they are the same ones."""
    for name, known in manifest.keys.items():
        kept = before / name if before else None
        if not (draft / name).exists() and kept and kept.is_file() and known_by(kept.read_bytes()) == known:
            shutil.copyfile(kept, draft / name)
            (draft / name).chmod(0o600)
    return tuple(name for name in manifest.keys if not (draft / name).exists())


def _set_in_place(draft: Path, home: Path, occupied: bool) -> Path | None:
    """Renames. An empty folder is renamed over; a full one is put aside first, and whoever is killed in between finds both beside."""
    before = home.with_name(f"{home.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}") if occupied else None
    try:
        if before:
            home.rename(before)
        draft.rename(home)
    except OSError as fault:
        if before and before.exists() and not home.exists():
            before.rename(home)
        raise BadParameter(
            f"{home} 不能改名(挂载点?),请把 XINMAI_HOME 设为其下的一个文件夹。The home cannot be renamed; name a folder below it.",
            errors=[{"field": "home", "message": os.strerror(fault.errno or 0)}],
        ) from None
    descriptor = os.open(home.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return before


def lost_keys(missing: tuple[str, ...]) -> Mapping[str, str]:
    """What follows from each key that is not there, for whoever puts it back."""
    meaning = {
        "person.key": "没有它,同一自然人会得到另一个标识。Without it the same person gets another id.",
        "receipt.key": "没有它,旧回执和留痕无法核验。Without it earlier receipts and audit lines do not verify.",
        "webhook.key": "没有它,接收方须换新密钥。Without it receivers of webhooks need new secrets.",
        "cursor.key": "没有它,未翻完的页须重新查询。Without it pages that were begun must be asked anew.",
    }
    return {name: meaning.get(name, "由使用它的部分说明。See who uses it.") for name in missing}
