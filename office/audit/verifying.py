"""Reads the whole audit and names every line that was changed, taken away or moved."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, Row, select

from office.audit.lines import BEGINNING, hash_of
from office.audit.tables import about, lines, trims
from office.signing import signed_by

_AT_A_TIME = 10_000
_REPEATED = ("chain", "seq", "at", "kind", "principal")
"""What a line says of itself and its columns say again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: at which line, and what."""

    chain: str
    seq: int
    what: str
    says_zh: str


@dataclass
class Verified:
    """What a reading of the audit came to. `heads`: where each chain ends; keep them elsewhere, and hand them in next time."""

    lines: int = 0
    findings: list[Finding] = field(default_factory=list)
    heads: dict[str, list[Any]] = field(default_factory=dict)


def verify(engine: Engine, public_key: str, known_heads: Mapping[str, list[Any]] | None = None) -> Verified:
    """Reads every chain from its beginning, or from where retention cut it. `known_heads`: of an earlier reading."""
    found = Verified()
    with engine.connect() as connection:
        cut = {row.chain: (row.seq, row.hash) for row in connection.execute(select(trims).order_by(trims.c.seq))}
        marks: dict[tuple[str, int], tuple[str, str]] = {
            (chain, int(seq)): (said, "此前的核验") for chain, (seq, said) in (known_heads or {}).items()
        }
        before = None
        for row in _rows(connection.execution_options(yield_per=_AT_A_TIME).execute(select(lines).order_by(lines.c.chain, lines.c.seq))):
            found.lines += 1
            found.findings += _faults(row, before if before and before.chain == row.chain else None, cut, public_key)
            found.heads[row.chain] = [row.seq, row.hash]
            marks.update(_noted(row))
            before = row
        found.findings += _unkept(connection, marks, cut)
        found.findings += _misfiled(connection)
    return found


def _rows(result: Any) -> Iterator[Row[Any]]:
    yield from result


def _faults(row: Row[Any], before: Row[Any] | None, cut: Mapping[str, tuple[int, str]], public_key: str) -> Iterator[Finding]:
    seq, prev = (before.seq, before.hash) if before else cut.get(row.chain, (-1, BEGINNING))
    if row.seq != seq + 1:
        yield Finding(row.chain, seq + 1, "missing", f"第 {seq + 1} 至 {row.seq - 1} 条缺失")
    elif row.prev != prev:
        yield Finding(row.chain, row.seq, "broken", "与前一条不相衔接")
    if hash_of(row.prev, row.body) != row.hash:
        yield Finding(row.chain, row.seq, "changed", "内容与其摘要不符")
        return
    said = _said(row)
    if [said.get(name) for name in _REPEATED] != [row.chain, row.seq, row.at, row.kind, row.principal]:
        yield Finding(row.chain, row.seq, "moved", "所在位置与其内容所载不符")
    if ("check" in said or "feedback" in said) and not (row.signature and signed_by(public_key, row.hash, row.signature)):
        yield Finding(row.chain, row.seq, "unsigned", "签名缺失或无效")


def _said(row: Row[Any]) -> dict[str, Any]:
    """What a line says; nothing where somebody wrote what is no line."""
    try:
        read = json.loads(row.body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _noted(row: Row[Any]) -> dict[tuple[str, int], tuple[str, str]]:
    """What this line notes of other chains; nothing where it is not as it was written."""
    if row.kind not in {"open", "anchor"} or hash_of(row.prev, row.body) != row.hash:
        return {}
    noted = _said(row).get("more", {}).get("heads", {})
    return {(chain, int(seq)): (said, f"{row.chain} 第 {row.seq} 条") for chain, (seq, said) in noted.items()}


def _unkept(connection: Any, marks: Mapping[tuple[str, int], tuple[str, str]], cut: Mapping[str, tuple[int, str]]) -> Iterator[Finding]:
    """Lines that somebody noted and that are not there, or not as they were noted."""
    for (chain, seq), (said, by) in marks.items():
        if seq <= cut.get(chain, (-1, ""))[0]:
            continue
        kept = connection.execute(select(lines.c.hash).where(lines.c.chain == chain, lines.c.seq == seq)).scalar()
        if kept != said:
            what = "missing" if kept is None else "rewritten"
            yield Finding(chain, seq, what, f"{by}记有此条,现{'已不存在' if kept is None else '与所记不同'}")


def _misfiled(connection: Any) -> Iterator[Finding]:
    """Entries of who was looked at whose line is gone."""
    joined = about.outerjoin(lines, (about.c.chain == lines.c.chain) & (about.c.seq == lines.c.seq))
    for row in connection.execute(select(about.c.chain, about.c.seq).select_from(joined).where(lines.c.seq.is_(None)).distinct()):
        yield Finding(row.chain, row.seq, "missing", "查阅索引所指的一条已不存在")
