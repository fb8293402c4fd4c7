"""The law as typed data, read from the texts of `rules/`."""

from reasoning.catalogue.control import CloseLinks, ControlRules, Criterion, Holding, Holdings
from reasoning.catalogue.differences import Difference, diff, parts_of, told
from reasoning.catalogue.exemptions import ExemptionRule
from reasoning.catalogue.instruments import Instrument, current
from reasoning.catalogue.lint import Finding, lint
from reasoning.catalogue.lists import ListLaw, PublicationProfile
from reasoning.catalogue.matters import Action, Effect, Matter, Supply, counts
from reasoning.catalogue.overlay import OverlayHead, Switch, is_theirs
from reasoning.catalogue.patterns import GradingScheme, Pattern
from reasoning.catalogue.posts import PostRule
from reasoning.catalogue.reading import Catalogue, hash_of, read_catalogue
from reasoning.catalogue.remedies import RepairRule
from reasoning.catalogue.rules import Basis, Bind, Case, NegativeRule, RefusedRule, Rule, Trigger, WayOut
from reasoning.catalogue.terms import Policy, Role, Threshold

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
    "ExemptionRule",
    "Finding",
    "GradingScheme",
    "Holding",
    "Holdings",
    "Instrument",
    "ListLaw",
    "Matter",
    "NegativeRule",
    "OverlayHead",
    "Pattern",
    "Policy",
    "PostRule",
    "PublicationProfile",
    "RefusedRule",
    "RepairRule",
    "Role",
    "Rule",
    "Supply",
    "Switch",
    "Threshold",
    "Trigger",
    "WayOut",
    "counts",
    "current",
    "diff",
    "hash_of",
    "is_theirs",
    "lint",
    "parts_of",
    "read_catalogue",
    "told",
]
