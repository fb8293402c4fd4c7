"""The desk between a caller and an inquiry: settles what he may see, asks, and puts the answer on record before handing it over."""

import secrets
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import to_json
from sqlalchemy import Engine

from credit.errors import Ambiguous, NotCovered, NotFound, NotPermitted, XinmaiError
from credit.periods import day_of, to_date
from graph.store import Store
from inquiry.answering.wire import Wire
from inquiry.archive import Archive
from inquiry.asking.caller import Asking
from inquiry.asking.days import instant_of, today
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Asked, Outcome, Question, ask
from inquiry.rulebook import Rulebook
from office.admission import Admitted, admitted
from office.audit.book import Book
from office.audit.lines import Kind, Line, digest_of
from office.remembering import Memory, Remembered
from office.rights import Principal, Right, must_state_purpose, purposes, sees_persons
from office.signing import made_once

D = TypeVar("D", bound=Wire)

_ON_RECORD = (NotPermitted, NotFound, NotCovered, Ambiguous)
"""Refusals that tell something, or that somebody should know of: they are put on record like answers."""


@dataclass(frozen=True)
class Enquiry:
    """One question as it comes to the desk: who, why, what, about whom. `named`: what the address itself names, such as `subject`."""

    principal: Principal
    question: str
    parameters: Parameters
    request_id: str
    named: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False
    right: Right | None = None
    authorisation: str | None = None
    transaction: int | None = None
    """The very picture that is asked, when an answer is asked again."""
    number: str | None = None
    """The number that the receipt shall bear, where it is settled before the check; None: a new one."""

    @cached_property
    def echo(self) -> dict[str, object]:
        """Everything that was asked, for `meta.parameters` and for the audit line."""
        return {**self.named, **self.parameters.echo()}

    @cached_property
    def subject(self) -> str | None:
        """What the question was about: the subject that it names, else whatever else it names."""
        about = self.echo.get("subject") or next(iter(self.named.values()), None)
        return None if about is None else str(about)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every enquiry needs: the graph, the law, the office's records."""

    store: Store
    rulebook: Rulebook
    office: Engine
    book: Book
    cursor_key: bytes = field(repr=False)
    fixed_today: date | None = None
    archive: Archive | None = None
    patience_s: float = 2.0
    memory: Memory = field(default_factory=lambda: Memory(0))
    at_hand: bool = False
    """Whether the store's last transaction is read from this machine's own file, in microseconds: a server may keep its asker waiting."""

    def answer(self, enquiry: Enquiry, inquire: Callable[[Question], Outcome[D]]) -> Asked:
        """The answer, on record before this returns; AuditFailed where it cannot be, and then nobody gets it."""
        asked = self.asked(enquiry, inquire)
        self.book.write(answered_line(enquiry, asked, "enquiry"))
        return asked

    def asked(self, enquiry: Enquiry, inquire: Callable[[Question], Outcome[D]]) -> Asked:
        """The answer before it is on record: whoever calls this writes the line. Refusals that count are on record already."""
        with self._refusals_on_record(enquiry):
            return ask(self.store, self._rulebook(enquiry.parameters.rules), self._admitted(enquiry), inquire)

    def recalled(self, enquiry: Enquiry, about: tuple[str, ...]) -> Remembered | None:
        """What `remembered` would answer, where that takes no time; None where the answer, or a refusal, wants working out."""
        if enquiry.authorisation:
            return None
        try:
            asking, rulebook = self._admitted(enquiry), self._rulebook(enquiry.parameters.rules)
        except XinmaiError:
            return None
        key = self._key(enquiry, about, asking, rulebook)
        known = self.memory.get(key) if key else None
        return replace(known, asked=_again(known.asked, asking)) if known else None

    def remembered(self, enquiry: Enquiry, about: tuple[str, ...], inquire: Callable[[Question], Outcome[D]]) -> Remembered:
        """The same as `asked` for a question that comes again and again. `about`: all of its parameters that its data depends on."""
        with self._refusals_on_record(enquiry):
            asking, rulebook = self._admitted(enquiry), self._rulebook(enquiry.parameters.rules)
            key = self._key(enquiry, about, asking, rulebook)
            known = self.memory.get(key) if key else None
            if known:
                return replace(known, asked=_again(known.asked, asking))
            made = _remembered(ask(self.store, rulebook, asking, inquire))
            if key and key[0] == made.asked.body["meta"]["transaction"]:  # a load may have come in between
                self.memory.keep(key, made)
            return made

    def _key(self, enquiry: Enquiry, about: tuple[str, ...], asking: Asking, rulebook: Rulebook) -> tuple[Hashable, ...] | None:
        """Everything that an answer about the newest picture depends on; None for a question about an older one."""
        if asking.known_at or asking.transaction is not None or asking.min_transaction is not None:
            return None
        reader = asking.as_of, asking.today, asking.sees_persons, asking.operator, asking.profile, asking.demo
        return self.store.last_transaction()[0], rulebook.mark.hash, enquiry.question, about, reader

    @contextmanager
    def _refusals_on_record(self, enquiry: Enquiry) -> Iterator[None]:
        try:
            yield
        except XinmaiError as refused:
            if isinstance(refused, _ON_RECORD):
                self.book.write(line_of(enquiry, "enquiry", outcome=refused.code))
            raise

    def admit(self, enquiry: Enquiry) -> Admitted:
        """Lets an enquiry in: its right, what its profile asks for, and a purpose where it is told of somebody."""
        allowed = admitted(self.office, enquiry.principal, enquiry.right, self._day(), (enquiry.subject, enquiry.authorisation))
        law = self.rulebook.catalogue.publication[allowed.profile]
        must_state_purpose(law.needs, enquiry.right, enquiry.parameters.purpose)
        return allowed

    def records_opened(self, enquiry: Enquiry) -> None:
        """Lets somebody into the office's own records, whose keeper has judged his rights: with a purpose, and on record."""
        purpose = enquiry.parameters.purpose
        must_state_purpose(self.rulebook.catalogue.publication[enquiry.principal.profile].needs, enquiry.right, purpose)
        sees_persons(enquiry.principal, purpose)
        self.book.write(line_of(enquiry, "office"))

    def _admitted(self, enquiry: Enquiry) -> Asking:
        """The question of somebody who may ask it."""
        return self._asking(enquiry, self.admit(enquiry))

    def _day(self) -> date:
        return to_date(today(self.fixed_today))

    def _rulebook(self, wanted: str | None) -> Rulebook:
        """The law in use, or the archived one that the caller names by its hash; what a reader may see is judged by the one in use."""
        if wanted is None or wanted == self.rulebook.mark.hash:
            return self.rulebook
        if self.archive is None:
            raise NotFound("此处没有规则目录存档。No catalogue is archived here.")
        found = self.archive.open(wanted)
        return replace(found, catalogue=replace(found.catalogue, publication=self.rulebook.catalogue.publication))

    def _asking(self, enquiry: Enquiry, allowed: Admitted) -> Asking:
        parameters = enquiry.parameters
        return Asking(
            as_of=day_of(parameters.as_of) if parameters.as_of else today(self.fixed_today),
            known_at=_instant(parameters),
            request_id=enquiry.request_id,
            sees_persons=allowed.sees_persons(parameters.purpose),
            operator=enquiry.principal.operator,
            profile=allowed.profile,
            today=today(self.fixed_today),
            demo=enquiry.demo,
            parameters=enquiry.echo,
            cursor=getattr(parameters, "cursor", None),
            cursor_key=self.cursor_key,
            transaction=enquiry.transaction,
            asker=enquiry.principal.name,
            purpose=_purpose(parameters.purpose),
            min_transaction=parameters.min_transaction,
            patience_s=self.patience_s,
        )


def line_of(enquiry: Enquiry, kind: Kind, **more: Any) -> Line:
    """What every line of an enquiry says, whatever became of it, and what more is known of this one."""
    principal = enquiry.principal
    said = {
        "principal": principal.id,
        "name": principal.name,
        "authority": principal.authority,
        "question": enquiry.question,
        "profile": principal.profile,
        "purpose": enquiry.parameters.purpose,
        "subject": enquiry.subject,
        "parameters": enquiry.echo,
        "request_id": enquiry.request_id,
        "authorisation": enquiry.authorisation,
    }
    return Line(kind, **{**said, **more})


def answered_line(enquiry: Enquiry, asked: Asked, kind: Kind) -> Line:
    """The line of an answer: besides what was asked, which fields and which persons it shows, and what it rests on."""
    return line_of_answer(enquiry, asked, kind, (digest_of(asked.body), _fields(asked)))


def line_of_answer(enquiry: Enquiry, asked: Asked, kind: Kind, made: tuple[str, tuple[str, ...]], **more: Any) -> Line:
    """The same where the answer's digest and fields are known already."""
    meta: Mapping[str, Any] = asked.body["meta"]
    return line_of(
        enquiry,
        kind,
        persons=asked.persons,
        fields=made[1],
        rules=meta["rules"]["hash"],
        transaction=meta["transaction"],
        as_of=meta["as_of"],
        digest=made[0],
        more={"persons": meta["persons"]},
        **more,
    )


def _remembered(asked: Asked) -> Remembered:
    return Remembered(asked, digest_of(asked.body), _fields(asked), to_json(asked.body["data"]))


def _again(asked: Asked, asking: Asking) -> Asked:
    """The answer for another request: what its `meta` says of the request is the new one's."""
    meta = {**asked.body["meta"], "parameters": dict(asking.parameters), "request_id": asking.request_id, "took_ms": 0.0}
    return replace(asked, body={**asked.body, "meta": meta})


def _fields(asked: Asked) -> tuple[str, ...]:
    return tuple(sorted(name for name, value in asked.body["data"].items() if value not in (None, [], {})))


def cursor_key_in(home: Path) -> bytes:
    """The key that signs cursors: made once, kept beside the store, so that every worker knows it."""
    path = home / "cursor.key"
    if not path.exists():
        made_once(path, secrets.token_bytes(32))
    return path.read_bytes()


def _purpose(code: str | None) -> tuple[str, str, str] | None:
    """A purpose that the admission has let pass, with its labels."""
    known = purposes().get(code or "")
    return (code or "", known["zh"], known["en"]) if known else None


def _instant(parameters: Parameters) -> datetime | None:
    return instant_of(parameters.known_at) if parameters.known_at else None
