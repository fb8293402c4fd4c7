"""What must hold for any file: loading twice changes nothing, the order of rows does not matter, no text in any cell breaks a load."""

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.periods import day_of
from loaders.mapping.catalogue import shipped
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport
from loaders.settings import LoadSettings
from loaders.templates import headers_of
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.loaders.made import AUTHORITY, COMPANY, MASKED, ORG_CODE, OTHER_RESIDENT, REG_NO, RESIDENT, SECOND, TRADER
from tests.oracle.store import OracleStore

SOURCES = shipped()
STATING = sorted(name for name, each in SOURCES.items() if each.nodes)

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_USUAL = st.sampled_from(
    [COMPANY, SECOND, TRADER, AUTHORITY, ORG_CODE, REG_NO, RESIDENT, OTHER_RESIDENT, MASKED, "9.13E+17", "00000000000000000X", "", "无",
     "\\N",
     "甲公司", "老王面馆", "李强", "王芳、李强", "2025-03-01", "2025年3月1日", "2099-12-31", "1900-01-01", "法定代表人", "董事/监事",
     "罚款;警告", "0.2",
     "罚款2000元", "5%-10%", "A级", "居民身份证", "护照", "临市监处罚〔2025〕1号", "（2025）辽0102执112号", "自然人", "个体工商户",
     "是", "D", "\ufffd", "=1+1",
     '"', ",", "\n", "表格说明"]
)  # fmt: skip
_CELLS = st.one_of(_USUAL, _TEXTS)
_CALM = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def load(store: OracleStore, folder: Path, source: str, rows: Sequence[Sequence[str]], name: str = "a.csv") -> LoadReport:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header for header, _ in headers_of(SOURCES[source])])
        writer.writerows(rows)
        file.write("\n" * len(store.batches))  # other bytes each time, so that every row is read again
    chosen = LoadSettings.model_validate({"XINMAI_HOME": folder / "home", "chunk_rows": 3})
    return load_file(store, path, LoadOptions(source=source, data_on=day_of("2026-06-30"), settings=chosen), KEY)


@st.composite
def files(draw: st.DrawFn, source: str) -> list[list[str]]:
    """Rows of any cells; the first is of plain ones, for a file without any row is refused as a whole."""
    width = len(headers_of(SOURCES[source]))
    return [["甲"] * width, *draw(st.lists(st.lists(_CELLS, min_size=width, max_size=width), min_size=1, max_size=5))]


@pytest.mark.parametrize("source", sorted(SOURCES))
@settings(parent=_CALM)
@given(data=st.data())
def test_no_text_in_any_cell_breaks_a_load_and_twice_is_once(source: str, data: st.DataObject) -> None:
    rows = data.draw(files(source))
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name), OracleStore()
        first = load(store, folder, source, rows)
        known, acts = Loaded(store).everything(), list(store.acts)
        assert first.read == first.accepted + first.rejected + first.skipped
        second = load(store, folder, source, rows)
        assert (Loaded(store).everything(), store.acts) == (known, acts)
        assert (second.read, second.rejected) == (first.read, first.rejected)
        if second.publication:
            assert (second.publication.new, second.publication.changed, second.publication.transaction) == (0, 0, None)
        texts = Loaded(store).texts()
        assert RESIDENT not in texts
        assert OTHER_RESIDENT not in texts


@pytest.mark.parametrize(
    "source", ["enterprises", "persons_in_roles", "penalties", "dishonest_debtors", "consumption_orders", "wage_arrears"]
)
@settings(parent=_CALM)
@given(data=st.data())
def test_the_order_of_rows_does_not_matter(source: str, data: st.DataObject) -> None:
    rows = data.draw(files(source))
    order = data.draw(st.permutations(range(len(rows))))
    with tempfile.TemporaryDirectory() as name:
        one, other = OracleStore(), OracleStore()
        load(one, Path(name), source, rows)
        load(other, Path(name), source, [rows[at] for at in order], "b.csv")
        assert Loaded(one).everything() == Loaded(other).everything()


@settings(parent=_CALM)
@given(data=st.data())
def test_another_day_of_data_changes_nothing_that_is_said(data: st.DataObject) -> None:
    """What follows from the day of the data alone is no new version."""
    rows = data.draw(files("persons_in_roles"))
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name), OracleStore()
        load(store, folder, "persons_in_roles", rows)
        known = Loaded(store).everything()
        later = LoadOptions(
            source="persons_in_roles", data_on=day_of("2026-07-31"), settings=LoadSettings.model_validate({"XINMAI_HOME": folder / "home"})
        )
        load_file(store, folder / "a.csv", later, KEY)
        assert Loaded(store).everything() == known


def test_every_source_that_states_facts_is_covered() -> None:
    assert len(STATING) >= 29
