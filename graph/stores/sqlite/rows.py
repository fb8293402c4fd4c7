"""From rows of the store to the words of credit."""

import json
from collections.abc import Iterable

from credit.facts import Act, Claim, Deed, Evidence
from credit.kinds import FACT_KINDS, KIND_OF_CODE
from credit.periods import Period
from graph.stores.sqlite.reads import ActRow, ClaimRow, EvidenceRow

_decoded = json.JSONDecoder().raw_decode
"""What we wrote ourselves is JSON from its first to its last character: no blanks to skip, which json.loads looks for twice."""


def codes(kinds: Iterable[str]) -> str:
    """The codes of those kinds that we know, as a JSON list."""
    return json.dumps([FACT_KINDS[kind].code for kind in kinds if kind in FACT_KINDS])


def claim_of(row: ClaimRow) -> Claim:
    """A claim as a view knows it."""
    return Claim(
        id=row.id,
        fact=row.fact.hex(),
        kind=KIND_OF_CODE[row.kind].name,
        src=row.src,
        dst=row.dst,
        src_root=row.src_root,
        dst_root=row.dst_root,
        period=Period(row.from_min, row.from_max, row.to_min, row.to_max),
        props=_decoded(row.props)[0],
        source=row.source,
        scope=row.scope,
        precedence=row.precedence,
        tx=row.tx,
        seen_on=row.seen_on,
    )


def act_of(row: ActRow) -> Act:
    """An act."""
    return Act(row.id, row.fact.hex(), Deed(row.deed), row.effective, _decoded(row.props)[0], row.tx, row.author, row.reason)


def evidence_of(row: EvidenceRow, transaction: int) -> Evidence:
    """Where a claim was read, as known at a transaction."""
    return Evidence(
        id=row.id,
        fact=row.fact.hex(),
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
        redacted=bool(row.redacted),
    )
