"""API keys, and who was shown whose name."""

from typing import Annotated

import typer

app = typer.Typer(help="API 密钥。API keys: add, list, revoke.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="谁用。Who will use it.")],
    right: Annotated[list[str] | None, typer.Option("--right", help="权限,可重复;默认 subjects:read 与 measures:read。")] = None,
    authority: Annotated[str, typer.Option("--authority", help="代表哪个机关,默认同名。For which authority he asks.")] = "",
    profile: Annotated[str, typer.Option("--profile", help="公开口径(rules/publication.yaml)。What kind of reader.")] = "department",
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="ID", help="本人查询:只能查此主体。The only subject, for itself.")
    ] = None,
    expires: Annotated[str | None, typer.Option("--expires", metavar="DAY", help="最后可用日。Its last day.")] = None,
) -> None:
    """新建密钥,只显示一次。Makes a key and shows it once.

    例 e.g.  xinmai keys add 县信用办 --right subjects:read --right measures:read --expires 2027-12-31
    """
    import sys

    from cli.asking import premises
    from credit.periods import day_of, to_date
    from inquiry.asking.subject import id_of
    from office.keys import add_key_with
    from office.principals import Card
    from office.rights import Right, profile_of, rights_of

    rights = rights_of(right or [Right.SUBJECTS, Right.MEASURES])
    last_day = to_date(day_of(expires)) if expires else None
    card = Card(name, rights, authority, profile=profile_of(profile), subject=id_of(subject) if subject else None)
    with premises() as home:
        print(add_key_with(home.office, card, last_day))
    print("请立即保存,此后不再显示。Keep it now; it is never shown again.", file=sys.stderr)


@app.command("list")
def list_all() -> None:
    """列出密钥。Lists all keys, without their secrets.

    例 e.g.  xinmai keys list
    """
    from cli.asking import premises
    from cli.sheets import Sheet, write
    from office.keys import list_keys

    with premises() as home:
        rows = [
            (
                key.id,
                key.name,
                ",".join(key.rights),
                key.created_at[:10],
                key.expires_on,
                key.revoked_at and key.revoked_at[:10],
                key.profile,
            )
            for key in list_keys(home.office)
        ]
    write([Sheet("密钥 keys", ("编号", "名称", "权限", "新建", "最后可用日", "撤销", "口径"), rows)])


@app.command()
def revoke(number: Annotated[str, typer.Argument(help="密钥编号。The key's id, from keys list.")]) -> None:
    """撤销密钥,立即生效。Ends a key at once.

    例 e.g.  xinmai keys revoke 4f1c2a9b7d3e
    """
    from cli.asking import premises
    from office.keys import revoke_key

    with premises() as home:
        revoke_key(home.office, number)


@app.command()
def rotate(
    number: Annotated[str, typer.Argument(help="密钥编号。The key's id, from keys list.")],
    old_until: Annotated[
        str | None, typer.Option("--old-until", metavar="DAY", help="旧密钥用到哪天,默认今天。The old key's last day.")
    ] = None,
    expires: Annotated[str | None, typer.Option("--expires", metavar="DAY", help="新密钥最后可用日。The new key's last day.")] = None,
) -> None:
    """换发密钥:同一使用者,新旧密钥在过渡期内都可用。A new key for the same principal; the old one still works for a while.

    例 e.g.  xinmai keys rotate 4f1c2a9b7d3e --old-until 2026-12-31
    """
    import sys

    from cli.asking import premises
    from credit.periods import day_of, to_date
    from inquiry.asking.days import today
    from office.keys import rotate_key

    with premises() as home:
        last = to_date(day_of(old_until) if old_until else today(home.settings.today))
        print(rotate_key(home.office, number, last, to_date(day_of(expires)) if expires else None))
    print("请立即保存,此后不再显示。Keep it now; it is never shown again.", file=sys.stderr)


@app.command()
def disclosures(limit: Annotated[int, typer.Option("--limit", help="最近几条。The latest so many.")] = 50) -> None:
    """谁看过姓名:何时、为何。Who was shown persons' names, when, and why.

    例 e.g.  xinmai keys disclosures --limit 10
    """
    from cli.asking import premises
    from cli.sheets import Sheet, write
    from office.audit.reading import latest

    columns = ("at", "principal", "name", "purpose", "question", "subject", "persons", "request_id")
    with premises() as home:
        rows = [tuple(line[name] for name in columns) for line in latest(home.book.engine, limit, with_persons=True)]
    write([Sheet("留痕 disclosures", columns, rows)])
