"""Watch lists, alerts, webhooks and the courier, told in a shell."""

import json
import sys
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from cli.asking import operator, premises
from cli.sheets import Sheet, write
from credit.errors import BadParameter
from office.audit.lines import Line
from office.looking import look
from office.premises import Premises
from office.principals import on_record
from office.watching import WatchRequest, add_watch, alerts_of, drop_watch, watches_of
from office.webhooks.courier import Courier, Round, register_of
from office.webhooks.outbox import State
from office.webhooks.register import NEEDED, ResendRequest, WebhookRequest

_KEEP = "请立即保存,此后不再显示。Keep it now; it is never shown again."
_BUSY = 1


def watch_and_tell(principal: str, name: str, subjects: Sequence[str], purpose: str | None) -> None:
    """Saves a list for somebody."""
    wanted = WatchRequest(name=name, subjects=list(subjects), purpose=purpose)
    with premises() as home:
        whom, since = on_record(home.office, principal), home.desk().store.last_transaction()[0]
        print(add_watch(home.office, whom, wanted, since))


def watches_and_tell(as_json: bool) -> None:
    """All lists."""
    with premises() as home:
        found = watches_of(home.office, operator())
    _tell("关注名单 watches", ("id", "principal", "name", "subjects", "purpose", "seen", "created_at"), found, as_json)


def drop_watch_and_tell(number: str) -> None:
    """Ends a list."""
    with premises() as home:
        drop_watch(home.office, operator(), number)


def alerts_and_tell(after: int, limit: int, as_json: bool) -> None:
    """Looks, and tells everybody's alerts."""
    with premises() as home:
        look(home)
        found = alerts_of(home.office, operator(), after, limit)
        _noted(home, [each["subject"] for each in found])
    if as_json:
        print(json.dumps({"data": {"items": found}}, ensure_ascii=False))
        return
    heads = ("编号", "时间", "名单", "主体", "措施", "事实", "关联风险(线索)")
    write([Sheet("预警 alerts", heads, [_alert(each) for each in found])])


def webhook_and_tell(principal: str, url: str, events: list[str] | None) -> None:
    """Puts a webhook on record for somebody."""
    wanted = WebhookRequest.model_validate({"url": url, "events": events or list(NEEDED)})
    with premises() as home:
        whom, register = on_record(home.office, principal), register_of(home)
        number = register.add(whom, wanted)
        print(f"{number}\t{register.secret(whom, number)}")
    print(_KEEP, file=sys.stderr)


def webhooks_and_tell(as_json: bool) -> None:
    """All webhooks."""
    with premises() as home:
        found = register_of(home).all_of(operator())
    if not as_json:
        found = [
            {
                **each,
                "events": ",".join(each["events"]),
                "deliveries": " ".join(f"{name}:{count}" for name, count in each["deliveries"].items()),
            }
            for each in found
        ]
    _tell("回调 webhooks", ("id", "principal", "url", "events", "deliveries", "created_at", "ended_at", "ended_why"), found, as_json)


def drop_webhook_and_tell(number: str) -> None:
    """Ends a webhook."""
    with premises() as home:
        register_of(home).end(operator(), number)


def rotate_and_tell(number: str, hours: int) -> None:
    """A new secret."""
    with premises() as home:
        register = register_of(home)
        until = register.rotate(operator(), number, timedelta(hours=hours))
        print(register.secret(operator(), number))
    print(f"{_KEEP} 旧密钥签名至 {until}。The old one signs until then.", file=sys.stderr)


def test_and_tell(number: str) -> None:
    """Puts a test message into the outbox."""
    with premises() as home:
        print(register_of(home).test(operator(), number))


def deliveries_and_tell(number: str, state: str | None, limit: int, as_json: bool) -> None:
    """The messages of a webhook."""
    if state is not None and state not in set(State):
        raise BadParameter(
            f"状态应为 {'、'.join(State)}。The state is one of these.", errors=[{"field": "state", "message": ", ".join(State)}]
        )
    with premises() as home:
        found = register_of(home).deliveries_of(operator(), number, state, ("", limit))
    _tell("消息 deliveries", ("id", "event", "about", "state", "attempts", "status", "fault", "created_at", "next_at"), found, as_json)


def resend_and_tell(number: str, messages: list[str] | None) -> None:
    """Sends again."""
    wanted = ResendRequest(deliveries=messages)
    with premises() as home:
        chosen = register_of(home).resend(operator(), number, wanted)
    print(f"{len(chosen)} 条待发。Waiting to be sent.")


def deliver_and_tell(every: float | None) -> int:
    """One round, or round after round until it is interrupted; 1 where somebody else delivers."""
    with premises() as home:
        courier = Courier(home)
        try:
            done = courier.round()
            _round(done)
            while every is not None:
                time.sleep(every)
                _round(courier.round(), quiet=True)
        except KeyboardInterrupt:
            return 0
        finally:
            courier.leave()
    return _BUSY if done is None else 0


def _round(done: Round | None, *, quiet: bool = False) -> None:
    if done is None:
        if not quiet:
            print("另一进程正在投递。Another process delivers.", file=sys.stderr)
    elif not quiet or done.alerts or done.reminders or done.sent:
        sent = " ".join(f"{state}:{number}" for state, number in sorted(done.sent.items())) or "0"
        print(f"新预警 {done.alerts} 条,催办 {done.reminders} 条,投递 {sent}。Alerts, reminders, deliveries.")


def _alert(each: Mapping[str, Any]) -> tuple[object, ...]:
    words = {"began": "新增", "ended": "终止", "changed": "变化"}
    moved = ";".join(f"{word}{one['measure']}({one['rule']})" for name, word in words.items() for one in each[name])
    facts = ";".join(f"{one['kind']} {one['what']}" for one in each["facts"])
    leads = ";".join(f"{one['kind']} {one['what']} {one['hops']}" for one in each.get("risk", ()))
    return each["id"], each["at"][:19], each["name"], each["subject"], moved, facts, leads


def _tell(title: str, heads: Sequence[str], found: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"data": {"items": found}}, ensure_ascii=False))
        return
    write([Sheet(title, heads, [tuple(each[name] for name in heads) for each in found])])
    if not found:
        print("没有记录。Nothing.")


def _noted(home: Premises, subjects: Iterable[str]) -> None:
    who, request = operator(), uuid.uuid4().hex
    nodes: list[str | None] = [*dict.fromkeys(subjects)] or [None]
    home.book.write_all([Line("enquiry", who.id, who.name, who.authority, "alerts", subject=node, request_id=request) for node in nodes])
