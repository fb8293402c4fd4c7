"""Questions over the whole graph: who stands on the ledger of repeat offenders?"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.counter import AtCounter
from api.problems import responses
from inquiry.answering.wire import PagedAnswer
from inquiry.ledger import LedgerData, LedgerParameters, ledger_of
from office.rights import Right

router = APIRouter(prefix="/v1")


@router.get("/ledger", operation_id="list_ledger", tags=["risk"], response_model=PagedAnswer[LedgerData], responses=responses(400, 403))
def list_ledger(wanted: Annotated[LedgerParameters, Query()], at: AtCounter) -> Response:
    """Which organisations stand on the ledger of repeat offenders, since when, why, until when? Advisory; natural persons never."""
    return at.answer(Right.MEASURES, wanted, lambda question: ledger_of(question, wanted))
