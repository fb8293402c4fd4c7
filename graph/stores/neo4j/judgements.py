"""Same-as judgements, and the clusters that follow from those that stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from credit.facts import STILL
from graph.admission import checked_pair
from graph.clusters import roots_of
from graph.store import NewJudgement
from graph.stores.neo4j import writes
from graph.stores.neo4j.query import Run


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement to be recorded; a < b."""

    a: str
    b: str
    same: bool
    author: str
    basis: str

    def row(self) -> dict[str, str | bool]:
        """Its columns."""
        return {"a": self.a, "b": self.b, "same": self.same, "author": self.author, "basis": self.basis}


def unjudged(run: Run, pairs: Sequence[NewJudgement], author: str) -> list[Judged]:
    """Of pairs that a source says are one, those that nobody has judged either way."""
    fresh: dict[tuple[str, str], str] = {}
    for pair in pairs:
        fresh.setdefault(checked_pair(pair.a, pair.b), pair.basis)
    known = {(row.a, row.b) for row in writes.JUDGED.rows(run, writes.Ids(sorted({a for a, _ in fresh})))} if fresh else set()
    return [Judged(a, b, True, author, basis) for (a, b), basis in fresh.items() if (a, b) not in known]


def judge(run: Run, judgements: Sequence[Judged], tx: int) -> set[str]:
    """Records judgements and brings the clusters that they touch up to date; the ids that these clusters had or have."""
    if not judgements:
        return set()
    writes.JUDGE.do(run, writes.RowsFrom([each.row() for each in judgements], tx, STILL))
    return _recluster(run, {end for each in judgements for end in (each.a, each.b)}, tx)


def _recluster(run: Run, touched: set[str], tx: int) -> set[str]:
    now = {row.member: row.root for row in writes.STANDING_CLUSTERS.rows(run, writes.IdsStanding(sorted(touched), STILL))}
    ids = touched | now.keys()
    pairs = writes.STANDING_PAIRS.rows(run, writes.IdsStanding(sorted(ids), STILL))
    then = roots_of((pair.a, pair.b) for pair in pairs)
    left = sorted(member for member, root in now.items() if then.get(member) != root)
    joined = [{"member": member, "root": root} for member, root in then.items() if now.get(member) != root]
    writes.LEAVE.do(run, writes.LeaveAt(left, tx, STILL))
    writes.JOIN.do(run, writes.RowsFrom(joined, tx, STILL))
    everyone = ids | then.keys()
    writes.ROOTS.do(run, writes.Rows([{"id": each, "root": then.get(each, each)} for each in sorted(everyone)]))
    return everyone
