"""A row of a source that speaks from texts: its cells, why a person must look at it first, and where in the paper it stands."""

import csv
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.mapping.catalogue import shipped
from loaders.templates import headers_of
from loaders.text.model import Basis, Finding, Party, Post
from loaders.text.papers.folder import Paper
from loaders.text.vocabulary import versions, words

WHY = "需核对的原因"
_NUMBERS_OF_PERSONS = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)")
_LONGEST_PASSAGE = 600
_ORIGIN = ("doc_no", "agency", "date")


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a paper, by column of its source; `why` is empty where nobody must look at it."""

    source: str
    cells: Mapping[str, str]
    why: str

    @property
    def same(self) -> tuple[str, ...]:
        """What makes two rows one statement: the same paper in two forms says it once."""
        return (self.source, *(value for column, value in self.cells.items() if column not in _PLACE))


_PLACE = frozenset(
    {
        "text_file",
        "text_page",
        "text_line",
        "span_start",
        "span_end",
        "passage",
        "spans",
        "rules",
        "confidence",
        "violation_facts",
        "content",
        "reason",
    }
)


def safe(text: str) -> str:
    """A passage without numbers of identity cards and telephones: they are nobody's business here."""
    return _NUMBERS_OF_PERSONS.sub("(已隐去)", text)


def origin(paper: Paper) -> list[Finding]:
    """Number, authority and day, as far as the paper has them."""
    return [each for field in _ORIGIN if (each := paper.reading.one(field))]


def shared(paper: Paper) -> dict[str, str]:
    """What every row of a paper says: number, authority, day, violation, laws."""
    told = {each.field: each.value for each in (*origin(paper), paper.reading.one("violation")) if each}
    laws = [f"《{each.law}》{each.article}" for each in paper.reading.values("basis") if isinstance(each, Basis)]
    day = told.get("date")
    return {
        "number": str(told.get("doc_no", "")),
        "authority": str(told.get("agency", "")),
        "day": day.isoformat() if isinstance(day, date) else "",
        "facts": safe(str(told.get("violation", ""))),
        "laws": "、".join(laws),
    }


def party_kind(party: Party) -> str:
    """The party's class as the national template words it."""
    return "自然人" if party.kind == "PERSON" else "个体工商户" if party.uscc.startswith("92") else "法人及非法人组织"


def heads_by_party(paper: Paper) -> dict[str, Finding]:
    """The sure head of each organisation that the paper's own head states."""
    found = [each for each in paper.reading.of("roles") if isinstance(each.value, Post) and _is_head(each)]
    return {each.value.organization: each for each in reversed(found) if isinstance(each.value, Post)}


def _is_head(finding: Finding) -> bool:
    edge = isinstance(finding.value, Post) and bool(finding.value.edge)
    return edge and finding.rule.startswith("head_") and not finding.needs_review


def head_cells(head: Finding | None) -> dict[str, str]:
    """The head's name and office."""
    post = head.value if head else None
    return {"head_name": post.person, "head_office": post.role} if isinstance(post, Post) else {}


def place(paper: Paper, findings: list[Finding]) -> dict[str, str]:
    """Where it stands: the passage from the first to the last penalty (else of all findings), and the span of each value."""
    spans = [each.span for each in findings if each.field == "penalties"] or [each.span for each in findings]
    start, end = min((each.start for each in spans), default=0), max((each.end for each in spans), default=0)
    every = [*origin(paper), *findings]
    return {
        "text_file": paper.file,
        **line_of(paper.text, start),
        "span_start": str(start),
        "span_end": str(end),
        "passage": safe(paper.text[max(0, start - 40) : min(end + 40, start + _LONGEST_PASSAGE)].replace("\n", " ").replace(PAGE, "")),
        "spans": ";".join(f"{each.field}:{each.span.start}-{each.span.end}" for each in every),
        "rules": ";".join(dict.fromkeys(f"{each.field}:{each.rule}" for each in every)),
        "confidence": f"{min((each.confidence for each in every), default=0.0):.3f}",
        "reader": versions(),
    }


PAGE = "\f"
"""What parts the pages of a paper that has pages."""


def line_of(text: str, start: int) -> dict[str, str]:
    """The line of a place, counted from one; where a paper has pages, the page and the line on it."""
    page = text.count(PAGE, 0, start) + 1 if PAGE in text else 0
    first = text.rfind(PAGE, 0, start) + 1 if page else 0
    return {"text_page": str(page or ""), "text_line": str(text.count("\n", first, start) + 1)}


def doubts(paper: Paper, findings: Iterable[Finding], needed: Iterable[str] = _ORIGIN) -> list[str]:
    """Why a person must look first: what is missing, and each finding that is not sure."""
    missing = [f"{field}_missing" for field in needed if paper.reading.one(field) is None]
    unsure = [f"{each.field}:{each.why or 'unsure'}" for each in (*origin(paper), *findings) if each.needs_review]
    return [*missing, *unsure]


def write_rows(path: Path, source: str, rows: Iterable[Row], reasons: bool) -> int:
    """Writes rows under the source's own headers, readable by their owner alone; returns how many. `reasons`: with why to look."""
    columns = headers_of(shipped()[source])
    count = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*([WHY] if reasons else []), *(header for header, _ in columns)])
        for row in rows:
            writer.writerow([*([_zh(row.why)] if reasons else []), *(row.cells.get(column, "") for _, column in columns)])
            count += 1
    return count


def _zh(why: str) -> str:
    """The reasons as a clerk reads them."""
    reasons: dict[str, str] = words("confidence")["reasons"]
    return ";".join(reasons.get(each, reasons.get(each.partition(":")[2], each)) for each in why.split(";"))
