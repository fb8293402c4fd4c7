"""The invented nation as files loads through the real loader, and what was planted in it is found."""

import json
from pathlib import Path

from bench.generate.files import write_files
from bench.generate.nation import TODAY, nation
from credit.identity import PersonKey
from credit.periods import day_of
from graph.stores.sqlite import SqliteStore
from loaders.pipeline import LoadOptions, load_file
from loaders.settings import LoadSettings
from reasoning.ownership import Reading, System, below
from reasoning.ownership.structure import above
from tests.reasoning.world import CATALOGUE


def test_files_load_and_the_planted_truth_is_found(tmp_path: Path) -> None:
    made = nation(500)
    rows = write_files(made, tmp_path / "files", dirty=0.0)
    store = SqliteStore(tmp_path / "graph.db", create=True)
    settings = LoadSettings(XINMAI_HOME=tmp_path / "home")
    for name in rows:
        report = load_file(store, tmp_path / "files" / name, LoadOptions(data_on=TODAY, settings=settings), PersonKey(1, bytes(range(32))))
        assert (report.rejected, report.read) == (0, rows[name]), report.issues[:3]
    truth = json.loads((tmp_path / "files" / "truth.json").read_text(encoding="utf-8"))
    with store.view() as view:
        reading = Reading(view, CATALOGUE.holdings, day_of("2026-11-01"))
        for chain in truth["chains"][:5]:
            structure = below(reading, chain["top"])
            assert System.of(structure.registers).shares(chain["top"])[chain["bottom"]].high > 0
        for circle in truth["circles"][:3]:
            assert set(circle) <= above(reading, circle[0]).levels.keys()
    store.close()


def test_dirty_rows_are_as_many_as_asked(tmp_path: Path) -> None:
    write_files(nation(300), tmp_path, dirty=0.2)
    lines = (tmp_path / "股东出资.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert 0.1 < sum(line.split(",")[1].endswith("*") for line in lines) / len(lines) < 0.3
