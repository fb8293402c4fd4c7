"""Trees of holdings, upwards to owners or downwards to companies, to a number of levels and a least share."""

from dataclasses import dataclass
from decimal import Decimal

from reasoning.ownership.model import Held, Share, Structure


@dataclass(frozen=True, slots=True)
class Branch:
    """One party of a tree, by one way. `product`: the shares on this way multiplied. `again`: it stands above in this way (a circle)."""

    party: str
    level: int
    parent: int | None
    held: Held | None
    product: Share
    again: bool


def tree(structure: Structure, upwards: bool, levels: int, least: Decimal, most: int) -> tuple[tuple[Branch, ...], bool]:
    """The branches level by level, each with the place of its parent; and whether some were left out for their number."""
    steps = _upwards(structure) if upwards else _downwards(structure)
    branches = [Branch(structure.subject, 0, None, None, Share(1.0, 1.0), False)]
    ways: list[frozenset[str]] = [frozenset({structure.subject})]
    for at, branch in enumerate(branches):  # grows while it is walked
        if branch.level >= levels or branch.again:
            continue
        for party, held in steps.get(branch.party, ()):
            product = Share(branch.product.low * float(held.low), branch.product.high * float(held.high))
            if product.high < float(least):
                continue
            if len(branches) >= most:
                return tuple(branches), True
            branches.append(Branch(party, branch.level + 1, at, held, product, party in ways[at]))
            ways.append(ways[at] | {party})
    return tuple(branches), False


def _upwards(structure: Structure) -> dict[str, list[tuple[str, Held]]]:
    return {name: _ordered([(held.owner, held) for held in register.held]) for name, register in structure.registers.items()}


def _downwards(structure: Structure) -> dict[str, list[tuple[str, Held]]]:
    steps: dict[str, list[tuple[str, Held]]] = {}
    for name, register in structure.registers.items():
        for held in register.held:
            steps.setdefault(held.owner, []).append((name, held))
    return {name: _ordered(found) for name, found in steps.items()}


def _ordered(found: list[tuple[str, Held]]) -> list[tuple[str, Held]]:
    return sorted(found, key=lambda each: (-each[1].high, -each[1].low, each[0]))
