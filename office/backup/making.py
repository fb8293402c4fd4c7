"""Makes a backup of a home folder while it is in use: one moment of all its databases, then its files, then everything read again."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from credit.errors import BadParameter, StoreMissing
from graph.opening import store_file
from graph.settings import StoreSettings
from inquiry.settings import HomeSettings
from office.backup.checking import checked
from office.backup.holding import copy_to, held
from office.backup.manifest import FILE, AuditState, GraphState, Manifest, Part, Uncovered, known_by, sum_of
from office.backup.rooms import kind_of, room_of
from office.settings import OfficeSettings

_GRAPH = Path("graph.db")


@dataclass(frozen=True)
class Origin:
    """The home that is copied, and what the settings say of where things rest."""

    home: Path
    rules: OfficeSettings
    with_keys: bool

    @property
    def graph(self) -> Path | None:
        """The graph's file, None where it rests on a server."""
        return store_file(self.home)


def make_backup(settings: HomeSettings, rules: OfficeSettings, target: Path, *, with_keys: bool) -> Manifest:
    """Makes and verifies a backup. `target` must not exist; it appears whole or not at all. StoreBusy: try again in a moment."""
    origin = Origin(settings.home, rules, with_keys)
    if target.exists():
        raise BadParameter(f"{target} 已存在,请另给一个路径。The folder exists already; name another.", errors=[])
    if not origin.home.is_dir():
        raise StoreMissing(f"{origin.home} 尚不存在,没有可备份的内容。There is no home folder yet.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        manifest = _written(origin, draft)
        (draft / FILE).write_text(manifest.model_dump_json(indent=1), "utf-8")
        flush(draft)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def _written(origin: Origin, draft: Path) -> Manifest:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    copied = [*_databases(origin, draft), *_files(origin, draft)]
    parts = tuple(_part(draft, path, kind) for path, kind in copied)
    keys = {path.name: known_by((origin.home / path).read_bytes()) for path in room_of(origin.home).keys}
    graph, audit = checked(draft, parts, origin.home)
    return Manifest(
        made_at=at,
        parts=parts,
        graph=GraphState.model_validate(graph, from_attributes=True) if graph else None,
        audit=AuditState.model_validate(audit, from_attributes=True) if audit else None,
        keys=keys,
        uncovered=tuple(_uncovered(origin)),
    )


def _databases(origin: Origin, draft: Path) -> Iterator[tuple[Path, str]]:
    graph = origin.graph if origin.graph and origin.graph.exists() else None
    others = [path for path in room_of(origin.home).databases if path != _GRAPH]
    with held(graph, [origin.home / path for path in others]) as pictures:
        if pictures.graph:
            pictures.graph.copy_to(draft / _GRAPH)
            yield _GRAPH, "graph"
        for path in others:
            (draft / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy_to(pictures.others[origin.home / path], draft / path)
            yield path, kind_of(path)


def _files(origin: Origin, draft: Path) -> Iterator[tuple[Path, str]]:
    """Files are written once and then rest, so they are copied after the moment of the databases: nothing that those name is missing."""
    room = room_of(origin.home)
    for path in (*room.files, *(room.keys if origin.with_keys else ())):
        (draft / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(origin.home / path, draft / path)
        except FileNotFoundError:
            continue  # its time was over in between
        (draft / path).chmod(0o600)
        yield path, "key" if path in room.keys else "file"


def _part(draft: Path, path: Path, kind: str) -> Part:
    size, digest = sum_of(draft / path)
    return Part.model_validate({"path": path.as_posix(), "kind": kind, "bytes": size, "sha256": digest})


def _uncovered(origin: Origin) -> Iterator[Uncovered]:
    """What rests elsewhere. Addresses hold passwords, so none is told."""
    if origin.graph is None:
        yield Uncovered(what="图(Neo4j 服务器)the graph on its server", how=_OF_NEO4J.format(StoreSettings().database))
    office, audit = (bool(url.get_secret_value()) for url in (origin.rules.office_url, origin.rules.audit_url))
    if office:
        yield Uncovered(what="office(PostgreSQL)", how=_OF_POSTGRES.format("office", "XINMAI_OFFICE_URL"))
    if audit:
        yield Uncovered(what="audit(PostgreSQL)", how=_OF_POSTGRES.format("audit", "XINMAI_AUDIT_URL"))
    elif office:
        yield Uncovered(what="audit(PostgreSQL)", how="在 office 的转储中。In the dump of the office.")


_OF_NEO4J = "停机 stopped: neo4j-admin database dump {} --to-path=DIR; 运行中 running: xinmai graph copy $XINMAI_STORE graph.db"
_OF_POSTGRES = 'pg_dump --format=custom --file={0}.dump "${1}"; 恢复 back: pg_restore --clean --if-exists --dbname="${1}" {0}.dump'


def flush(folder: Path) -> None:
    """Everything below a folder, and the folders themselves, to the disk."""
    for path in (*folder.rglob("*"), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
