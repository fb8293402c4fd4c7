"""The law as typed data, read from the texts of `rules/`."""

from reasoning.catalogue.control import CloseLinks, ControlRules, Criterion, Holding, Holdings
from reasoning.catalogue.instruments import Instrument, current
from reasoning.catalogue.lint import Finding, lint
from reasoning.catalogue.lists import ListLaw, PublicationProfile
from reasoning.catalogue.matters import Action, Effect, Matter, Supply, counts
from reasoning.catalogue.overlay import Difference, diff
from reasoning.catalogue.patterns import GradingScheme, Pattern
from reasoning.catalogue.reading import Catalogue, read_catalogue
from reasoning.catalogue.remedies import RepairRule
from reasoning.catalogue.rules import Basis, Bind, Case, NegativeRule, RefusedRule, Rule, Trigger, WayOut
from reasoning.catalogue.terms import Policy, Role

__all__ = [
    "Action",
    "Basis",
    "Bind",
    "Case",
    "Catalogue",
    "CloseLinks",
    "ControlRules",
    "Criterion",
    "Difference",
    "Effect",
    "Finding",
    "GradingScheme",
    "Holding",
    "Holdings",
    "Instrument",
    "ListLaw",
    "Matter",
    "NegativeRule",
    "Pattern",
    "Policy",
    "PublicationProfile",
    "RefusedRule",
    "RepairRule",
    "Role",
    "Rule",
    "Supply",
    "Trigger",
    "WayOut",
    "counts",
    "current",
    "diff",
    "lint",
    "read_catalogue",
]
