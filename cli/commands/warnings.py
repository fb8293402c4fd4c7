"""Leads by counting, the ledger of repeat offenders, grades that sources state, and the law of the lists."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import Ask, Subject, asking

_FORMER = typer.Option("--former", help="含已结束的,附原因。Also what had ended, with the reason.")


@asking
def warnings(ask: Ask, subject: Subject, former: Annotated[bool, _FORMER] = False) -> None:
    """预警(线索,不是措施):多久内几次,还差几次,何时退出。How often within how long, and how near is the next alert?

    例 e.g.  xinmai warnings uscc:91379926MAQH012641
    """
    from cli.asking import answer
    from cli.telling.warnings import alerts
    from inquiry.asking.subject import named_subject_id
    from inquiry.warnings import WarningsParameters, warnings_of

    wanted = WarningsParameters(include_former=former, **ask.words())
    answer(ask, wanted, lambda question: warnings_of(question, named_subject_id(question, subject), wanted), alerts, subject=subject)


@asking
def ledger(
    ask: Ask,
    pattern: Annotated[str | None, typer.Option("--pattern", help="预警模式,默认台账(P14 至 P17)。Only this pattern.")] = None,
    authority: Annotated[
        str | None, typer.Option("--authority", help="作出决定的机关:名称或代码。Counted decisions of this authority.")
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="登记地区,或行政区划代码的开头。Registered here.")] = None,
    former: Annotated[bool, _FORMER] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="全部台账另存为 Excel。The whole ledger as a workbook.")
    ] = None,
) -> None:
    """屡禁不止、频繁违法台账(提示,不是惩戒;不列自然人)。The ledger of repeat offenders: advisory, natural persons never.

    例 e.g.  xinmai ledger --pattern P15    xinmai ledger --xlsx 台账.xlsx
    """
    from cli.asking import answer
    from cli.ledger_book import save_ledger
    from cli.telling.warnings import listed
    from inquiry.ledger import LedgerParameters, ledger_of

    bounds = {"pattern": pattern, "authority": authority, "region": region, "include_former": former, "limit": 200}
    wanted = LedgerParameters.model_validate({**bounds, **ask.words()})
    if xlsx:
        save_ledger(ask, wanted, xlsx)
    else:
        answer(ask, wanted, lambda question: ledger_of(question, wanted), listed)


@asking
def grades(ask: Ask, subject: Subject) -> None:
    """来源所述的等级与抽查比例(不是惩戒;自然人没有等级)。Grades that sources state; never of a natural person.

    例 e.g.  xinmai grades uscc:91379926MAQH01272U
    """
    from cli.asking import answer
    from cli.telling.lists import graded
    from inquiry.asking.subject import named_subject_id
    from inquiry.grades import GradesParameters, grades_of

    wanted = GradesParameters(**ask.words())
    answer(ask, wanted, lambda question: grades_of(question, named_subject_id(question, subject), wanted), graded, subject=subject)


@asking
def lists(ask: Ask, code: Annotated[str | None, typer.Argument(help="名单代码,默认全部。A list's code.")] = None) -> None:
    """名单及其法律:机关、依据、期限、移出、人员、公布字段,已装载多少。Lists and their law, and how full each is here.

    例 e.g.  xinmai lists    xinmai lists LIST_WAGE_ARREARS
    """
    from cli.asking import answer
    from cli.telling.lists import all_lists, one_list
    from inquiry.lists import ListsParameters, list_told, lists_told

    wanted = ListsParameters.model_validate(ask.words())
    if code:
        answer(ask, wanted, lambda question: list_told(question, code, wanted), one_list, code=code)
    else:
        answer(ask, wanted, lambda question: lists_told(question, wanted), all_lists)


def register(app: typer.Typer) -> None:
    """Adds the questions."""
    for command in (warnings, ledger, grades, lists):
        app.command()(command)
