"""Sources, counts and loads, told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, known


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


def told_quality(body: Body) -> Iterator[Told]:
    """What was lost, and how well authorities report."""
    data = body["data"]
    columns: Sequence[str] = ("文件", "来源", "截至", "读", "收", "退", "修", "警", "退回行")
    counts = ("file", "source", "data_on", "read", "accepted", "rejected", "fixed", "warned", "rejected_path")
    yield Sheet("装载 loads", columns, [tuple(each[name] for name in counts) for each in data["files"]])
    yield Sheet("原因 reasons", ("文件", "规则", "列", "原因", "次数", "行"), [row for each in data["files"] for row in _reasons(each)])
    yield f"期限口径 {data['profile']['name']}:{data['profile']['zh']}"
    columns = ("机关", "月份", "收到", "上报率", "合规率", "迟报率", "瞒报率")
    yield Sheet("报送 reporting", columns, [_reporting(each) for each in (*data["reporting"], *data["totals"])])
    yield from closing(body)


def _reasons(each: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for issue in each["issues"]:
        if issue["severity"] == "reject":
            yield each["file"], issue["rule"], issue["header"], issue["reason"], issue["count"], ",".join(str(row) for row in issue["rows"])


def _reporting(each: Mapping[str, Any]) -> tuple[object, ...]:
    rates = (_rate(each[name]) for name in ("reported", "compliant", "late", "concealed"))
    return each["authority"] or "全部", each["month"] or "全部", each["received"], *rates


def _rate(rate: Mapping[str, Any]) -> str:
    """A rate with what it is of; without a denominator there is none."""
    if rate["value"] is None:
        return "—"
    return f"{rate['value']:.1%}{'≈' if rate['approximate'] else ''}({rate['numerator']}/{rate['denominator']})"
