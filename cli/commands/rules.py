"""The law itself."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import Ask, asking, given

app = typer.Typer(help="规则目录。The law: list, show, diff, lint, archive.  例 e.g.  xinmai rules list", no_args_is_help=True)

_OVERLAY = typer.Option("--overlay", metavar="FOLDER", help="改用此覆盖层。With this overlay instead of the settings' one.")


@dataclass(frozen=True, slots=True)
class Narrowed(Ask):
    """Which rules; what is not given does not narrow."""

    domain: Annotated[str | None, typer.Option("--domain", help="领域代码。Of this domain.")] = None
    measure: Annotated[str | None, typer.Option("--measure", help="措施代码。That give this measure.")] = None
    role: Annotated[str | None, typer.Option("--role", help="身份代码。That reach this role.")] = None
    listed: Annotated[str | None, typer.Option("--list", help="名单代码。Set off by this list.")] = None
    grade: Annotated[str | None, typer.Option("--grade", help="证据等级 A B C M。Of this grade.")] = None
    in_force: Annotated[bool, typer.Option("--in-force", help="只列当日有效的。Only those in force on the day.")] = False
    text: Annotated[str | None, typer.Option("--text", help="含此文字。That hold this text.")] = None

    def which(self) -> dict[str, Any]:
        """The same as parameters of the question."""
        codes = {"domain": self.domain, "measure": self.measure, "role": self.role, "list": self.listed, "grade": self.grade}
        return {**codes, "in_force": self.in_force, "q": self.text, **self.words()}


@given(Narrowed)
def list_all(ask: Narrowed, overlay: Annotated[Path | None, _OVERLAY] = None) -> None:
    """有哪些规则。Which rules are there?

    例 e.g.  xinmai rules list --domain food    xinmai rules list --role LEGAL_REP --in-force --as-of 2023-01-01
    """
    from cli.law import answer_of_law
    from cli.telling.rules import lines
    from inquiry.rules import RulesParameters, rules

    wanted = RulesParameters(**ask.which())
    answer_of_law(replace(ask, command="list"), overlay, wanted, lambda question, _: rules(question, wanted), lines)


@asking
def show(
    ask: Ask,
    rule: Annotated[str, typer.Argument(help="规则编号。A rule's id: RC003, N01, X01.")],
    overlay: Annotated[Path | None, _OVERLAY] = None,
) -> None:
    """一条规则,如律师所读。One rule as a lawyer reads it: trigger, roles, term, ways out, basis, grade, golden cases.

    例 e.g.  xinmai rules show RC003
    """
    from cli.law import answer_of_law
    from cli.telling.rules import one
    from inquiry.rules import RuleParameters
    from inquiry.rules import rule as rule_of

    answer_of_law(ask, overlay, RuleParameters(**ask.words()), lambda question, _: rule_of(question, rule), one, rule=rule)


@asking
def diff(
    ask: Ask,
    before: Annotated[str, typer.Argument(help="存档的哈希、shipped、current。A hash, shipped or current.")] = "shipped",
    after: Annotated[str, typer.Argument(help="同上。Likewise.")] = "current",
    overlay: Annotated[Path | None, _OVERLAY] = None,
) -> None:
    """两份规则目录有何不同;默认:随附的与现用的。In what do two catalogues differ; by default ours and the one in use.

    例 e.g.  xinmai rules diff --overlay 本省规则    xinmai rules diff 8a3f6c1e0b7d9254 current
    """
    from cli.law import answer_of_law
    from cli.telling.rules import changes
    from inquiry.catalogues import DifferenceParameters, difference, named_rulebook

    wanted = DifferenceParameters(before=before, after=after, **ask.words())
    answer_of_law(
        ask,
        overlay,
        wanted,
        lambda question, archive: difference(*(named_rulebook(question, archive, each) for each in (before, after))),
        changes,
    )


@asking
def lint(ask: Ask, overlay: Annotated[Path | None, _OVERLAY] = None) -> None:
    """规则有何毛病;有未豁免的问题时以 1 退出。What is wrong with the rules on the day; exits with 1 on a finding without an exemption.

    例 e.g.  xinmai rules lint --overlay 本省规则
    """
    from cli.law import answer_of_law
    from cli.telling.rules import faults
    from inquiry.catalogues import FindingsParameters, findings

    body = answer_of_law(ask, overlay, FindingsParameters(**ask.words()), lambda question, _: findings(question), faults)
    if body["data"]["unexempted"]:
        raise typer.Exit(1)


@asking
def archive(ask: Ask) -> None:
    """用过哪些规则目录;以 --rules 哈希 可以重答。Which catalogues answered here; --rules HASH answers with one of them again.

    例 e.g.  xinmai rules archive    xinmai measures uscc:91379926MA00001115 --rules 8a3f6c1e0b7d9254 --known-at 2026-03-01
    """
    from cli.law import answer_of_law
    from cli.telling.rules import archived
    from inquiry.catalogues import CataloguesParameters, catalogues

    answer_of_law(ask, None, CataloguesParameters(**ask.words()), catalogues, archived)


app.command("list")(list_all)
for command in (show, diff, lint, archive):
    app.command()(command)
