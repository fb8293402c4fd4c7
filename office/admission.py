"""Who is let in with which question: rights, the profile's own conditions, a subject's authorisation."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, insert, select, update

from credit.errors import BadIdentifier, BadParameter, NotFound, NotPermitted
from inquiry.asking.subject import id_of
from office.database import writing
from office.principals import now
from office.rights import Principal, Profile, Right, sees_persons
from office.tables import authorisations


@dataclass(frozen=True, slots=True)
class Admitted:
    """A principal whose question may be asked. `by_subject`: the subject itself asks, or has authorised whoever does."""

    principal: Principal
    by_subject: bool = False

    @property
    def profile(self) -> Profile:
        """As what kind of reader he is answered: an enquirer whom nobody has authorised is told what everybody is told."""
        alone = self.principal.profile is Profile.AUTHORISED and not self.by_subject
        return Profile.PUBLIC if alone else self.principal.profile

    def sees_persons(self, purpose: str | None) -> bool:
        """Whether natural persons' names leave unmasked. The public never; an enquirer only where the subject has authorised him."""
        known = sees_persons(self.principal, purpose)
        return known and (self.profile is Profile.DEPARTMENT or self.by_subject)


def admitted(engine: Engine, principal: Principal, right: Right | None, today: date, about: tuple[str | None, str | None]) -> Admitted:
    """Lets a question in, or raises NotPermitted. `about`: the subject that it names and the number of the authorisation stated with it."""
    if right is not None:
        principal.must_have(right)
    subject, authorisation = about
    if principal.profile is Profile.SUBJECT:
        _must_be_own(principal, subject, right)
        return Admitted(principal, by_subject=True)
    if principal.profile is Profile.AUTHORISED and authorisation:
        _must_be_authorised(engine, principal, authorisation, subject, today)
        return Admitted(principal, by_subject=True)
    if principal.profile is Profile.AUTHORISED and right is Right.CHECKS:
        raise NotPermitted(
            "查询须载明主体的授权(X-Authorisation)。An authorisation of the subject must be stated.", missing_right="authorisation"
        )
    return Admitted(principal)


def departments_only(principal: Principal) -> None:
    """What tells of everybody at once (the feed of changes, watch lists) is a department's; raises NotPermitted for all others."""
    if principal.profile is not Profile.DEPARTMENT:
        raise NotPermitted("此项只向履行职责的机关提供。This is for departments in their duty alone.", missing_right="profile")


def add_authorisation(engine: Engine, principal: str, subject: str, document: str, until: date, since: date) -> str:
    """Puts a subject's authorisation on record and returns its number. BadParameter for one without an end, or an empty one."""
    if until < since:
        raise BadParameter("授权的截止日早于起始日。The authorisation ends before it begins.")
    number = secrets.token_hex(6)
    with writing(engine) as connection:
        connection.execute(
            insert(authorisations).values(
                id=number,
                principal=principal,
                subject=id_of(subject),
                document=document,
                from_on=since.isoformat(),
                until_on=until.isoformat(),
            )
        )
    return number


def withdraw_authorisation(engine: Engine, number: str) -> None:
    """Takes an authorisation back at once."""
    with writing(engine) as connection:
        if connection.execute(select(authorisations.c.id).where(authorisations.c.id == number)).first() is None:
            raise NotFound(f"没有编号为 {number[:40]} 的授权。No such authorisation.")
        again = (authorisations.c.id == number, authorisations.c.withdrawn_at.is_(None))
        connection.execute(update(authorisations).where(*again).values(withdrawn_at=now()))


def _must_be_own(principal: Principal, subject: str | None, right: Right | None) -> None:
    """The subject itself asks about itself and nobody else; words and health are everybody's."""
    if right is None:
        return
    if subject is None or _id_or_none(subject) != principal.subject:
        raise NotPermitted("本人查询只能查询自己。This key may ask about its own subject alone.", missing_right="identity")


def _must_be_authorised(engine: Engine, principal: Principal, number: str, subject: str | None, today: date) -> None:
    with engine.connect() as connection:
        row = connection.execute(select(authorisations).where(authorisations.c.id == number)).first()
    stands = row is not None and row.principal == principal.id and row.withdrawn_at is None
    if row is None or not stands or not row.from_on <= today.isoformat() <= row.until_on or _id_or_none(subject) != row.subject:
        raise NotPermitted(
            "授权不存在、已过期、已撤回,或与所查主体不符。The authorisation is unknown, over, withdrawn or of another subject.",
            missing_right="authorisation",
        )


def _id_or_none(subject: str | None) -> str | None:
    try:
        return id_of(subject) if subject else None
    except BadIdentifier:
        return None
