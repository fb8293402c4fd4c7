"""What goes in, and what was lost on the way: load, sources, quality."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Ask, asking, given


@dataclass(frozen=True, slots=True)
class Speaks:
    """How a file is to be read: whose word it is, for what part, and of which day."""

    source: Annotated[str | None, typer.Option("--source", help="来源名,默认按表头识别。The source; else told by the headers.")] = None
    mapping: Annotated[
        Path | None, typer.Option("--map", exists=True, dir_okay=False, help="自备的 source.yaml。A mapping of your own.")
    ] = None
    scope: Annotated[str | None, typer.Option("--scope", help="文件说的是哪一部分。For which part of the source it speaks.")] = None
    data_on: Annotated[str | None, typer.Option("--data-on", metavar="DAY", help="截至哪天,默认今天。The day of which it speaks.")] = None
    snapshot: Annotated[bool, typer.Option("--snapshot", help="全量文件,未再列出的即已结束。What it no longer says has ended.")] = False
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。Prints JSON.")] = False


@given(Speaks)
def load(speaks: Speaks, path: Annotated[Path, typer.Argument(help="文件或文件夹。A file or a folder.", exists=True)]) -> None:
    """装载文件:严格校验,整份发布;退回的行改正后可再装。Loads files, or a folder in the order of its load.yaml.

    例 e.g.  xinmai load 双公示.xlsx --data-on 2026-10-31    xinmai load demo
    """
    from cli.loading import load_and_tell

    raise typer.Exit(load_and_tell(path, speaks))


@asking
def sources(
    ask: Ask,
    template: Annotated[Path | None, typer.Option("--template", metavar="DIR", help="写出空白模板。Writes empty templates.")] = None,
) -> None:
    """已装载的来源:谁说的、到哪天。Whose word has been heard, and through which day; --template writes empty tables.

    例 e.g.  xinmai sources    xinmai sources --template 模板
    """
    if template is not None:
        from loaders.mapping.catalogue import shipped
        from loaders.templates import write_templates

        for written in write_templates(template, shipped().values()):
            print(written)
        return
    from cli.asking import answer
    from cli.telling.data import heard
    from inquiry.sources import SourcesParameters
    from inquiry.sources import sources as sources_of

    answer(ask, SourcesParameters(**ask.words()), sources_of, heard)


@asking
def quality(
    ask: Ask,
    authority: Annotated[str | None, typer.Option("--authority", help="只看此机关。Only this authority.")] = None,
    profile: Annotated[str, typer.Option("--profile", help="期限口径。The profile of limits.")] = "ndrc-2018",
    limit: Annotated[int, typer.Option("--limit", help="最近几次装载。The latest so many loads.")] = 50,
) -> None:
    """数据质量:丢了什么、各机关报送如何。What each file lost and why, and how well each authority reports.

    例 e.g.  xinmai quality --authority 青禾县市场监督管理局
    """
    from cli.asking import answer, home_folder
    from cli.telling.data import told_quality
    from inquiry.quality import QualityParameters, quality_told
    from loaders.quality import quality as quality_of

    wanted = QualityParameters(profile=profile, authority=authority, limit=limit, **ask.words())
    answer(ask, wanted, lambda question: quality_told(question, quality_of(home_folder(), profile).as_json(), wanted), told_quality)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (load, sources, quality):
        app.command()(command)
