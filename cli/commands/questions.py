"""The questions: find, show, neighbors, path, timeline, risk, measures, why, evidence."""

from typing import Annotated

import typer

from cli.options import Ask, Subject, asking

_KINDS = typer.Option("--kind", help="关系种类,可重复。Kinds of relation, may be repeated.")
_FORMER = typer.Option("--former", help="含已结束的。Also what had ended.")
_REPAIRED = typer.Option("--repaired", help="含已信用修复的。Also repaired records.")
_LIMIT = typer.Option("--limit", help="最多几条。At most this many.")


@asking
def find(ask: Ask, text: Annotated[str, typer.Argument(help="名称、代码、案号或文书号。")], limit: Annotated[int, _LIMIT] = 20) -> None:
    """按名称、代码、案号、文书号查找。Who bears this name, code, case or document number?

    例 e.g.  xinmai find 青禾县    xinmai find '(2025)鲁9926执123号'
    """
    from cli.asking import answer
    from cli.telling.subjects import found
    from inquiry.search import SearchParameters, search

    wanted = SearchParameters(q=text, limit=limit, **ask.words())
    answer(ask, wanted, lambda question: search(question, wanted), found)


@asking
def show(ask: Ask, subject: Subject, former: Annotated[bool, _FORMER] = False, repaired: Annotated[bool, _REPAIRED] = False) -> None:
    """这是谁:标识、任职、决定、名单、冲突。Who is this, with who says so and since when?

    例 e.g.  xinmai show uscc:91379926MA00001115 --as-of 2026-03-01
    """
    from cli.asking import answer
    from cli.telling.subjects import shown
    from inquiry.asking.subject import named_subject_id
    from inquiry.show import ShowParameters
    from inquiry.show import show as show_subject

    wanted = ShowParameters(include_former=former, include_repaired=repaired, **ask.words())
    answer(ask, wanted, lambda question: show_subject(question, named_subject_id(question, subject), wanted), shown, subject=subject)


@asking
def neighbors(
    ask: Ask,
    subject: Subject,
    hops: Annotated[int, typer.Option("--hops", help="几步以内,1 到 3。How many relations away.")] = 1,
    kind: Annotated[list[str] | None, _KINDS] = None,
    former: Annotated[bool, _FORMER] = False,
    limit: Annotated[int, _LIMIT] = 50,
) -> None:
    """谁与它有关联。Who is connected to it on the day, how, and on whose word?

    例 e.g.  xinmai neighbors uscc:91379926MA00001115 --hops 2 --kind LEGAL_REP_OF
    """
    from cli.asking import answer
    from cli.telling.graph import neighborhood
    from inquiry.asking.subject import named_subject_id
    from inquiry.neighbors import NeighborsParameters
    from inquiry.neighbors import neighbors as neighbors_of

    wanted = NeighborsParameters(max_hops=hops, kinds=kind or [], include_former=former, limit=limit, **ask.words())
    answer(ask, wanted, lambda question: neighbors_of(question, named_subject_id(question, subject), wanted), neighborhood, subject=subject)


@asking
def path(
    ask: Ask,
    a: Subject,
    b: Subject,
    hops: Annotated[int, typer.Option("--hops", help="最多几步,1 到 15。At most this many relations.")] = 4,
    kind: Annotated[list[str] | None, _KINDS] = None,
    former: Annotated[bool, _FORMER] = False,
) -> None:
    """两个主体如何关联。How are two subjects connected: the shortest chain, or an honest no.

    例 e.g.  xinmai path uscc:91379926MA00001115 uscc:91379926MA000012XW
    """
    from cli.asking import answer
    from cli.telling.graph import chain
    from inquiry.asking.subject import named_subject_id
    from inquiry.paths import PathsParameters, paths

    wanted = PathsParameters(**{"from": a}, to=b, max_hops=hops, kinds=kind or [], include_former=former, **ask.words())
    answer(
        ask,
        wanted,
        lambda question: paths(
            question,
            wanted.model_copy(update={"from_": named_subject_id(question, a), "to": named_subject_id(question, b)}),
        ),
        chain,
    )


@asking
def timeline(
    ask: Ask,
    subject: Subject,
    around: Annotated[str | None, typer.Option("--around", metavar="FACT", help="以此事实或文书为中心。Told around this fact.")] = None,
    window: Annotated[int, typer.Option("--window", metavar="DAYS", help="中心前后多少天。Days before and after.")] = 365,
    limit: Annotated[int, _LIMIT] = 100,
) -> None:
    """前后发生了什么。What happened to it and around it, in order of time?

    例 e.g.  xinmai timeline uscc:91379926MA00001115 --around pen:… --window 180
    """
    from cli.asking import answer
    from cli.telling.graph import events
    from inquiry.asking.subject import named_subject_id
    from inquiry.timeline import TimelineParameters
    from inquiry.timeline import timeline as timeline_of

    wanted = TimelineParameters(around=around, window_days=window, limit=limit, **ask.words())
    answer(ask, wanted, lambda question: timeline_of(question, named_subject_id(question, subject), wanted), events, subject=subject)


@asking
def risk(
    ask: Ask,
    subject: Subject,
    hops: Annotated[int | None, typer.Option("--hops", help="几步以内,默认由策略定。How many relations away.")] = None,
    policy: Annotated[str, typer.Option("--policy", help="策略名。The policy's name.")] = "default",
    limit: Annotated[int, _LIMIT] = 50,
) -> None:
    """关联风险(线索,不是惩戒)。Which adverse records stand near it? A lead, never a sanction.

    例 e.g.  xinmai risk uscc:91379926MA00001115 --hops 3
    """
    from cli.asking import answer
    from cli.telling.risk import exposures
    from inquiry.asking.subject import named_subject_id
    from inquiry.linked_risk import LinkedRiskParameters, linked_risk_of

    wanted = LinkedRiskParameters(max_hops=hops, policy=policy, limit=limit, **ask.words())
    answer(ask, wanted, lambda question: linked_risk_of(question, named_subject_id(question, subject), wanted), exposures, subject=subject)


@asking
def measures(ask: Ask, subject: Subject) -> None:
    """受何约束、约束谁、依据与期限。Which measures bind it, or flow from it to whom, under which article, until when?

    例 e.g.  xinmai measures uscc:91379926MA00001115 --as-of 2026-03-01 --json
    """
    from cli.asking import answer
    from cli.telling.measures import consequences
    from inquiry.asking.subject import named_subject_id
    from inquiry.measures import MeasuresParameters, measures_of

    wanted = MeasuresParameters(**ask.words())
    answer(ask, wanted, lambda question: measures_of(question, named_subject_id(question, subject)), consequences, subject=subject)


@asking
def why(
    ask: Ask,
    subject: Subject,
    consequence: Annotated[str | None, typer.Argument(help="措施编号(measures 所列),默认全部。A consequence's id.")] = None,
) -> None:
    """为什么受约束:逐步证明。Why is it bound: the proof, step by step, each with its evidence.

    例 e.g.  xinmai why uscc:91379926MA00001115 c:1817faa1c4aa608b095b
    """
    from cli.asking import answer
    from cli.telling.measures import explanations
    from inquiry.asking.subject import named_subject_id
    from inquiry.explain import ExplainParameters, explain

    wanted = ExplainParameters(subject=subject, consequence=consequence, **ask.words())
    answer(
        ask,
        wanted,
        lambda question: explain(question, wanted.model_copy(update={"subject": named_subject_id(question, subject)})),
        explanations,
    )


@asking
def evidence(ask: Ask, number: Annotated[str, typer.Argument(help="证据编号。The evidence's number.")]) -> None:
    """谁说的:来源、文件、行、原值。On whose word: source, file, row and raw values.

    例 e.g.  xinmai evidence 26
    """
    from cli.asking import answer
    from cli.telling.subjects import where_read
    from inquiry.evidence import EvidenceParameters
    from inquiry.evidence import evidence as evidence_of

    wanted = EvidenceParameters(**ask.words())
    answer(ask, wanted, lambda question: evidence_of(question, number), where_read, number=number)


def register(app: typer.Typer) -> None:
    """Adds the questions."""
    for command in (find, show, neighbors, path, timeline, risk, measures, why, evidence):
        app.command()(command)
