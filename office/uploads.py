"""Loads through the API: a file is sent, read and checked as `xinmai load` would, and told; nothing is published until its sender commits.

The preview is a rehearsal: the whole load into a store of its own that is thrown away, its acts aimed at the real one (decision 0082).
"""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field

from credit.errors import BadParameter, Expired, NotFound, UnderWay
from credit.periods import day_of, iso
from graph.opening import open_place
from inquiry.answering.wire import Wire
from inquiry.asking.days import today
from loaders.mapping.catalogue import shipped
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions, Progress, load_file
from loaders.reading.table import BOOK, LINES, TEXT, is_table
from loaders.report import LoadReport
from loaders.settings import LoadSettings
from office.admission import departments_only
from office.idempotency import Answered
from office.jobs.asking import seen_job
from office.jobs.folder import SentFile, digest_of_file, file_name, folder_of, keep, made_folder, removed
from office.jobs.kinds import Course, Kind
from office.jobs.register import Ending, Job, ask_to_cancel, find_job, note_removed
from office.jobs.submitting import Asker, Order, submitted
from office.premises import Premises
from office.rights import Principal, Right

_WHOLE = 100
_READ = 99
"""Publishing is the last percent: it has no middle."""


class LoadOrder(Wire):
    """How a file is to be read."""

    source: str | None = Field(default=None, max_length=60)
    scope: str | None = Field(default=None, max_length=80)
    data_on: str | None = Field(default=None, max_length=10)
    snapshot: bool = False


def hand_in_load(premises: Premises, asker: Asker, wanted: LoadOrder, sent: SentFile) -> Answered:
    """Puts a preview in line. BadParameter for a source that is none, or a file that is no table."""
    asker.principal.must_have(Right.FACTS)
    departments_only(asker.principal)
    name = file_name(sent.name)
    if wanted.source is not None and wanted.source not in shipped():
        says = "xinmai sources --template lists them"
        raise BadParameter(f"没有来源 {wanted.source}。No such source; {says}.", errors=[{"field": "source", "message": says}])
    if not is_table(Path(name)):
        forms = "、".join(TEXT + BOOK + LINES)
        raise BadParameter(f"{name}: 应为 {forms} 文件。Send one of these.", errors=[{"field": "file", "message": forms}])
    day = iso(day_of(wanted.data_on)) if wanted.data_on else iso(today(premises.settings.today))
    known = digest_of_file(sent.content)
    said = {**wanted.model_dump(exclude_none=True), "sha256": known.sha256}
    parameters = {**wanted.model_dump(), "data_on": day, "file": name, "sha256": known.sha256, "bytes": known.size}
    order = Order("load", "record_load", said, parameters)
    return submitted(premises, asker, order, lambda number: keep(sent.content, made_folder(premises.settings.home, number) / name))


def commit_load(premises: Premises, asker: Asker, number: str) -> Answered:
    """Puts the publishing of a preview in line, once; one that failed is tried again under a new key."""
    asker.principal.must_have(Right.FACTS)
    departments_only(asker.principal)
    job = own_load(premises, asker.principal, number)
    if committed_by(premises, job) is None:
        _must_be_ready(job)
    kept = _kept_file(premises, job.id, job)

    def linked(_: str) -> None:
        if not kept.exists():
            _keep_as_evidence(folder_of(premises.settings.home, job.id) / job.parameters["file"], kept)

    said = {"load": job.id, "sha256": job.parameters["sha256"]}
    order = Order("load_commit", "commit_load", said, {**job.parameters, "load": job.id}, "write", commit_number(job.id))
    return submitted(premises, asker, order, linked)


def discard_load(premises: Premises, principal: Principal, number: str) -> Job:
    """Ends a preview and removes its files; nothing of it was ever in the store. UnderWay where it has been committed."""
    job = own_load(premises, principal, number)
    if committed_by(premises, job) is not None:
        raise UnderWay("此文件已提交,不能放弃。It has been committed.", retry_after=0)
    ask_to_cancel(premises.office, job.id)
    if note_removed(premises.office, job.id):
        removed(premises.settings.home, job.id)
    return own_load(premises, principal, number)


def own_load(premises: Premises, principal: Principal, number: str) -> Job:
    """A preview of one's own; NotFound for another's, also for an administrator, and for a job of another kind."""
    job = seen_job(premises, principal, number)
    if job.kind != "load" or job.owner != principal.id:
        raise NotFound(f"没有编号为 {number[:40]} 的装载。No such load.")
    return job


def committed_by(premises: Premises, job: Job) -> Job | None:
    """The job that publishes a preview, where its sender has committed it."""
    return find_job(premises.office, commit_number(job.id))


def commit_number(load: str) -> str:
    """The id of the one job that publishes a preview, however often it is committed."""
    return hashlib.sha256(f"commit\x1f{load}".encode()).hexdigest()[:24]


def _must_be_ready(job: Job) -> None:
    if job.is_open:
        raise UnderWay("预检尚未完成,请稍后再提交。The preview has not ended.", retry_after=2)
    if job.state != "done":
        raise BadParameter(
            "预检未成功,不能提交。The preview did not succeed; see its problem.", errors=[{"field": "id", "message": job.state}]
        )
    if job.removed_at is not None:
        raise Expired("上传的文件已过保存期或已放弃,请重新上传。Its time is over, or it was discarded; send the file again.")


def _kept_file(premises: Premises, load: str, job: Job) -> Path:
    """Where a committed file stays: it is the evidence of what it states."""
    return premises.settings.home / "writes" / load / str(job.parameters["file"])


def _keep_as_evidence(source: Path, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with source.open("rb") as file:
            keep(file, place)
    except FileNotFoundError:
        raise Expired("上传的文件已过保存期或已放弃,请重新上传。Its time is over, or it was discarded.") from None


def _rehearse(course: Course) -> Ending:
    """The whole load into a store that is thrown away."""
    principal, scratch = course.principal, course.folder / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    key = person_key(_settings(course.premises.settings.home))
    options = replace(_options(course, principal), settings=_settings(scratch), aimed_at=course.premises.desk().store)
    scratch.mkdir(mode=0o700)
    store = open_place(str(scratch / "graph.db"), create=True)  # never the store that the settings name
    try:
        report = load_file(store, course.folder / course.job.parameters["file"], options, key, _progress(course))
    finally:
        store.close()
        shutil.rmtree(scratch, ignore_errors=True)
    ending = _ending(report)
    assert ending.outcome is not None
    stated = 0 if report.publication is None else report.publication.new + report.publication.changed
    told = {**ending.outcome["report"], "publication": None, "claims": stated}  # its transaction is one of the store that is gone
    return replace(ending, outcome={"report": told})


def _publish(course: Course) -> Ending:
    """The load itself. Done again after a crash it changes nothing that is there already."""
    principal, settings = course.principal, _settings(course.premises.settings.home)
    store, file = course.premises.desk().store, _kept_file(course.premises, course.job.parameters["load"], course.job)
    return _ending(load_file(store, file, replace(_options(course, principal), settings=settings), person_key(settings), _progress(course)))


def _settings(home: Path) -> LoadSettings:
    return LoadSettings.model_validate({"XINMAI_HOME": home})


def _options(course: Course, principal: Principal) -> LoadOptions:
    said = course.job.parameters
    return LoadOptions(
        source=said["source"],
        scope=said["scope"],
        snapshot=said["snapshot"],
        data_on=day_of(said["data_on"]),
        author=f"{principal.id} {principal.authority or principal.name}",
        rejected_dir=course.folder,
        domains=principal.domains,
    )


def _progress(course: Course) -> Progress:
    """Steps are percents, and never fewer than before: a load that is taken up begins anew."""
    course.step(course.done, _WHOLE)

    def come(_: Path, _rows: int, part: float) -> None:
        if (percent := int(part * _READ)) > course.done:
            course.step(percent, _WHOLE)

    return come


def _ending(report: LoadReport) -> Ending:
    said: dict[str, Any] = report.as_json() | {"rejected_path": None}
    return Ending("done", {"report": said}, file=None if report.rejected_path is None else report.rejected_path.name)


KINDS = {
    "load": Kind("load", Right.FACTS, "percent", _rehearse),
    "load_commit": Kind("load_commit", Right.FACTS, "percent", _publish),
}
