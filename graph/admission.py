"""What a store accepts from its writers, said once for every engine."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from credit.errors import BadParameter
from credit.identity import checked_id
from credit.kinds import EDGES, KIND_OF_CODE, node_kind_of
from graph.store import NewAct, StagedClaims

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FACT = re.compile(r"[0-9a-f]{32}", re.ASCII)
_RELATIONS = frozenset(kind.code for kind in EDGES.values())


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970-01-01 UTC: the stored form of an instant."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(at_us: int) -> datetime:
    """The instant of a stored number of microseconds."""
    return _EPOCH + timedelta(microseconds=at_us)


def checked_instant(recorded_at: datetime | None, last: datetime | None) -> datetime:
    """The instant of the next transaction: the given one, else now; record time never runs backwards."""
    if recorded_at is None:
        now = datetime.now(UTC)
        return now if last is None else max(now, last)
    if recorded_at.tzinfo is None:
        raise BadParameter(f"时刻 {recorded_at} 没有时区。Give recorded_at with its time zone.")
    if last is not None and recorded_at < last:
        raise BadParameter(f"记录时刻 {recorded_at} 早于最后一笔 {last}。Record time never runs backwards: replay older records first.")
    return recorded_at.astimezone(UTC)


def checked_acts(acts: Sequence[NewAct]) -> Sequence[NewAct]:
    """The acts, where there is one at least and each aims at a fact id."""
    if not acts:
        raise BadParameter("没有要记录的行为。There is no act to record.")
    for act in acts:
        if not _FACT.fullmatch(act.fact):
            raise BadParameter(f"“{act.fact[:40]}”不是事实标识。A fact id is 32 hexadecimal digits, as answers show it.")
    return acts


def checked_pair(a: str, b: str) -> tuple[str, str]:
    """The two ids of a judgement in one order, where both are ids of one kind of node."""
    pair = (min(checked_id(a), checked_id(b)), max(a, b))
    if a == b or node_kind_of(a) != node_kind_of(b):
        raise BadParameter(f"{a} 与 {b} 不能判定为同一主体。A judgement names two different ids of one kind.")
    return pair


def check_claims(claims: StagedClaims) -> None:
    """Refuses columns of unequal length, unknown kinds, and ends that do not fit the kind: faults of a loader, not of its file."""
    lengths = {len(getattr(claims, column)) for column in StagedClaims.__slots__}
    if len(lengths) > 1:
        raise BadParameter(f"staged columns have different lengths: {sorted(lengths)}")
    if unknown := set(claims.kind) - KIND_OF_CODE.keys():
        raise BadParameter(f"staged claims of unknown kinds: {sorted(unknown)}")
    if any((kind in _RELATIONS) is (dst is None) for kind, dst in zip(claims.kind, claims.dst, strict=True)):
        raise BadParameter("a relation needs two ends, a record or statement has one")
