"""The graph as a whole."""

from pathlib import Path
from typing import Annotated

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


def build() -> None:
    """建立图的内存投影:关联风险由此直接回答。Builds the arrays that answer linked risk from memory; later changes are laid over them.

    例 e.g.  xinmai graph build
    """
    from cli.surveying import build_and_tell

    build_and_tell()


def survey(
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="哪一天,默认今天。On this day.")] = None,
    policy: Annotated[str, typer.Option("--policy", help="策略名。The policy's name.")] = "default",
    most: Annotated[int, typer.Option("--most", help="各列几项。How many of each.")] = 20,
) -> None:
    """全图:连通分量、枢纽、不良记录聚集处(线索;自然人不列)。The whole graph: components, hubs, where adverse facts weigh.

    例 e.g.  xinmai graph survey --as-of 2026-03-01
    """
    from cli.surveying import survey_and_tell

    survey_and_tell(as_of, policy, most)


_FROM = typer.Argument(metavar="FROM", help="来源库:SQLite 文件,或 neo4j://主机。A SQLite file, or a server.")
_TO = typer.Argument(metavar="TO", help="目标库,须为空。An empty store.")


def copy(source: Annotated[str, _FROM], target: Annotated[str, _TO]) -> None:
    """整库复制,含全部历史,并以行数与摘要核对。Copies a store with all its history, and proves it by counts and hashes.

    例 e.g.  xinmai graph copy .xinmai/graph.db neo4j://127.0.0.1:7687
    """
    from cli.moving import copy_and_tell

    copy_and_tell(source, target)


def export(
    folder: Annotated[Path, typer.Option("--neo4j-import", metavar="DIR", help="写给 neo4j-admin 离线导入。For Neo4j's offline import.")],
    source: Annotated[str | None, typer.Option("--from", metavar="FROM", help="来源库,默认设置所指的库。Else the settings' store.")] = None,
) -> None:
    """写出 Neo4j 离线导入的文件与命令:首次装满服务器的最快办法。Files and command of Neo4j's offline import.

    例 e.g.  xinmai graph export --neo4j-import 导出
    """
    from cli.moving import export_and_tell

    export_and_tell(source, folder)


for command in (stats, survey, build, copy, export):
    app.command()(command)
