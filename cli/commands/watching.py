"""Watch lists, alerts and webhooks in a shell: the operator keeps them for principals on record, and carries what waits to be sent."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import Json

watches = typer.Typer(help="关注名单。Watch lists: add, list, drop.  例 e.g.  xinmai watches list", no_args_is_help=True)
webhooks = typer.Typer(
    help="回调。Webhooks: add, list, drop, rotate, test, deliveries, resend, deliver.  例 e.g.  xinmai webhooks deliver",
    no_args_is_help=True,
)

_For = Annotated[str, typer.Option("--for", metavar="PRINCIPAL", help="为谁(xinmai principals list 的编号,必填)。For whom.")]
_Id = Annotated[str, typer.Argument(help="编号。Its id, from list.")]


@watches.command("add")
def add_watch(
    name: Annotated[str, typer.Argument(help="名称。What it is called.")],
    subjects: Annotated[list[str] | None, typer.Argument(help="标识。Ids of its subjects.")] = None,
    file: Annotated[Path | None, typer.Option("--file", exists=True, dir_okay=False, help="每行一个标识。An id in each line.")] = None,
    principal: _For = "",
    purpose: Annotated[str | None, typer.Option("--purpose", metavar="CODE", help="用途;含自然人时必填。Needed for persons.")] = None,
) -> None:
    """保存一份关注名单,此后的变化产生预警。Saves a set of subjects; what changes of them from now on raises an alert.

    例 e.g.  xinmai watches add 重点客户 uscc:91379926MA00001115 --for key:4f1c2a9b7d3e
    """
    from cli.watching import watch_and_tell

    lines = file.read_text("utf-8-sig").split() if file else []
    watch_and_tell(principal, name, [*(subjects or []), *lines], purpose)


@watches.command("list")
def list_watches(as_json: Json = False) -> None:
    """列出关注名单。All watch lists, and through which transaction each has been looked at.

    例 e.g.  xinmai watches list
    """
    from cli.watching import watches_and_tell

    watches_and_tell(as_json)


@watches.command("drop")
def drop_watch(number: _Id) -> None:
    """删除关注名单及其预警。Ends a list and forgets its alerts.

    例 e.g.  xinmai watches drop 4f1c2a9b7d3e
    """
    from cli.watching import drop_watch_and_tell

    drop_watch_and_tell(number)


def alerts(
    after: Annotated[int, typer.Option("--after", min=0, metavar="N", help="此编号之后的。After this alert.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="至多几条。At most so many.")] = 100,
    as_json: Json = False,
) -> None:
    """关注主体的变化:措施、事实、关联风险,为何。What changed of watched subjects, and why.

    例 e.g.  xinmai alerts --after 120
    """
    from cli.watching import alerts_and_tell

    alerts_and_tell(after, limit, as_json)


@webhooks.command("add")
def add_webhook(
    url: Annotated[str, typer.Argument(help="https 网址。An https address.")],
    event: Annotated[
        list[str] | None, typer.Option("--event", help="alert.raised、feedback.due,可重复;默认全部。Repeat for several.")
    ] = None,
    principal: _For = "",
) -> None:
    """登记回调,密钥只显示一次。Puts a webhook on record and shows its secret once.

    例 e.g.  xinmai webhooks add https://oa.example.org/xinmai --for key:4f1c2a9b7d3e --event alert.raised
    """
    from cli.watching import webhook_and_tell

    webhook_and_tell(principal, url, event)


@webhooks.command("list")
def list_webhooks(as_json: Json = False) -> None:
    """列出回调及各状态的消息数。All webhooks, and how many messages stand where.

    例 e.g.  xinmai webhooks list
    """
    from cli.watching import webhooks_and_tell

    webhooks_and_tell(as_json)


@webhooks.command("drop")
def drop_webhook(number: _Id) -> None:
    """终止回调,未发的消息作废。Ends a webhook; what waited is dropped.

    例 e.g.  xinmai webhooks drop 4f1c2a9b7d3e
    """
    from cli.watching import drop_webhook_and_tell

    drop_webhook_and_tell(number)


@webhooks.command()
def rotate(
    number: _Id,
    hours: Annotated[int, typer.Option("--overlap-hours", min=0, max=168, help="新旧密钥同时签名几小时。Both sign for so long.")] = 24,
) -> None:
    """换发密钥,过渡期内两把都签名。A new secret; for a while messages carry a signature by each.

    例 e.g.  xinmai webhooks rotate 4f1c2a9b7d3e --overlap-hours 48
    """
    from cli.watching import rotate_and_tell

    rotate_and_tell(number, hours)


@webhooks.command()
def test(number: _Id) -> None:
    """发一条测试消息(由投递者发出)。Puts a test message into the outbox.

    例 e.g.  xinmai webhooks test 4f1c2a9b7d3e
    """
    from cli.watching import test_and_tell

    test_and_tell(number)


@webhooks.command()
def deliveries(
    number: _Id,
    state: Annotated[str | None, typer.Option("--state", help="waiting、delivered、dead(死信)、dropped。")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="至多几条。At most so many.")] = 100,
    as_json: Json = False,
) -> None:
    """一个回调的消息,新的在前。The messages of a webhook, the newest first.

    例 e.g.  xinmai webhooks deliveries 4f1c2a9b7d3e --state dead
    """
    from cli.watching import deliveries_and_tell

    deliveries_and_tell(number, state, limit, as_json)


@webhooks.command()
def resend(
    number: _Id, messages: Annotated[list[str] | None, typer.Argument(help="消息编号;不给则全部死信。Which; else all dead letters.")] = None
) -> None:
    """重发死信。Sends dead letters again, under their old ids.

    例 e.g.  xinmai webhooks resend 4f1c2a9b7d3e
    """
    from cli.watching import resend_and_tell

    resend_and_tell(number, messages or None)


@webhooks.command()
def deliver(
    every: Annotated[
        float | None, typer.Option("--every", min=0.1, metavar="SECONDS", help="不断投递,每隔几秒。Goes on, every so often.")
    ] = None,
) -> None:
    """查看变化、催办反馈、投递消息(一轮)。Looks, reminds, delivers: once, or again and again. One at a time over all processes.

    例 e.g.  xinmai webhooks deliver --every 5
    """
    from cli.watching import deliver_and_tell

    raise typer.Exit(deliver_and_tell(every))


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(alerts)
    app.add_typer(watches, name="watches")
    app.add_typer(webhooks, name="webhooks")
