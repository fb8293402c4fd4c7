"""Questions about two subjects, about one consequence, about one piece of evidence."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.counter import AtCounter
from api.problems import responses
from inquiry.answering.wire import Answer
from inquiry.evidence import EvidenceData, EvidenceParameters, evidence
from inquiry.explain import ExplainData, ExplainParameters, explain
from inquiry.paths import PathData, PathsParameters, paths
from office.rights import Right

router = APIRouter(prefix="/v1")


@router.get("/paths", operation_id="find_path", tags=["graph"], response_model=Answer[PathData], responses=responses(400, 403, 404, 409))
def find_path(wanted: Annotated[PathsParameters, Query()], at: AtCounter) -> Response:
    """How are two subjects connected on the day? The shortest chain, or an honest no with what was searched."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: paths(question, wanted))


@router.get(
    "/measures/explain",
    operation_id="explain_measure",
    tags=["measures"],
    response_model=Answer[ExplainData],
    responses=responses(400, 403, 404, 409),
)
def explain_measure(wanted: Annotated[ExplainParameters, Query()], at: AtCounter) -> Response:
    """Why is somebody bound? The proof in words, step by step, each with its evidence."""
    return at.answer(Right.MEASURES, wanted, lambda question: explain(question, wanted))


@router.get(
    "/evidence/{number}",
    operation_id="get_evidence",
    tags=["evidence"],
    response_model=Answer[EvidenceData],
    responses=responses(400, 403, 404),
)
def get_evidence(
    number: Annotated[str, Path(max_length=100, description="An evidence id, as answers list them.", examples=["1"])],
    wanted: Annotated[EvidenceParameters, Query()],
    at: AtCounter,
) -> Response:
    """On whose word? The source, file and row in which a claim was read, with the raw values."""
    return at.answer(Right.SUBJECTS, wanted, lambda question: evidence(question, number))
