"""Catalogues as they were used, kept in the home folder by their hash, so that an answer can be asked again by the very same rules."""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from credit.errors import CatalogueFault, NotFound
from inquiry.asking.days import SHANGHAI, rfc3339
from inquiry.rulebook import LawTexts, Rulebook, rulebook_of

_ROOM, _NOTE, _OURS, _OVERLAY = "rules", "kept.json", "rules", "overlay"
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
_OPEN = 8
"""How many archived catalogues a process holds ready."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One archived catalogue: its mark, its overlay's title if it had one, and when it was first used here (RFC 3339)."""

    hash: str
    version: str
    overlay_zh: str | None
    kept_at: str


@dataclass(frozen=True)
class Archive:
    """The archive of one home folder: `rules/HASH/` holds the texts as files that a lawyer can read, `overlay/` those laid over them."""

    home: Path

    def keep(self, book: Rulebook) -> None:
        """Keeps a catalogue once. Two who come first at once write the same, and one of them wins whole."""
        final = self._room / book.mark.hash
        if final.exists() or not book.texts.ours:
            return
        self._room.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=self._room))
        _write(draft, book)
        try:
            draft.rename(final)
        except OSError:
            shutil.rmtree(draft)
            if not final.exists():
                raise

    def kept(self) -> list[Kept]:
        """All that is kept, the latest first."""
        notes = self._room.glob(f"*/{_NOTE}") if self._room.is_dir() else ()
        return sorted((_note(path) for path in notes if _HASH.fullmatch(path.parent.name)), key=lambda each: each.kept_at, reverse=True)

    def open(self, wanted: str) -> Rulebook:
        """The catalogue of that hash; NotFound says which there are. CatalogueFault: its texts are no longer those of its hash."""
        if not _HASH.fullmatch(wanted) or not (self._room / wanted / _NOTE).is_file():
            there = "、".join(f"{each.hash} ({each.version})" for each in self.kept()[:10]) or "无 none"
            raise NotFound(
                f"没有存档的规则目录“{wanted[:40]}”；现有：{there}。No such catalogue is archived; these are: {there}.",
                catalogues=[asdict(each) for each in self.kept()],
            )
        return _opened(self._room / wanted)

    @property
    def _room(self) -> Path:
        return self.home / _ROOM


def _write(folder: Path, book: Rulebook) -> None:
    for part, texts in ((_OURS, book.texts.ours), (_OVERLAY, book.texts.overlay)):
        for name, text in texts.items():
            path = folder / part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    own = book.catalogue.overlay
    kept = Kept(book.mark.hash, book.mark.version, own.title_zh if own else None, rfc3339(datetime.now(SHANGHAI)))
    (folder / _NOTE).write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1), encoding="utf-8")


def _note(path: Path) -> Kept:
    said: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Kept(path.parent.name, said["version"], said["overlay_zh"], said["kept_at"])


@lru_cache(maxsize=_OPEN)
def _opened(folder: Path) -> Rulebook:
    book = rulebook_of(LawTexts(_read(folder / _OURS), _read(folder / _OVERLAY)))
    if book.mark.hash != folder.name:
        raise CatalogueFault(
            f"存档的规则目录 {folder.name} 已被改动，不能据以重答。The archived catalogue was changed; it cannot be replayed."
        )
    return book


def _read(folder: Path) -> Mapping[str, str]:
    """The texts as they were written. A changed byte changes the hash."""
    paths = sorted(folder.rglob("*.yaml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", errors="replace") for path in paths}
