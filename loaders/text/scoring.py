"""How well the reader reads: precision, recall and F1 against labelled texts, by field, by family and over all.

A file is JSON lines of `{id, text, gold, family?, form?}`; gold holds doc_no, agency, date, parties, uscc, roles, pen, basis, rel.
Values are compared in one form on both sides: width, brackets, blanks, 中华人民共和国 before a law, a title before a number.
With one party, penalties carry none.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from credit.documents import normal_doc_no
from credit.errors import UnreadableFile
from loaders.text.components.sanctions import kind_of
from loaders.text.components.ties import same_role
from loaders.text.model import Basis, Finding, Party, Post, Reading, Sanction, Tie
from loaders.text.numerals import integer

GOLD_FIELDS = ("doc_no", "agency", "date", "parties", "uscc", "roles", "pen", "basis", "rel")
Fact = tuple[str, ...]
Facts = Mapping[str, frozenset[Fact]]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, told and wanted facts."""

    right: int
    told: int
    wanted: int

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.told + other.told, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Of what was told, the share that is right (1 where nothing was told)."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Of what was wanted, the share that was told (1 where nothing was wanted)."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.told + self.wanted
        return 2 * self.right / total if total else 1.0

    def as_json(self) -> dict[str, float | int]:
        """The wire form, with the counts that the shares rest on."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": self.right,
            "told": self.told,
            "wanted": self.wanted,
        }


NOTHING = Score(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a file. `certain`: of what is written without a person's look (precision is what counts there)."""

    documents: int
    everything: Score
    fields: Mapping[str, Score]
    families: Mapping[str, Score]
    forms: Mapping[str, Score]
    certain: Score

    @property
    def coverage(self) -> float:
        """Of what is told, the share that is written without a person's look."""
        return self.certain.told / self.everything.told if self.everything.told else 1.0

    def as_json(self) -> dict[str, Any]:
        """As `xinmai text score --json` prints it."""
        return {
            "all": self.everything.as_json(),
            "fields": {name: score.as_json() for name, score in self.fields.items()},
            "families": {name: score.as_json() for name, score in self.families.items()},
            "forms": {name: score.as_json() for name, score in self.forms.items()},
            "without_review": {**self.certain.as_json(), "coverage": round(self.coverage, 4)},
            "documents": self.documents,
        }


# ------------------------------------------------------------------------------------------------------- one form
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b]+", "", folded).translate(str.maketrans("〔〕【】[]{}<>", "()()()()《》"))


_TITLE = re.compile("^.*(?:决定书|告知书|通知书|指令书|公告|书|编号:?)(?=.*\\(\\d{4}\\))")


def _number(text: str) -> str:
    return _TITLE.sub("", _plain(normal_doc_no(text)))


def _law(text: str) -> str:
    plain = re.sub(r"\((?:\d{4}|第)[^()]*\)$", "", _plain(text).strip("《》"))
    return plain.removeprefix("中华人民共和国")


def _article(text: str) -> str:
    plain = _plain(text)
    figures = re.compile("[一二三四五六七八九十百千零〇]+|\\d+")
    return figures.sub(lambda found: str(integer(found.group()) if not found.group().isdigit() else int(found.group())), plain).replace(
        "第(", "("
    )


def _amount(value: object) -> str:
    if value is None:
        return ""
    try:
        return str(Decimal(str(value)).quantize(Decimal("0.01")))
    except InvalidOperation:
        return str(value)


def _share(value: object) -> str:
    return "" if value is None else str(Decimal(str(value)).normalize())


# ------------------------------------------------------------------------------------------------------- both sides
def facts_of_gold(gold: Mapping[str, Any]) -> Facts:
    """The labelled facts of one text in comparable form."""
    several = len(gold.get("parties") or ()) > 1
    return {
        "doc_no": frozenset({(_number(gold["doc_no"]),)} if gold.get("doc_no") else ()),
        "agency": frozenset({(_plain(gold["agency"]),)} if gold.get("agency") else ()),
        "date": frozenset({(gold["date"],)} if gold.get("date") else ()),
        "parties": frozenset((_plain(name), kind) for name, kind in gold.get("parties") or ()),
        "uscc": frozenset((code,) for code in gold.get("uscc") or ()),
        "roles": frozenset((_plain(person), same_role(role)) for person, role in gold.get("roles") or ()),
        "pen": frozenset(_gold_penalty(each, several) for each in gold.get("pen") or ()),
        "basis": frozenset((_law(law), _article(article)) for law, article in gold.get("basis") or ()),
        "rel": frozenset(_tie(*each) for each in gold.get("rel") or ()),
    }


def _gold_penalty(each: list[Any], several: bool) -> Fact:
    party = _plain(each[2]) if several and len(each) > 2 and each[2] else ""
    return (kind_of(each[0]), _amount(each[1]), party)


def _tie(head: str, relation: str, tail: str, share: object = None) -> Fact:
    return (_plain(head), same_role(relation), _plain(tail), _share(share))


def facts_of_reading(reading: Reading, several: bool, certain: bool = False) -> Facts:
    """The facts of one reading in comparable form; `certain`: only those that no person must look at."""
    told: dict[str, set[Fact]] = {field: set() for field in GOLD_FIELDS}
    for finding in reading.findings:
        if certain and finding.needs_review:
            continue
        field, fact = fact_of(finding, several)
        if field in told:
            told[field].add(fact)
    return {field: frozenset(facts) for field, facts in told.items()}


def fact_of(finding: Finding, several: bool) -> tuple[str, Fact]:
    """The field and the comparable fact of a finding; `several`: whether its paper has several parties."""
    return _told(finding.field, finding.value, several)


def _told(field: str, value: object, several: bool) -> tuple[str, Fact]:
    match value:
        case Party():
            return "parties", (_plain(value.name), value.kind)
        case Post():
            return "roles", (_plain(value.person), same_role(value.role))
        case Sanction():
            amount = None if value.fen is None else Decimal(value.fen) / 100
            return "pen", (value.kind, _amount(amount), _plain(value.party) if several else "")
        case Basis():
            return "basis", (_law(value.law), _article(value.article))
        case Tie():
            return "rel", _tie(value.head, value.relation, value.tail, value.share)
    return field, (_number(str(value)),) if field == "doc_no" else (_plain(str(value)),)


# ----------------------------------------------------------------------------------------------------------- scoring
@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled text."""

    id: str
    family: str
    form: str
    text: str
    gold: Mapping[str, Any]


def labelled_texts(path: Path) -> Iterator[Labelled]:
    """The labelled texts of a JSON-lines file. Raises UnreadableFile where a line is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            each = json.loads(line)
            family, form = str(each.get("family") or "unstated"), str(each.get("form") or "unstated")
            yield Labelled(str(each.get("id", number)), family, form, each["text"], each["gold"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UnreadableFile(
                f"{path.name} 第{number}行不是带标注的文本:应含 text 与 gold。Line {number} needs `text` and `gold` (docs/text.md)."
            ) from None


def compare(told: Facts, wanted: Facts) -> dict[str, Score]:
    """The score of one text by field."""
    return {field: Score(len(told[field] & wanted[field]), len(told[field]), len(wanted[field])) for field in GOLD_FIELDS}


def scores(texts: Iterable[tuple[Labelled, Reading]]) -> Scores:
    """The scores of many texts, micro-averaged."""
    fields: dict[str, Score] = dict.fromkeys(GOLD_FIELDS, NOTHING)
    families: dict[str, Score] = {}
    forms: dict[str, Score] = {}
    certain, count = NOTHING, Counter[str]()
    for text, reading in texts:
        wanted = facts_of_gold(text.gold)
        several = len(wanted["parties"]) > 1
        by_field = compare(facts_of_reading(reading, several), wanted)
        sure = compare(facts_of_reading(reading, several, certain=True), wanted)
        certain = sum(sure.values(), certain)
        families[text.family] = sum(by_field.values(), families.get(text.family, NOTHING))
        forms[text.form] = sum(by_field.values(), forms.get(text.form, NOTHING))
        fields = {field: fields[field] + by_field[field] for field in GOLD_FIELDS}
        count["documents"] += 1
    return Scores(count["documents"], sum(fields.values(), NOTHING), fields, families, forms, certain)
