"""Writes: acts on facts, and rows of a source. Each is a file in the home folder with its author and document, on record before it is done.

An act goes the way of every load: a batch names who speaks, a deed aims at the fact and not at a version of it, and one that the
store already has is not recorded again, so a write that was cut short can be done anew.
"""

import csv
import hashlib
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from credit.errors import BadParameter, NotFound, WrongUse
from credit.facts import Deed, Fact
from credit.identity import canonical_json, checked_id, fact_id
from credit.kinds import FACT_KINDS, NODES
from credit.periods import Day, day_of
from credit.view import View
from graph.opening import open_place
from graph.store import BatchInfo, NewAct
from inquiry.answering.wire import Wire
from inquiry.asking.days import today
from inquiry.asking.subject import id_of
from loaders.fields_of_law import must_act_within
from loaders.mapping.catalogue import shipped
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions, load_file
from loaders.settings import LoadSettings
from loaders.staging.acts import Aim
from loaders.staging.aiming import acts_at
from office.admission import departments_only
from office.audit.lines import Line
from office.idempotency import Answered, Once, once
from office.premises import Premises
from office.rights import Principal, Right

_SOURCE, _TITLE = "office_acts", "经授权登记的行为"
_PRECEDENCE = 20
_RECORDS = ("Penalty", "ListEntry", "Licence", "CourtOrder", "Encumbrance", "Commitment", "Repair", "Objection")
_NEEDS_DAY = {Deed.REPAIR, Deed.END}
MOST_ROWS = 5000


class Target(Wire):
    """At what an act aims: a fact by its id (as answers list it), a record by its own id, or a record by document number and party."""

    fact: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$", description="A fact's id, as answers list it.")
    record: str | None = Field(default=None, max_length=100, description="A record's id: pen:…, list:…, ord:…")
    document: str | None = Field(default=None, max_length=120, description="The document or case number of one record.")
    party: str | None = Field(default=None, max_length=100, description="Whose record, where several share the number.")


class ActRequest(Wire):
    """An act on a fact: what is done, to what, since when, by which document, and why."""

    deed: Literal["repair", "dispute", "uphold", "dismiss", "void", "correct", "end", "redact"]
    target: Target
    effective: str | None = Field(default=None, max_length=10, description="Since which day (2026-03-01); needed to repair and to end.")
    document: str = Field(min_length=1, max_length=120, description="The number of the document that orders it: its evidence.")
    reason: str = Field(min_length=1, max_length=1000)
    values: dict[str, str | int | bool] = Field(default_factory=dict, max_length=20, description="To correct: the right values.")


class RowsRequest(Wire):
    """Rows of a shipped source, under the headers that its file would have."""

    source: str = Field(max_length=60, description="A source of `xinmai sources --template`.")
    scope: str = Field(default="", max_length=80)
    data_on: str | None = Field(default=None, max_length=10, description="The day of which the rows speak; default today.")
    rows: list[dict[str, str]] = Field(min_length=1, max_length=MOST_ROWS)
    preview: bool = Field(default=False, description="Read and check, and publish nothing.")


@dataclass(frozen=True, slots=True)
class Write:
    """Who writes, under which key."""

    principal: Principal
    key: str
    request_id: str

    @property
    def author(self) -> str:
        """How the graph names him."""
        return f"{self.principal.id} {self.principal.authority or self.principal.name}"

    def may_write(self) -> None:
        """Raises NotPermitted for whoever has not the right, or is no department."""
        self.principal.must_have(Right.FACTS)
        departments_only(self.principal)


def record_act(premises: Premises, write: Write, wanted: ActRequest) -> Answered:
    """Records an act once, and says which facts it hit in which transaction."""
    write.may_write()
    said = wanted.model_dump(mode="json")
    return once(premises.office, Once(write.principal, write.key, ["act", said]), lambda: _recorded(premises, write, wanted))


def load_rows(premises: Premises, write: Write, wanted: RowsRequest) -> Answered:
    """Loads rows as if they had come as a file, or says what would become of them."""
    write.may_write()
    if wanted.source not in shipped():
        raise BadParameter(f"没有来源 {wanted.source}。No such source; xinmai sources --template lists them.", errors=[])
    if wanted.preview:
        return Answered(_previewed(premises, write, wanted), replayed=False)
    said = wanted.model_dump(mode="json")
    return once(premises.office, Once(write.principal, write.key, ["rows", said]), lambda: _loaded(premises, write, wanted))


def _recorded(premises: Premises, write: Write, wanted: ActRequest) -> dict[str, Any]:
    store, now = premises.desk().store, today(premises.settings.today)
    file, content = _kept(premises, write, "json", canonical_json(wanted.model_dump(mode="json")).encode())
    with store.view() as view:
        hit = _hit(view, wanted.target)
        must_act_within(write.principal.domains, hit)
        acts = [act for fact in hit for act in _acts(fact, wanted, write, now)]
        aimed_at = [{"fact": fact.id, "kind": fact.kind, "src": fact.src, "dst": fact.dst} for fact in hit]
    premises.book.write(_line(write, "record_act", wanted.model_dump(mode="json"), subject=hit[0].src))
    batch = BatchInfo(
        source=_SOURCE,
        scope=write.principal.authority or write.principal.name,
        title=_TITLE,
        publisher=write.principal.authority or write.principal.name,
        precedence=_PRECEDENCE,
        file=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        data_on=now,
        author=write.author,
    )
    with store.load(batch) as load:
        load.add_acts(acts)
        done = load.publish()
    transaction = done.transaction if done.transaction is not None else store.last_transaction()[0]
    evidence = {"file": file.name, "sha256": batch.sha256, "document": wanted.document, "author": write.author}
    return {"data": {"deed": wanted.deed, "facts": aimed_at, "transaction": transaction, "evidence": evidence}}


def _hit(view: View, target: Target) -> Sequence[Fact]:
    """The facts that a target names: exactly one record, with all ids that it is known by."""
    given = [name for name in ("fact", "record", "document") if getattr(target, name)]
    if len(given) != 1:
        raise BadParameter("target 须且只须给出 fact、record、document 之一。Give one of fact, record, document.", errors=[])
    found = view.facts(_ids(view, target))
    if not found:
        raise NotFound("没有所指的事实或记录,或不止一份。Nothing that the store knows fits, or more than one thing does.")
    return found


def _ids(view: View, target: Target) -> list[str]:
    if target.fact:
        return [target.fact]
    if target.record:
        node = view.node(checked_id(target.record))
        return [] if node is None else [fact_id(node.kind, member, None, ()).hex() for member in node.members if node.kind in NODES]
    party = id_of(target.party) if target.party else None
    aim = Aim(1, Deed.DISPUTE, None, "", "", target.document, _RECORDS, (party, None, None))
    return [act.fact for act in acts_at(aim, view)]


def _acts(fact: Fact, wanted: ActRequest, write: Write, now: Day) -> list[NewAct]:
    deed = Deed(wanted.deed)
    if deed in _NEEDS_DAY and wanted.effective is None:
        raise BadParameter(
            "修复和终止须载明生效日期 effective。Give the day since when.", errors=[{"field": "effective", "message": "a day"}]
        )
    effective = day_of(wanted.effective) if wanted.effective else now
    if effective > now and deed is not Deed.END:
        raise BadParameter("生效日期在今天之后。The day lies after today.", errors=[{"field": "effective", "message": "not after today"}])
    values = _corrected(fact, wanted.values) if deed is Deed.CORRECT else {}
    if wanted.values and deed is not Deed.CORRECT:
        raise BadParameter("只有更正可以给出 values。Only a correction has values.", errors=[{"field": "values", "message": "to correct"}])
    reason = f"{wanted.reason}(依据 {wanted.document})"
    return [NewAct(each, deed, effective, write.author, reason, values) for each in fact.ids]


def _corrected(fact: Fact, values: Mapping[str, Any]) -> dict[str, Any]:
    """The right values, held to the declaration of the kind: an unknown property would be kept and never read."""
    declared = {prop.name: prop.type for prop in FACT_KINDS[fact.kind].props}
    if not values or (unknown := sorted(set(values) - set(declared))):
        known = ", ".join(sorted(declared))
        wrong = "、".join(unknown) if values else "values"
        raise BadParameter(f"更正的项目有误:{wrong};可用:{known}。Unknown properties.", errors=[{"field": "values", "message": known}])
    for name, value in values.items():
        if declared[name] == "day":
            day_of(str(value))
        elif isinstance(value, int) != (declared[name] in {"fen", "int", "number", "flag", "bool"}):
            raise BadParameter(
                f"{name} 的值类型不符。The value of {name} is of another type.", errors=[{"field": name, "message": declared[name]}]
            )
    return dict(values)


def _loaded(premises: Premises, write: Write, wanted: RowsRequest) -> dict[str, Any]:
    file, _ = _kept(premises, write, "csv", _table(wanted.rows).encode("utf-8"))
    premises.book.write(_line(write, "load_rows", {"source": wanted.source, "scope": wanted.scope, "rows": len(wanted.rows)}))
    settings = LoadSettings.model_validate({"XINMAI_HOME": premises.settings.home})
    report = load_file(premises.desk().store, file, _options(premises, write, wanted, settings), person_key(settings))
    return {"data": {"report": report.as_json()}}


def _previewed(premises: Premises, write: Write, wanted: RowsRequest) -> dict[str, Any]:
    """The same rows into an empty store that is thrown away. What they would act on is not there, and the report says so."""
    settings = LoadSettings.model_validate({"XINMAI_HOME": premises.settings.home})
    key = person_key(settings)
    premises.book.write(_line(write, "load_rows", {"source": wanted.source, "rows": len(wanted.rows), "preview": True}))
    with tempfile.TemporaryDirectory() as folder:
        scratch = LoadSettings.model_validate({"XINMAI_HOME": Path(folder)})
        file = Path(folder) / f"{wanted.source}.csv"
        file.write_text(_table(wanted.rows), "utf-8")
        store = open_place(str(Path(folder) / "graph.db"), create=True)  # never the store that the settings name
        try:
            report = load_file(store, file, _options(premises, write, wanted, scratch), key)
        finally:
            store.close()
        rejected = report.rejected_path.read_text("utf-8-sig") if report.rejected_path and report.rejected_path.exists() else None
    return {"data": {"report": {**report.as_json(), "rejected_path": None}, "rejected_csv": rejected, "preview": True}}


def _options(premises: Premises, write: Write, wanted: RowsRequest, settings: LoadSettings) -> LoadOptions:
    day = day_of(wanted.data_on) if wanted.data_on else today(premises.settings.today)
    base = LoadOptions(source=wanted.source, scope=wanted.scope or write.principal.authority, data_on=day, author=write.author)
    return replace(base, settings=settings, rejected_dir=settings.home / "rejected", domains=write.principal.domains)


def _table(rows: Sequence[Mapping[str, str]]) -> str:
    """The rows as a file of their source would have them."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    if len(heads) > 200 or any(len(value) > 20_000 for row in rows for value in row.values()):
        raise WrongUse("列过多或单元格过长。Too many columns, or a cell too long.")
    told = io.StringIO()
    csv.writer(told).writerows([heads, *([row.get(head, "") for head in heads] for row in rows)])
    return told.getvalue()


def _kept(premises: Premises, write: Write, suffix: str, content: bytes) -> tuple[Path, bytes]:
    """The request as a file: named by who and under which key, so that the same request is the same file."""
    folder = premises.settings.home / "writes"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.sha256(f"{write.principal.id}\x1f{write.key}".encode()).hexdigest()[:24]
    path = folder / f"{name}.{suffix}"
    path.write_bytes(content)
    path.chmod(0o600)
    return path, content


def _line(write: Write, question: str, parameters: Mapping[str, Any], subject: str | None = None) -> Line:
    """What is about to be written, on record before it is."""
    principal = write.principal
    who = Line("write", principal.id, principal.name, principal.authority, question, profile=principal.profile)
    return replace(who, parameters=parameters, subject=subject, request_id=write.request_id, outcome="begun", more={"key": write.key})
