"""The way out: remedies, what-if."""

from dataclasses import dataclass
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


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (remedies, what_if):
        app.command()(command)
