"""Chains against brute force: every simple way through a small random graph, sorted."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from credit.chains import Found, Limits
from credit.facts import Fact
from reasoning.paths import Known, between, chains
from tests.reasoning.holdings import fact

NODES = list("abcdefgh")
Edges = list[tuple[str, str]]


def facts_of(edges: Edges) -> list[Fact]:
    return [fact(f"{i:03d}", a, b) for i, (a, b) in enumerate(edges)]


def known(edges: Edges, limits: Limits, ends: Collection[str] = ()) -> Known:
    facts = facts_of(edges)

    def relations(nodes: Collection[str]) -> Iterable[Fact]:
        return [each for each in facts if each.src in nodes or each.dst in nodes]

    return Known(relations, limits, frozenset(ends))


def ways(edges: Edges, start: str, end: str, most: int) -> list[list[str]]:
    """Every simple way of at most so many steps, by length and then by the least fact ids."""
    least: dict[frozenset[str], str] = {}
    for each in facts_of(edges):
        least.setdefault(frozenset((each.src, each.dst or "")), each.id)
    found: list[list[str]] = []

    def walk(path: list[str]) -> None:
        if path[-1] == end:
            found.append(list(path))
            return
        for there in NODES:
            if len(path) <= most and there not in path and frozenset((path[-1], there)) in least:
                walk([*path, there])

    walk([start])
    return sorted(found, key=lambda path: (len(path), [least[frozenset(pair)] for pair in pairwise(path)]))


def nodes(found: Found) -> list[list[str]]:
    return [[chain[0].from_, *(step.to for step in chain)] for chain in found.chains]


edges_of = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1]), max_size=16)


@settings(max_examples=200, deadline=None)
@given(edges=edges_of, most=st.integers(1, 7), wanted=st.sampled_from([1, 3, 1000]))
def test_the_best_few_and_all_equal_brute_force(edges: Edges, most: int, wanted: int) -> None:
    limits = Limits(most, wanted)
    assert nodes(chains(known(edges, limits), "a", "b", limits)) == ways(edges, "a", "b", most)[:wanted]


@settings(max_examples=100, deadline=None)
@given(edges=edges_of, avoid=st.sampled_from(["c", "d"]), through=st.sampled_from(["e", "f"]))
def test_around_and_through(edges: Edges, avoid: str, through: str) -> None:
    limits = Limits(6, 1000, frozenset(avoid), frozenset(through))
    expected = [way for way in ways(edges, "a", "b", 6) if avoid not in way and through in way]
    assert nodes(chains(known(edges, limits), "a", "b", limits)) == expected


def test_relations_side_by_side_are_one_step() -> None:
    limits = Limits(3, 10)
    (chain,) = chains(known([("a", "b"), ("b", "a")], limits), "a", "b", limits).chains
    assert [len(step.relations) for step in chain] == [2]


def test_a_hub_is_not_crossed_not_even_in_the_middle_and_is_told() -> None:
    edges = [("a", "c"), ("c", "b"), *(("c", each) for each in "defgh")]
    limits = Limits(4, 10, hub_guard=3)
    middle = known(edges, limits, "ab")
    found = chains(middle, "a", "b", limits)
    assert (found.chains, middle.hubs) == ((), {"c"})
    assert len(chains(known(edges, limits, "abc"), "a", "b", limits).chains) == 1


def test_what_is_cut_is_said() -> None:
    edges = [("a", each) for each in "cdefgh"] + [(each, "b") for each in "cdefgh"]
    assert chains(known(edges, Limits(3, 2)), "a", "b", Limits(3, 2)).cut == "limit=2"
    narrow = Limits(3, 2, max_nodes=3)
    found = chains(known(edges, narrow), "a", "b", narrow)
    assert (found.chains, found.cut) == ((), "max_nodes=3")


def test_many_pairs_read_once() -> None:
    limits = Limits(3)
    asked: list[str] = []
    facts = facts_of([("a", "b"), ("b", "c")])

    def relations(nodes: Collection[str]) -> Iterable[Fact]:
        asked.extend(nodes)
        return [each for each in facts if each.src in nodes or each.dst in nodes]

    found = between(Known(relations, limits, frozenset("abc")), [("a", "b"), ("a", "c"), ("b", "c"), ("a", "h")], limits)
    assert [len(each.chains[0]) if each.chains else 0 for each in found.found.values()] == [1, 2, 1, 0]
    assert len(asked) == len(set(asked))
