"""The group of a company: everything under the same controller; and its close links."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from reasoning.catalogue import CloseLinks
from reasoning.control.majority import Bar, Ties, sphere
from reasoning.control.model import Finding, Sphere, Step
from reasoning.control.traces import share_steps
from reasoning.ownership import AS_FAR_AS_USEFUL, Depth, Reading, Register, Share, Structure, Sureness, System, below, chains

_OWNERS = 20
_WAYS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One head with everything under it; `cut`: further companies were not read."""

    head: str
    sphere: Sphere
    cut: bool


@dataclass(frozen=True, slots=True)
class CloseLink:
    """A party closely linked with the subject. `how`: owner, holding, or sister through a common owner (`through`)."""

    party: str
    how: str
    through: str | None
    sureness: Sureness
    share: Share
    steps: tuple[Step, ...]


def group_of(reading: Reading, head: str, depth: Depth = AS_FAR_AS_USEFUL) -> Group:
    """What comes under the head, read level by level: only what is under it can bring more under it."""
    bar = Bar(Fraction(reading.holdings.majority))
    registers: dict[str, Register] = {}
    found, frontier, cut = Sphere((head,), {}), {head}, False
    while frontier:
        fresh = sorted(reading.reached_by(frontier) - registers.keys())
        room = depth.parties - len(registers)
        cut = cut or len(fresh) > room
        before = found.joined.keys()
        registers.update(reading.registers(fresh[: max(room, 0)]))
        found = sphere(Ties.of(registers), (head,), bar)
        frontier = found.joined.keys() - before
    return Group(head, found, cut)


def heads_of(findings: tuple[Finding, ...], company: str) -> tuple[str, ...]:
    """The sure controllers of a company at the top; where there is none, the company heads its own group."""
    return tuple(dict.fromkeys(each.party for each in findings if each.sureness is Sureness.CERTAIN)) or (company,)


def close_links(reading: Reading, structure: Structure, owners: Mapping[str, Share], rules: CloseLinks) -> tuple[CloseLink, ...]:
    """Owners of so much, companies held so much, and sisters through a common owner of so much in both."""
    subject = structure.subject
    up = {party: share for party, share in owners.items() if share.reaches(rules.at_least, None) is not Sureness.NOT}
    links = [_link(structure, party, subject, "owner", rules) for party in sorted(up)]
    links += _below(reading, subject, rules, None)
    for party in sorted(up, key=lambda each: (-up[each].low, -up[each].high, each))[:_OWNERS]:
        links += [_sister(each, up[party], rules) for each in _below(reading, party, rules, party) if each.party != subject]
    best: dict[str, CloseLink] = {}
    for link in links:
        if link.party not in best or link.sureness.rank < best[link.party].sureness.rank:
            best[link.party] = link
    return tuple(sorted(best.values(), key=lambda each: (each.sureness.rank, each.how, each.party)))


def _below(reading: Reading, owner: str, rules: CloseLinks, through: str | None) -> list[CloseLink]:
    structure = below(reading, owner)
    shares = System.of(structure.registers).shares(owner)
    near = sorted(company for company, share in shares.items() if share.reaches(rules.at_least, None) is not Sureness.NOT)
    how = "sister" if through else "holding"
    return [
        _told(structure, owner, company, CloseLink(company, how, through, Sureness.NOT, shares[company], ()), rules) for company in near
    ]


def _link(structure: Structure, owner: str, company: str, how: str, rules: CloseLinks) -> CloseLink:
    share = System.of(structure.registers).shares(owner).get(company, Share(0.0, 0.0))
    return _told(structure, owner, company, CloseLink(owner, how, None, Sureness.NOT, share, ()), rules)


def _told(structure: Structure, owner: str, company: str, link: CloseLink, rules: CloseLinks) -> CloseLink:
    steps = share_steps(chains(structure, owner, company, _WAYS), link.share)
    return CloseLink(link.party, link.how, link.through, link.share.reaches(rules.at_least, None), link.share, steps)


def _sister(link: CloseLink, above: Share, rules: CloseLinks) -> CloseLink:
    """Only as sure as the weaker of the two."""
    weaker = max(link.sureness, above.reaches(rules.at_least, None), key=lambda each: each.rank)
    return CloseLink(link.party, link.how, link.through, weaker, link.share, link.steps)
