"""What words mean, and whose word has been heard."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.counter import AtCounter
from api.problems import HTTP_PROBLEMS, responses
from inquiry.answering.wire import Answer
from inquiry.ontology import OntologyData, OntologyIndex, OntologyParameters, ontology, ontology_index, problem_items
from inquiry.sources import SourcesData, SourcesParameters, sources
from office.rights import Right
from office.words import office_words

router = APIRouter(prefix="/v1")


@router.get("/ontology", operation_id="list_enumerations", tags=["ontology"], response_model=Answer[OntologyIndex], responses=responses())
def list_enumerations(wanted: Annotated[OntologyParameters, Query()], at: AtCounter) -> Response:
    """Which enumerations there are."""
    return at.answer(None, wanted, lambda question: ontology_index(question, office_words()))


@router.get(
    "/ontology/{name}", operation_id="get_enumeration", tags=["ontology"], response_model=Answer[OntologyData], responses=responses(404)
)
def get_enumeration(
    name: Annotated[str, Path(max_length=40, description="A name of /v1/ontology.", examples=["edge_kinds"])],
    wanted: Annotated[OntologyParameters, Query()],
    at: AtCounter,
) -> Response:
    """One enumeration as data, in Chinese and English: kinds, codes, measures, roles, rules, states, problems …"""
    more = office_words() | {"problems": problem_items(HTTP_PROBLEMS)}
    return at.answer(None, wanted, lambda question: ontology(question, name, more))


@router.get("/sources", operation_id="list_sources", tags=["quality"], response_model=Answer[SourcesData], responses=responses(403))
def list_sources(wanted: Annotated[SourcesParameters, Query()], at: AtCounter) -> Response:
    """Whose word has been heard, in which scope, through which day."""
    return at.answer(Right.QUALITY, wanted, sources)
