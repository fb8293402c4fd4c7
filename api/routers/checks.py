"""May this subject do this matter today? (逢办必查) Checks, their receipts, the matters."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from api.counter import AtCounter, Counter, premises_of
from api.problems import responses
from credit.errors import BadParameter
from inquiry.answering.wire import Answer, Wire
from inquiry.checks import CheckParameters
from inquiry.matters import MattersData, MattersParameters, matters
from office.answers import BatchAnswer, CheckAnswer
from office.checking import check_many, check_one_soon
from office.rights import Right

router = APIRouter(prefix="/v1", tags=["checks"])


class BatchItem(Wire):
    """One subject of a batch."""

    subject: str = Field(min_length=1, max_length=100)
    reference: str | None = Field(default=None, max_length=80)


class BatchRequest(Wire):
    """Many subjects in one matter, on one day, for one purpose."""

    matter: str = Field(max_length=60)
    on: str | None = Field(default=None, max_length=40)
    purpose: str | None = Field(default=None, max_length=40)
    subjects: list[BatchItem] = Field(min_length=1, max_length=100_000)


@router.get("/matters", operation_id="list_matters", response_model=Answer[MattersData], responses=responses(403))
def list_matters(wanted: Annotated[MattersParameters, Query()], at: AtCounter) -> Response:
    """What can be checked: every matter with the lists, measures and red lists that count in it, and its basis."""
    return at.answer(None, wanted, lambda question: matters(question, wanted))


@router.post("/checks", operation_id="run_check", response_model=CheckAnswer, responses=responses(400, 403, 429))
async def run_check(wanted: Annotated[CheckParameters, Body()], at: AtCounter) -> Response:
    """May this subject do this matter on the day? block, limit, attention, clear or unknown, with every ground and a signed receipt."""
    desk = await at.desk()
    checked = await check_one_soon(desk, at.enquiry(wanted, Right.CHECKS))
    return Response(checked.encoded(), media_type="application/json")


@router.post("/checks/batch", operation_id="run_checks", response_model=BatchAnswer, responses=responses(400, 403, 413, 429))
def run_checks(request: Request, wanted: Annotated[BatchRequest, Body()], at: AtCounter) -> Response:
    """The same for many subjects at once; each has its own answer or problem, and its own receipt."""
    premises = premises_of(request)
    if len(wanted.subjects) > premises.rules.most_items:
        most = premises.rules.most_items
        raise BadParameter(
            f"一次最多核查 {most} 个主体。At most {most} subjects at a time.", errors=[{"field": "subjects", "message": f"at most {most}"}]
        )
    at.principal.must_have(Right.CHECKS)
    premises.limits.spend(at.principal, len(wanted.subjects))
    bodies = check_many(premises.desk(), [at.enquiry(_one(wanted, each), Right.CHECKS) for each in wanted.subjects])
    return JSONResponse(_batch(wanted, bodies, at))


def _one(wanted: BatchRequest, item: BatchItem) -> CheckParameters:
    return CheckParameters(
        subject=item.subject,
        matter=wanted.matter,
        on=wanted.on,
        purpose=wanted.purpose,
        reference=item.reference,
    )


def _batch(wanted: BatchRequest, bodies: list[dict[str, Any]], at: Counter) -> dict[str, Any]:
    verdicts: dict[str, int] = {}
    items = []
    for item, body in zip(wanted.subjects, bodies, strict=True):
        problem = body.get("problem")
        if problem is None:
            verdict = body["data"]["verdict"]
            verdicts[verdict] = verdicts.get(verdict, 0) + 1
        told = {"subject": item.subject, "reference": item.reference, "answer": None if problem else body, "problem": problem}
        items.append(told)
    problems = sum(each["problem"] is not None for each in items)
    meta = {"request_id": at.request.scope["state"]["request_id"], "matter": wanted.matter, "subjects": len(items)}
    return {"data": {"items": items, "verdicts": verdicts, "problems": problems}, "meta": meta}
