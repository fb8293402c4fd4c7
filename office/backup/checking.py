"""Whether a backup is what it says: every file by its sum, every database whole, the graph by its counts, the audit by its chains."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from credit.errors import StoreFault
from graph.opening import contents_of
from graph.store import Contents
from office.audit.verifying import verify
from office.backup.holding import check_whole, immutable
from office.backup.manifest import AuditState, Manifest, Part, read_manifest, sum_of
from office.signing import signing_key_in

_TOLD = 5


@dataclass(frozen=True, slots=True)
class Chains:
    """What reading a copied audit came to."""

    lines: int
    heads: dict[str, tuple[int, str]]
    public_key: str


def checked(folder: Path, parts: Iterable[Part], home: Path) -> tuple[Contents | None, Chains | None]:
    """Reads the databases of a backup that is being made. StoreFault names what is not whole."""
    graph, audit = None, None
    for part in parts:
        if part.kind == "graph":
            graph = contents_of(folder / part.path)
        elif part.kind in {"office", "database", "audit"}:
            check_whole(folder / part.path)
        if part.kind == "audit":
            key = signing_key_in(home).public
            audit = _read(folder / part.path, key, {})
    return graph, audit


def check_backup(folder: Path) -> Manifest:
    """Reads a backup from end to end. StoreFault names the first thing that is not as the manifest says."""
    manifest = read_manifest(folder)
    for part in manifest.parts:
        if not (folder / part.path).is_file() or sum_of(folder / part.path) != (part.bytes, part.sha256):
            raise StoreFault(f"备份中的 {part.path} 缺失或已改变。It is missing from the backup, or was changed.")
        if part.kind in {"office", "database", "audit"}:
            check_whole(folder / part.path)
    _check_graph(folder, manifest)
    _check_audit(folder, manifest.audit, manifest.one("audit"))
    return manifest


def _check_graph(folder: Path, manifest: Manifest) -> None:
    part, said = manifest.one("graph"), manifest.graph
    if part is None or said is None:
        if part or said:
            raise StoreFault("清单与图不符。The manifest and the graph differ.")
        return
    found = contents_of(folder / part.path)
    if (found.transaction, found.nodes, found.claims) != (said.transaction, said.nodes, said.claims):
        raise StoreFault(
            f"图的事务号或数量与清单不符。The graph holds transaction {found.transaction}, the manifest says {said.transaction}."
        )


def _check_audit(folder: Path, said: AuditState | None, part: Part | None) -> None:
    if part is None or said is None:
        if part or said:
            raise StoreFault("清单与留痕不符。The manifest and the audit differ.")
        return
    found = _read(folder / part.path, said.public_key, said.heads)
    if (found.lines, found.heads) != (said.lines, said.heads):
        raise StoreFault("留痕的条数或链尾与清单不符。Lines or heads of the audit are not those of the manifest.")


def _read(path: Path, public_key: str, heads: dict[str, tuple[int, str]]) -> Chains:
    engine = create_engine("sqlite://", creator=lambda: immutable(path))
    try:
        found = verify(engine, public_key, {chain: list(head) for chain, head in heads.items()})
    finally:
        engine.dispose()
    if found.findings:
        named = ";".join(f"{each.chain} 第 {each.seq} 条 {each.what}" for each in found.findings[:_TOLD])
        raise StoreFault(f"留痕核验不通过:{named}。The audit does not verify.")
    return Chains(found.lines, {chain: (int(seq), str(head)) for chain, (seq, head) in found.heads.items()}, public_key)
