"""Who owns a company in the end, and what a party owns: effective shares over all paths and through circles (advisory lane).

Pure: takes a view, the relations that hold shares (`rules/holdings.yaml`) and the day.
"""

from reasoning.ownership.chains import chains
from reasoning.ownership.model import Chain, Command, Held, Register, Share, Stake, Structure, Sureness
from reasoning.ownership.solving import System
from reasoning.ownership.structure import AS_FAR_AS_USEFUL, Depth, Reading, above, below
from reasoning.ownership.trees import Branch, tree

__all__ = [
    "AS_FAR_AS_USEFUL",
    "Branch",
    "Chain",
    "Command",
    "Depth",
    "Held",
    "Reading",
    "Register",
    "Share",
    "Stake",
    "Structure",
    "Sureness",
    "System",
    "above",
    "below",
    "chains",
    "effective_owners",
    "tree",
]


def effective_owners(structure: Structure) -> dict[str, Share]:
    """The effective share of everybody who was read above the company, by party."""
    system = System.of(structure.registers)
    return system.shares_in(structure.subject, sorted(system.at.keys() & structure.levels.keys() - {structure.subject}))
