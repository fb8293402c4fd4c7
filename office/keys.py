"""API keys: shown once, kept as a salted hash, with an end; a principal may have two, so that one can be rotated."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from credit.errors import NotFound, Unauthenticated
from office.database import writing
from office.principals import Card, insert_principal, now, principal_of
from office.rights import Principal, Right
from office.tables import keys, principals

_PREFIX = "xm"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the office knows it: everything but its secret."""

    id: str
    principal: str
    name: str
    authority: str
    profile: str
    rights: tuple[Right, ...]
    created_at: str
    expires_on: str | None
    revoked_at: str | None


def add_key(engine: Engine, name: str, rights: Iterable[Right], expires_on: date | None) -> str:
    """Makes a key for a department of that name and returns it; it can never be read again."""
    return add_key_with(engine, Card(name, tuple(rights)), expires_on)


def add_key_with(engine: Engine, card: Card, expires_on: date | None) -> str:
    """Makes a principal and its first key, and returns the key."""
    number = secrets.token_hex(6)
    with writing(engine) as connection:
        insert_principal(connection, f"key:{number}", card)
    return _insert_key(engine, number, f"key:{number}", expires_on)


def rotate_key(engine: Engine, number: str, old_until: date, expires_on: date | None) -> str:
    """A new key for the same principal; the old one works through `old_until` and no longer."""
    with writing(engine) as connection:
        row = connection.execute(select(keys).where(keys.c.id == number)).first()
        if row is None or row.revoked_at:
            raise _no_key(number)
        last = min(filter(None, (row.expires_on, old_until.isoformat())))
        connection.execute(update(keys).where(keys.c.id == number).values(expires_on=last))
    return _insert_key(engine, secrets.token_hex(6), row.principal, expires_on)


def list_keys(engine: Engine) -> list[Key]:
    """All keys, oldest first."""
    joined = select(keys, principals.c.name, principals.c.authority, principals.c.profile, principals.c.rights, principals.c.ended_at)
    with engine.connect() as connection:
        ordered = joined.join(principals, keys.c.principal == principals.c.id).order_by(keys.c.created_at, keys.c.id)
        return [_key(row) for row in connection.execute(ordered)]


def revoke_key(engine: Engine, number: str) -> None:
    """Ends a key at once; ending it again changes nothing."""
    with writing(engine) as connection:
        if connection.execute(select(keys.c.id).where(keys.c.id == number)).first() is None:
            raise _no_key(number)
        connection.execute(update(keys).where(keys.c.id == number, keys.c.revoked_at.is_(None)).values(revoked_at=now()))


def holder_of(engine: Engine, given: str, today: date) -> Principal:
    """Whom a key belongs to. Unauthenticated where it is unknown, revoked or past its last day, without saying which."""
    prefix, _, rest = given.partition("_")
    number, _, secret = rest.partition("_")
    wanted = select(keys.c.salt, keys.c.digest, keys.c.expires_on, keys.c.revoked_at, principals)
    with engine.connect() as connection:
        joined = wanted.join(principals, keys.c.principal == principals.c.id).where(keys.c.id == number)
        row = connection.execute(joined).first() if prefix == _PREFIX else None
    salt, digest = (row.salt, row.digest) if row else ("", "")
    known = hmac.compare_digest(digest, _digest(salt, secret)) and row is not None
    if row is None or not known or row.revoked_at or row.ended_at or (row.expires_on and row.expires_on < today.isoformat()):
        raise Unauthenticated("密钥无效、已撤销或已过期。The API key is unknown, revoked or past its last day.")
    return principal_of(row)


def looks_like_key(given: str) -> bool:
    """Whether a bearer credential is one of our keys (else it may be an issuer's token)."""
    return given.startswith(f"{_PREFIX}_")


def _insert_key(engine: Engine, number: str, principal: str, expires_on: date | None) -> str:
    secret, salt = secrets.token_urlsafe(32), secrets.token_hex(16)
    with writing(engine) as connection:
        connection.execute(
            insert(keys).values(
                id=number,
                principal=principal,
                salt=salt,
                digest=_digest(salt, secret),
                created_at=now(),
                expires_on=expires_on.isoformat() if expires_on else None,
            )
        )
    return f"{_PREFIX}_{number}_{secret}"


def _key(row: Row[Any]) -> Key:
    rights = tuple(Right(right) for right in json.loads(row.rights))
    revoked = row.revoked_at or row.ended_at
    return Key(row.id, row.principal, row.name, row.authority, row.profile, rights, row.created_at, row.expires_on, revoked)


def _digest(salt: str, secret: str) -> str:
    """A keyed hash will do: the secret has 256 random bits, so nobody can try them all."""
    return hmac.new(salt.encode(), secret.encode(), hashlib.sha256).hexdigest()


def _no_key(number: str) -> NotFound:
    return NotFound(f"没有编号为 {number[:40]} 的密钥;xinmai keys list 列出全部。No such key; xinmai keys list shows all.")
