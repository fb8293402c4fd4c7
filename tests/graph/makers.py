"""Claims, batches and stores for the tests, as short as they can be said."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from credit.identity import canonical_json, content_digest, fact_id
from credit.kinds import FACT_KINDS
from credit.periods import Period, day_of
from graph.store import BatchInfo, NewAct, NewJudgement, Publication, StagedClaims, StagedRows, Store

START = datetime(2024, 1, 1, tzinfo=UTC)


def at(hour: int) -> datetime:
    """An instant: that many hours after the first."""
    return START + timedelta(hours=hour)


@dataclass(frozen=True)
class Said:
    """A claim to be staged."""

    kind: str
    src: str
    dst: str | None
    period: Period
    row: int
    props: dict[str, Any] = field(default_factory=dict)
    document: str | None = None

    @property
    def fact(self) -> bytes:
        """The fact that it states."""
        key = [self.props.get(name, "") for name in FACT_KINDS[self.kind].key]
        return fact_id(self.kind, self.src, self.dst, key)

    @property
    def hex(self) -> str:
        """The public form of the fact id."""
        return self.fact.hex()


def said(kind: str, src: str, dst: str | None = None, **more: Any) -> Said:
    """A claim; `since`/`until` bound it (ISO days), `seen` attests it undated, else it is seen on 2024-01-01."""
    row, document = more.pop("row", 1), more.pop("document", None)
    seen, since, until = more.pop("seen", "2024-01-01"), more.get("since"), more.pop("until", None)
    period = Period.seen(day_of(seen))
    if since is not None:
        more["since"] = day_of(since)
        period = Period.known(day_of(since), day_of(until)) if until else Period.known(day_of(since))
    return Said(kind, src, dst, period, row, more, document)


def columns(claims: Iterable[Said]) -> StagedClaims:
    """Claims as columns."""
    lines = list(claims)
    texts = [canonical_json(each.props) for each in lines]
    bounds = [(p.from_min, p.from_max, p.to_min, p.to_max) for p in (each.period for each in lines)]
    return StagedClaims(
        kind=[FACT_KINDS[each.kind].code for each in lines],
        src=[each.src for each in lines],
        dst=[each.dst for each in lines],
        fact=[each.fact for each in lines],
        digest=[content_digest(text, bound) for text, bound in zip(texts, bounds, strict=True)],
        from_min=[bound[0] for bound in bounds],
        from_max=[bound[1] for bound in bounds],
        to_min=[bound[2] for bound in bounds],
        to_max=[bound[3] for bound in bounds],
        props=texts,
        row=[each.row for each in lines],
        document=[each.document for each in lines],
    )


def raws(claims: Iterable[Said]) -> StagedRows:
    """The raw values of each line."""
    lines = sorted({each.row for each in claims})
    return StagedRows(lines, [canonical_json({"行": f"第{row}行"}) for row in lines])


def batch(source: str, data_on: str, hour: int | None = None, **more: Any) -> BatchInfo:
    """A batch of a source."""
    name = more.pop("file", f"{source}-{data_on}.csv")
    return BatchInfo(
        source=source,
        scope=more.pop("scope", "nation"),
        title=f"{source} register",
        publisher=f"office of {source}",
        precedence=more.pop("precedence", 10),
        file=name,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        data_on=day_of(data_on),
        recorded_at=None if hour is None else at(hour),
        **more,
    )


def load(
    store: Store,
    info: BatchInfo,
    claims: Sequence[Said],
    acts: Sequence[NewAct] = (),
    pairs: Sequence[NewJudgement] = (),
) -> Publication:
    """Loads claims in chunks of three, whole lines together, and publishes."""
    with store.load(info) as taken:
        for chunk in chunks(claims, 3):
            taken.add(columns(chunk), raws(chunk))
        taken.add_acts(acts)
        taken.add_judgements(pairs)
        return taken.publish()


def chunks(claims: Sequence[Said], lines: int) -> Iterable[list[Said]]:
    """Claims of so many lines at a time."""
    rows = list(dict.fromkeys(each.row for each in claims))
    for first in range(0, len(rows), lines):
        taken = set(rows[first : first + lines])
        yield [each for each in claims if each.row in taken]
