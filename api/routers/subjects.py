"""Questions about one subject, and the search that finds it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.counter import AtCounter, SubjectId
from api.problems import responses
from inquiry.answering.wire import Answer, PagedAnswer
from inquiry.controllers import ControllersData, ControllersParameters, controllers
from inquiry.grades import GradesData, GradesParameters, grades_of
from inquiry.group import GroupData, GroupParameters, group
from inquiry.linked_risk import LinkedRiskData, LinkedRiskParameters, linked_risk_of
from inquiry.measures import MeasuresData, MeasuresParameters, measures_of
from inquiry.neighbors import NeighborsData, NeighborsParameters, neighbors
from inquiry.owners import OwnersData, OwnersParameters, owners
from inquiry.search import FoundData, SearchParameters, search
from inquiry.show import ShowParameters, SubjectData, show
from inquiry.suspected import SuspectedData, SuspectedParameters, suspected
from inquiry.timeline import TimelineData, TimelineParameters, timeline
from inquiry.warnings import WarningsData, WarningsParameters, warnings_of
from office.rights import Right

router = APIRouter(prefix="/v1/subjects")
_FAILURES = responses(308, 400, 403, 404, 409)


@router.get("", operation_id="search_subjects", tags=["subjects"], response_model=PagedAnswer[FoundData], responses=responses(400, 403))
def search_subjects(wanted: Annotated[SearchParameters, Query()], at: AtCounter) -> Response:
    """Who bears this name, code, case number (案号) or document number (文书号)? Persons are found with persons:read and a purpose."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: search(question, wanted))


@router.get("/{id}", operation_id="get_subject", tags=["subjects"], response_model=Answer[SubjectData], responses=_FAILURES)
def get_subject(id: SubjectId, wanted: Annotated[ShowParameters, Query()], at: AtCounter) -> Response:
    """Who is this? All identifiers, roles, decisions, lists and conflicts, with who says so and since when."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: show(question, id, wanted))


@router.get(
    "/{id}/neighbors", operation_id="list_neighbors", tags=["graph"], response_model=PagedAnswer[NeighborsData], responses=_FAILURES
)
def list_neighbors(id: SubjectId, wanted: Annotated[NeighborsParameters, Query()], at: AtCounter) -> Response:
    """Who is connected to the subject on the day, how, and on whose word?"""
    return at.answer(Right.SUBJECTS, wanted, lambda question: neighbors(question, id, wanted))


@router.get("/{id}/timeline", operation_id="list_events", tags=["graph"], response_model=PagedAnswer[TimelineData], responses=_FAILURES)
def list_events(id: SubjectId, wanted: Annotated[TimelineParameters, Query()], at: AtCounter) -> Response:
    """What happened to the subject and around it? `around` tells it around one decision."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: timeline(question, id, wanted))


@router.get("/{id}/linked-risk", operation_id="get_linked_risk", tags=["risk"], response_model=Answer[LinkedRiskData], responses=_FAILURES)
def get_linked_risk(id: SubjectId, wanted: Annotated[LinkedRiskParameters, Query()], at: AtCounter) -> Response:
    """Which penalties and listings stand near the subject, along which relations? A lead, never a sanction."""
    return at.answer(Right.MEASURES, wanted, lambda question: linked_risk_of(question, id, wanted))


@router.get("/{id}/measures", operation_id="list_measures", tags=["measures"], response_model=Answer[MeasuresData], responses=_FAILURES)
def list_measures(id: SubjectId, wanted: Annotated[MeasuresParameters, Query()], at: AtCounter) -> Response:
    """Which measures bind the subject on the day, or flow from its records to whom, under which article, until when?"""
    return at.answer(Right.MEASURES, wanted, lambda question: measures_of(question, id))


@router.get("/{id}/owners", operation_id="list_owners", tags=["control"], response_model=Answer[OwnersData], responses=_FAILURES)
def list_owners(id: SubjectId, wanted: Annotated[OwnersParameters, Query()], at: AtCounter) -> Response:
    """Who owns the subject in the end, over all paths and through cross-holdings? Or downwards: what does it own?"""
    return at.answer(Right.SUBJECTS, wanted, lambda question: owners(question, id, wanted))


@router.get(
    "/{id}/controllers", operation_id="list_controllers", tags=["control"], response_model=Answer[ControllersData], responses=_FAILURES
)
def list_controllers(id: SubjectId, wanted: Annotated[ControllersParameters, Query()], at: AtCounter) -> Response:
    """Who controls the subject, or is taken as its beneficial owner? Several readings side by side, each with its trace."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: controllers(question, id, wanted))


@router.get("/{id}/group", operation_id="get_group", tags=["control"], response_model=Answer[GroupData], responses=_FAILURES)
def get_group(id: SubjectId, wanted: Annotated[GroupParameters, Query()], at: AtCounter) -> Response:
    """What is under the same controller as the subject, and what is closely linked with it? A lead, never a channel of measures."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: group(question, id, wanted))


@router.get("/{id}/warnings", operation_id="list_warnings", tags=["risk"], response_model=Answer[WarningsData], responses=_FAILURES)
def list_warnings(id: SubjectId, wanted: Annotated[WarningsParameters, Query()], at: AtCounter) -> Response:
    """How often punished within how long, and how near is the next alert? Leads: what the law counts, and what this catalogue does."""
    return at.answer(Right.MEASURES, wanted, lambda question: warnings_of(question, id, wanted))


@router.get("/{id}/grades", operation_id="list_grades", tags=["risk"], response_model=Answer[GradesData], responses=_FAILURES)
def list_grades(id: SubjectId, wanted: Annotated[GradesParameters, Query()], at: AtCounter) -> Response:
    """Which grades do sources state, by which scheme, and which rate of spot checks follows? Never of a natural person (403)."""
    return at.answer(Right.MEASURES, wanted, lambda question: grades_of(question, id, wanted))


@router.get("/{id}/suspected", operation_id="list_suspected", tags=["control"], response_model=Answer[SuspectedData], responses=_FAILURES)
def list_suspected(id: SubjectId, wanted: Annotated[SuspectedParameters, Query()], at: AtCounter) -> Response:
    """Which organisations share contact points, filing agents or persons with it? A lead with a score; never of a natural person (403)."""
    return at.answer(Right.MEASURES, wanted, lambda question: suspected(question, id, wanted))
