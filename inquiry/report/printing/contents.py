"""From a sealed body to a paper: the cover, and the sections in order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inquiry.report.printing import measures, rest, subject
from inquiry.report.printing.paper import Cover, Pairs, Paper, Section, Words
from inquiry.report.printing.texts import named, printable

Body = Mapping[str, Any]
_ON_THE_COVER = 3
"""Lines of the disclaimer that a reader must not miss; all of them stand at the end."""
_NUMBERS = "一二三四五六七八九十"
_SECTIONS: Sequence[Callable[[Body], Section | None]] = (
    subject.summary,
    subject.identity,
    subject.roles,
    subject.records,
    measures.on_the_subject,
    measures.on_others,
    measures.not_bound,
    measures.open_points,
    rest.remedies,
    rest.conflicts,
    rest.leads,
    rest.coverage,
    rest.annex,
    rest.rights,
)


def paper_of(sealed: Body) -> Paper:
    """The paper of a sealed body. Sections without anything to tell say so; linked risk is there only where it was asked for."""
    body = printable(dict(sealed))
    found = [section for section in (make(body) for make in _SECTIONS) if section is not None]
    sections = tuple(_numbered(section, at) for at, section in enumerate(found))
    return Paper(cover=_cover(body), sections=sections, made_on=body["meta"]["as_of"], demo=body["meta"]["demo"])


def _numbered(section: Section, at: int) -> Section:
    number = _NUMBERS[at] if at < len(_NUMBERS) else f"十{_NUMBERS[at - len(_NUMBERS)]}"
    return Section(section.anchor, number, section.title_zh, section.title_en, section.blocks, section.own_page, section.tone, section.mark)


def _cover(body: Body) -> Cover:
    data, meta, seal = body["data"], body["meta"], body["verification"]
    return Cover(
        title_zh=data["title_zh"],
        title_en=data["title_en"],
        subject=named(data["subject"]),
        subject_id=data["subject"]["id"],
        facts=Pairs(tuple(_facts(data, meta))),
        code=seal["code"],
        short=seal["short"],
        notice=(*_unfinished(data), *(Words(line["text_zh"], "quiet") for line in data["disclaimer"][:_ON_THE_COVER])),
    )


def _facts(data: Body, meta: Body) -> list[tuple[str, str]]:
    purpose = data["asked_by"]["purpose"]
    return [
        ("查询日 As of", meta["as_of"]),
        ("所知截至 Known at", (meta["known_at"] or "—")[:19].replace("T", " ")),
        ("数据版本 Transaction", str(meta["transaction"])),
        ("规则版本 Rules", f"{meta['rules']['version']} · {meta['rules']['hash']}"),
        ("用途 Purpose", f"{purpose['label_zh']} {purpose['label_en']}" if purpose else "未说明 not stated"),
        ("查询人 Asked by", data["asked_by"]["name"] or "—"),
        ("请求编号 Request", meta["request_id"]),
        *([("数据性质 Data", "虚构的演示数据 invented data of the demo")] if meta["demo"] else []),
    ]


def _unfinished(data: Body) -> list[Words]:
    if not data["omitted"]:
        return []
    told = "；".join(f"{each['part']['label_zh']}共 {each['total']} 条，列出 {each['told']} 条" for each in data["omitted"])
    return [Words(f"本报告未列全：{told}。This report is not complete: see the counts.", "warning")]
