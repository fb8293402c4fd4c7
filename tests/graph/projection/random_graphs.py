"""Random histories of a small crowd: every kind of relation that a policy walks, records of every weight, acts, merges."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from credit.facts import Deed
from credit.identifiers import make_uscc
from credit.periods import day_of
from graph.store import BatchInfo, NewAct, Store
from tests.graph.makers import Said, at, batch, load, said

ORGANIZATIONS = [f"uscc:{make_uscc('9', '1', f'33010{n}', 'MA2AAAAA')}" for n in range(6)] + ["reg:330100000000001"]
PERSONS = ["p:v1" + letter * 8 for letter in "abcd"]
RECORDS = ["pen:000001", "pen:000002", "list:000001", "list:000002", "ord:000001"]
PARTIES = [*ORGANIZATIONS, *PERSONS]
DAYS = ["2019-06-01", "2022-06-01", "2024-01-15", "2026-03-01"]

organization, person, party = st.sampled_from(ORGANIZATIONS), st.sampled_from(PERSONS), st.sampled_from(PARTIES)
since = st.sampled_from([None, None, "2020-01-01", "2023-01-01"])
until = st.sampled_from([None, None, None, "2024-02-01"])


@st.composite
def relations(draw: st.DrawFn) -> Said:
    """Between two parties, dated or seen."""
    row, seen, start = draw(st.integers(1, 9)), draw(st.sampled_from(["2021-06-01", "2024-01-01"])), draw(since)
    dated: dict[str, Any] = {} if start is None else {"since": start, "until": draw(until)}
    kind = draw(st.sampled_from(["LEGAL_REP_OF", "DIRECTOR_OF", "SHAREHOLDER_OF", "SHAREHOLDER_OF", "BRANCH_OF", "GUARANTEES", "FILED_BY"]))
    ends = (
        (draw(person), draw(organization))
        if kind in ("LEGAL_REP_OF", "DIRECTOR_OF")
        else (draw(organization if kind in ("BRANCH_OF", "FILED_BY") else party), draw(organization))
    )
    return said(kind, *ends, seen=seen, row=row, **({} if kind == "BRANCH_OF" else dated))


@st.composite
def records(draw: st.DrawFn) -> list[Said]:
    """A record with its party."""
    node, row = draw(st.sampled_from(RECORDS)), draw(st.integers(1, 9))
    day = draw(st.sampled_from([None, "2019-03-01", "2023-05-01"]))
    more: dict[str, Any] = {"domain": draw(st.sampled_from(["food", "tax"]))} if draw(st.booleans()) else {}
    match node.partition(":")[0]:
        case "pen":
            kind, prop = "Penalty", "decided_on"
            more |= {"penalty_kinds": draw(st.sampled_from([["fine"], ["licence_revoked", "fine"], ["warning"]]))}
            more |= draw(st.sampled_from([{}, {"public_until": "2023-12-31"}, {"tier": "minor"}]))
        case "list":
            kind, prop = "ListEntry", "listed_on"
            more |= {"polarity": draw(st.sampled_from(["black", "watch", "red"])), "list_code": "LIST_KEY_WATCH"}
        case _:
            kind, prop = "CourtOrder", "ordered_on"
            more |= {"order_kind": draw(st.sampled_from(["enforcement", "consumption_restriction", "judgment"]))}
            more |= draw(st.sampled_from([{}, {"lifted_on": "2025-01-01"}]))
    stated = {prop: day} if day else {}
    tie = "LISTED_AS" if kind == "ListEntry" else "SUBJECT_OF"
    part = {"part": draw(st.sampled_from(["party", "co_debtor"]))} if tie == "SUBJECT_OF" else {}
    return [
        said(kind, node, seen=draw(st.sampled_from(["2021-06-01", "2024-01-01"])), row=row, **stated, **more),
        said(tie, draw(party), node, row=row, **part),
    ]


@st.composite
def files(draw: st.DrawFn) -> tuple[BatchInfo, list[Said]]:
    """A file of one of two sources."""
    source, day = draw(st.sampled_from(["saic", "court"])), draw(st.sampled_from(["2023-12-01", "2024-02-01", "2024-03-01"]))
    lines = draw(st.lists(relations(), max_size=12)) + [each for pair in draw(st.lists(records(), max_size=3)) for each in pair]
    return batch(source, day, snapshot=draw(st.booleans()), precedence=draw(st.sampled_from([10, 20]))), lines


@st.composite
def acts(draw: st.DrawFn, about: list[Said]) -> NewAct:
    """A deed at one of these facts."""
    deed = draw(st.sampled_from([deed for deed in Deed if deed is not Deed.REDACT]))
    props: dict[str, Any] = draw(st.sampled_from([{"tier": "serious"}, {"from_day": day_of("2021-01-01")}])) if deed is Deed.CORRECT else {}
    return NewAct(draw(st.sampled_from(about)).hex, deed, draw(st.sampled_from([None, day_of("2024-01-10")])), "office", "reason", props)


def play(data: st.DataObject, stores: list[Store], hour: int, spoken: list[Said]) -> None:
    """One step of a history, on every store alike."""
    what = data.draw(st.integers(0, 4))
    if what < 3 or not spoken:
        info, lines = data.draw(files())
        spoken.extend(lines)
        for store in stores:
            load(store, replace(info, recorded_at=at(hour)), lines)
    elif what == 3:
        recorded = data.draw(st.lists(acts(spoken), min_size=1, max_size=2))
        for store in stores:
            store.record(recorded, at(hour))
    else:
        a, b = data.draw(
            st.lists(st.sampled_from(data.draw(st.sampled_from([ORGANIZATIONS, PERSONS]))), min_size=2, max_size=2, unique=True)
        )
        same = data.draw(st.booleans())
        for store in stores:
            store.judge(a, b, same, "clerk", "file", at(hour))
