"""The county is invented, and its committed files are what its maker makes."""

import re
from datetime import date
from pathlib import Path

import pytest

from credit.identifiers import Verdict, classify
from demo.make.cast import Cast, load_cast
from demo.make.files import DEMO, cells, write
from demo.make.tables import Table, load_tables

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def cast() -> Cast:
    return load_cast()


@pytest.fixture(scope="module")
def tables(cast: Cast) -> list[Table]:
    return load_tables(cast)


def content(path: Path) -> object:
    """What a file says, whatever its bytes (a spreadsheet's carry the time of day)."""
    return cells(path) if path.suffix == ".xlsx" else path.read_bytes()


def test_the_committed_files_are_what_the_maker_makes(tables: list[Table], tmp_path: Path) -> None:
    made = {table.path: content(write(table, tmp_path)) for table in tables}
    sent = (path for path in (DEMO / "files").rglob("*.*") if not path.name.endswith(".rejected.csv"))
    committed = {path.relative_to(DEMO / "files").as_posix(): content(path) for path in sent}
    assert made.keys() == committed.keys()
    assert [path for path in made if made[path] != committed[path]] == []


def test_the_cast_is_as_large_as_promised_and_half_of_its_persons_have_no_number(cast: Cast) -> None:
    assert len(cast.organizations) >= 60
    assert len(cast.persons) == 90
    assert sum(not person.id for person in cast.persons.values()) == 45


def test_every_code_is_ours_and_none_is_of_a_county_that_exists(cast: Cast) -> None:
    assert cast.region == "379926"
    for key, each in cast.on(TODAY).items():
        scheme = {"": "uscc", "身份证": "resident_id", "护照": "passport"}[each.id_type]
        code = each.id or each.uscc
        assert not code or classify(scheme, code).verdict is Verdict.VALID, key
        assert scheme == "passport" or not code or cast.region in code, key


def test_nobody_stands_in_the_cast_for_nothing(cast: Cast) -> None:
    used = {end for tie in (*cast.offices, *cast.holdings, *cast.agents) for end in (tie.left, tie.right)}
    elsewhere = "".join(path.read_text() for path in (DEMO / "make" / "tables").glob("*.yaml"))
    assert [key for key in cast.on(TODAY) if key not in used and f"{{{key}." not in elsewhere] == []


def test_every_code_in_the_story_book_is_of_the_cast(cast: Cast) -> None:
    told = set(re.findall(r"uscc:(\w{18})", (DEMO / "STORY.md").read_text()))
    assert told <= {each.uscc for each in cast.on(TODAY).values()}
