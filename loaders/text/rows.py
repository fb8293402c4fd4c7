"""From readings to rows of the source `decision_texts`: one row a decision and party, and whether a person must look at it first.

What is certain is loaded; the rest goes into a review file with the same headers, which a person corrects and loads with `xinmai load`.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.mapping.catalogue import shipped
from loaders.templates import headers_of
from loaders.text.model import Basis, Finding, Party, Post, Responsible, Sanction
from loaders.text.papers.folder import Paper
from loaders.text.vocabulary import versions, words

SOURCE = "decision_texts"
WHY = "需核对的原因"
_NUMBERS_OF_PERSONS = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)")
_LONGEST_PASSAGE = 600


@dataclass(frozen=True, slots=True)
class Row:
    """One decision against one party, by column of the source; `why` is empty where nobody must look at it."""

    cells: Mapping[str, str]
    why: str


def rows_of(paper: Paper) -> tuple[Row, ...]:
    """The rows of one paper. Only a decision that states penalties has any; a notice before one, an order alone, a list has none."""
    if paper.reading.effect != "penalty" or not any(_codes(paper)):
        return ()
    parties = [finding for finding in paper.reading.of("parties") if isinstance(finding.value, Party)]
    if not parties:
        return (Row({**_shared(paper), **_place(paper, [])}, "no_party"),)
    return tuple(_row(paper, finding, len(parties) > 1) for finding in parties if _struck(paper, finding, len(parties) > 1))


def _codes(paper: Paper) -> Iterator[str]:
    return (each.code for each in paper.reading.values("penalties") if isinstance(each, Sanction) and each.code)


def _struck(paper: Paper, party: Finding, several: bool) -> list[Finding]:
    """The penalties that strike a party, and those of which the paper does not say whom."""
    name = party.value.name if isinstance(party.value, Party) else ""
    penalties = [each for each in paper.reading.of("penalties") if isinstance(each.value, Sanction)]
    return [each for each in penalties if isinstance(each.value, Sanction) and (not several or each.value.party in (name, ""))]


def _row(paper: Paper, finding: Finding, several: bool) -> Row:
    party = finding.value
    assert isinstance(party, Party)
    struck = _struck(paper, finding, several)
    heads = [each for each in paper.reading.of("roles") if isinstance(each.value, Post) and each.value.organization == party.name]
    sure = next((each for each in heads if _head_edge(each) and not each.needs_review), None)
    named = [each for each in paper.reading.of("responsible") if not each.needs_review] if party.kind == "ORG" else []
    findings = [finding, *struck, *([sure] if sure else []), *named]
    cells = {
        **_shared(paper),
        "party_name": party.name,
        "party_kind": "自然人" if party.kind == "PERSON" else "个体工商户" if party.uscc.startswith("92") else "法人及非法人组织",
        "uscc": party.uscc or party.stated_code,
        **_head(sure),
        **_penalties(struck),
        "responsible": "、".join(each.value.person for each in named if isinstance(each.value, Responsible)),
        "responsible_duty": "、".join(_duty_zh(each.value.duty) for each in named if isinstance(each.value, Responsible)),
        **_place(paper, findings),
    }
    return Row(cells, _why(paper, finding, struck))


def _head_edge(finding: Finding) -> bool:
    return isinstance(finding.value, Post) and bool(finding.value.edge) and finding.rule.startswith("head_")


def _head(finding: Finding | None) -> dict[str, str]:
    post = finding.value if finding else None
    return {"head_name": post.person, "head_office": post.role} if isinstance(post, Post) else {}


def _duty_zh(duty: str) -> str:
    listed = words("roles")["duties"].values()
    return next(str(each["words"][0]) for each in listed if each["duty"] == duty)


def _shared(paper: Paper) -> dict[str, str]:
    """What every row of a paper says: number, authority, day, violation, laws."""
    one = {field: paper.reading.one(field) for field in ("doc_no", "agency", "date", "violation")}
    told = {field: finding.value for field, finding in one.items() if finding}
    laws = [f"《{each.law}》{each.article}" for each in paper.reading.values("basis") if isinstance(each, Basis)]
    day = told.get("date")
    return {
        "doc_no": str(told.get("doc_no", "")),
        "authority_name": str(told.get("agency", "")),
        "decided_on": day.isoformat() if isinstance(day, date) else "",
        "violation_facts": _safe(str(told.get("violation", ""))),
        "legal_basis": "、".join(laws),
    }


def _penalties(struck: list[Finding]) -> dict[str, str]:
    sanctions = [each.value for each in struck if isinstance(each.value, Sanction) and each.value.code]
    sums = {code: sum(each.fen or 0 for each in sanctions if each.code == code) for code in ("fine", "confiscation")}
    labels = {each.code: words("sanctions")["labels"][each.code] for each in sanctions}
    revoked = [each.detail for each in sanctions if each.code in ("licence_revoked", "licence_suspended")]
    return {
        "penalty_kinds": "、".join(labels.values()),
        "content": ";".join(_safe(each.detail) for each in sanctions),
        "fine": f"{sums['fine'] / 100:.2f}" if sums["fine"] else "",
        "confiscated": f"{sums['confiscation'] / 100:.2f}" if sums["confiscation"] else "",
        "licence_revoked": ";".join(revoked),
    }


def _place(paper: Paper, findings: list[Finding]) -> dict[str, str]:
    """Where it stands: the passage from the first to the last penalty, and the span of each value."""
    spans = [each.span for each in findings if each.field == "penalties"] or [each.span for each in findings]
    start, end = min((each.start for each in spans), default=0), max((each.end for each in spans), default=0)
    origins = [each for field in ("doc_no", "agency", "date") if (each := paper.reading.one(field))]
    every = [*origins, *findings]
    return {
        "text_file": paper.file,
        "span_start": str(start),
        "span_end": str(end),
        "passage": _safe(paper.text[max(0, start - 40) : min(end + 40, start + _LONGEST_PASSAGE)].replace("\n", " ")),
        "spans": ";".join(f"{each.field}:{each.span.start}-{each.span.end}" for each in every),
        "rules": ";".join(dict.fromkeys(f"{each.field}:{each.rule}" for each in every)),
        "confidence": f"{min((each.confidence for each in every), default=0.0):.3f}",
        "reader": versions(),
    }


def _safe(text: str) -> str:
    """A passage without numbers of identity cards and telephones: they are nobody's business here."""
    return _NUMBERS_OF_PERSONS.sub("(已隐去)", text)


def _why(paper: Paper, party: Finding, struck: list[Finding]) -> str:
    """Why a person must look first; empty where the row may be loaded."""
    reasons = [] if paper.reading.document_type == "decision" else ["not_a_decision"]
    reasons += [f"{field}_missing" for field in ("doc_no", "agency", "date") if paper.reading.one(field) is None]
    origins = [finding for field in ("doc_no", "agency", "date") if (finding := paper.reading.one(field))]
    reasons += [f"{each.field}:{each.why or 'unsure'}" for each in (*origins, party, *struck) if each.needs_review]
    if not struck:
        reasons.append("no_penalty_of_this_party")
    return ";".join(dict.fromkeys(reasons))


def write_rows(path: Path, rows: Iterable[Row], reasons: bool) -> int:
    """Writes rows under the source's own headers, readable by their owner alone; returns how many. `reasons`: with why to look."""
    columns = [(header, column) for header, column in headers_of(shipped()[SOURCE])]
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
