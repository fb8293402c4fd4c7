"""The graph as a whole."""

import typer

from cli.options import Ask, asking

app = typer.Typer(help="图的整体情况。The graph as a whole.", no_args_is_help=True)


@asking
def stats(ask: Ask) -> None:
    """有多少主体、事实、说法,来自谁。How many nodes, facts and claims of each kind, and from whom.

    例 e.g.  xinmai graph stats
    """
    from cli.asking import answer, premises
    from cli.telling.data import counted
    from inquiry.stats import StatsParameters
    from inquiry.stats import stats as stats_of

    wanted = StatsParameters(**ask.words())
    with premises() as home:
        counts = home.desk().store.stats()
    answer(ask, wanted, lambda question: stats_of(question, counts), counted)


app.command()(stats)
