"""Readings as JSON: each finding with value, span in the source, passage, rule, confidence and whether a person must look."""

from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from loaders.text.model import FIELDS, Finding
from loaders.text.papers.folder import Paper, Unread
from loaders.text.vocabulary import words

_SINGLE = frozenset({"doc_no", "agency", "date", "violation"})


def paper_as_json(paper: Paper) -> dict[str, Any]:
    """One paper: its type, and every field; a field of which there is at most one is an object or null, the others are lists."""
    reading = paper.reading
    types: dict[str, dict[str, Any]] = words("document_types")["types"]
    label = types.get(reading.document_type, words("document_types")["unknown"])["zh"]
    told: dict[str, Any] = {
        "file": paper.file,
        "document_type": {"code": reading.document_type, "label_zh": label},
        "states_penalties": reading.effect == "penalty",
        "quality": reading.quality,
        "characters": len(paper.text),
    }
    for field in FIELDS:
        found = [_finding(each, paper.text) for each in reading.of(field)]
        told[field] = next(iter(found), None) if field in _SINGLE else found
    return told


def unread_as_json(unread: Unread) -> dict[str, str]:
    """A file that could not be read, and why."""
    return {"file": unread.file, "unread": unread.reason}


def _finding(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "value": _plain(finding.value),
        "span": [finding.span.start, finding.span.end],
        "passage": text[finding.span.start : finding.span.end],
        "rule": finding.rule,
        "confidence": finding.confidence,
        "needs_review": finding.needs_review,
        "why": finding.why or None,
    }


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(each) for name, each in asdict(value).items()}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
