"""Same-as judgements, and the clusters that follow from those that stand."""

import json
from collections.abc import Iterable, Sequence

import apsw

from graph.admission import checked_pair
from graph.clusters import roots_of
from graph.store import NewJudgement
from graph.stores.sqlite import writes


def unjudged(connection: apsw.Connection, pairs: Sequence[NewJudgement], author: str) -> list[writes.JudgementToRecord]:
    """Of pairs that a source says are one, those that nobody has judged either way."""
    fresh: dict[tuple[str, str], str] = {}
    for pair in pairs:
        fresh.setdefault(checked_pair(pair.a, pair.b), pair.basis)
    judged = (writes.JudgementToRecord(a, b, 1, author, basis, 0) for (a, b), basis in fresh.items())
    return [each for each in judged if not writes.IS_JUDGED.one(connection, writes.Pair(each.a, each.b)).known]


def judge(connection: apsw.Connection, judgements: Sequence[writes.JudgementToRecord], tx: int) -> None:
    """Records judgements and brings the clusters that they touch up to date."""
    for each in judgements:
        writes.END_JUDGEMENT.run(connection, writes.PairAt(each.a, each.b, tx))
        writes.JUDGE.run(connection, writes.JudgementToRecord(each.a, each.b, each.same, each.author, each.basis, tx))
    _recluster(connection, {end for each in judgements for end in (each.a, each.b)}, tx)


def _recluster(connection: apsw.Connection, touched: set[str], tx: int) -> None:
    now = {row.member: row.root for row in writes.STANDING_CLUSTERS.rows(connection, writes.IdList(_json(touched)))}
    ids = writes.IdList(_json(touched | now.keys()))
    pairs = writes.STANDING_PAIRS.rows(connection, ids)
    then = roots_of((pair.a, pair.b) for pair in pairs)
    left = [member for member, root in now.items() if then.get(member) != root]
    joined = {member: root for member, root in then.items() if now.get(member) != root}
    writes.LEAVE.run(connection, writes.LeaveAt(_json(left), tx))
    writes.JOIN.run(connection, writes.JoinAt(json.dumps(joined), tx))


def _json(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))
