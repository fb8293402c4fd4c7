"""What goes in, and what was lost on the way: load, sources, quality."""

import typer

from cli.options import Ask, asking


@asking
def sources(ask: Ask) -> None:
    """已装载的来源:谁说的、到哪天。Whose word has been heard, and through which day.

    例 e.g.  xinmai sources
    """
    from cli.asking import answer
    from cli.telling.data import heard
    from inquiry.sources import SourcesParameters
    from inquiry.sources import sources as sources_of

    wanted = SourcesParameters(**ask.words())
    answer(ask, wanted, sources_of, heard)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(sources)
