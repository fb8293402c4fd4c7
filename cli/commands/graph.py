"""The graph as a whole."""

import typer

from cli.options import Ask, asking

app = typer.Typer(help="图的整体情况。The graph as a whole.", no_args_is_help=True)


@asking
def stats(ask: Ask) -> None:
    """有多少主体、文书、来源。How many nodes of each kind, and from whom.

    例 e.g.  xinmai graph stats
    """
    from cli.asking import answer
    from cli.telling.data import counted
    from inquiry.stats import StatsParameters
    from inquiry.stats import stats as stats_of

    wanted = StatsParameters(**ask.words())
    answer(ask, wanted, stats_of, counted)


app.command()(stats)
