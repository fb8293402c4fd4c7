"""Keys that were looked up already are refused as soon as anybody, in whatever process, has ended them."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from credit.errors import Unauthenticated
from inquiry.settings import HomeSettings
from office.keys import add_key
from office.premises import Premises
from office.rights import Right
from office.tokens import bearer_of

TODAY = date(2026, 11, 20)


@pytest.fixture
def premises(tmp_path: Path) -> Premises:
    return Premises(HomeSettings(home=tmp_path, today=TODAY))


def test_a_key_is_known_from_its_first_use_on(premises: Premises) -> None:
    key = add_key(premises.office, "a", [Right.SUBJECTS], None)
    assert premises.known_keys.get(key, TODAY) is None
    principal = bearer_of(premises, key)
    assert premises.known_keys.get(key, TODAY) == principal
    assert premises.known_keys.get(f"{key}x", TODAY) is None
    assert premises.known_keys.get(key, date(2026, 11, 21)) is None  # it may be past its last day


def test_a_key_that_another_process_revokes_is_unknown_at_once(premises: Premises, tmp_path: Path) -> None:
    key = add_key(premises.office, "a", [Right.SUBJECTS], None)
    bearer_of(premises, key)
    revoke = "import sys; from office.keys import revoke_key; from office.database import open_database; from pathlib import Path;"
    revoke += "revoke_key(open_database(Path(sys.argv[1])), sys.argv[2])"
    subprocess.run([sys.executable, "-c", revoke, tmp_path, key.split("_")[1]], check=True)
    assert premises.known_keys.get(key, TODAY) is None
    with pytest.raises(Unauthenticated):
        bearer_of(premises, key)


def test_what_changes_while_a_key_is_looked_up_is_not_kept(premises: Premises) -> None:
    key = add_key(premises.office, "a", [Right.SUBJECTS], None)
    before = premises.known_keys.before()
    principal = bearer_of(premises, key)
    add_key(premises.office, "b", [Right.SUBJECTS], None)
    premises.known_keys.keep(key, TODAY, principal, before)
    assert premises.known_keys.get(key, TODAY) is None
