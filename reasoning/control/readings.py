"""Reads a rule set on a company: its criteria in order, each finding with its trace."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from credit.kinds import node_kind_of
from credit.periods import Certainty, from_date
from reasoning.catalogue import ControlRules, Criterion
from reasoning.control.majority import Bar, sphere
from reasoning.control.model import Finding, ReadingOf, Step
from reasoning.control.picture import Picture
from reasoning.control.traces import control_steps, percent, share_steps
from reasoning.ownership import Share, Sureness, chains

_WAYS = 5


def read(picture: Picture, rules: ControlRules) -> ReadingOf:
    """Who fits this rule set, the sure ones first. Nobody stands twice on weaker grounds."""
    found: dict[str, list[Finding]] = {}
    for criterion in rules.tests:
        if criterion.otherwise and any(each.sureness is Sureness.CERTAIN for party in found.values() for each in party):
            continue
        for finding in _CRITERIA[criterion.kind](picture, criterion):
            if _meant(picture, rules, finding) and _adds(found.get(finding.party, ()), finding, criterion):
                found.setdefault(finding.party, []).append(finding)
    order = {criterion.id: place for place, criterion in enumerate(rules.tests)}
    findings = sorted((each for party in found.values() for each in party), key=lambda each: _order(each, order))
    return ReadingOf(rules, tuple(findings), _in_force(picture, rules))


def _order(finding: Finding, order: Mapping[str, int]) -> tuple[int, int, float, str]:
    return (finding.sureness.rank, order[finding.criterion], -(finding.share.low if finding.share else 0.0), finding.party)


def _adds(known: Iterable[Finding], finding: Finding, criterion: Criterion) -> bool:
    """A criterion that is only read for want of others adds nothing to a party that fits already."""
    weaker = criterion.otherwise or criterion.state == "possible"
    return not any(each.sureness.rank < finding.sureness.rank or (weaker and each.sureness is finding.sureness) for each in known)


def _in_force(picture: Picture, rules: ControlRules) -> bool:
    day = picture.reading.as_of
    return not (rules.valid_from and day < from_date(rules.valid_from)) and not (rules.valid_to and day >= from_date(rules.valid_to))


def _meant(picture: Picture, rules: ControlRules, finding: Finding) -> bool:
    if finding.sureness is Sureness.NOT or (node_kind_of(finding.party) not in rules.parties and rules.concept != "aggregate"):
        return False
    return not rules.ultimate or not _is_under_another(picture, finding.party)


def _is_under_another(picture: Picture, party: str) -> bool:
    """Whether somebody else in the picture surely controls it, and is not controlled by it in turn."""
    others = (other for other in picture.parties() if other != party)
    above = (other for other in others if picture.sphere_of(other).surely(party) is Sureness.CERTAIN)
    return any(picture.sphere_of(party).surely(other) is not Sureness.CERTAIN for other in above)


def _capped(sureness: Sureness, criterion: Criterion) -> Sureness:
    return Sureness.POSSIBLE if sureness is Sureness.CERTAIN and criterion.state == "possible" else sureness


def _by_share(picture: Picture, criterion: Criterion) -> Iterator[Finding]:
    for party, share in picture.effective.items():
        sureness = _capped(share.reaches(criterion.at_least, criterion.more_than), criterion)
        if sureness is not Sureness.NOT:
            ways = chains(picture.structure, party, picture.company, _WAYS)
            yield Finding(party, criterion.id, sureness, share, share_steps(ways, share))


def _by_votes(picture: Picture, criterion: Criterion) -> Iterator[Finding]:
    for party in picture.parties():
        share = picture.votes_of(party)
        sureness = _capped(share.reaches(criterion.at_least, criterion.more_than), criterion)
        if sureness is not Sureness.NOT:
            yield Finding(party, criterion.id, sureness, share, _vote_steps(picture, party, share))


def _vote_steps(picture: Picture, party: str, share: Share) -> tuple[Step, ...]:
    under, register = picture.sphere_of(party), picture.structure.registers[picture.company]
    mine = [held for held in register.held if held.stake.votes and under.surely(held.owner) is not Sureness.NOT]
    before = [step for held in mine if held.owner != party for step in control_steps(under, held.owner, under.surely(held.owner))]
    names = "、".join(f"{{{held.owner}}}" for held in mine)
    last = Step(f"{names}支配{{{picture.company}}}表决权 {percent(share.low, share.high)}", tuple(held.stake.fact for held in mine))
    return (*{step.says_zh: step for step in before}.values(), last)


def _by_control(picture: Picture, criterion: Criterion) -> Iterator[Finding]:
    for party in picture.parties():
        under = picture.sphere_of(party)
        sureness = _capped(under.surely(picture.company), criterion)
        if sureness is not Sureness.NOT:
            yield Finding(party, criterion.id, sureness, picture.votes_of(party), control_steps(under, picture.company, sureness))


def _by_finding(picture: Picture, criterion: Criterion) -> Iterator[Finding]:
    register = picture.structure.registers.get(picture.company)
    for command in register.commands if register else ():
        if command.fact.kind == picture.reading.holdings.found_by:
            sureness = _capped(Sureness.CERTAIN if command.certain else Sureness.POSSIBLE, criterion)
            says = f"{{{command.owner}}}经认定或披露为{{{picture.company}}}的实际控制人"
            yield Finding(command.owner, criterion.id, sureness, None, (Step(says, (command.fact,)),))


def _by_office(picture: Picture, criterion: Criterion) -> Iterator[Finding]:
    for fact in picture.holders_of_office(criterion):
        surely = fact.period.at(picture.reading.as_of) is Certainty.CERTAIN
        sureness = _capped(Sureness.CERTAIN if surely else Sureness.POSSIBLE, criterion)
        yield Finding(fact.src, criterion.id, sureness, None, (Step(f"{criterion.zh}:{{{fact.src}}}", (fact,)),))


def _by_aggregate(picture: Picture, criterion: Criterion) -> Iterator[Finding]:
    """Whether listed parties together hold the company, level by level. The finding is about the company itself."""
    listed = picture.listed(criterion.listed)
    number = criterion.at_least if criterion.at_least is not None else criterion.more_than
    bar = Bar(Fraction(number or 0), beyond=criterion.at_least is None, votes=False)
    under = sphere(picture.ties, listed, bar)
    sureness = _capped(under.surely(picture.company), criterion) if listed else Sureness.NOT
    if sureness is not Sureness.NOT:
        seeds = tuple(Step(f"{{{party}}}列入名单", records) for party, records in sorted(listed.items()))
        each = under.joined[picture.company]
        steps = (*seeds, *control_steps(under, picture.company, sureness))
        yield Finding(picture.company, criterion.id, sureness, Share(float(each.low), float(each.high)), steps)


_CRITERIA: Mapping[str, Callable[[Picture, Criterion], Iterator[Finding]]] = {
    "share": _by_share,
    "votes": _by_votes,
    "control": _by_control,
    "found": _by_finding,
    "office": _by_office,
    "aggregate": _by_aggregate,
}
