"""Says facts in one line each, into the brute-force oracle, so that a test of the law reads like the case it tells."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from credit.identity import canonical_json, content_digest, fact_id
from credit.kinds import FACT_KINDS
from credit.periods import MAX_DAY, Period, day_of
from graph.store import BatchInfo, StagedClaims, StagedRows
from reasoning.catalogue import Catalogue, read_catalogue
from reasoning.propagation import Consequence, Measures, measures
from tests.oracle.store import OracleStore

RULES = Path(__file__).parents[2] / "rules"
CATALOGUE: Catalogue = read_catalogue({str(path.relative_to(RULES)): path.read_text(encoding="utf-8") for path in RULES.rglob("*.yaml")})
TODAY = "2026-11-20"
FIRM, OTHER, SHOP = "uscc:91990001MA00000011", "uscc:91990001MA00000022", "uscc:92990001MA00000033"
REP, BOSS, HOLDER, MANAGER = "p:v1rep", "p:v1boss", "p:v1holder", "p:v1manager"


@dataclass
class World:
    """A store to say things into, and to ask."""

    store: OracleStore = field(default_factory=OracleStore)
    said: int = 0

    def say(self, kind: str, src: str, dst: str | None = None, since: str | None = None, until: str | None = None, **props: Any) -> str:
        """One claim, dated or (without `since`) seen today; returns the fact's id."""
        period = Period.known(day_of(since), day_of(until) if until else MAX_DAY) if since else Period.seen(day_of(TODAY))
        if "since" in FACT_KINDS[kind].key and since:
            props["since"] = since
        return self._claim(kind, src, dst, period, props)

    def _claim(self, kind: str, src: str, dst: str | None, period: Period, props: dict[str, Any]) -> str:
        self.said += 1
        fact = fact_id(kind, src, dst, [props.get(name, "") for name in FACT_KINDS[kind].key])
        text = canonical_json(props)
        bounds = ([period.from_min], [period.from_max], [period.to_min], [period.to_max])
        row = StagedClaims(
            [FACT_KINDS[kind].code], [src], [dst], [fact], [content_digest(text, bounds)], *bounds, [text], [self.said], [None]
        )
        batch = BatchInfo("registry", "county", "登记", "登记机关", 10, "invented.csv", str(self.said), day_of(TODAY))
        with self.store.load(batch) as load:
            load.add(row, StagedRows([self.said], ["{}"]))
            load.publish()
        return fact.hex()

    def record(self, kind: str, party: str, record: str, day: str, until: str | None = None, **props: Any) -> str:
        """A decision, listing or order with its party, dated under the kind's own property."""
        prop = {"Penalty": "decided_on", "ListEntry": "listed_on", "CourtOrder": "ordered_on"}[kind]
        fact = self.say(kind, record, None, day, until, **{prop: day}, **props)
        self.say("LISTED_AS" if kind == "ListEntry" else "SUBJECT_OF", party, record)
        return fact

    def ask(self, subject: str, on: str = TODAY) -> Measures:
        with self.store.view() as view:
            return measures(view, CATALOGUE, subject, day_of(on))

    def on(self, subject: str, day: str = TODAY) -> dict[str, str]:
        """Rule → state of all that binds a subject on a day."""
        return states(self.ask(subject, day).on)


def states(consequences: tuple[Consequence, ...]) -> dict[str, str]:
    """Rule → state, the strongest where a rule stands twice."""
    return {each.rule: each.state for each in reversed(consequences)}
