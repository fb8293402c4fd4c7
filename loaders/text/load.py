"""Papers into the store: read, sorted into certain rows and rows to look at, and the certain ones loaded like any other source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from credit.identity import PersonKey
from graph.store import Store
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport
from loaders.text.entries import LISTS, ORDERS
from loaders.text.papers.folder import Progress, Unread, read_path
from loaders.text.row import Row, write_rows
from loaders.text.rows import SOURCE, rows_of

FOLDER = "texts"
_NAMES = {SOURCE: "文书", LISTS: "名单文书", ORDERS: "法院文书"}
"""What files of each source are named, so that `xinmai load` knows a corrected one."""


@dataclass(frozen=True, slots=True)
class TextsLoaded:
    """What became of a folder of papers. `reports` and `reviews`: one for each source that had certain rows, or rows that need a look."""

    papers: int
    types: dict[str, int]
    unread: tuple[Unread, ...]
    certain: int
    to_review: int
    reports: tuple[LoadReport, ...]
    reviews: tuple[Path, ...]

    def as_json(self) -> dict[str, Any]:
        """The wire form."""
        return {
            "papers": self.papers,
            "types": self.types,
            "unread": [{"file": each.file, "reason": each.reason} for each in self.unread],
            "certain": self.certain,
            "to_review": self.to_review,
            "loads": [each.as_json() for each in self.reports],
            "review_paths": [str(each) for each in self.reviews],
        }


def load_texts(store: Store, path: Path, options: LoadOptions, key: PersonKey, progress: Progress | None = None) -> TextsLoaded:
    """Reads a file or folder and loads what is certain: decisions, entries of lists, orders of courts. Raises LoadFailed."""
    types, unread, rows = dict[str, int](), list[Unread](), list[Row]()
    for each in read_path(path, progress):
        if isinstance(each, Unread):
            unread.append(each)
            continue
        types[each.reading.document_type] = types.get(each.reading.document_type, 0) + 1
        rows += rows_of(each)
    certain = _unlike(row for row in rows if not row.why)
    doubtful = [row for row in rows if row.why]
    folder = options.settings.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    reports = [_loaded(store, folder / f"{stem}.{_NAMES[source]}读出.csv", source, certain, options, key) for source in _sources(certain)]
    reviews = [_to_review(folder / f"{stem}.{_NAMES[source]}待核对.csv", source, doubtful) for source in _sources(doubtful)]
    return TextsLoaded(sum(types.values()), types, tuple(unread), len(certain), len(doubtful), tuple(reports), tuple(reviews))


def _sources(rows: Iterable[Row]) -> list[str]:
    found = {row.source for row in rows}
    return [source for source in _NAMES if source in found]


def _of(source: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.source == source]


def _loaded(store: Store, file: Path, source: str, rows: list[Row], options: LoadOptions, key: PersonKey) -> LoadReport:
    write_rows(file, source, _of(source, rows), reasons=False)
    return load_file(store, file, replace(options, source=source, snapshot=False), key)


def _to_review(file: Path, source: str, rows: list[Row]) -> Path:
    write_rows(file, source, _of(source, rows), reasons=True)
    return file


def _unlike(rows: Iterable[Row]) -> list[Row]:
    """One row a statement: the same paper in two forms says it once."""
    return list({row.same: row for row in rows}.values())
