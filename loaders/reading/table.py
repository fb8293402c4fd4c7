"""Opens any file that we read as a table."""

from contextlib import AbstractContextManager
from pathlib import Path

from credit.errors import UnreadableFile
from loaders.reading.csv_file import Known, open_csv
from loaders.reading.json_lines import open_json_lines
from loaders.reading.rows import Table
from loaders.reading.workbook import open_workbook

TEXT = (".csv", ".tsv", ".txt")
BOOK = (".xlsx", ".xls", ".xlsm", ".ods")
LINES = (".jsonl", ".ndjson", ".json")


def is_table(path: Path) -> bool:
    """Whether the file's name is that of a table which we read."""
    return path.suffix.lower() in TEXT + BOOK + LINES


def is_text(path: Path) -> bool:
    """Whether several readers may share the file: rows of text are read as they stream, a workbook only as a whole."""
    return path.suffix.lower() in TEXT + LINES


def open_table(path: Path, known: Known, chunk_rows: int) -> AbstractContextManager[Table]:
    """The file as a table of text. `known` tells the header row from titles above it. Raises UnreadableFile."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise UnreadableFile(f"{path}: 没有这个文件。There is no such file.")
    if suffix in TEXT:
        return open_csv(path, known, chunk_rows)
    if suffix in BOOK:
        return open_workbook(path, known, chunk_rows)
    if suffix in LINES:
        return open_json_lines(path, chunk_rows)
    raise UnreadableFile(f"{path.name}: 不认识的文件类型。Readable are {', '.join(TEXT + BOOK + LINES)}.")
