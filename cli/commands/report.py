"""The report."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Ask, asking, given

_WHOM = typer.Argument(
    help="标识、有效代码或全名;--verify 时为报告文件。An id, a code or a full name; with --verify a report's JSON or PDF file."
)
_OUT = typer.Option("--out", "-o", metavar="FILE", help="写入文件;形式由扩展名定。Write to this file.", dir_okay=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the report includes, and what becomes of it."""

    out: Annotated[Path | None, _OUT] = None
    form: Annotated[str | None, typer.Option("--format", metavar="json|html|pdf|docx", help="形式。The form.")] = None
    with_risk: Annotated[bool, typer.Option("--with-risk", help="附关联风险(线索)。Also linked risk, a lead.")] = False
    former: Annotated[bool, typer.Option("--former", help="含已结束的。Also what had ended.")] = False
    repaired: Annotated[bool, typer.Option("--repaired", help="含已信用修复的。Also repaired records.")] = False
    limit: Annotated[int, typer.Option("--limit", help="每部分最多几条。At most this many rows of each part.")] = 100
    verify: Annotated[str | None, typer.Option("--verify", metavar="CODE", help="核验报告文件。Verify a report's file by its code.")] = None


@asking
@given(Wanted)
def report(wanted: Wanted, ask: Ask, subject: Annotated[str, _WHOM]) -> None:
    """公共信用信息报告:可签章、可交付、可核验。A report that can be signed, handed over and verified.

    例 e.g.  xinmai report uscc:91379926MA00001115 -o report.pdf    xinmai report --verify G56F-7W3F-P3MY-3VK2-FNC6 report.pdf
    """
    from cli.reporting import report_and_tell, verify_and_tell
    from inquiry.report.wire import ReportParameters

    if wanted.verify is not None:
        raise typer.Exit(verify_and_tell(wanted.verify, Path(subject), ask.as_json))
    included = ReportParameters(
        with_risk=wanted.with_risk, include_former=wanted.former, include_repaired=wanted.repaired, limit=wanted.limit, **ask.words()
    )
    report_and_tell(ask, subject, included, wanted.form, wanted.out)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(report)
