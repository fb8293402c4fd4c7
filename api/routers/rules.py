"""The law itself: its rules, the catalogues that were used here, their differences and their faults."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.counter import AtCounter, premises_of
from api.problems import responses
from inquiry.answering.wire import Answer
from inquiry.catalogues import (
    CataloguesData,
    CataloguesParameters,
    DifferenceData,
    DifferenceParameters,
    FindingsData,
    FindingsParameters,
    catalogues,
    difference,
    findings,
    named_rulebook,
)
from inquiry.rules import RuleData, RuleParameters, RulesData, RulesParameters, rule, rules

router = APIRouter(prefix="/v1")


@router.get("/rules", operation_id="list_rules", tags=["ontology"], response_model=Answer[RulesData], responses=responses(404))
def list_rules(wanted: Annotated[RulesParameters, Query()], at: AtCounter) -> Response:
    """Which rules are there: by domain, measure, role, list, grade, text, or in force on the day?"""
    return at.answer(None, wanted, lambda question: rules(question, wanted))


@router.get("/rules/{rule}", operation_id="get_rule", tags=["ontology"], response_model=Answer[RuleData], responses=responses(404))
def get_rule(
    rule_id: Annotated[str, Path(alias="rule", max_length=40, description="A rule's id of /v1/rules, or N01, X01 …", examples=["RC003"])],
    wanted: Annotated[RuleParameters, Query()],
    at: AtCounter,
) -> Response:
    """One rule as a lawyer reads it: trigger in words, roles with mode and date, term, ways out, basis, grade, golden cases."""
    return at.answer(None, wanted, lambda question: rule(question, rule_id))


@router.get("/catalogues", operation_id="list_catalogues", tags=["ontology"], response_model=Answer[CataloguesData], responses=responses())
def list_catalogues(request: Request, wanted: Annotated[CataloguesParameters, Query()], at: AtCounter) -> Response:
    """Which catalogues answered here, by their hashes? `rules=HASH` asks any question again with one of them."""
    archive = premises_of(request).archive
    return at.answer(None, wanted, lambda question: catalogues(question, archive))


@router.get(
    "/catalogues/difference",
    operation_id="list_differences",
    tags=["ontology"],
    response_model=Answer[DifferenceData],
    responses=responses(404),
)
def list_differences(request: Request, wanted: Annotated[DifferenceParameters, Query()], at: AtCounter) -> Response:
    """In what do two catalogues differ: two archived ones, the shipped one, the one in use?"""
    archive = premises_of(request).archive
    return at.answer(
        None,
        wanted,
        lambda question: difference(named_rulebook(question, archive, wanted.before), named_rulebook(question, archive, wanted.after)),
    )


@router.get(
    "/catalogues/findings", operation_id="list_findings", tags=["ontology"], response_model=Answer[FindingsData], responses=responses(404)
)
def list_findings(wanted: Annotated[FindingsParameters, Query()], at: AtCounter) -> Response:
    """What would a lawyer strike out of the catalogue on the day? A deployer's own findings are told apart."""
    return at.answer(None, wanted, findings)
