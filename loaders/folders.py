"""A folder of files: in the order that its load.yaml says, or every file that some source knows, in an order that needs nothing first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from credit.errors import CatalogueFault, LoadFailed, UnknownSource, UnreadableFile
from credit.facts import Deed
from credit.identity import PersonKey, checked_id, fact_id
from credit.kinds import FACT_KINDS
from credit.periods import day_of
from graph.store import NewAct, Store
from loaders.mapping.yaml_file import read_mapping
from loaders.pipeline import LoadOptions, Progress, definition_for, load_file
from loaders.reading.table import is_table
from loaders.report import LoadReport
from loaders.staging.acts import Aim
from loaders.staging.aiming import acts_at
from loaders.validating.rejected import SUFFIX

PLAN = "load.yaml"


class Step(BaseModel):
    """The root of the forms of a plan."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recorded_at: datetime | None = None


class PersonById(BaseModel):
    """A person by a document number, which the key turns into an id; the number itself is not kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str = "CN"
    type: str = "resident_id"
    number: str


Who = str | PersonById
"""A public id, or a person by document."""


class LoadStep(Step):
    """Load one file."""

    load: str
    source: str | None = None
    mapping: str | None = None
    scope: str | None = None
    snapshot: bool = False
    data_on: str | None = None


class Pair(BaseModel):
    """Two that are, or are not, one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    a: Who
    b: Who
    same: bool = True
    author: str
    basis: str


class JudgeStep(Step):
    """Record a judgement."""

    judge: Pair


class Aimed(BaseModel):
    """At what an act aims: a record by its document number and party, or a relation by kind, ends and key."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    document: str | None = None
    kinds: tuple[str, ...] = ("Penalty", "ListEntry", "Licence", "CourtOrder", "Encumbrance")
    party: Who | None = None
    kind: str | None = None
    from_: Who | None = Field(default=None, alias="from")
    to: Who | None = None
    key: dict[str, str] = {}


class Done(BaseModel):
    """A deed and its particulars. `props`: the corrected values of `correct`, as the kind declares them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    deed: Literal["end", "correct", "void", "repair", "dispute", "uphold", "dismiss", "redact"]
    target: Aimed
    effective: str | None = None
    author: str
    reason: str
    props: dict[str, Any] = {}


class ActStep(Step):
    """Record an act."""

    act: Done


class Plan(BaseModel):
    """What a load.yaml may say (loaders/README.md)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: tuple[LoadStep | JudgeStep | ActStep, ...]


@dataclass(frozen=True, slots=True)
class Unloaded:
    """A file of a folder that was not loaded, and why."""

    file: str
    reason: str


def load_path(
    store: Store, path: Path, options: LoadOptions, key: PersonKey, progress: Progress | None = None
) -> Iterator[LoadReport | Unloaded]:
    """Loads a file, or a folder as it says. In a folder without a plan a file that fails is told and the rest goes on."""
    if not path.is_dir():
        yield load_file(store, path, options, key, progress)
    elif (path / PLAN).exists():
        yield from _by_plan(store, path, options, key, progress)
    else:
        yield from _every_known(store, path, options, key, progress)


def _by_plan(store: Store, folder: Path, options: LoadOptions, key: PersonKey, progress: Progress | None) -> Iterator[LoadReport]:
    for at, step in enumerate(_plan(folder / PLAN).steps, start=1):
        if isinstance(step, LoadStep):
            yield load_file(store, _inside(folder, step.load), _options(step, folder, options), key, progress)
        elif isinstance(step, JudgeStep):
            pair = step.judge
            store.judge(_id(pair.a, key), _id(pair.b, key), pair.same, pair.author, pair.basis, step.recorded_at)
        else:
            store.record(_acts(store, step.act, key, at), step.recorded_at)


def _plan(path: Path) -> Plan:
    try:
        return Plan.model_validate(read_mapping(path))
    except ValidationError as fault:
        first = fault.errors()[0]
        raise CatalogueFault(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _inside(folder: Path, name: str) -> Path:
    """A plan loads files of its own folder only."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UnreadableFile(f"{name}: 不在 {folder.name} 之内。A plan loads files of its own folder only.")
    return path


def _options(step: LoadStep, folder: Path, options: LoadOptions) -> LoadOptions:
    return replace(
        options,
        source=step.source,
        mapping=_inside(folder, step.mapping) if step.mapping else options.mapping,
        scope=step.scope,
        snapshot=step.snapshot,
        data_on=day_of(step.data_on) if step.data_on else options.data_on,
        recorded_at=step.recorded_at or options.recorded_at,
        rejected_dir=_beside(options, Path(step.load)),
    )


def _beside(options: LoadOptions, within: Path) -> Path | None:
    """Where rejected rows go: files of one name in two folders keep apart."""
    return None if options.rejected_dir is None else options.rejected_dir / within.parent


def _id(who: Who, key: PersonKey) -> str:
    return checked_id(who) if isinstance(who, str) else key.person(who.country, who.type, who.number)


def _acts(store: Store, done: Done, key: PersonKey, at: int) -> list[NewAct]:
    target = done.target
    ends = tuple(None if who is None else _id(who, key) for who in (target.party, target.from_, target.to))
    effective = day_of(done.effective) if done.effective else None
    kinds = (target.kind,) if target.kind else target.kinds
    keys = tuple(target.key.get(name) for name in FACT_KINDS[kinds[0]].key) if target.kind else ()
    aim = Aim(at, Deed(done.deed), effective, done.author, done.reason, target.document, kinds, (ends[0], ends[1], ends[2]), keys)
    with store.view() as view:
        acts = acts_at(aim, view) or _on_record(aim)
    if not acts:
        raise LoadFailed(f"{PLAN}: 第 {at} 步没有找到所指记录。Step {at} aims at nothing that the store knows.")
    if unknown := sorted(name for name in done.props if not any(name in _props(kind) for kind in kinds)):
        raise LoadFailed(f"{PLAN}: 第 {at} 步:没有项目 {'、'.join(unknown)}。Step {at} corrects what no such record has.")
    return [replace(act, props=done.props) for act in acts]


def _props(kind: str) -> set[str]:
    return {prop.name for prop in FACT_KINDS[kind].props}


def _on_record(aim: Aim) -> list[NewAct]:
    """A record of one node: named by its id alone (`from`)."""
    src, dst = aim.ends[1], aim.ends[2]
    if src is None or dst is not None:
        return []
    return [NewAct(fact_id(aim.kinds[0], src, None, ()).hex(), aim.deed, aim.effective, aim.author, aim.reason)]


def _every_known(
    store: Store, folder: Path, options: LoadOptions, key: PersonKey, progress: Progress | None
) -> Iterator[LoadReport | Unloaded]:
    """Sources that state facts first, then those whose rows act on them; within each by name."""
    chosen: list[tuple[bool, Path]] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith((".", "~$")) or path.name.endswith(SUFFIX) or not is_table(path):
            continue
        try:
            chosen.append((bool(definition_for(path, options).acts), path))
        except (UnknownSource, UnreadableFile) as fault:
            yield Unloaded(path.name, fault.detail)
    for _, path in sorted(chosen):
        try:
            own = replace(options, rejected_dir=_beside(options, path.relative_to(folder)))
            yield load_file(store, path, own, key, progress)
        except LoadFailed as fault:
            yield Unloaded(path.name, fault.detail)
