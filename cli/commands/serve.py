"""Serves the API."""

from typing import Annotated

import typer

from cli.options import AnsweredBy


def serve(
    host: Annotated[str, typer.Option("--host", help="监听地址。The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口。The port.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="进程数,如每核一个。Processes, say one a core.")] = 1,
    view: AnsweredBy = None,
    grace: Annotated[
        int,
        typer.Option(
            "--grace", metavar="SECONDS", min=1, help="停止时等待未完请求多久。How long running requests are waited for at the end."
        ),
    ] = 60,
) -> None:
    """提供 HTTP 接口。Serves the API; its page is at /docs.

    例 e.g.  xinmai serve --port 8080
    """
    from cli.serving import run

    run(host, port, workers, view, grace)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)
