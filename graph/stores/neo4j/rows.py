"""From rows of the store to the words of credit."""

import json
from collections.abc import Iterable, Mapping

from credit.facts import Act, Claim, Deed, Evidence
from credit.kinds import FACT_KINDS, KIND_OF_CODE
from credit.periods import Period
from graph.stores.neo4j.reads import ActRow, ClaimRow, EvidenceRow


def codes(kinds: Iterable[str]) -> list[int]:
    """The codes of those kinds that we know."""
    return [FACT_KINDS[kind].code for kind in kinds if kind in FACT_KINDS]


def claim_of(row: ClaimRow, roots: Mapping[str, str]) -> Claim:
    """A claim as a view knows it."""
    return Claim(
        id=row.id,
        fact=row.fact,
        kind=KIND_OF_CODE[row.kind].name,
        src=row.src,
        dst=row.dst,
        src_root=roots.get(row.src, row.src),
        dst_root=None if row.dst is None else roots.get(row.dst, row.dst),
        period=Period(row.from_min, row.from_max, row.to_min, row.to_max),
        props=json.loads(row.props),
        source=row.source,
        scope=row.scope,
        precedence=row.precedence,
        tx=row.tx,
        seen_on=row.seen_on,
    )


def act_of(row: ActRow) -> Act:
    """An act."""
    return Act(row.id, row.fact, Deed(row.deed), row.effective, json.loads(row.props), row.tx, row.author, row.reason)


def evidence_of(row: EvidenceRow, transaction: int) -> Evidence:
    """Where a claim was read, as known at a transaction."""
    return Evidence(
        id=row.id,
        fact=row.fact,
        kind=KIND_OF_CODE[row.kind].name,
        source=row.source,
        source_title=row.title,
        scope=row.scope,
        file=row.file,
        row=row.row,
        document=row.document,
        raw=None if row.raw is None else json.loads(row.raw),
        seen_on=row.seen_on,
        transaction=row.tx,
        superseded_by=row.tx_end if row.tx_end <= transaction else None,
        redacted=row.redacted,
    )
