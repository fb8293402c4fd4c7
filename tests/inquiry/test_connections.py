"""Several subjects at once: chains of pairs, with evidence, around and through, and an honest no."""

from typing import Any

import pytest
from pydantic import ValidationError

from inquiry.connections import ConnectionsParameters, connections
from office.desk import Desk
from tests.inquiry.asked import ask
from tests.inquiry.world import DEBTOR, DIRECTOR, HOLDER, NAMESAKE, REP, SHAREHOLDER, SHOP


def between(desk: Desk, *subjects: str, **wanted: Any) -> Any:
    parameters = ConnectionsParameters(subjects=list(subjects), **wanted)
    return ask(desk, lambda question: connections(question, parameters), parameters)


def walked(pair: Any) -> list[list[str]]:
    return [[path[0]["from"], *(step["to"] for step in path)] for path in pair["paths"]]


def test_the_chain_of_a_pair_with_its_evidence(desk: Desk) -> None:
    (pair,) = between(desk, REP, HOLDER)["data"]["pairs"]
    assert walked(pair) == [[REP, DEBTOR, SHAREHOLDER, HOLDER]]
    assert all(each["evidence"] for step in pair["paths"][0] for each in step["relations"])


def test_every_two_of_many_and_one_to_many(desk: Desk) -> None:
    pairs = between(desk, REP, SHOP, SHAREHOLDER)["data"]["pairs"]
    assert [pair["hops"] for pair in pairs] == [3, 2, 3]
    assert len(between(desk, REP, SHOP, SHAREHOLDER, anchor=SHOP)["data"]["pairs"]) == 2


def test_around_through_and_an_honest_no(desk: Desk) -> None:
    body = between(desk, REP, HOLDER, avoid=[SHAREHOLDER])
    assert body["data"]["pairs"][0]["hops"] is None and body["data"]["sources"]
    assert between(desk, REP, HOLDER, through=[SHAREHOLDER])["data"]["pairs"][0]["hops"] == 3
    assert between(desk, REP, HOLDER, through=[DIRECTOR])["data"]["pairs"][0]["hops"] is None
    assert between(desk, REP, NAMESAKE)["data"]["pairs"][0]["hops"] is None


def test_one_subject_alone_is_refused() -> None:
    with pytest.raises(ValidationError, match="2 to 50"):
        ConnectionsParameters(subjects=[REP])
