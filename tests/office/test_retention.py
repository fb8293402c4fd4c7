"""What is past its time goes, what is not stays, and the audit says so."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, insert, select, update

from credit.errors import BadParameter
from inquiry.settings import HomeSettings
from office.admission import add_authorisation
from office.audit.reading import latest
from office.keys import add_key, list_keys, revoke_key
from office.premises import Premises
from office.retention import remove_due
from office.rights import ALL_RIGHTS, Principal
from office.settings import OfficeSettings
from office.tables import alerts, authorisations, keys, requests, watches
from tests.inquiry.world import DEBTOR

WHO = Principal("shell", "root", ALL_RIGHTS, operator=True)
LONG_AGO = (datetime.now(UTC) - timedelta(days=40)).isoformat(timespec="milliseconds")
LATELY = (datetime.now(UTC) - timedelta(days=20)).isoformat(timespec="milliseconds")


@pytest.fixture
def premises(tmp_path: Path, place: str) -> Iterator[Premises]:
    rules = OfficeSettings.model_validate({"retention_days": 30, "office_url": place})
    opened = Premises(HomeSettings.model_validate({"home": tmp_path}), rules=rules)
    yield opened
    opened.close()


def number(premises: Premises, table: Table) -> int:
    with premises.office.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def filled(premises: Premises) -> None:
    """Two of each: one past its time, one not."""
    for _ in range(2):
        add_key(premises.office, "局", tuple(ALL_RIGHTS), None)
    old, _ = list_keys(premises.office)
    revoke_key(premises.office, old.id)
    with premises.office.begin() as connection:
        principal = connection.execute(select(keys.c.principal)).scalars().first()
        connection.execute(update(keys).where(keys.c.id == old.id).values(revoked_at=LONG_AGO))
        connection.execute(insert(watches).values(id="w1", principal=principal, name="w", seen=0, created_at=LONG_AGO))
        for at in (LONG_AGO, LATELY):
            connection.execute(insert(requests).values(principal="p", key=at, digest="d", begun_at=at))
            connection.execute(insert(alerts).values(watch="w1", node=DEBTOR, transaction=1, at=at, what="[]"))
    today = datetime.now(UTC).date()
    for until in (today - timedelta(days=40), today + timedelta(days=1)):
        add_authorisation(premises.office, str(principal), DEBTOR, "授权书", until, date(2020, 1, 1))
    folder = premises.settings.home / "rejected"
    folder.mkdir()
    for name, at in (("old.csv", LONG_AGO), ("new.csv", LATELY)):
        (folder / name).write_text("x", "utf-8")
        os.utime(folder / name, (datetime.fromisoformat(at).timestamp(),) * 2)


def test_only_what_is_past_its_time_goes_and_only_when_told(premises: Premises) -> None:
    filled(premises)
    tables = (requests, alerts, keys, authorisations)
    found = remove_due(premises, WHO, "r1", apply=False)
    assert {each.what: each.number for each in found} == {**{table.name: 1 for table in tables}, "rejected": 1}
    assert [number(premises, table) for table in tables] == [2, 2, 2, 2]
    assert latest(premises.book.engine, 10) == []
    remove_due(premises, WHO, "r2", apply=True)
    assert [number(premises, table) for table in tables] == [1, 1, 1, 1]
    assert [path.name for path in (premises.settings.home / "rejected").iterdir()] == ["new.csv"]
    (told,) = latest(premises.book.engine, 10)
    assert (told["question"], told["more"]["removed"]["request"]) == ("retention", 1)
    assert {each.number for each in remove_due(premises, WHO, "r3", apply=True)} == {0}


def test_nothing_goes_where_no_retention_is_set(tmp_path: Path) -> None:
    premises = Premises(HomeSettings.model_validate({"home": tmp_path}))
    with pytest.raises(BadParameter, match="XINMAI_RETENTION_DAYS"):
        remove_due(premises, WHO, "r1", apply=True)
    premises.close()
