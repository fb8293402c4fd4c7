"""Questions about ownership and control, and about several subjects at once: owners, controllers, group, connect, suspected."""

from functools import partial, update_wrapper
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Ask, Subject, asking


@asking
def owners(
    ask: Ask,
    subject: Subject,
    down: Annotated[bool, typer.Option("--down", help="向下:它持有谁。Downwards: what it owns.")] = False,
    levels: Annotated[int, typer.Option("--levels", help="几层以内,1 到 15。How many levels.")] = 10,
    min_share: Annotated[str, typer.Option("--min-share", help="低于此比例的不列,如 0.05。Leave out less than this.")] = "0",
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="另存为 Excel。Write a workbook.")] = None,
) -> None:
    """谁最终持有它(各路径合计,含交叉持股)。Who owns it in the end, over all paths and cross-holdings?

    例 e.g.  xinmai owners uscc:91379926MA00001115 --min-share 0.05
    """
    from cli.asking import answer
    from cli.telling.control import ownership, saved_to
    from inquiry.asking.subject import named_subject_id
    from inquiry.owners import OwnersParameters
    from inquiry.owners import owners as owners_of

    bounds = {"levels": levels, "min_share": min_share}
    wanted = OwnersParameters.model_validate({"direction": "down" if down else "up", **bounds, **ask.words()})
    tell = update_wrapper(partial(saved_to, xlsx), ownership) if xlsx else ownership
    answer(ask, wanted, lambda question: owners_of(question, named_subject_id(question, subject), wanted), tell, subject=subject)


@asking
def controllers(
    ask: Ask,
    subject: Subject,
    reading: Annotated[list[str] | None, typer.Option("--reading", help="规则集,可重复,默认并列全部。Rule sets, may be repeated.")] = None,
) -> None:
    """谁控制它、谁是受益所有人:各规则并列,附推导。Who controls it, by each reading of the law, with the trace?

    例 e.g.  xinmai controllers uscc:91379926MA00001115
    """
    from cli.asking import answer
    from cli.telling.control import readings
    from inquiry.asking.subject import named_subject_id
    from inquiry.controllers import ControllersParameters
    from inquiry.controllers import controllers as controllers_of

    wanted = ControllersParameters(readings=reading or [], **ask.words())
    answer(ask, wanted, lambda question: controllers_of(question, named_subject_id(question, subject), wanted), readings, subject=subject)


@asking
def group(
    ask: Ask,
    subject: Subject,
    reading: Annotated[str, typer.Option("--reading", help="以哪个规则集定控制人。The reading that names the head.")] = "company_law_265",
    links: Annotated[bool, typer.Option("--links/--no-links", help="紧密联系。Close links too.")] = True,
) -> None:
    """它属于哪个集团、与谁紧密联系。Which group is it in, and what is closely linked with it?

    例 e.g.  xinmai group uscc:91379926MA00001115
    """
    from cli.asking import answer
    from cli.telling.control import circle
    from inquiry.asking.subject import named_subject_id
    from inquiry.group import GroupParameters
    from inquiry.group import group as group_of

    wanted = GroupParameters(reading=reading, links=links, **ask.words())
    answer(ask, wanted, lambda question: group_of(question, named_subject_id(question, subject), wanted), circle, subject=subject)


@asking
def connect(
    ask: Ask,
    subjects: Annotated[list[str], typer.Argument(help="2 到 50 个标识。2 to 50 ids.")],
    hops: Annotated[int, typer.Option("--hops", help="最多几步,1 到 15。At most this many relations.")] = 4,
    paths: Annotated[int, typer.Option("--paths", help="两个主体时最好的几条。The best so many chains of a pair.")] = 3,
    avoid: Annotated[list[str] | None, typer.Option("--avoid", help="绕开,可重复。Go around.")] = None,
    through: Annotated[list[str] | None, typer.Option("--through", help="必经,可重复。Go through.")] = None,
) -> None:
    """多个主体两两如何关联。How are these connected: the best few chains of two, the shortest of every two of many.

    例 e.g.  xinmai connect uscc:91379926MA00001115 uscc:91379926MA000012XW --paths 5
    """
    from cli.asking import answer
    from cli.telling.graph import network
    from inquiry.connections import ConnectionsParameters, connections

    bounds = {"max_hops": hops, "paths": paths, "avoid": avoid or [], "through": through or []}
    wanted = ConnectionsParameters.model_validate({"subjects": subjects, **bounds, **ask.words()})
    answer(ask, wanted, lambda question: connections(question, wanted), network)


@asking
def suspected(
    ask: Ask, subject: Subject, limit: Annotated[int, typer.Option("--limit", help="最多几个组织。At most this many.")] = 50
) -> None:
    """疑似关联:共用地址、电话、代办人、人员的组织(线索)。Which organisations share contacts, agents or persons? A lead.

    例 e.g.  xinmai suspected uscc:91379926MAQH010884
    """
    from cli.asking import answer
    from cli.telling.suspected import associates
    from inquiry.asking.subject import named_subject_id
    from inquiry.suspected import SuspectedParameters
    from inquiry.suspected import suspected as suspected_of

    wanted = SuspectedParameters(limit=limit, **ask.words())
    answer(ask, wanted, lambda question: suspected_of(question, named_subject_id(question, subject), wanted), associates, subject=subject)


def register(app: typer.Typer) -> None:
    """Adds the questions."""
    for command in (owners, controllers, group, connect, suspected):
        app.command()(command)
