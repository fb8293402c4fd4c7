"""Publishing: what was staged becomes what is known, in one transaction (docs/decisions/0003)."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from credit.facts import STILL, Claim
from credit.kinds import FACT_KINDS, KIND_OF_CODE, Absence
from credit.periods import MAX_DAY, Period
from graph.store import BatchInfo, NewAct, NewJudgement, Publication
from graph.stores.neo4j import writes
from graph.stores.neo4j.acts import corrected, erase, erased_among, record, unrecorded
from graph.stores.neo4j.judgements import Judged, judge, unjudged
from graph.stores.neo4j.staging import COLUMNS, Staging
from graph.stores.neo4j.talk import as_columns, in_batches
from graph.stores.neo4j.terms import spoken
from graph.stores.neo4j.writing import Things, Writing

_ENDING = [kind.code for kind in FACT_KINDS.values() if kind.absence is Absence.ENDS]
_LINES = 2**32


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load will change, found out before anything is written. `old`: the standing claim of each changed fact."""

    said: Sequence[str]
    old: Mapping[str, int]
    closing: Mapping[int, tuple[str, int]]
    acts: Sequence[NewAct]
    judgements: Sequence[Judged]

    @property
    def is_nothing(self) -> bool:
        """Whether the store already knows all of it."""
        return not (self.said or self.closing or self.acts or self.judgements)


@dataclass(frozen=True, slots=True)
class Publishing:
    """One load inside its writing transaction."""

    writing: Writing
    batch: BatchInfo
    staging: Staging
    feed: int

    @classmethod
    def begin(cls, writing: Writing, batch: BatchInfo, staging: Staging) -> "Publishing":
        """Finds the feed's number."""
        name = writes.FeedName(batch.source, batch.scope, writing.last.feed + 1)
        return cls(writing, batch, staging, writes.FEED.one(writing.run, name).feed)

    def publish(self, acts: Sequence[NewAct], pairs: Sequence[NewJudgement]) -> Publication:
        """Writes all that is new; a batch in any case."""
        run, digests = self.writing.run, self._standing()
        said = [fact for fact, staged in self.staging.best.items() if digests.get(fact, ("", 0))[0] != staged.digest]
        old = {fact: digests[fact][1] for fact in said if fact in digests}
        outcome = Outcome(said, old, self._closing(), unrecorded(run, acts), unjudged(run, pairs, self.batch.author))
        if outcome.is_nothing:
            self._write_nothing(outcome)
            return self._publication(None, outcome)
        self.writing.announce(self.batch.author)
        self._write_batch(outcome, self.writing.tx)
        self._write(outcome)
        return self._publication(self.writing.tx, outcome)

    def repeat(self) -> bool:
        """Writes only a batch, where the feed's last batch was of the same bytes; else nothing."""
        sent = writes.BATCHES.rows(self.writing.run, writes.OfFeed(self.feed))
        if not sent or (sent[-1].sha256, sent[-1].snapshot) != (self.batch.sha256, self.batch.snapshot):
            return False
        self._write_nothing(Outcome((), {}, {}, (), ()))
        return True

    def _write_nothing(self, outcome: Outcome) -> None:
        """A batch of the last transaction: it was seen again, and no new transaction is made."""
        last = self.writing.last
        self._write_batch(outcome, last.seq)
        replace(self.writing, tx=last.seq, at_us=last.at_us).count_on(**self._numbers(outcome))  # type: ignore[arg-type]  # none before the first

    def _standing(self) -> dict[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        if self.feed > self.writing.last.feed:  # it has never said anything
            return found
        for some in in_batches(sorted(self.staging.best), self.writing.many):
            rows = writes.STANDING.rows(self.writing.run, writes.FactsOfFeed(some, self.feed, STILL))
            found |= {row.fact: (row.digest, row.claim) for row in rows}
        return found

    def _closing(self) -> dict[int, tuple[str, int]]:
        """Fact and last sight of the versions that this snapshot no longer states; an older one than the last sight closes nothing."""
        if not self.batch.snapshot:
            return {}
        sent = writes.BATCHES.rows(self.writing.run, writes.OfFeed(self.feed))
        last_seen, latest = {}, 0
        for each in reversed(sent):
            last_seen[each.id] = max(each.data_on, latest)
            latest = max(latest, each.data_on) if each.snapshot else latest
        open_ended = writes.OPEN_ENDED.rows(self.writing.run, writes.OpenEnded(self.feed, _ENDING, STILL, MAX_DAY))
        absent = ((row, last_seen[row.batch]) for row in open_ended if row.fact not in self.staging.best)
        return {row.id: (row.fact, seen) for row, seen in absent if seen <= self.batch.data_on}

    def _numbers(self, outcome: Outcome) -> dict[str, int]:
        last = self.writing.last
        claim = last.claim + self.staging.claims + len(outcome.closing)
        return {"claim": claim, "batch": last.batch + 1, "feed": self.feed, "acts": len(outcome.acts)}

    def _write_batch(self, outcome: Outcome, tx: int) -> None:
        batch = self.batch
        columns = {
            "feed": self.feed,
            "source": batch.source,
            "scope": batch.scope,
            "title": batch.title,
            "publisher": batch.publisher,
            "precedence": batch.precedence,
            "file": batch.file,
            "sha256": batch.sha256,
            "data_on": batch.data_on,
            "snapshot": batch.snapshot,
            "author": batch.author,
            "at_us": self.writing.at_us,
            "tx": tx,
            "first_claim": self.writing.last.claim + 1,
            "last_claim": self._numbers(outcome)["claim"],
            "born": len(outcome.said) - len(outcome.old),
        }
        writes.BATCH.do(self.writing.run, writes.NewBatch(self.writing.last.batch + 1, [columns]))

    def _write(self, outcome: Outcome) -> None:
        """Nodes before the claims that name them; redactions last, so that what is projected holds nothing of what they erase."""
        writing, run = self.writing, self.writing.run
        aimed_at = writing.aimed_at(self.staging.best.keys())
        erased = erased_among(run, aimed_at)
        rows = [self._row(fact, erased) for fact in outcome.said]
        things = writing.things(end for row in rows for end in (row["src"], row["dst"]))
        self._write_claims([*rows, *self._closed(outcome)], [*outcome.old.values(), *outcome.closing])
        self._write_lines(outcome, erased)
        record(run, outcome.acts, writing.tx, writing.last.act)
        members = judge(run, outcome.judgements, writing.tx)
        self._bear(rows, outcome, aimed_at)
        erase(run, outcome.acts)
        touched = writing.touched_by([act.fact for act in outcome.acts] + [fact for fact, _ in outcome.closing.values()], members)
        strangers = self._strangers(rows, things, members | self._ends_of_acts(rows, outcome, aimed_at))
        for row in rows:
            if row["src"] not in strangers:
                touched.setdefault(KIND_OF_CODE[row["kind"]].name, set()).add(row["src"])
        writing.project(touched, [self._claim(row, things.roots) for row in rows if row["src"] in strangers])
        writing.count_on(**self._numbers(outcome))

    def _strangers(self, rows: Sequence[Mapping[str, Any]], things: Things, others: Collection[str]) -> set[str]:
        """Sources that this load has made, of which the store can know no more than it says: none of them, nor what they are tied to, is
        among the others, who were merged or at whose facts an act aims."""
        tied = {row["src"] for row in rows if row["src"] in others or row["dst"] in others}
        return {row["src"] for row in rows if row["src"] in things.made} - tied

    def _ends_of_acts(self, rows: Sequence[Mapping[str, Any]], outcome: Outcome, aimed_at: Collection[str]) -> set[str]:
        acted = {*aimed_at, *(act.fact for act in outcome.acts)}
        return {row["src"] for row in rows if row["fact"] in acted}

    def _claim(self, row: Mapping[str, Any], roots: Mapping[str, str]) -> Claim:
        """A new version as a view knows it."""
        batch, dst = self.batch, row["dst"]
        return Claim(
            id=row["id"],
            fact=row["fact"],
            kind=KIND_OF_CODE[row["kind"]].name,
            src=row["src"],
            dst=dst,
            src_root=roots[row["src"]],
            dst_root=None if dst is None else roots[dst],
            period=Period(row["from_min"], row["from_max"], row["to_min"], row["to_max"]),
            props=json.loads(row["props"]),
            source=batch.source,
            scope=batch.scope,
            precedence=batch.precedence,
            tx=row["tx"],
            seen_on=batch.data_on,
        )

    def _row(self, fact: str, erased: set[str]) -> dict[str, Any]:
        """The columns of a new version. What was redacted keeps nothing but its place."""
        staged, last = self.staging.best[fact], self.writing.last
        row: dict[str, Any] = dict(zip(COLUMNS, staged.columns, strict=True))
        if fact in erased:
            row |= {"props": "{}", "document": None}
        stands = {"tx": self.writing.tx, "batch": last.batch + 1}
        return row | stands | {"id": last.claim + staged.place, "fact": fact, "digest": staged.digest}

    def _closed(self, outcome: Outcome) -> list[dict[str, Any]]:
        """The closed versions. Their digest is none that a file can have: what reappears is a change."""
        base = self.writing.last.claim + self.staging.claims
        rows: list[dict[str, Any]] = []
        for some in in_batches(sorted(outcome.closing), self.writing.many):
            for version in writes.VERSIONS.rows(self.writing.run, writes.ClaimIds(some)):
                old = dict(version.columns)
                bounds = Period(old["from_min"], old["from_max"], old["to_min"], old["to_max"])
                period = bounds.ended(outcome.closing[old["id"]][1], self.batch.data_on)
                new = {
                    "id": base + len(rows) + 1,
                    "digest": b"closed".hex(),
                    "tx": self.writing.tx,
                    "to_min": period.to_min,
                    "to_max": period.to_max,
                }
                rows.append(old | new)
        return rows

    def _write_claims(self, rows: Sequence[Mapping[str, Any]], superseded: Sequence[int]) -> None:
        for ids in in_batches(superseded, self.writing.many):
            writes.SUPERSEDE.do(self.writing.run, writes.ClaimIdsAt(ids, self.writing.tx))
        same = {"feed": self.feed, "tx": self.writing.tx, "tx_end": STILL}
        for some in in_batches(rows, self.writing.many):
            writes.CLAIMS.do(self.writing.run, writes.TableOf(as_columns(some, ("id", "fact", "digest", "batch", *COLUMNS)), same))

    def _write_lines(self, outcome: Outcome, erased: set[str]) -> None:
        """The raw values of lines that say anything new, and what else those lines say; nothing of lines that state a redacted fact."""
        staging, first = self.staging, (self.writing.last.batch + 1) * _LINES
        own = {fact: staging.best[fact].row for fact in outcome.said}
        kept = {row for row in own.values() if row in staging.raws} - staging.rows_of(sorted(erased))
        for some in in_batches(sorted(kept), self.writing.many):
            lines: dict[str, list[Any]] = {"id": [first + row for row in some], "raw": [staging.raws[row] for row in some]}
            writes.SOURCE_ROWS.do(self.writing.run, writes.Table(lines))
        again = [{"fact": fact, "source_row": first + row} for fact, row in staging.stated() if row in kept and own.get(fact) != row]
        for restated in in_batches(again, self.writing.many):
            writes.RESTATED.do(self.writing.run, writes.Rows(restated))

    def _bear(self, rows: Sequence[Mapping[str, Any]], outcome: Outcome, aimed_at: Collection[str]) -> None:
        """Texts of new claims, of corrections of this load, and of earlier corrections of facts that are new with it."""
        texts = [each for row in rows for each in spoken(KIND_OF_CODE[row["kind"]].name, json.loads(row["props"]), row["src"])]
        ends = {row["fact"]: (KIND_OF_CODE[row["kind"]].name, str(row["src"])) for row in rows}
        ends |= self.writing.ends_of([act.fact for act in outcome.acts])
        for some in in_batches(sorted({*aimed_at, *(act.fact for act in outcome.acts)} & ends.keys()), self.writing.many):
            texts += corrected(self.writing.run, some, ends)
        self.writing.bear(texts)

    def _publication(self, tx: int | None, outcome: Outcome) -> Publication:
        new, changed = len(outcome.said) - len(outcome.old), len(outcome.old)
        unchanged = len(self.staging.best) - new - changed
        return Publication(tx, new, changed, unchanged, len(outcome.closing), self.staging.claims - len(self.staging.best))
