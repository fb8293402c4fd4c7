"""The invented county."""

from typing import Annotated

import typer


def demo(
    serve: Annotated[int, typer.Option("--serve", min=0, max=1, help="1:随后提供接口;0:不提供。Then serves, or not.")] = 1,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口。The port.")] = 8000,
) -> None:
    """装载虚构的青禾县,回答三个问题,再提供接口。Loads the invented county, answers three questions, then serves them.

    例 e.g.  xinmai demo --serve 0
    """
    from cli.demonstration import demonstrate

    demonstrate(port if serve else None)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)
