"""Sources, counts and loads, told."""

from collections.abc import Iterator

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, known


def counted(body: Body) -> Iterator[Told]:
    """The graph in numbers."""
    data = body["data"]
    yield f"事务 {data['transactions']},{data['bytes'] / 1e6:.1f} MB,所知 {known(body['meta'])}"
    rows = [(each["kind"]["label_zh"], each["kind"]["code"], each["nodes"], each["facts"], each["claims"]) for each in data["kinds"]]
    yield Sheet("图 graph", ("种类", "代码", "节点", "事实", "说法"), rows)
    yield from heard(body)


def heard(body: Body) -> Iterator[Told]:
    """Every source that has spoken."""
    rows = [
        (each["name"], each["scope"], each["title"], each["publisher"], each["current_through"], each["claims"])
        for each in body["data"]["sources"]
    ]
    yield Sheet("来源 sources", ("来源", "范围", "名称", "发布者", "截至", "说法"), rows)
