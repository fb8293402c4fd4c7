"""Long work in a shell: what waits and runs, and whoever does it."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import Json

app = typer.Typer(help="任务。Long work: list, show, cancel, work.  例 e.g.  xinmai jobs list", no_args_is_help=True)

_Id = Annotated[str, typer.Argument(help="任务编号。The job's id.")]


@app.command("list")
def list_all(
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="最近几件。The latest so many.")] = 50,
    as_json: Json = False,
) -> None:
    """列出任务:状态、进度、何时。Lists everybody's jobs, the newest first.

    例 e.g.  xinmai jobs list --limit 10
    """
    from cli.jobs import list_and_tell

    list_and_tell(limit, as_json)


@app.command()
def show(
    number: _Id,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False, help="结果写到哪个文件。Writes the result there.")] = None,
    as_json: Json = False,
) -> None:
    """一件任务:参数、进度、结果或失败原因。One job, its result with --out.

    例 e.g.  xinmai jobs show 4f1c2a9b7d3e4f1c2a9b7d3e --out 结果.xlsx
    """
    from cli.jobs import show_and_tell

    show_and_tell(number, out, as_json)


@app.command()
def cancel(number: _Id, as_json: Json = False) -> None:
    """取消任务:未开始的立即取消,进行中的做完这一步后停下。Cancels a job; what was done stays.

    例 e.g.  xinmai jobs cancel 4f1c2a9b7d3e4f1c2a9b7d3e
    """
    from cli.jobs import cancel_and_tell

    cancel_and_tell(number, as_json)


@app.command()
def work(
    at_once: Annotated[int | None, typer.Option("--at-once", min=1, max=32, help="同时做几件。Jobs at a time.")] = None,
    while_parent_lives: Annotated[bool, typer.Option("--while-parent-lives", hidden=True)] = False,
) -> None:
    """做任务,直到被停下;被停下时做完手头这一步。Does jobs until it is stopped. `xinmai serve` runs one beside it unless told otherwise.

    例 e.g.  xinmai jobs work --at-once 4
    """
    from cli.jobs import work_until_stopped

    work_until_stopped(at_once, while_parent_lives)
