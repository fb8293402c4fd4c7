"""Papers into the store: read, sorted into certain rows and rows to look at, and the certain ones loaded like any other source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from credit.facts import Fact
from credit.identity import PersonKey
from credit.periods import ALWAYS
from credit.view import View
from graph.store import Store
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport
from loaders.text.papers.folder import Paper, Progress, Unread, read_path
from loaders.text.rows import SOURCE, Row, rows_of, write_rows

FOLDER = "texts"


@dataclass(frozen=True, slots=True)
class TextsLoaded:
    """What became of a folder of papers. `report` is None where nothing was certain; `review` where nothing needs a look."""

    papers: int
    types: dict[str, int]
    unread: tuple[Unread, ...]
    certain: int
    to_review: int
    report: LoadReport | None
    review: Path | None

    def as_json(self) -> dict[str, Any]:
        """The wire form."""
        return {
            "papers": self.papers,
            "types": self.types,
            "unread": [{"file": each.file, "reason": each.reason} for each in self.unread],
            "certain": self.certain,
            "to_review": self.to_review,
            "load": self.report.as_json() if self.report else None,
            "review_path": str(self.review) if self.review else None,
        }


def load_texts(store: Store, path: Path, options: LoadOptions, key: PersonKey, progress: Progress | None = None) -> TextsLoaded:
    """Reads a file or folder and loads what is certain as source `decision_texts`. Raises LoadFailed as any load does."""
    found = list(read_path(path, progress))
    papers = [each for each in found if isinstance(each, Paper)]
    unread = tuple(each for each in found if isinstance(each, Unread))
    with store.view() as view:
        rows = [_known(row, view) for paper in papers for row in rows_of(paper)]
    certain = _unlike([row for row in rows if not row.why])
    doubtful = [row for row in rows if row.why]
    folder = options.settings.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    report = _loaded(store, folder / f"{stem}.文书读出.csv", certain, options, key)
    review = folder / f"{stem}.待核对.csv"
    if doubtful:
        write_rows(review, doubtful, reasons=True)
    return TextsLoaded(len(papers), _types(papers), unread, len(certain), len(doubtful), report, review if doubtful else None)


def _types(papers: Iterable[Paper]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for paper in papers:
        counts[paper.reading.document_type] = counts.get(paper.reading.document_type, 0) + 1
    return counts


def _loaded(store: Store, file: Path, rows: list[Row], options: LoadOptions, key: PersonKey) -> LoadReport | None:
    if not rows:
        return None
    write_rows(file, rows, reasons=False)
    return load_file(store, file, replace(options, source=SOURCE, snapshot=False), key)


def _unlike(rows: list[Row]) -> list[Row]:
    """One row a decision and party: the same paper in two forms is one statement."""
    return list(
        {(row.cells["authority_name"], row.cells["doc_no"], row.cells["party_name"], row.cells["uscc"]): row for row in rows}.values()
    )


def _known(row: Row, view: View) -> Row:
    """The row with the authority's code as the structured record of the same decision states it, so that both speak of one record."""
    number, authority = row.cells.get("doc_no", ""), row.cells.get("authority_name", "")
    if not number or not authority:
        return row
    codes = {
        str(code)
        for fact in _records(number, view)
        if fact.props.get("authority_name") == authority and (code := fact.props.get("authority_uscc"))
    }
    return Row({**row.cells, "authority_uscc": codes.pop()}, row.why) if len(codes) == 1 else row


def _records(number: str, view: View) -> tuple[Fact, ...]:
    nodes = [match.id for match in view.find(number, ["Penalty"], 20) if match.exact]
    return view.facts_of(nodes, ["Penalty"], ALWAYS) if nodes else ()
