"""The other side of measures: why not, and the registrar's worklist."""

from typing import Annotated

import typer

from cli.options import Ask, Subject, asking


@asking
def why_not(
    ask: Ask,
    subject: Subject,
    measure: Annotated[str | None, typer.Option("--measure", metavar="CODE", help="哪项措施。Which measure.")] = None,
    rule: Annotated[str | None, typer.Option("--rule", metavar="RID", help="哪条规则,含 N… 与 X…。Which rule.")] = None,
    other: Annotated[str | None, typer.Option("--from", metavar="OTHER", help="只看此主体的记录。Only from its records.")] = None,
) -> None:
    """为什么不受约束:最接近的规则差在哪一步。Why is it not bound: the first failing premise of the nearest rule.

    例 e.g.  xinmai why-not uscc:91379926MA00001115 --measure BAR_OFFICE_COMPANY
    """
    from cli.asking import answer
    from cli.telling.law import reasons
    from inquiry.asking.subject import named_subject_id
    from inquiry.why_not import WhyNotParameters, why_not_of

    words = {"measure": measure, "rule": rule, "from": other, **ask.words()}
    wanted = WhyNotParameters.model_validate({"subject": subject, **words})

    def found(named: str | None) -> dict[str, str | None]:
        return {"from_": named} if named else {}

    answer(
        ask,
        wanted,
        lambda question: why_not_of(
            question,
            wanted.model_copy(
                update={"subject": named_subject_id(question, subject)} | found(named_subject_id(question, other) if other else None)
            ),
        ),
        reasons,
    )


@asking
def conflicts(
    ask: Ask,
    subject: Annotated[str | None, typer.Argument(help="标识、代码或全名;不给则为全图工作清单。Else the whole graph's worklist.")] = None,
    authority: Annotated[str | None, typer.Option("--authority", metavar="A", help="只看此登记机关。Only this registrar.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="CODE", help="只看此措施。Only this measure.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="post、incumbent 或 red_and_black。")] = None,
    cursor: Annotated[str | None, typer.Option("--cursor", help="接上页 page.next。Goes on from the page before.")] = None,
) -> None:
    """任职冲突工作清单(不是惩戒)。Who holds an office that is closed to him? A duty of the registrar, never a sanction.

    例 e.g.  xinmai conflicts --authority 青禾县行政审批服务局    xinmai conflicts uscc:91379926MA00001115
    """
    from cli.asking import answer
    from cli.telling.law import subject_conflicts, worklist_told
    from inquiry.asking.subject import named_subject_id
    from inquiry.conflicts import ConflictsParameters, SubjectConflictsParameters, conflicts_of_subject, worklist

    if subject is not None:
        of_one = SubjectConflictsParameters(**ask.words())
        named = subject
        answer(
            ask,
            of_one,
            lambda question: conflicts_of_subject(question, named_subject_id(question, named)),
            subject_conflicts,
            subject=named,
        )
        return
    bounds = {"authority": authority, "measure": measure, "kind": kind, "limit": 200, "cursor": cursor}
    wanted = ConflictsParameters.model_validate({**bounds, **ask.words()})
    answer(ask, wanted, lambda question: worklist(question, wanted), worklist_told)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(name="why-not")(why_not)
    app.command()(conflicts)
