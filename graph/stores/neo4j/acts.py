"""Recording acts inside a writing transaction, and erasing what a redaction aims at."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from credit.facts import Deed
from credit.identity import canonical_json
from credit.kinds import KIND_OF_CODE
from graph.admission import checked_acts
from graph.search import findable_kinds
from graph.store import NewAct
from graph.stores.neo4j import writes
from graph.stores.neo4j.query import Run
from graph.stores.neo4j.rows import codes
from graph.stores.neo4j.terms import Spoken, spoken


def erased_among(run: Run, facts: Collection[str]) -> set[str]:
    """Which of these facts are redacted."""
    return {row.fact for row in writes.ERASED.rows(run, writes.Facts(sorted(facts)))}


def unrecorded(run: Run, acts: Sequence[NewAct]) -> list[NewAct]:
    """Of acts that a file states, those that nobody has recorded; the values of redacted facts are dropped first."""
    if not acts:
        return []
    stated = _without_erased(run, checked_acts(acts))
    known = {
        (row.fact, row.deed, row.effective, row.props)
        for row in writes.RECORDED.rows(run, writes.Facts(sorted({act.fact for act in stated})))
    }
    fresh: dict[tuple[str, str, int | None, str], NewAct] = {}
    for act in stated:
        fresh.setdefault((act.fact, act.deed.value, act.effective, canonical_json(act.props)), act)
    return [act for deed, act in fresh.items() if deed not in known]


def _without_erased(run: Run, acts: Sequence[NewAct]) -> list[NewAct]:
    erased = erased_among(run, {act.fact for act in acts})
    return [replace(act, props={}) if act.fact in erased else act for act in acts]


def record(run: Run, acts: Sequence[NewAct], tx: int, last: int) -> None:
    """Records acts in that transaction, numbered from the last one on."""
    rows = [
        {
            "id": number,
            "fact": act.fact,
            "deed": act.deed.value,
            "effective": act.effective,
            "props": canonical_json(act.props),
            "tx": tx,
            "author": act.author,
            "reason": act.reason,
        }
        for number, act in enumerate(_without_erased(run, acts), last + 1)
    ]
    writes.RECORD.do(run, writes.Rows(rows))


def corrected(run: Run, facts: Collection[str], ends: dict[str, tuple[str, str]]) -> list[Spoken]:
    """Under which corrected texts nodes are found; `ends`: kind and source end of each fact that is known."""
    rows = writes.CORRECTIONS.rows(run, writes.Facts(sorted(facts)))
    found = [(ends[row.fact], json.loads(row.props)) for row in rows if row.fact in ends]
    return [each for (kind, src), props in found for each in spoken(kind, props, src)]


def erase(run: Run, acts: Sequence[NewAct]) -> None:
    """Erases what redactions among these acts aim at: raw values, properties, search texts. The acts stay as tombstones."""
    facts = sorted({act.fact for act in acts if act.deed is Deed.REDACT})
    if facts:
        _erase_terms(run, facts)
        for step in (writes.ERASE_ROWS, writes.ERASE_CLAIMS, writes.ERASE_ACTS):
            step.do(run, writes.Facts(facts))


def _erase_terms(run: Run, facts: Sequence[str]) -> None:
    """Texts that only the erased facts find their nodes by."""
    versions = writes.REDACTED_VERSIONS.rows(run, writes.Facts(facts))
    nodes = sorted({row.src for row in versions})
    others = writes.KEPT.rows(run, writes.OthersOf(nodes, codes(findable_kinds()), facts))
    gone = _texts(run, versions) - _texts(run, others)
    writes.FORGET.do(run, writes.Rows([{"node": each.node, "key": each.key} for each in gone]))


def _texts(run: Run, rows: Sequence[writes.SaidRow]) -> set[Spoken]:
    ends = {row.fact: (KIND_OF_CODE[row.kind].name, row.src) for row in rows}
    said = {each for row in rows for each in spoken(KIND_OF_CODE[row.kind].name, json.loads(row.props), row.src)}
    return said.union(corrected(run, ends, ends))
