"""One file into the store: detect its source, stage its rows, aim its acts, publish once, and say what happened."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from credit.errors import CountsOutOfRange, LoadFailed
from credit.identity import PersonKey
from credit.periods import Day, from_date, iso
from graph.store import BatchInfo, Load, Publication, Store
from loaders.cleaning.dates import TOO_LATE
from loaders.fields_of_law import must_act_within, must_state_within
from loaders.mapping.binding import Binding
from loaders.mapping.catalogue import from_file, named, shipped
from loaders.mapping.definition import Definition
from loaders.mapping.detect import count_known, detect, known_headers
from loaders.mapping.scope import scope_of
from loaders.meeting import meet
from loaders.person_key import QuickKey
from loaders.reading.table import open_table
from loaders.report import IssueLog, LoadReport, RuleCount, earlier_report, remember, repeated
from loaders.settings import LoadSettings
from loaders.staging.acts import Aim
from loaders.staging.aiming import acts_at
from loaders.staging.chunk import Issue, Staged
from loaders.tally import Tally, keep_tallies
from loaders.validating.rejected import RejectedFile, rejected_path
from loaders.work import Job, Opened, working

EDITION = 1
"""To be raised whenever the same rows would become other claims: a file that was loaded by an older edition is read anew."""

Progress = Callable[[Path, int, float], None]
"""Called as a load goes on: the file, rows read so far, the part of the file read so far (0 to 1)."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a file is to be loaded. `mapping`: a source.yaml of the user's own; `data_on` and `recorded_at` None: today and now.
    `domains`: of which fields its records must be (none: any).
    """

    source: str | None = None
    mapping: Path | None = None
    scope: str | None = None
    snapshot: bool = False
    data_on: Day | None = None
    recorded_at: datetime | None = None
    author: str = "loader"
    rejected_dir: Path | None = None
    aimed_at: Store | None = None
    """Whose records acts are aimed at, where that is not the store that is loaded into: a rehearsal."""
    settings: LoadSettings = field(default_factory=LoadSettings)
    domains: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Course:
    """A load under way: what has been counted so far."""

    log: IssueLog = field(default_factory=IssueLog)
    aims: list[Aim] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    rejected: RejectedFile | None = None
    opened: Opened | None = None
    read: int = 0
    skipped: int = 0
    acts: int = 0


def today(settings: LoadSettings) -> Day:
    """The day that the settings fix, else today as the calendar of Asia/Shanghai has it."""
    return from_date(settings.today or (datetime.now(UTC) + timedelta(hours=8)).date())


def load_file(store: Store, path: Path, options: LoadOptions, key: PersonKey, progress: Progress | None = None) -> LoadReport:
    """Loads one file. Raises LoadFailed (nothing of it is published) or CatalogueFault."""
    definition = definition_for(path, options)
    now = today(options.settings)
    data_on = now if options.data_on is None else options.data_on
    scope = options.scope if options.scope is not None else scope_of(definition, path)
    job = Job(path, definition, QuickKey(key.version, key.secret), data_on, now, options.settings.chunk_rows, scope)
    batch = _batch(job, options)
    course = _Course()
    with ExitStack() as stack:
        load = stack.enter_context(store.load(batch)) if states_facts(definition) else None
        if load and (report := _repeated(load, definition, batch, options)):
            return report
        chunks = stack.enter_context(working(job, _readers(path, options.settings)))
        for item in chunks:
            if isinstance(item, Opened):
                target = rejected_path(path, options.rejected_dir, options.settings.home)
                course.opened, course.rejected = item, stack.enter_context(RejectedFile(target, item.headers))
            else:
                must_state_within(options.domains, item.claims)
                _take(item, load, course)
                if progress:
                    progress(path, course.read, item.progress)
        _check_counts(course, definition, options, path)
        publication = _published(options.aimed_at or store, load, course, options)
        kept = course.rejected.keep() if course.rejected else None
    keep_tallies(options.settings.home, batch.sha256, course.tallies)
    _meet(store, definition, batch, publication, options, course)
    report = _report(course, batch, publication, kept)
    remember(options.settings.home, report)
    return report


def definition_for(path: Path, options: LoadOptions) -> Definition:
    """The definition by which a file is read: the named one, else the one that fits its headers, the user's own mapping first."""
    own = {each.name: each for each in from_file(options.mapping)} if options.mapping else {}
    if options.source:
        return named(options.source, own)
    if len(own) == 1:
        return next(iter(own.values()))
    candidates = list(own.values() or shipped().values())
    known = known_headers(candidates)
    with open_table(path, lambda row: count_known(row, known), 100) as table:
        return detect(path, table.headers, candidates)


def states_facts(definition: Definition) -> bool:
    """Whether the source states anything of which a store takes notice (a ledger does not)."""
    return bool(definition.nodes or definition.edges or definition.acts or definition.each)


def file_digest(path: Path, definition: Definition, key: PersonKey) -> str:
    """What makes a load the same load again: the file's bytes, how they are read, and the key's version."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    digest.update(f"{EDITION}\x1f{definition.model_dump_json()}\x1f{key.version}".encode())
    return digest.hexdigest()


def _readers(path: Path, settings: LoadSettings) -> int:
    """How many processes read the file beside this one that writes."""
    return settings.readers if path.stat().st_size >= settings.parallel_bytes else 0


def _repeated(load: Load, definition: Definition, batch: BatchInfo, options: LoadOptions) -> LoadReport | None:
    """The report of a file that the store has just seen: nothing of it needs to be read.

    Not where it acts on records (what was not there before may be there now), nor where rows were rejected (their sender wants them again).
    """
    home = options.settings.home
    earlier = None if definition.acts else earlier_report(home, batch)
    if earlier is None or earlier.rejected or _waits_for_a_day(earlier, batch) or not load.repeat():
        return None
    report = repeated(earlier, batch)
    remember(home, report)
    return report


def _waits_for_a_day(earlier: LoadReport, batch: BatchInfo) -> bool:
    """Whether a later day of data may let more of the file be read."""
    return earlier.data_on != iso(batch.data_on) and any(issue.reason == TOO_LATE for issue in earlier.issues)


def _batch(job: Job, options: LoadOptions) -> BatchInfo:
    definition = job.definition
    return BatchInfo(
        source=definition.name,
        scope=job.scope,
        title=definition.title.zh,
        publisher=definition.publisher,
        precedence=definition.precedence,
        file=job.path.name,
        sha256=file_digest(job.path, definition, job.key),
        data_on=job.data_on,
        snapshot=options.snapshot,
        author=options.author,
        recorded_at=options.recorded_at,
    )


def _take(staged: Staged, load: Load | None, course: _Course) -> None:
    course.read += staged.read
    course.skipped += staged.skipped
    course.log.add(staged.issues)
    course.aims += staged.aims
    if staged.tally:
        course.tallies.append(staged.tally)
    if course.rejected:
        course.rejected.add(staged.rejected, staged.cells)
    if load:
        if staged.claims.kind:
            load.add(staged.claims, staged.rows)
        if staged.pairs:
            load.add_judgements(staged.pairs)


def _check_counts(course: _Course, definition: Definition, options: LoadOptions, path: Path) -> None:
    rejected = course.log.by_severity.get("reject", 0)
    if not definition.rows.min <= course.read <= definition.rows.max:
        wanted = f"{definition.rows.min} 至 {definition.rows.max}"
        raise CountsOutOfRange(f"{path.name}: 有 {course.read} 行,该来源应有 {wanted} 行,未发布。The source may have that many rows only.")
    if options.snapshot and course.read and rejected == course.read:
        raise CountsOutOfRange(f"{path.name}: 全量快照的每一行都被拒绝,未发布。Every row was rejected; nothing was published.")


def _published(store: Store, load: Load | None, course: _Course, options: LoadOptions) -> Publication | None:
    if load is None:
        return None
    if course.aims:
        acts, lost = [], []
        with store.view() as view:
            for aim in course.aims:
                found = acts_at(aim, view)
                acts += found
                lost += [] if found else [aim.row]
            must_act_within(options.domains, view.facts([act.fact for act in acts]) if options.domains else ())
        load.add_acts(acts)
        course.acts = len(acts)
        if lost:
            course.log.add([Issue("XM-ACT", "warn", "", "库中没有(或已撤销)、或不止一份所指记录,该行未生效", lost)])
    return load.publish()


def _meet(
    store: Store, definition: Definition, batch: BatchInfo, publication: Publication | None, options: LoadOptions, course: _Course
) -> None:
    """Texts and records of one decision become one; where they disagree the record counts and the load says so."""
    met = meet(store, options.settings.home, definition, publication, batch.data_on)
    if met.disagreeing:
        told = "、".join(f"{each.number}({each.place})" for each in met.disagreeing[:5])
        reason = f"文书与结构化记录不一致,以结构化记录为准: {told}"
        course.log.add([Issue("XM-TEXT", "warn", "", reason, [each.row for each in met.disagreeing])])


def _report(course: _Course, batch: BatchInfo, publication: Publication | None, kept: Path | None) -> LoadReport:
    if course.opened is None:
        raise LoadFailed(f"{batch.file}: 文件没有表头。The file has no header.")
    by_severity, binding = course.log.by_severity, course.opened.binding
    rejected = by_severity.get("reject", 0)
    return LoadReport(
        file=batch.file,
        source=batch.source,
        scope=batch.scope,
        data_on=iso(batch.data_on) or "",
        read=course.read,
        accepted=course.read - rejected - course.skipped,
        rejected=rejected,
        skipped=course.skipped,
        fixed=by_severity.get("fix", 0),
        warned=by_severity.get("warn", 0),
        issues=(*course.log.summary(), *_twice(course), *_column_issues(binding)),
        dropped_columns=binding.dropped,
        forbidden_columns=binding.forbidden,
        notes=(*course.opened.notes, *_snapshot_note(rejected, batch)),
        acts=course.acts,
        publication=publication,
        rejected_path=kept,
        sha256=batch.sha256,
    )


def _snapshot_note(rejected: int, batch: BatchInfo) -> Iterator[str]:
    """What a full snapshot does to rows that it could not read is worth a warning."""
    if batch.snapshot and rejected:
        yield f"全量快照中有 {rejected} 行被退回:这些行原有的陈述已按未再列出处理,请尽快改正后重新装载整份文件"


def _twice(course: _Course) -> Iterator[RuleCount]:
    """Decisions that the file holds more than once: same authority, number and party (SGS-19). One record is kept."""
    entries = [entry for tally in course.tallies for entry in tally.entry]
    if len(entries) > (distinct := len(set(entries))):
        yield RuleCount("SGS-19", "fix", "", "同一机关、文号、当事人的重复记录,只保留一条", len(entries) - distinct, ())


def _column_issues(binding: Binding) -> Iterator[RuleCount]:
    """Columns that never left the file: forbidden ones, unknown ones, doubled ones."""
    for header in binding.forbidden:
        yield RuleCount("SGS-20", "reject", header, "不应归集的个人信息,整列已删除", 1, ())
    for header in binding.dropped:
        if header in binding.doubled:
            yield RuleCount("XM-COLUMN", "warn", header, "与另一列含义相同,未读取", 1, ())
        elif header not in binding.forbidden:
            yield RuleCount("XM-COLUMN", "warn", header, "来源定义中没有此列,未读取", 1, ())
