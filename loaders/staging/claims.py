"""Claims as columns, and how each comes to its fact's id and its digest."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from credit.kinds import FACT_KINDS
from graph.store import StagedClaims
from loaders.staging.frame import Frame, Values
from loaders.staging.props import Columns, json_of, key_texts
from loaders.staging.spans import Bounds


@dataclass(frozen=True, slots=True)
class Ends:
    """From where to where: ids row by row; a record or statement has no `dst`."""

    src: Values
    dst: Values | None


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """The columns of `graph.store.StagedClaims` as they grow, and what has been said already (records repeat themselves)."""

    kind: list[int] = field(default_factory=list)
    src: list[str] = field(default_factory=list)
    dst: list[str | None] = field(default_factory=list)
    fact: list[bytes] = field(default_factory=list)
    digest: list[bytes] = field(default_factory=list)
    from_min: list[int] = field(default_factory=list)
    from_max: list[int] = field(default_factory=list)
    to_min: list[int] = field(default_factory=list)
    to_max: list[int] = field(default_factory=list)
    props: list[str] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    document: list[str | None] = field(default_factory=list)

    def staged(self) -> StagedClaims:
        """The columns as a store takes them."""
        return StagedClaims(**{name: getattr(self, name) for name in StagedClaims.__slots__})


def add_claims(claims: ClaimColumns, kind: str, ends: Ends, frame: Frame, said: tuple[Columns, Bounds, Values]) -> None:
    """Appends one claim a row of the frame: all of the frame's rows have both ends."""
    columns, bounds, documents = said
    props = json_of(kind, columns, frame)
    destinations: Sequence[str | None] = ends.dst if ends.dst is not None else [None] * len(frame)
    claims.kind.extend([FACT_KINDS[kind].code] * len(frame))
    claims.src.extend(ends.src)
    claims.dst.extend(destinations)
    claims.fact.extend(fact_ids(kind, ends, [*key_texts(kind, columns, frame), *_attestation(bounds, frame)]))
    claims.digest.extend(digests(props, bounds.stated))
    for name in ("from_min", "from_max", "to_min", "to_max"):
        getattr(claims, name).extend(getattr(bounds, name))
    claims.props.extend(props)
    claims.row.extend(frame.rows)
    claims.document.extend(documents)


def _attestation(bounds: Bounds, frame: Frame) -> list[Values]:
    """Each day on which a decision attests an office is a statement of its own: a later decision does not take back an earlier one."""
    if bounds.attested is frame.nothing:
        return []
    return [["" if day is None else f"attested {day}" for day in bounds.attested]]


def fact_ids(kind: str, ends: Ends, keys: list[Values]) -> list[bytes]:
    """`credit.identity.fact_id` for whole columns (a test holds them equal)."""
    joined = [ends.src, [""] * len(ends.src) if ends.dst is None else ends.dst, *keys]
    texts = map("\x1f".join, zip(*joined, strict=True))
    return [hashlib.blake2b(f"{kind}\x1f{text}".encode(), digest_size=16).digest() for text in texts]


def digests(props: Sequence[str], stated: Sequence[str]) -> list[bytes]:
    """`credit.identity.content_digest` for whole columns (a test holds them equal); `stated` are tuples of days as Python writes them."""
    return [hashlib.blake2b(f"{text}\x1f{days}".encode(), digest_size=16).digest() for text, days in zip(props, stated, strict=True)]
