"""Who owns the subject in the end, over all paths and through cross-holdings? Or downwards: what does it own?"""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from inquiry.answering.holdings import MOST_LEVELS, ChainTold, ShareTold, StakeTold, chain, cut_short, learn, stake
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from inquiry.asking.subject import subject_of
from reasoning.ownership import Branch, Depth, Reading, Share, Structure, System, above, below, chains, effective_owners, tree

_BRANCHES = 2000


class OwnersParameters(Parameters):
    """Upwards or downwards, how far, from which share on."""

    direction: Literal["up", "down"] = Field(default="up", description="up: who owns it; down: what it owns.")
    levels: int = Field(default=10, ge=1, le=MOST_LEVELS, description="How many levels of holdings.")
    min_share: Decimal = Field(default=Decimal(0), ge=0, le=1, description="Leave out what cannot reach this share, 0 to 1.")
    paths: int = Field(default=3, ge=0, le=10, description="How many of the heaviest ways to show for each party.")
    limit: int = Field(default=100, ge=1, le=1000, description="At most this many parties.")


class OwnerTold(Wire):
    """One owner (or, downwards, one company) with its effective share. `ultimate`: nobody is known to hold anything in it."""

    party: Ref
    level: int | None
    ultimate: bool
    share: ShareTold
    direct: StakeTold | None
    paths: list[ChainTold]


class BranchTold(Wire):
    """One place in the tree; `parent` is the index of the branch above it, `again` marks a circle that is not walked twice."""

    party: Ref
    level: int
    parent: int | None
    held: StakeTold | None
    product: ShareTold
    again: bool


class OwnersData(Wire):
    """Effective shares, the largest first, and the tree. `over_full`: companies of which sources give away more than the whole."""

    subject: Ref
    lane: str = "advisory"
    direction: Literal["up", "down"]
    owners: list[OwnerTold]
    total: int
    tree: list[BranchTold]
    over_full: list[Ref]


def owners(question: Question, asked: str, wanted: OwnersParameters) -> Outcome[OwnersData]:
    """The owners of a subject, or what it owns."""
    no_leads_for_the_public(question)
    subject = subject_of(question, asked)
    structure = _structure(question, subject.id, wanted)
    learn(question, structure)
    shares = _shares(structure, wanted)
    branches, more = tree(structure, wanted.direction == "up", wanted.levels, wanted.min_share, _BRANCHES)
    ordered = sorted(shares, key=lambda party: (-shares[party].low, -shares[party].high, party))
    short = len(ordered) > wanted.limit
    reason = cut_short(structure) or (f"limit={wanted.limit}" if short else "tree" if more else None)
    return Outcome(
        OwnersData(
            subject=question.ref(subject.id),
            direction=wanted.direction,
            owners=[_owner(question, structure, party, shares[party], wanted) for party in ordered[: wanted.limit]],
            total=len(ordered),
            tree=[_branch(question, branch) for branch in branches],
            over_full=[question.ref(company) for company in structure.over_full],
        ),
        truncated=structure.cut or short or more,
        reason=reason,
    )


def _structure(question: Question, subject: str, wanted: OwnersParameters) -> Structure:
    reading = Reading(question.view, question.rulebook.catalogue.holdings, question.as_of)
    return (above if wanted.direction == "up" else below)(reading, subject, Depth(wanted.levels))


def _shares(structure: Structure, wanted: OwnersParameters) -> dict[str, Share]:
    system = System.of(structure.registers)
    found = effective_owners(structure) if wanted.direction == "up" else system.shares(structure.subject)
    return {party: share for party, share in found.items() if share.high >= float(wanted.min_share)}


def _owner(question: Question, structure: Structure, party: str, share: Share, wanted: OwnersParameters) -> OwnerTold:
    owner, company = (party, structure.subject) if wanted.direction == "up" else (structure.subject, party)
    register = structure.registers.get(company)
    direct = next((held.stake for held in register.held if held.owner == owner), None) if register else None
    ways = chains(structure, owner, company, wanted.paths) if wanted.paths else ()
    return OwnerTold(
        party=question.ref(party),
        level=structure.levels.get(party),
        ultimate=wanted.direction == "up" and party not in structure.registers,
        share=ShareTold.of(share),
        direct=stake(direct) if direct else None,
        paths=[chain(way) for way in ways],
    )


def _branch(question: Question, branch: Branch) -> BranchTold:
    return BranchTold(
        party=question.ref(branch.party),
        level=branch.level,
        parent=branch.parent,
        held=stake(branch.held.stake) if branch.held else None,
        product=ShareTold.of(branch.product),
        again=branch.again,
    )
