"""API keys: shown once, kept as a salted hash, with rights and an end."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, Row, insert, select, update

from credit.errors import NotFound, Unauthenticated
from office.database import keys
from office.rights import Principal, Right

_PREFIX = "xm"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the office knows it: everything but its secret."""

    id: str
    name: str
    rights: tuple[Right, ...]
    created_at: str
    expires_on: str | None
    revoked_at: str | None


def add_key(engine: Engine, name: str, rights: Iterable[Right], expires_on: date | None) -> str:
    """Makes a key and returns it; it can never be read again."""
    number, secret, salt = secrets.token_hex(6), secrets.token_urlsafe(32), secrets.token_hex(16)
    with engine.begin() as connection:
        connection.execute(
            insert(keys).values(
                id=number,
                name=name,
                salt=salt,
                digest=_digest(salt, secret),
                rights=json.dumps(sorted(rights)),
                created_at=_now(),
                expires_on=expires_on.isoformat() if expires_on else None,
            )
        )
    return f"{_PREFIX}_{number}_{secret}"


def list_keys(engine: Engine) -> list[Key]:
    """All keys, oldest first."""
    with engine.connect() as connection:
        return [_key(row) for row in connection.execute(select(keys).order_by(keys.c.created_at, keys.c.id))]


def revoke_key(engine: Engine, number: str) -> None:
    """Ends a key at once; ending it again changes nothing."""
    with engine.begin() as connection:
        if connection.execute(select(keys.c.id).where(keys.c.id == number)).first() is None:
            raise NotFound(f"没有编号为 {number[:40]} 的密钥;xinmai keys list 列出全部。No such key; xinmai keys list shows all.")
        connection.execute(update(keys).where(keys.c.id == number, keys.c.revoked_at.is_(None)).values(revoked_at=_now()))


def holder_of(engine: Engine, given: str, today: date) -> Principal:
    """Whom a key belongs to. Unauthenticated where it is unknown, revoked or past its last day, without saying which."""
    prefix, _, rest = given.partition("_")
    number, _, secret = rest.partition("_")
    with engine.connect() as connection:
        row = connection.execute(select(keys).where(keys.c.id == number)).first() if prefix == _PREFIX else None
    salt, digest = (row.salt, row.digest) if row else ("", "")
    known = hmac.compare_digest(digest, _digest(salt, secret)) and row is not None
    if row is None or not known or row.revoked_at or (row.expires_on and row.expires_on < today.isoformat()):
        raise Unauthenticated("密钥无效、已撤销或已过期。The API key is unknown, revoked or past its last day.")
    return Principal(f"key:{row.id}", row.name, frozenset(Right(right) for right in json.loads(row.rights)))


def _key(row: Row[tuple[object, ...]]) -> Key:
    rights = tuple(Right(right) for right in json.loads(row.rights))
    return Key(row.id, row.name, rights, row.created_at, row.expires_on, row.revoked_at)


def _digest(salt: str, secret: str) -> str:
    """A keyed hash will do: the secret has 256 random bits, so nobody can try them all."""
    return hmac.new(salt.encode(), secret.encode(), hashlib.sha256).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
