"""A redaction erases: not a byte of the values stays in the store's files, whatever is loaded before or afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from credit.facts import Deed
from credit.identity import canonical_json
from credit.kinds import NODES
from credit.periods import ALWAYS
from graph.store import NewAct, StagedRows
from graph.stores.sqlite import SqliteStore
from tests.graph.makers import Said, at, batch, columns, said

FIRM = "uscc:91330100MA2AAAAA0A"
PERSON = "p:v1" + "1" * 32
NAME, OTHER_NAME, CORRECTED = "欧阳独一", "司马唯二", "诸葛改三"

RECORD = said("Person", PERSON, name=NAME, row=1)
OFFICE = said("LEGAL_REP_OF", PERSON, FIRM, since="2020-01-01", row=1)
FIRM_RECORD = said("Organization", FIRM, name="杭州信达科技有限公司", row=1)
ALSO = said("DIRECTOR_OF", PERSON, FIRM, row=2)


def take(store: SqliteStore, hour: int, claims: Sequence[Said], raw: str = NAME) -> None:
    """Loads lines whose raw values name the person."""
    with store.load(batch("saic", "2024-01-01", hour)) as load:
        rows = sorted({each.row for each in claims})
        load.add(columns(claims), StagedRows(rows, [canonical_json({"姓名": raw})] * len(rows)))
        load.publish()


def held(folder: Path) -> bytes:
    """All bytes of the store's files."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


@pytest.fixture
def redacted(sqlite: SqliteStore, tmp_path: Path) -> SqliteStore:
    """A store that held the person by several lines and texts, and was told to forget them."""
    take(sqlite, 0, [RECORD, OFFICE, FIRM_RECORD])
    take(sqlite, 1, [replace(RECORD, row=2), ALSO])  # the record is unchanged: its second line is kept for ALSO
    take(sqlite, 2, [said("Person", PERSON, name=OTHER_NAME, row=1)], OTHER_NAME)
    sqlite.record([NewAct(RECORD.hex, Deed.CORRECT, None, "office", "typo", {"name": CORRECTED})], at(3))
    for text in (NAME, OTHER_NAME, CORRECTED):
        assert text.encode() in held(tmp_path)
    sqlite.record([NewAct(RECORD.hex, Deed.REDACT, None, "office", "request")], at(4))
    return sqlite


def test_no_byte_stays(redacted: SqliteStore, tmp_path: Path) -> None:
    for text in (NAME, NAME[:2], NAME[1:3], OTHER_NAME, OTHER_NAME[:2], CORRECTED, CORRECTED[2:]):
        assert text.encode() not in held(tmp_path), text
    assert "杭州信达".encode() in held(tmp_path)
    with redacted.view() as view:
        assert [match.id for match in view.find("信达", NODES, 5)] == [FIRM]


def test_no_byte_comes_back(redacted: SqliteStore, tmp_path: Path) -> None:
    take(redacted, 5, [RECORD, said("LEGAL_REP_OF", PERSON, FIRM, since="2021-01-01", row=1)])
    take(redacted, 6, [said("Person", PERSON, name="欧阳独一甲", row=7)], "欧阳独一甲")
    with redacted.load(batch("court", "2024-01-01", 7)) as load:
        load.add(columns([RECORD]), StagedRows([1], [canonical_json({"姓名": NAME})]))
        load.add_acts([NewAct(RECORD.hex, Deed.CORRECT, None, "office", "typo", {"name": CORRECTED})])
        assert load.publish().new == 1
    for text in (NAME, CORRECTED):
        assert text.encode() not in held(tmp_path)
    with redacted.view() as view:
        assert view.find(NAME, NODES, 5) == view.find(CORRECTED, NODES, 5) == ()
        assert len(view.expand([PERSON], ["LEGAL_REP_OF"], ALWAYS)) == 2


def test_another_bearer_of_the_name_is_still_found(sqlite: SqliteStore) -> None:
    namesake = "p:v1" + "2" * 32
    take(sqlite, 0, [RECORD, said("Person", namesake, name=NAME, row=2)])
    sqlite.record([NewAct(RECORD.hex, Deed.REDACT, None, "office", "request")], at(1))
    with sqlite.view() as view:
        assert [match.id for match in view.find(NAME, NODES, 5)] == [namesake]
        assert [match.id for match in view.find(NAME[1:3], NODES, 5)] == [namesake]


def test_a_redaction_in_a_file_erases_too(sqlite: SqliteStore, tmp_path: Path) -> None:
    with sqlite.load(batch("saic", "2024-01-01", 0)) as load:
        load.add(columns([RECORD, FIRM_RECORD]), StagedRows([1], [canonical_json({"姓名": NAME})]))
        load.add_acts([NewAct(RECORD.hex, Deed.REDACT, None, "office", "request")])
        load.publish()
    assert NAME.encode() not in held(tmp_path)
