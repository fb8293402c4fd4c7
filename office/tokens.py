"""Bearer tokens of an OpenID issuer, beside API keys. The token says who comes; what he may is on record here, never in the token."""

import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credit.errors import Unauthenticated
from credit.periods import to_date
from inquiry.asking.days import today
from office.keys import holder_of, looks_like_key
from office.principals import principal_by_token
from office.rights import Principal
from office.settings import OfficeSettings

if TYPE_CHECKING:
    from office.premises import Premises

_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a private key of the issuer; a shared secret would let everybody who verifies also issue."""
_LEEWAY_S = 30
_LONGEST = 8192
_LONGEST_KEY = 200
_FETCHING = threading.Lock()


def bearer_of(premises: "Premises", given: str) -> Principal:
    """Whom a bearer credential belongs to: the holder of a key, else the principal of an issuer's token."""
    if looks_like_key(given) or not premises.rules.oidc_issuer:
        day, before = to_date(today(premises.settings.today)), premises.known_keys.before()
        principal = holder_of(premises.office, given[:_LONGEST_KEY], day)
        premises.known_keys.keep(given, day, principal, before)
        return principal
    said = read_token(premises.rules, given)
    named = principal_by_token(premises.office, token_subject(said["iss"], said["sub"]))
    if named is None:
        raise Unauthenticated("令牌有效,但本处没有登记此使用者。The token is valid; its subject is no principal here.")
    return named


def token_subject(issuer: str, subject: str) -> str:
    """By what a principal is found: his name with the issuer, and the issuer."""
    return f"{issuer.rstrip('/')}|{subject}"


def read_token(rules: OfficeSettings, token: str) -> Mapping[str, Any]:
    """What a token says, once its signature, issuer, audience and time hold. Unauthenticated otherwise, without saying which."""
    import jwt

    try:
        if len(token) > _LONGEST:
            raise jwt.InvalidTokenError("too long")
        said: Mapping[str, Any] = jwt.decode(
            token,
            _key_for(rules.oidc_keys, token),
            algorithms=list(_ALGORITHMS),
            audience=rules.oidc_audience,
            issuer=rules.oidc_issuer,
            leeway=_LEEWAY_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError:
        raise Unauthenticated("令牌无效或已过期。The token is invalid or past its time.") from None
    return said


def _key_for(keys: str, token: str) -> Any:
    """The public key that the token names. A set behind an address is fetched once and again when it lacks the key."""
    import jwt

    if keys.startswith("https://"):
        with _FETCHING:
            return _client(keys).get_signing_key_from_jwt(token).key
    wanted = jwt.get_unverified_header(token).get("kid")
    found = [key for key in jwt.PyJWKSet.from_json(Path(keys).read_text("utf-8")).keys if wanted in (None, key.key_id)]
    if len(found) != 1:
        raise jwt.InvalidTokenError("no such key")
    return found[0].key


@cache
def _client(address: str) -> Any:
    import jwt

    return jwt.PyJWKClient(address, cache_keys=True, lifespan=3600, timeout=5)
