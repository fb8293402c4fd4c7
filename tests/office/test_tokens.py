"""Bearer tokens of an issuer: who comes is the token's word, what he may is ours. Needs PyJWT."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from credit.errors import Unauthenticated
from inquiry.settings import HomeSettings
from office.premises import Premises
from office.principals import Card, add_principal, end_principal
from office.rights import Right
from office.settings import OfficeSettings
from office.tokens import bearer_of, token_subject

jwt = pytest.importorskip("jwt", reason="NO PYJWT, TOKENS NOT TESTED")
ISSUER, AUDIENCE = "https://id.example.invalid", "xinmai"


@pytest.fixture
def issuer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def premises(tmp_path: Path, issuer: Ed25519PrivateKey) -> Premises:
    raw = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(issuer.public_key()))
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [{**raw, "kid": "1", "use": "sig", "alg": "EdDSA"}]}), "utf-8")
    rules = OfficeSettings(oidc_issuer=ISSUER, oidc_audience=AUDIENCE, oidc_keys=str(keys))
    return Premises(HomeSettings(home=tmp_path), rules=rules)


def token(key: Any, algorithm: str = "EdDSA", **more: Any) -> str:
    now = datetime.now(UTC)
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "zhang", "iat": now, "exp": now + timedelta(minutes=5), **more}
    made: str = jwt.encode({name: value for name, value in said.items() if value is not None}, key, algorithm, headers={"kid": "1"})
    return made


def test_a_token_leads_to_the_principal_on_record_and_gives_no_rights_itself(premises: Premises, issuer: Ed25519PrivateKey) -> None:
    card = Card("张某", [Right.CHECKS], "某局", token_subject=token_subject(ISSUER, "zhang"))
    number = add_principal(premises.office, card)
    found = bearer_of(premises, token(issuer, rights=["admin"]))
    assert (found.id, found.authority, found.rights) == (number, "某局", frozenset({Right.CHECKS}))
    end_principal(premises.office, number)
    with pytest.raises(Unauthenticated):
        bearer_of(premises, token(issuer))
    premises.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other.invalid"},
        {"aud": "other"},
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"exp": None},
        {"sub": None},
        {"sub": "nobody"},
    ],
)
def test_a_token_of_another_issuer_audience_time_or_subject_opens_nothing(
    premises: Premises, issuer: Ed25519PrivateKey, wrong: dict[str, Any]
) -> None:
    add_principal(premises.office, Card("张某", [], token_subject=token_subject(ISSUER, "zhang")))
    with pytest.raises(Unauthenticated):
        bearer_of(premises, token(issuer, **wrong))
    premises.close()


def test_a_token_signed_by_anybody_else_or_by_nobody_opens_nothing(premises: Premises) -> None:
    add_principal(premises.office, Card("张某", [], token_subject=token_subject(ISSUER, "zhang")))
    for made in (token(Ed25519PrivateKey.generate()), token("", "none"), token("x" * 40, "HS256"), "a.b.c", "x" * 10_000):
        with pytest.raises(Unauthenticated):
            bearer_of(premises, made)
    premises.close()
