"""Sources, counts and loads, told."""

from collections.abc import Iterator

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body


def counted(body: Body) -> Iterator[Told]:
    """The graph in numbers."""
    yield f"事务 {body['meta']['transaction']},所知 {body['meta']['known_at'] or '—'}"
    rows = [(each["kind"]["label_zh"], each["kind"]["code"], each["nodes"]) for each in body["data"]["kinds"]]
    yield Sheet("节点 nodes", ("种类", "代码", "个数"), rows)
    yield from heard(body)


def heard(body: Body) -> Iterator[Told]:
    """Every source that has spoken."""
    rows = [
        (each["name"], each["scope"], each["title"], each["publisher"], each["current_through"], each["claims"])
        for each in body["data"]["sources"]
    ]
    yield Sheet("来源 sources", ("来源", "范围", "名称", "发布者", "截至", "说法"), rows)
