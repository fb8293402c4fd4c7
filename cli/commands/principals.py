"""Who may ask: principals with tokens of an issuer, and subjects' authorisations. Keys are made by `xinmai keys`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import given

if TYPE_CHECKING:
    from office.principals import Known

app = typer.Typer(
    help="使用者与授权。Principals and authorisations: add, list, end, authorise, withdraw.  例 e.g.  xinmai principals list",
    no_args_is_help=True,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """For whom a principal asks, and how much."""

    authority: Annotated[str, typer.Option("--authority", help="代表哪个机关,默认同名。For which authority he asks.")] = ""
    domain: Annotated[list[str] | None, typer.Option("--domain", help="可写入的领域,可重复;默认不限。In which fields he may write.")] = None
    rate: Annotated[int | None, typer.Option("--rate", min=1, help="每分钟次数。Requests a minute.")] = None
    quota: Annotated[int | None, typer.Option("--quota", min=1, help="每日次数。Recorded answers a day.")] = None


@app.command()
@given(Bounds)
def add(
    bounds: Bounds,
    name: Annotated[str, typer.Argument(help="谁用。Who it is.")],
    token_subject: Annotated[str, typer.Option("--token-subject", metavar="SUB", help="其在发行方的 sub。His name with the issuer.")] = "",
    right: Annotated[list[str] | None, typer.Option("--right", help="权限,可重复。Rights.")] = None,
    profile: Annotated[str, typer.Option("--profile", help="公开口径(rules/publication.yaml)。What kind of reader.")] = "department",
) -> None:
    """登记以令牌登录的使用者。A principal who comes with a token of the issuer that the settings name.

    例 e.g.  xinmai principals add 张某 --token-subject zhang --authority 县信用办 --right checks:run
    """
    from cli.asking import premises
    from credit.errors import BadParameter
    from office.principals import Card, add_principal
    from office.rights import profile_of, rights_of
    from office.tokens import token_subject as named

    with premises() as home:
        issuer = home.rules.oidc_issuer
        if token_subject and not issuer:
            raise BadParameter("未设 XINMAI_OIDC_ISSUER。No issuer is set.", errors=[])
        known = named(issuer, token_subject) if token_subject else None
        limits = {"rate_per_minute": bounds.rate, "quota_per_day": bounds.quota}
        card = Card(name, rights_of(right or []), bounds.authority, bounds.domain or (), profile_of(profile), None, known, **limits)
        print(add_principal(home.office, card))


@app.command("list")
def list_all() -> None:
    """列出使用者。Lists all principals.

    例 e.g.  xinmai principals list
    """
    from cli.asking import premises
    from cli.sheets import Sheet, write
    from office.principals import list_principals

    with premises() as home:
        rows = [_row(each) for each in list_principals(home.office)]
    write([Sheet("使用者 principals", ("编号", "名称", "机关", "口径", "权限", "令牌", "停用"), rows)])


@app.command()
def end(number: Annotated[str, typer.Argument(help="使用者编号。The principal's id.")]) -> None:
    """停用使用者及其全部密钥、令牌,立即生效。Ends a principal with all its keys and tokens.

    例 e.g.  xinmai principals end who:4f1c2a9b7d3e
    """
    from cli.asking import premises
    from office.principals import end_principal

    with premises() as home:
        end_principal(home.office, number)


@app.command()
def authorise(
    principal: Annotated[str, typer.Argument(help="查询者编号。The enquirer's id.")],
    subject: Annotated[str, typer.Argument(help="授权的主体。Who authorises.")],
    document: Annotated[str, typer.Option("--document", help="授权书编号。The authorisation's document.")],
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="截止日,不得永久。Its last day; never for ever.")],
) -> None:
    """登记主体的查询授权,返回编号(X-Authorisation)。Puts a subject's authorisation on record.

    例 e.g.  xinmai principals authorise key:4f1c2a9b7d3e uscc:91379926MA00001115 --document 授〔2026〕1号 --until 2026-12-31
    """
    from cli.asking import premises
    from credit.periods import day_of, to_date
    from inquiry.asking.days import today
    from office.admission import add_authorisation

    with premises() as home:
        since = to_date(today(home.settings.today))
        print(add_authorisation(home.office, principal, subject, document, to_date(day_of(until)), since))


@app.command()
def withdraw(number: Annotated[str, typer.Argument(help="授权编号。The authorisation's number.")]) -> None:
    """撤回授权,立即生效。Takes an authorisation back at once.

    例 e.g.  xinmai principals withdraw 4f1c2a9b7d3e
    """
    from cli.asking import premises
    from office.admission import withdraw_authorisation

    with premises() as home:
        withdraw_authorisation(home.office, number)


def _row(each: "Known") -> tuple[object, ...]:
    who, ended = each.principal, each.ended_at and each.ended_at[:10]
    return who.id, who.name, who.authority, who.profile, ",".join(sorted(who.rights)), each.token_subject, ended
