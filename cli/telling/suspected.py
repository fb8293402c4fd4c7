"""Suspected association, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading, numbers


def associates(body: Body) -> Iterator[Told]:
    """Organisations that share things with the subject, and what."""
    data = body["data"]
    yield heading(body)
    yield "以下是线索,不是惩戒依据,也不是任何措施的推导步骤。These are leads, never a ground and never a step of a proof."
    rows = [
        (
            f"{each['score']:.3f}",
            each["organization"]["name"] or each["organization"]["id"],
            each["organization"]["id"],
            ";".join(_tie(tie) for tie in each["ties"]),
        )
        for each in data["suspected"]
    ]
    yield Sheet("疑似关联 suspected association", ("分值", "组织", "标识", "共有"), rows)
    for hub in data["totals"]["hubs"]:
        yield f"枢纽:{_shared(hub)} 为 {hub['organizations']} 个组织共有,不据此推断。A hub: too many share it."
    yield f"共有关联的组织 {data['totals']['organizations']} 个,列出 {data['totals']['returned']} 个。"
    yield from closing(body)


def _shared(tie: Mapping[str, Any]) -> str:
    kind = tie["contact_kind"]["label_zh"] if tie["contact_kind"] else ""
    return kind or tie["shared"]["name"] or str(tie["shared"]["id"])


def _tie(tie: Mapping[str, Any]) -> str:
    by = "、".join(dict.fromkeys(hop["label_zh"] for hop in (*tie["own"], *tie["theirs"])))
    evidence = numbers([each for hop in (*tie["own"], *tie["theirs"]) for each in hop["evidence"]])
    doubts = "" if tie["confirmed"] else ",仅同名,身份未确认"
    many = ",枢纽" if tie["hub"] else ""
    return f"{_shared(tie)}({by},{tie['organizations']} 个组织共有{many}{doubts})[证据 {evidence}]"
