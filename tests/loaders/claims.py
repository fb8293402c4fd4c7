"""What a store knows after a load, in forms that a test can compare at a glance."""

from dataclasses import dataclass
from typing import Any

from credit.facts import Fact
from credit.kinds import FACT_KINDS
from credit.periods import ALWAYS
from tests.oracle.store import OracleStore


@dataclass(frozen=True)
class Loaded:
    """Facts of the oracle by kind."""

    store: OracleStore

    def of(self, *kinds: str) -> tuple[Fact, ...]:
        with self.store.view() as view:
            nodes = {end for row in self.store.rows for end in (row.claim.src, row.claim.dst) if end}
            records = view.facts_of(nodes, kinds, ALWAYS)
            return (*records, *view.expand(nodes, kinds, ALWAYS))

    def one(self, kind: str) -> Fact:
        (fact,) = self.of(kind)
        return fact

    def names(self) -> dict[str, str]:
        """Names by id, of organisations and persons."""
        return {fact.src: str(fact.props.get("name", "?")) for fact in self.of("Organization", "Person")}

    def told(self, *kinds: str) -> set[tuple[Any, ...]]:
        """Relations as (kind, name or id, name or id), with the period's known days."""
        names = self.names()
        told = set()
        for fact in self.of(*kinds):
            period = fact.period.as_json()
            told.add((fact.kind, names.get(fact.src, fact.src), names.get(fact.dst or "", fact.dst), period["from"], period["until"]))
        return told

    def everything(self) -> set[tuple[Any, ...]]:
        """Every claim that stands, but for where it was read."""
        standing = {
            (
                row.claim.fact,
                row.claim.kind,
                row.claim.src,
                row.claim.dst,
                row.claim.period,
                str(sorted(row.claim.props.items())),
                row.digest,
            )
            for row in self.store.rows
            if row.tx_end > len(self.store.instants)
        }
        return standing

    def texts(self) -> str:
        """Everything that the store holds, as one text: to look for what must not be there."""
        return repr([(row.claim, row.document) for row in self.store.rows]) + repr(self.store.raws) + repr(self.store.acts)


KINDS = tuple(FACT_KINDS)
