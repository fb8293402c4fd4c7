"""A report, told in a shell: the summary, the measures and the code. The whole is for paper."""

from collections.abc import Iterator

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, heading


def report_told(body: Body) -> Iterator[Told]:
    """The summary of a report."""
    data = body["data"]
    yield heading(body)
    for line in data["summary"]["lines"]:
        yield f"{line['text_zh']}{line['text_en']}"
    yield Sheet(
        "未列全 left out", ("部分", "共有", "列出"), [(each["part"]["label_zh"], each["total"], each["told"]) for each in data["omitted"]]
    )
    ways = [(way["earliest"] or "", way["measure_zh"], way["text_zh"]) for way in data["remedies"]["ways"]]
    yield Sheet("出路 ways out", ("最早日期", "措施", "条件"), ways)
    yield f"证据 {len(data['annex'])} 份;核验码 {body['verification']['short']}"
    yield "全文:-o 报告.pdf(或 .docx、.html、.json)。The whole: -o report.pdf (or .docx, .html, .json)."
    yield "本主体以外的自然人一律遮蔽。Natural persons other than the subject are masked."
