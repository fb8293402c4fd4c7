"""Real files in their real encodings, loaded into the oracle; every name is invented, every code made by our own functions."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from credit.identity import PersonKey
from credit.periods import day_of
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport
from loaders.settings import LoadSettings
from tests.loaders.claims import Loaded
from tests.oracle.store import OracleStore

KEY = PersonKey(1, bytes(range(32)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def options(home: Path) -> LoadOptions:
    return LoadOptions(data_on=day_of("2026-06-30"), settings=LoadSettings.model_validate({"XINMAI_HOME": home}))


@pytest.fixture
def store() -> OracleStore:
    return OracleStore()


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table as an office would: rows of cells to `name`, in the encoding and with the delimiter that are asked for."""

    def write(name: str, rows: Sequence[Sequence[object]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".xlsx":
            book = openpyxl.Workbook()
            sheet = book.active or book.create_sheet()
            for row in rows:
                sheet.append(list(row))
            book.save(path)
            return path
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def load(store: OracleStore, options: LoadOptions) -> Callable[..., LoadReport]:
    """Loads a file into the oracle."""

    def run(path: Path, chosen: LoadOptions = options) -> LoadReport:
        return load_file(store, path, chosen, KEY)

    return run


@pytest.fixture
def facts(store: OracleStore) -> Loaded:
    """What the oracle knows by now."""
    return Loaded(store)
