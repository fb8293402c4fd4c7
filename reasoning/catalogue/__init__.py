"""The law as typed data, read from the texts of `rules/`."""

from reasoning.catalogue.control import CloseLinks, ControlRules, Criterion, Holding, Holdings
from reasoning.catalogue.exemptions import ExemptionRule
from reasoning.catalogue.instruments import Instrument, current
from reasoning.catalogue.lint import Finding, lint
from reasoning.catalogue.lists import ListLaw, PublicationProfile
from reasoning.catalogue.overlay import Difference, diff
from reasoning.catalogue.patterns import GradingScheme, Pattern
from reasoning.catalogue.posts import PostRule
from reasoning.catalogue.reading import Catalogue, read_catalogue
from reasoning.catalogue.remedies import RepairRule
from reasoning.catalogue.rules import Basis, Bind, Case, NegativeRule, RefusedRule, Rule, Trigger, WayOut
from reasoning.catalogue.terms import Policy, Role

__all__ = [
    "Basis",
    "Bind",
    "Case",
    "Catalogue",
    "CloseLinks",
    "ControlRules",
    "Criterion",
    "Difference",
    "ExemptionRule",
    "Finding",
    "GradingScheme",
    "Holding",
    "Holdings",
    "Instrument",
    "ListLaw",
    "NegativeRule",
    "Pattern",
    "Policy",
    "PostRule",
    "PublicationProfile",
    "RefusedRule",
    "RepairRule",
    "Role",
    "Rule",
    "Trigger",
    "WayOut",
    "current",
    "diff",
    "lint",
    "read_catalogue",
]
