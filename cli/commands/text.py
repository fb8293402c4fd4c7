"""Decisions as they are written: read them, load what is certain, and measure the reader."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="决定书等文本。Decisions read from their own text: read, load, score.  例 e.g.  xinmai text read 文书", no_args_is_help=True
)

Papers = Annotated[Path, typer.Argument(help="文件或文件夹(txt、docx、html、pdf、jsonl)。A file or a folder of papers.", exists=True)]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。Prints JSON.")]


@app.command()
def read(path: Papers, as_json: Json = False) -> None:
    """读出文书所述:种类、文号、机关、当事人、处罚、依据,逐项带位置。What papers say, each fact with its place.

    例 e.g.  xinmai text read 决定书.docx    xinmai text read 文书 --json
    """
    from cli.reading import read_and_tell

    raise typer.Exit(read_and_tell(path, as_json))


@app.command()
def load(
    path: Papers,
    scope: Annotated[str | None, typer.Option("--scope", help="文书来自哪个部门。From which office the papers come.")] = None,
    data_on: Annotated[str | None, typer.Option("--data-on", metavar="DAY", help="截至哪天,默认今天。The day of which they speak.")] = None,
    as_json: Json = False,
) -> None:
    """装载文书:有把握的入图,其余写成待核对文件,改正后用 xinmai load 装载。Loads what is certain; the rest a person corrects first.

    例 e.g.  xinmai text load 文书 --scope 市监局
    """
    from cli.reading import load_and_tell

    raise typer.Exit(load_and_tell(path, scope, data_on, as_json))


@app.command()
def score(
    path: Annotated[Path, typer.Argument(help="带标注的 JSON 行文件。Labelled JSON lines (docs/text.md).", exists=True, dir_okay=False)],
    as_json: Json = False,
) -> None:
    """对照标注评分:准确率、召回率、F1,逐项、逐类、合计。Precision, recall and F1 by field, by family and over all.

    例 e.g.  xinmai text score tests/text/gold/test.jsonl --json
    """
    from cli.reading import score_and_tell

    score_and_tell(path, as_json)
