"""A draft's consequences, told."""

from collections.abc import Iterator

from cli.sheets import Sheet, Told
from cli.telling.measures import row
from cli.telling.remedies import articles, record_told
from cli.telling.subjects import Body, closing, heading


def brought_about(body: Body) -> Iterator[Told]:
    """Whom the draft would bind, what is not known, the way out, the notice, and what to look at again."""
    data = body["data"]
    yield heading(body)
    about = data["list"]["label_zh"] if data["list"] else data["kind"]["label_zh"]
    yield f"草稿:{data['on']} {about}。未作任何记录。A draft; nothing is recorded."
    columns = ("状态", "措施", "对象", "身份", "依据", "期间", "规则", "编号", "注意")
    yield Sheet("将约束 would bind", columns, [row(each) for each in data["binds"]])
    named = [(each["person"]["name"] or each["person"]["id"], each["duty"]["label_zh"]) for each in data["named"]]
    yield Sheet("列名 named", ("人员", "责任身份"), named)
    yield Sheet("未知 unknown", ("规则", "身份", "说明"), [(each["rule"], each["role"], each["says_zh"]) for each in data["gaps"]])
    if data["remedy"]:
        yield from record_told(data["remedy"])
    if data["notice"]:
        items = [(each["item_zh"], "；".join(each["text_zh"])) for each in data["notice"]["items"]]
        yield Sheet(f"告知书 notice {data['notice']['rule']}", ("须载明", "内容"), items)
    hints = [(each["says_zh"], each["rule"], articles(each)) for each in data["hints"]]
    yield Sheet("签发前再看 hints", ("提示", "规则", "依据"), hints)
    yield from closing(body)
