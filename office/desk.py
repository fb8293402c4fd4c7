"""The desk between a caller and an inquiry: settles what he may see, asks, and puts the disclosure on record before handing it over."""

import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from credit.periods import day_of
from graph.store import Store
from inquiry.answering.wire import Wire
from inquiry.asking.caller import DEPARTMENT, Asking
from inquiry.asking.days import instant_of, today
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Asked, Outcome, Question, ask
from inquiry.rulebook import Rulebook
from office.access import Line, write_line
from office.rights import Principal, purposes, sees_persons

D = TypeVar("D", bound=Wire)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One question as it comes to the desk: who, why, what, about whom. `named`: what the address itself names, such as `subject`."""

    principal: Principal
    question: str
    parameters: Parameters
    request_id: str
    named: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False

    @property
    def echo(self) -> dict[str, object]:
        """Everything that was asked, for `meta.parameters` and for the access line."""
        return {**self.named, **self.parameters.echo()}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every enquiry needs: the graph, the law, the office's records."""

    store: Store
    rulebook: Rulebook
    office: Engine
    cursor_key: bytes = field(repr=False)
    fixed_today: date | None = None
    patience_s: float = 2.0

    def answer(self, enquiry: Enquiry, inquire: Callable[[Question], Outcome[D]]) -> Asked:
        """The answer. One that names natural persons is on record before this returns."""
        asked = ask(self.store, self.rulebook, self._asking(enquiry), inquire)
        if asked.persons_shown and asked.moved_to is None:
            write_line(self.office, self._line(enquiry, asked))
        return asked

    def _asking(self, enquiry: Enquiry) -> Asking:
        parameters, sees = enquiry.parameters, sees_persons(enquiry.principal, enquiry.parameters.purpose)
        return Asking(
            as_of=day_of(parameters.as_of) if parameters.as_of else today(self.fixed_today),
            known_at=_instant(parameters),
            request_id=enquiry.request_id,
            sees_persons=sees,
            operator=enquiry.principal.operator,
            profile=getattr(enquiry.principal, "profile", DEPARTMENT),
            today=today(self.fixed_today),
            demo=enquiry.demo,
            parameters=enquiry.echo,
            cursor=getattr(parameters, "cursor", None),
            cursor_key=self.cursor_key,
            asker=enquiry.principal.name,
            purpose=_purpose(parameters.purpose),
            min_transaction=parameters.min_transaction,
            patience_s=self.patience_s,
        )

    def _line(self, enquiry: Enquiry, asked: Asked) -> Line:
        return Line(
            principal=f"{enquiry.principal.id} {enquiry.principal.name}",
            purpose=enquiry.parameters.purpose or "",
            question=enquiry.question,
            subject=_subject(enquiry),
            parameters=enquiry.echo | {"as_of": asked.body["meta"]["as_of"], "transaction": asked.body["meta"]["transaction"]},
            persons=asked.persons_shown,
            request_id=enquiry.request_id,
        )


def cursor_key_in(home: Path) -> bytes:
    """The key that signs cursors: made once, kept beside the store, so that every worker knows it."""
    path = home / "cursor.key"
    if not path.exists():
        _made_once(path, secrets.token_bytes(32))
    return path.read_bytes()


def _made_once(path: Path, content: bytes) -> None:
    """Writes a file that its owner alone may read; where two come first at once, one of them wins whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()


def _subject(enquiry: Enquiry) -> str | None:
    """What the question was about: the subject that it names, else whatever else it names."""
    about = enquiry.echo.get("subject") or next(iter(enquiry.named.values()), None)
    return None if about is None else str(about)


def _purpose(code: str | None) -> tuple[str, str, str] | None:
    """A purpose that `sees_persons` has let pass, with its labels."""
    return (code, purposes()[code]["zh"], purposes()[code]["en"]) if code else None


def _instant(parameters: Parameters) -> datetime | None:
    return instant_of(parameters.known_at) if parameters.known_at else None
