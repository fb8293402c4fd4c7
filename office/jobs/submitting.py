"""Handing a job in: once under its idempotency key, on record before it waits, its files kept before it is on record."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from office.audit.lines import Line
from office.idempotency import Answered, Once, once
from office.jobs.folder import removed
from office.jobs.register import NewJob, add_job, find_job, put_back_in_line
from office.jobs.wire import told
from office.premises import Premises
from office.rights import Principal

_ID = 24


@dataclass(frozen=True, slots=True)
class Asker:
    """Who hands in, under which idempotency key."""

    principal: Principal
    key: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is handed in. `question`: as the audit calls it; `said`: what the audit and the key's digest remember; nobody's name in it.

    `number`: the job's id, where it is not made of the key; such a job is put in line again where it failed before.
    """

    kind: str
    question: str
    said: Mapping[str, Any]
    parameters: Mapping[str, Any]
    line: Literal["office", "write"] = "office"
    number: str = ""


def job_number(asker: Asker, kind: str) -> str:
    """The id of the job that this write makes: the same write is the same job, also when it is done again after a crash."""
    return hashlib.sha256(f"{kind}\x1f{asker.principal.id}\x1f{asker.key}".encode()).hexdigest()[:_ID]


def submitted(premises: Premises, asker: Asker, order: Order, kept: Callable[[str], None] = lambda _: None) -> Answered:
    """Puts a job in line and tells it. `kept`: puts its files into the folder of the job of that id. TooMany for one too many."""
    number = order.number or job_number(asker, order.kind)

    def handed_in() -> dict[str, Any]:
        try:
            kept(number)
            premises.book.write(replace(line_of(asker, order.question, {**order.said, "job": number}), kind=order.line))
            job = add_job(premises.office, asker.principal, NewJob(number, order.kind, order.parameters), premises.rules.most_jobs)
        except BaseException:
            if find_job(premises.office, number) is None:
                removed(premises.settings.home, number)
            raise
        if order.number:
            put_back_in_line(premises.office, number)
        premises.queue.wake(number)
        return {"data": told(job).model_dump(mode="json")}

    return once(premises.office, Once(asker.principal, asker.key, [order.kind, order.said]), handed_in)


def line_of(asker: Asker, question: str, parameters: Mapping[str, Any]) -> Line:
    """What is asked of the office, for the audit."""
    principal = asker.principal
    who = Line("office", principal.id, principal.name, principal.authority, question, profile=principal.profile)
    return replace(who, parameters=parameters, request_id=asker.request_id, outcome="begun", more={"key": asker.key})
