"""What a check leaves out could tell it nothing: seeking gives what concluding everything gives, for each subject and matter."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.periods import ALWAYS, day_of
from credit.view import View
from reasoning.catalogue import Matter, counts
from reasoning.propagation import Consequence, measures, measures_on
from tests.reasoning.test_oracle_of_law import DAYS, NODES, graph
from tests.reasoning.world import CATALOGUE, TODAY

LOOSE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
matters = st.sampled_from(sorted(CATALOGUE.matters.values(), key=lambda each: each.code))
days = st.sampled_from([TODAY, *DAYS])


@LOOSE
@given(st.integers(0, 2**32), days)
def test_seeking_finds_all_that_binds_a_subject_alone_or_among_others(seed: int, on: str) -> None:
    with graph(seed).store.view() as view:
        together = measures_on(view, CATALOGUE, NODES, day_of(on))
        for node in NODES:
            wanted = measures(view, CATALOGUE, node, day_of(on)).on
            assert together[node] == wanted
            assert measures_on(view, CATALOGUE, [node], day_of(on)) == {node: wanted}


@LOOSE
@given(st.integers(0, 2**32), days, matters)
def test_and_all_that_counts_in_a_matter(seed: int, on: str, matter: Matter) -> None:
    with graph(seed).store.view() as view:
        for node in NODES:
            everything = measures_on(view, CATALOGUE, [node], day_of(on))[node]
            sought = measures_on(view, CATALOGUE, [node], day_of(on), matter)[node]
            assert [each for each in sought if _counts(view, matter, each)] == [each for each in everything if _counts(view, matter, each)]


def _counts(view: View, matter: Matter, each: Consequence) -> bool:
    (record,) = view.facts_of([each.record], ["Penalty", "ListEntry", "CourtOrder"], ALWAYS)
    return each.measure in matter.measures and counts(matter, record.kind, record.props.get("list_code"))


def test_random_graphs_hold_what_counts_in_matters() -> None:
    """The comparison is about something: measures that count, on others' records too."""
    own = others = 0
    for seed in range(25):
        with graph(seed).store.view() as view:
            for node, found in measures_on(view, CATALOGUE, NODES, day_of(TODAY)).items():
                counting = [each for each in found if any(_counts(view, matter, each) for matter in CATALOGUE.matters.values())]
                own += sum(each.path[0] == node for each in counting)
                others += sum(each.path[0] != node for each in counting)
    assert own > 4
    assert others > 4
