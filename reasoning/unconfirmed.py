"""Records that may or may not be this person's: the same name, and a document number of which only part is published (addenda 8).

Compatible digits ask for attention (identity unconfirmed); other digits clear this person of that record, and the answer says why.
Never a measure, and never silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from credit.facts import Fact
from credit.periods import ALWAYS
from credit.view import View, Way

_PERSON = ("Person",)
_PARTIES = ("SUBJECT_OF", "LISTED_AS", "NAMED_IN")
_MOST_NAMESAKES = 200


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A record of a namesake known only by name and part of a number; `compatible` says whether the digits could be this person's."""

    namesake: str
    record: str
    compatible: bool
    says_zh: str
    evidence: tuple[int, ...]


def unconfirmed(view: View, person: str) -> tuple[Unconfirmed, ...]:
    """All records of unconfirmed namesakes of a person whose document number is known; empty for anybody else."""
    profile = view.facts_of((person,), _PERSON, ALWAYS)
    numbers = {str(claim.props["masked_id_hash"]) for fact in profile for claim in fact.claims if "masked_id_hash" in claim.props}
    if not numbers or not person.startswith("p:v"):
        return ()
    namesakes = {match.id for name in _names(profile) for match in view.find(name, _PERSON, _MOST_NAMESAKES) if match.exact} - {person}
    unknown = [
        fact for fact in view.facts_of(namesakes, _PERSON, ALWAYS) if not fact.src.startswith("p:v") and "masked_id_hash" in fact.props
    ]
    records = view.expand([fact.src for fact in unknown], _PARTIES, ALWAYS, Way.OUT) if unknown else ()
    compatible = {fact.src: fact.props["masked_id_hash"] in numbers for fact in unknown}
    return tuple(_said(person, edge, compatible[edge.src]) for edge in records if edge.src in compatible)


def _names(profile: Iterable[Fact]) -> list[str]:
    return sorted({str(claim.props["name"]) for fact in profile for claim in fact.claims if "name" in claim.props})


def _said(person: str, edge: Fact, compatible: bool) -> Unconfirmed:
    alike = f"{{{edge.src}}}与{{{person}}}姓名相同，"
    verdict = "公布的部分证件号码相符，身份未确认，执行前须核实" if compatible else "公布的部分证件号码不符，不是同一人"
    return Unconfirmed(edge.src, edge.dst or "", compatible, alike + verdict, edge.evidence)
