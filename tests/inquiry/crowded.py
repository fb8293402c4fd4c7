"""A firm with very many fines, whose names and texts were written by somebody who wishes to break a page."""

from pathlib import Path

from credit.identity import canonical_json, content_digest, fact_id
from credit.kinds import FACT_KINDS
from credit.periods import MAX_DAY, day_of
from graph.opening import open_store
from graph.store import BatchInfo, StagedClaims, StagedRows, Store
from tests.inquiry.world import TODAY, invented

CROWDED = invented(77)
HOSTILE = '<script>alert(1)</script>&amp;{{ 7*7 }}\u202e"]]><img src=https://example.invalid/x>\x00\x1b[31m'
ENDLESS = "很长的事实" * 4_000


def crowded_store(home: Path, fines: int) -> Store:
    """The store, loaded in one batch."""
    store = open_store(home, create=True)
    said: list[tuple[str, str, str | None, dict[str, object]]] = [
        (
            "Organization",
            CROWDED,
            None,
            {"name": f"青禾县{HOSTILE}有限公司", "legal_form": "company", "uscc": CROWDED[5:], "scope": ENDLESS},
        )
    ]
    for number in range(fines):
        fine = f"pen:{number:05d}"
        told = {
            "doc_no": f"青市监罚〔2026〕{number}号",
            "decided_on": "2026-05-10",
            "penalty_kinds": ["fine"],
            "fine_fen": 100_000,
            "tier": "ordinary",
        }
        said.append(("Penalty", fine, None, told | {"violation_facts": HOSTILE if number % 2 else "一般事实"}))
        said.append(("SUBJECT_OF", CROWDED, fine, {}))
    with store.load(BatchInfo("registry", "county", "登记", "登记机关", 10, "invented.csv", "crowd", day_of(TODAY))) as load:
        load.add(_claims(said), StagedRows(list(range(1, len(said) + 1)), [canonical_json({"备注": HOSTILE})] * len(said)))
        load.publish()
    return store


def _claims(said: list[tuple[str, str, str | None, dict[str, object]]]) -> StagedClaims:
    day, many = day_of("2026-05-10"), len(said)
    texts = [canonical_json(props) for _, _, _, props in said]
    return StagedClaims(
        [FACT_KINDS[kind].code for kind, *_ in said],
        [src for _, src, *_ in said],
        [dst for _, _, dst, _ in said],
        [fact_id(kind, src, dst, [str(props.get(name, "")) for name in FACT_KINDS[kind].key]) for kind, src, dst, props in said],
        [content_digest(text, [day]) for text in texts],
        [day] * many,
        [day] * many,
        [MAX_DAY] * many,
        [MAX_DAY] * many,
        texts,
        list(range(1, many + 1)),
        [None] * many,
    )
