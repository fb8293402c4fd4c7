"""The law as typed data, read from the texts of `rules/`."""

from reasoning.catalogue.control import CloseLinks, ControlRules, Criterion, Holding, Holdings
from reasoning.catalogue.reading import Catalogue, read_catalogue
from reasoning.catalogue.rules import Basis, Bind, Case, NegativeRule, Rule, Trigger, WayOut
from reasoning.catalogue.terms import Policy, Role

__all__ = [
    "Basis",
    "Bind",
    "Case",
    "Catalogue",
    "CloseLinks",
    "ControlRules",
    "Criterion",
    "Holding",
    "Holdings",
    "NegativeRule",
    "Policy",
    "Role",
    "Rule",
    "Trigger",
    "WayOut",
    "read_catalogue",
]
