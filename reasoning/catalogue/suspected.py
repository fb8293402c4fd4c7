"""The grammar of suspected association: what organisations may share, and how much each counts."""

from typing import Annotated

from pydantic import Field

from reasoning.catalogue.rules import Part

Weight = Annotated[float, Field(ge=0, le=1)]


class SuspicionPolicy(Part):
    """Weights (0 to 1) of what is shared, by kind of contact point or relation; rules/policy/suspected.yaml tells how they make a score."""

    title_zh: str
    title_en: str
    hub_guard: int = Field(ge=2)
    hub_factor: Weight
    possible_relation: Weight
    contacts: dict[str, Weight]
    agents: dict[str, Weight]
    persons: dict[str, Weight]
    identified: tuple[str, ...]
    unconfirmed: Weight
    namesakes: int = Field(ge=0, le=200)
