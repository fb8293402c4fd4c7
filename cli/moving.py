"""Copies and exports stores with something to watch."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.sheets import Sheet, write
from credit.errors import StoreMissing
from graph.moving.copying import DERIVED, Progress, Seal, copy
from graph.moving.tables import TABLES
from graph.opening import open_place, write_import
from graph.settings import StoreSettings
from inquiry.settings import HomeSettings


def copy_and_tell(source: str, target: str) -> None:
    """Copies a store into an empty one."""
    origin = open_place(source, create=False)
    try:
        if not origin.last_transaction()[0]:
            raise StoreMissing(f"{source} 中没有数据。There is nothing to copy there.")
        copied = open_place(target, create=True)
        try:
            with origin.reading() as reading:
                rows = sum(reading.count(table) for table in TABLES)
            with _watched(2 * rows) as progress:  # each is written and read again
                seals = copy(origin, copied, progress)
        finally:
            copied.close()
    finally:
        origin.close()
    write(["复制完成,逐表核对一致。Copied; every table was read again and is the same.", _sheet(seals)])


def export_and_tell(source: str | None, folder: Path) -> None:
    """Writes the files of Neo4j's offline import, and says what to run."""
    store = open_place(source or StoreSettings().place or str(HomeSettings().home / "graph.db"), create=False)
    try:
        store.last_transaction()
        with _watched() as progress:
            rows = write_import(store, folder, progress)
    finally:
        store.close()
    print(f"写出 {rows:,} 行。在停止的 Neo4j 上运行 Wrote {rows:,} rows. Run on a stopped Neo4j:  sh {folder}/import.sh")


def _sheet(seals: dict[str, Seal]) -> Sheet:
    rows = [(table, f"{seal.rows:,}", seal.hash[:16]) for table, seal in seals.items()]
    return Sheet("副本 copy", ("表", "行数", "摘要"), rows)


@contextmanager
def _watched(total: int | None = None) -> Iterator[Progress]:
    """A bar on standard error: how many rows, of which table now, how long still where the total is known."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    if not sys.stderr.isatty():
        yield lambda table, rows: None
        return
    counted = (TextColumn("{task.completed:,.0f} 行"), TimeElapsedColumn(), TimeRemainingColumn())
    with Bar(TextColumn("{task.description}"), BarColumn(), *counted, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def come(table: str, rows: int) -> None:
            bar.update(task, description=table, advance=rows if table != DERIVED else 0)

        yield come
