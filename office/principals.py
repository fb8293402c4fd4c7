"""Principals as the office keeps them: who they are, for which authority they ask, what they may, and how much."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from credit.errors import BadParameter, NotFound, NotPermitted
from office.database import writing
from office.rights import Principal, Profile, Right
from office.tables import principals


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a principal when it is made. `subject`: the one id about which it may ask (profile `subject`)."""

    name: str
    rights: Iterable[Right]
    authority: str = ""
    domains: Iterable[str] = ()
    profile: Profile = Profile.DEPARTMENT
    subject: str | None = None
    token_subject: str | None = None
    rate_per_minute: int | None = None
    quota_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A principal on record."""

    principal: Principal
    token_subject: str | None
    created_at: str
    ended_at: str | None
    limits: Mapping[str, int | None] = field(default_factory=dict)


def add_principal(engine: Engine, card: Card) -> str:
    """Puts a principal on record and returns its id."""
    number = f"who:{secrets.token_hex(6)}"
    with writing(engine) as connection:
        insert_principal(connection, number, card)
    return number


def insert_principal(connection: Connection, number: str, card: Card) -> None:
    """Adds the row. BadParameter where the profile and the subject do not go together."""
    if (card.profile is Profile.SUBJECT) != (card.subject is not None):
        raise BadParameter("本人查询须且仅须指明其标识。The profile `subject` goes with the one id about which it may ask.")
    connection.execute(
        insert(principals).values(
            id=number,
            name=card.name,
            authority=card.authority or card.name,
            domains=json.dumps(sorted(card.domains)),
            rights=json.dumps(sorted(card.rights)),
            profile=card.profile,
            subject=card.subject,
            token_subject=card.token_subject,
            rate_per_minute=card.rate_per_minute,
            quota_per_day=card.quota_per_day,
            created_at=now(),
        )
    )


def list_principals(engine: Engine) -> list[Known]:
    """All principals, oldest first."""
    with engine.connect() as connection:
        return [_known(row) for row in connection.execute(select(principals).order_by(principals.c.created_at, principals.c.id))]


def end_principal(engine: Engine, number: str) -> None:
    """Ends a principal with all its keys and tokens at once; ending it again changes nothing."""
    with writing(engine) as connection:
        if connection.execute(select(principals.c.id).where(principals.c.id == number)).first() is None:
            raise NotFound(f"没有编号为 {number[:40]} 的使用者;xinmai principals list 列出全部。No such principal.")
        connection.execute(update(principals).where(principals.c.id == number, principals.c.ended_at.is_(None)).values(ended_at=now()))


def principal_by_token(engine: Engine, token_subject: str) -> Principal | None:
    """The principal that an issuer's token speaks of; None where the office knows none, or ended it."""
    with engine.connect() as connection:
        row = connection.execute(select(principals).where(principals.c.token_subject == token_subject)).first()
    return None if row is None or row.ended_at else principal_of(row)


def principal_by_id(engine: Engine, number: str) -> Principal | None:
    """The principal of that id as he is now; None where the office knows none, or ended it."""
    with engine.connect() as connection:
        row = connection.execute(select(principals).where(principals.c.id == number)).first()
    return None if row is None or row.ended_at else principal_of(row)


def must_be_on_record(connection: Connection, principal: Principal) -> None:
    """Raises NotPermitted for the demo and the shell, whom no record names: what is kept for somebody needs somebody to be kept for."""
    if connection.execute(select(principals.c.id).where(principals.c.id == principal.id)).first() is None:
        raise NotPermitted(
            "此身份不在册(演示或命令行),不能保存名单或回调。Watch lists and webhooks are kept for principals on record.",
            missing_right="principal",
        )


def on_record(engine: Engine, number: str) -> Principal:
    """The principal of that id, for whom an operator does something. NotFound where there is none, or it has ended."""
    with engine.connect() as connection:
        row = connection.execute(select(principals).where(principals.c.id == number)).first()
    if row is None or row.ended_at:
        raise NotFound(f"没有编号为 {number[:40]} 的使用者;xinmai principals list 列出全部。No such principal.")
    return principal_of(row)


def principal_of(row: Row[Any]) -> Principal:
    """A row of the table, or of a join that has its columns."""
    return Principal(
        id=row.id,
        name=row.name,
        rights=frozenset(Right(right) for right in json.loads(row.rights)),
        authority=row.authority,
        domains=frozenset(json.loads(row.domains)),
        profile=Profile(row.profile),
        subject=row.subject,
        rate_per_minute=row.rate_per_minute,
        quota_per_day=row.quota_per_day,
    )


def now() -> str:
    """The instant, as the office writes it."""
    return written(datetime.now(UTC))


def written(instant: datetime) -> str:
    """An instant in that form, which sorts as text does."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")


def _known(row: Row[Any]) -> Known:
    return Known(principal_of(row), row.token_subject, row.created_at, row.ended_at)
