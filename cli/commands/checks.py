"""Checks in a shell: may this subject do this matter today? Receipts, and what can be checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Ask, asking, given

_MATTER = typer.Option("--matter", metavar="CODE", help="事项编号(xinmai matters)。A code of xinmai matters.")
_REFERENCE = typer.Option("--reference", metavar="TEXT", help="本机关的办件编号。The office's own number of the case.")
_FILE = typer.Option("--file", exists=True, dir_okay=False, help="CSV 或 XLSX,每行一个主体。A table with a subject in each row.")
_TEMPLATE = typer.Option("--template", metavar="FILE", dir_okay=False, help="写出空白名单(.csv 或 .xlsx)。An empty table of subjects.")
_OUT = typer.Option("--out", dir_okay=False, help="结果写到哪个文件(.csv 或 .xlsx)。Where the results go.")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of subjects, and what becomes of it."""

    file: Annotated[Path | None, _FILE] = None
    out: Annotated[Path | None, _OUT] = None
    template: Annotated[Path | None, _TEMPLATE] = None


@asking
@given(Table)
def check(
    table: Table,
    ask: Ask,
    subject: Annotated[str | None, typer.Argument(help="标识、有效代码,或唯一的全名。An id, a valid code, or a full name.")] = None,
    matter: Annotated[str, _MATTER] = "",
    reference: Annotated[str | None, _REFERENCE] = None,
) -> None:
    """逢办必查:此主体今日可否办理此事项。May it do this matter today: block, limit, attention, clear or unknown, with a receipt.

    例 e.g.  xinmai check uscc:91379926MA00001115 --matter government_procurement --purpose credit_check
          xinmai check --template 名单.xlsx
    """
    from cli.checking import check_and_tell, check_file_and_tell, write_template

    if table.template is not None:
        write_template(table.template)
    elif table.file is not None:
        check_file_and_tell(ask, table.file, matter, table.out)
    elif subject is not None:
        check_and_tell(ask, subject, matter, reference)
    else:
        raise typer.BadParameter("请给出主体或 --file。Give a subject or --file.")


@asking
def matters(ask: Ask, domain: Annotated[str | None, typer.Option("--domain", help="只看此领域。Only this domain.")] = None) -> None:
    """可核查的事项:各看哪些名单和措施,依据何在。What can be checked, and what each matter looks at.

    例 e.g.  xinmai matters --domain procurement
    """
    from cli.asking import answer
    from cli.telling.checks import matters_told
    from inquiry.matters import MattersParameters
    from inquiry.matters import matters as matters_of

    wanted = MattersParameters(domain=domain, **ask.words())
    answer(ask, wanted, lambda question: matters_of(question, wanted), matters_told)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (check, matters):
        app.command()(command)
