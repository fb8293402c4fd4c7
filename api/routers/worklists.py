"""Questions over the whole graph: who stands on the ledger of repeat offenders, and which lists are there?"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.counter import AtCounter
from api.problems import responses
from inquiry.answering.wire import Answer, PagedAnswer
from inquiry.ledger import LedgerData, LedgerParameters, ledger_of
from inquiry.lists import ListsData, ListsParameters, ListTold, list_told, lists_told
from office.rights import Right

router = APIRouter(prefix="/v1")


@router.get("/ledger", operation_id="list_ledger", tags=["risk"], response_model=PagedAnswer[LedgerData], responses=responses(400, 403))
def list_ledger(wanted: Annotated[LedgerParameters, Query()], at: AtCounter) -> Response:
    """Which organisations stand on the ledger of repeat offenders, since when, why, until when? Advisory; natural persons never."""
    return at.answer(Right.MEASURES, wanted, lambda question: ledger_of(question, wanted))


@router.get("/lists", operation_id="list_lists", tags=["ontology"], response_model=Answer[ListsData], responses=responses(403))
def list_lists(wanted: Annotated[ListsParameters, Query()], at: AtCounter) -> Response:
    """Which lists are there, by which law, how does one leave them, and how many entries of each are loaded?"""
    at.principal.must_have(Right.SUBJECTS)
    return at.answer(None, wanted, lambda question: lists_told(question, wanted))


@router.get("/lists/{code}", operation_id="get_list", tags=["ontology"], response_model=Answer[ListTold], responses=responses(403, 404))
def get_list(
    code: Annotated[str, Path(max_length=60, description="A list's code, as /v1/lists has it.")],
    wanted: Annotated[ListsParameters, Query()],
    at: AtCounter,
) -> Response:
    """The law of one list: authority, basis, term, removal, persons, what it publishes, and how well its text was read."""
    at.principal.must_have(Right.SUBJECTS)
    return at.answer(None, wanted, lambda question: list_told(question, code, wanted))
