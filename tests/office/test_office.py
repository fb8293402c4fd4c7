"""Keys, rights, purposes and the access line."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from credit.errors import BadParameter, NotFound, NotPermitted, StoreTooNew, Unauthenticated
from office.database import open_database
from office.desk import cursor_key_in
from office.keys import add_key, holder_of, list_keys, revoke_key
from office.rights import ALL_RIGHTS, Principal, Right, rights_of, sees_persons
from office.signing import signing_key_in

TODAY = date(2026, 11, 20)


def test_a_key_opens_what_it_was_given_for(office: Engine) -> None:
    key = add_key(office, "县信用办", [Right.SUBJECTS], None)
    holder = holder_of(office, key, TODAY)
    assert (holder.name, holder.rights) == ("县信用办", frozenset({Right.SUBJECTS}))
    with pytest.raises(NotPermitted, match="measures:read"):
        holder.must_have(Right.MEASURES)


def test_a_key_can_never_be_read_again(office: Engine, tmp_path: Path) -> None:
    secret = add_key(office, "a", ALL_RIGHTS, None).split("_", 2)[2]
    office.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("office.db*"))
    assert secret.encode() not in stored
    assert not hasattr(list_keys(office)[0], "digest")


def test_two_keys_share_nothing(office: Engine) -> None:
    a, b = (add_key(office, "same", ALL_RIGHTS, None) for _ in range(2))
    assert a != b
    assert holder_of(office, a, TODAY).id != holder_of(office, b, TODAY).id


def test_a_key_ends_after_its_last_day(office: Engine) -> None:
    key = add_key(office, "a", ALL_RIGHTS, TODAY)
    assert holder_of(office, key, TODAY).name == "a"
    with pytest.raises(Unauthenticated):
        holder_of(office, key, date(2026, 11, 21))


def test_a_revoked_key_ends_at_once(office: Engine) -> None:
    key = add_key(office, "a", ALL_RIGHTS, None)
    number = list_keys(office)[0].id
    revoke_key(office, number)
    first = list_keys(office)[0].revoked_at
    revoke_key(office, number)
    assert list_keys(office)[0].revoked_at == first
    with pytest.raises(Unauthenticated):
        holder_of(office, key, TODAY)


@pytest.mark.parametrize("damage", [lambda k: k[:-1], lambda k: k + "x", lambda k: k.replace("xm_", "ym_"), lambda k: "", lambda k: "xm__"])
def test_a_damaged_key_is_nobodys(office: Engine, damage: object) -> None:
    key = add_key(office, "a", ALL_RIGHTS, None)
    with pytest.raises(Unauthenticated):
        holder_of(office, damage(key), TODAY)  # type: ignore[operator]


def test_what_does_not_exist_cannot_be_revoked_or_given(office: Engine) -> None:
    with pytest.raises(NotFound):
        revoke_key(office, "nothing")
    with pytest.raises(BadParameter, match="persons:read"):
        rights_of(["everything"])


def test_the_records_are_their_owners_alone(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    cursor_key_in(tmp_path)
    signing_key_in(tmp_path)
    for name in ("office.db", "cursor.key", "receipt.key"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_opening_twice_keeps_everything(office: Engine, tmp_path: Path, place: str) -> None:
    add_key(office, "a", ALL_RIGHTS, None)
    again = open_database(tmp_path, place)
    assert len(list_keys(again)) == 1
    again.dispose()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "office.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreTooNew):
        open_database(tmp_path)


def test_the_cursor_key_is_made_once(tmp_path: Path) -> None:
    assert cursor_key_in(tmp_path) == cursor_key_in(tmp_path)
    assert len(cursor_key_in(tmp_path)) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["cursor.key"]


def test_names_need_the_right_and_a_known_purpose() -> None:
    officer, bank = Principal("1", "o", ALL_RIGHTS), Principal("2", "b", ALL_RIGHTS - {Right.PERSONS})
    assert sees_persons(officer, "enforcement")
    assert not sees_persons(officer, None)
    assert not sees_persons(bank, "lending")
    with pytest.raises(BadParameter, match="lending"):
        sees_persons(officer, "curiosity")
