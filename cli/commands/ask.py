"""Investigators' questions in Cypher."""

from typing import Annotated

import typer

from cli.options import Json


def ask(
    name: Annotated[str | None, typer.Argument(help="问题名;不给则列出全部。The question; else lists them.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", metavar="K=V", help="参数,可重复。A parameter, may be repeated.")] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="CODE", help="用途;给出才显示姓名。Shows persons' names; recorded.")
    ] = None,
    as_json: Json = False,
) -> None:
    """在 Neo4j 上提一个写好的问题(docs/questions.md)。Asks a written question on the Neo4j server that XINMAI_STORE names.

    例 e.g.  xinmai ask circular_holdings --param day=2026-11-20
    """
    from cli.named_questions import ask_and_tell, list_questions

    if name is None:
        list_questions(as_json)
    else:
        ask_and_tell(name, param or [], purpose, as_json)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(ask)
