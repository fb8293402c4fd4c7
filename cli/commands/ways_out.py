"""The way out: remedies, what-if, minimal-repair, preview."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import Ask, Subject, asking, given


@asking
def remedies(ask: Ask, subject: Subject) -> None:
    """出路:何时可申请修复、还缺什么、何时自动终止、谁须在何日前办理。From when can what be asked for, and who must act by when?

    例 e.g.  xinmai remedies uscc:91379926MAQH012641
    """
    from cli.asking import answer
    from cli.telling.remedies import calendar
    from inquiry.asking.subject import named_subject_id
    from inquiry.remedies import RemediesParameters, remedies_of

    wanted = RemediesParameters(**ask.words())
    answer(ask, wanted, lambda question: remedies_of(question, named_subject_id(question, subject)), calendar, subject=subject)


@dataclass(frozen=True, slots=True)
class Supposing:
    """What is supposed. FACT is a fact id, a record's id, or its document or case number."""

    repair: Annotated[list[str] | None, typer.Option("--repair", metavar="FACT", help="假设已信用修复。Supposed repaired.")] = None
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="FACT", help="假设已移出名单。Supposed removed.")] = None
    uphold: Annotated[list[str] | None, typer.Option("--uphold", metavar="FACT", help="假设异议成立。An objection upheld.")] = None
    void: Annotated[list[str] | None, typer.Option("--void", metavar="FACT", help="假设已撤销。Supposed annulled.")] = None
    end: Annotated[list[str] | None, typer.Option("--end", metavar="FACT=DAY", help="假设于该日终止。Ended on that day.")] = None
    listed: Annotated[list[str] | None, typer.Option("--list", metavar="CODE=DAY", help="假设于该日列入名单。Listed.")] = None
    rule_off: Annotated[list[str] | None, typer.Option("--rule-off", metavar="RULE", help="不适用此规则。Without this rule.")] = None
    rule_on: Annotated[list[str] | None, typer.Option("--rule-on", metavar="RULE", help="启用此规则。With this rule on.")] = None
    suppose: Annotated[list[str] | None, typer.Option("--suppose", metavar="JSON", help="API 的写法。As the API takes it.")] = None
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="假设发生之日,默认 --as-of。When it is supposed to happen.")] = None

    def words(self) -> list[dict[str, Any]]:
        """The same as the API's `suppose`. BadParameter for one that cannot be read."""
        from cli.suppositions import day_said, json_said

        deeds = {"repair": self.repair, "remove": self.remove, "uphold": self.uphold, "void": self.void}
        said: list[dict[str, Any]] = [{"deed": deed, "fact": fact, "on": self.on} for deed, facts in deeds.items() for fact in facts or ()]
        said += [{"deed": "end", "fact": fact, "on": day} for fact, day in map(day_said, self.end or ())]
        said += [{"deed": "list", "list_code": code, "on": day} for code, day in map(day_said, self.listed or ())]
        rules = {"rule_off": self.rule_off, "rule_on": self.rule_on}
        said += [{"deed": deed, "rule": rule} for deed, ids in rules.items() for rule in ids or ()]
        return said + [json_said(text) for text in self.suppose or ()]


@asking
@given(Supposing)
def what_if(supposing: Supposing, ask: Ask, subject: Subject) -> None:
    """如果……会怎样:解除、仍存、新增、变动。不作记录。What would change if this repair, removal, listing or rule came about?

    例 e.g.  xinmai what-if uscc:91379926MAQH012641 --repair '青市监处罚〔2026〕33号' --on 2026-11-20
    """
    from cli.asking import answer
    from cli.telling.what_if import differences
    from inquiry.asking.subject import named_subject_id
    from inquiry.what_if import WhatIfParameters, what_if_of

    wanted = WhatIfParameters.model_validate({"subject": subject, "suppose": supposing.words(), **ask.words()})
    answer(
        ask,
        wanted,
        lambda question: what_if_of(question, wanted.model_copy(update={"subject": named_subject_id(question, subject)})),
        differences,
    )


@asking
def minimal_repair(
    ask: Ask,
    subject: Subject,
    measure: Annotated[str, typer.Option("--measure", metavar="CODE", help="措施代码(measures --json 所列)。The measure's code.")],
) -> None:
    """最少修复哪些记录,该措施才解除。Which smallest set of records must be repaired so that a measure ends, and from when?

    例 e.g.  xinmai minimal-repair uscc:91379926MAQH012641 --measure PUBLICITY
    """
    from cli.asking import answer
    from cli.telling.minimal_repair import smallest
    from inquiry.asking.subject import named_subject_id
    from inquiry.minimal_repair import MinimalRepairParameters, minimal_repair_of

    wanted = MinimalRepairParameters(subject=subject, measure=measure, **ask.words())
    answer(
        ask,
        wanted,
        lambda question: minimal_repair_of(question, wanted.model_copy(update={"subject": named_subject_id(question, subject)})),
        smallest,
    )


@asking
def preview(
    ask: Ask,
    source: Annotated[Path | None, typer.Option("--source", metavar="FILE.yaml", help="草稿文件。A draft, as the API takes it.")] = None,
    subject: Annotated[str | None, typer.Option("--subject", metavar="ID", help="对象。Whom it is about.")] = None,
    listed: Annotated[str | None, typer.Option("--list", metavar="CODE", help="列入哪个名单。On which list.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="作出之日,默认 --as-of。The day on it.")] = None,
    grounds: Annotated[list[str] | None, typer.Option("--grounds", help="法定情形,可重复。Its grounds, may be repeated.")] = None,
) -> None:
    """签发前预览:约束谁、凭何身份与条文、缺什么、告知书须载明什么。不作记录。What would a listing or decision bring about?

    例 e.g.  xinmai preview --list LIST_WAGE_ARREARS --subject uscc:91379926MAQH012641 --on 2026-12-01 --grounds 拖欠工资
    """
    from cli.asking import answer
    from cli.suppositions import draft_in
    from cli.telling.preview import brought_about
    from inquiry.asking.subject import named_subject_id
    from inquiry.preview import PreviewParameters, preview_of

    drafted = draft_in(source) if source else {}
    said = {"subject": subject, "list_code": listed, "on": on, "grounds": grounds}
    wanted = PreviewParameters.model_validate({**drafted, **{k: v for k, v in said.items() if v}, **ask.words()})
    answer(
        ask,
        wanted,
        lambda question: preview_of(question, wanted.model_copy(update={"subject": named_subject_id(question, wanted.subject)})),
        brought_about,
    )


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (remedies, what_if, minimal_repair, preview):
        app.command()(command)
