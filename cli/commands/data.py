"""What goes in, and what was lost on the way: load, sources, quality."""

import typer


def register(app: typer.Typer) -> None:
    """Adds the commands."""
