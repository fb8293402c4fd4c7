"""A nation as claims that any store takes, in chunks of columns."""

from collections.abc import Iterator, Sequence

from bench.generate.arrays import PROFILES, profile_codes
from bench.generate.nation import TODAY, Nation
from credit.identity import canonical_json, content_digest, fact_id
from credit.kinds import KIND_OF_CODE
from credit.periods import MAX_DAY, iso
from graph.store import BatchInfo, StagedClaims, StagedRows

_CHUNK = 50_000
_FIRST_DAY = {"Penalty": "decided_on", "ListEntry": "listed_on"}


def batch(rows: int) -> BatchInfo:
    """One file of one invented source."""
    return BatchInfo("nation", "all", "invented nation", "bench", 10, "nation", f"{rows:064d}", TODAY)


def claims(nation: Nation, ids: Sequence[str]) -> Iterator[tuple[StagedClaims, StagedRows]]:
    """Relations, then records."""
    for first in range(0, len(nation.src), _CHUNK):
        yield staged(_relations(nation, ids, first, min(first + _CHUNK, len(nation.src))), first)
    count = nation.penalties + nation.listings
    for first in range(0, count, _CHUNK):
        yield staged(_records(nation, ids, first, min(first + _CHUNK, count)), len(nation.src) + first)


Line = tuple[str, str, str | None, int, int, dict[str, object], str]
"""Kind, ends, first day, end, properties, key."""


def _relations(nation: Nation, ids: Sequence[str], first: int, last: int) -> Iterator[Line]:
    columns = (column[first:last].tolist() for column in (nation.src, nation.dst, nation.kind, nation.start, nation.end, nation.share))
    for src, dst, code, start, end, share in zip(*columns, strict=True):
        kind, since = KIND_OF_CODE[code].name, iso(start) or ""
        props: dict[str, object] = {"since": since} if "since" in KIND_OF_CODE[code].key else {}
        if share:
            props["share"] = f"{share / 10000:.4f}"
        yield kind, ids[src], ids[dst], start, end, props, since if props.get("since") else ""


def _records(nation: Nation, ids: Sequence[str], first: int, last: int) -> Iterator[Line]:
    profiles = profile_codes(nation)[first:last].tolist()
    for place, profile, day in zip(range(first, last), profiles, nation.decided[first:last].tolist(), strict=True):
        kind, props = PROFILES[profile]
        node = nation.first_penalty + place if place < nation.penalties else place - nation.penalties
        yield kind, ids[node], None, day, MAX_DAY, {**props, _FIRST_DAY[kind]: iso(day)}, ""


def staged(lines: Iterator[Line], first_row: int) -> tuple[StagedClaims, StagedRows]:
    """The lines as columns, numbered from the row after `first_row`."""
    columns: list[list[object]] = [[] for _ in range(12)]
    for row, (kind, src, dst, start, end, props, since) in enumerate(lines, first_row + 1):
        text, bounds = canonical_json(props), (start, start, end, end)
        key = [since, *([""] * (len(_key(kind)) - 1))] if _key(kind) else []
        cells = (_CODES[kind], src, dst, fact_id(kind, src, dst, key), content_digest(text, bounds), *bounds, text, row, None)
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
    return StagedClaims(*columns), StagedRows([], [])  # type: ignore[arg-type]


_CODES = {kind.name: code for code, kind in KIND_OF_CODE.items()}


def _key(kind: str) -> tuple[str, ...]:
    return KIND_OF_CODE[_CODES[kind]].key
