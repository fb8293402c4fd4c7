"""The evidence annex: every number that the report cites, with its source, file, row and the values that may be handed on."""

from collections.abc import Iterable, Iterator
from typing import Any

from inquiry.answering.wire import Wire
from inquiry.asking.question import Question
from inquiry.evidence import evidence_told
from inquiry.report.limits import Limits
from inquiry.report.wire import MOST_EVIDENCE, EvidenceTold


def annex(question: Question, parts: Iterable[Wire], limits: Limits) -> list[EvidenceTold]:
    """The evidence cited in these parts, by number. Where there is too much, what the earlier parts cite is told."""
    cited = list(dict.fromkeys(number for part in parts for number in _cited(part.model_dump())))
    kept = limits.first("annex", cited, limits.most * MOST_EVIDENCE)
    return [EvidenceTold(**dict(each)) for each in evidence_told(question, kept)]


def _cited(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from each if name == "evidence" else _cited(each)
    elif isinstance(value, list):
        for each in value:
            yield from _cited(each)
