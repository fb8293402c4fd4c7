"""What could not be loaded, and why? How good is an authority's reporting?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.counter import AtCounter, premises_of
from api.problems import responses
from inquiry.answering.wire import Answer
from inquiry.quality import QualityData, QualityParameters, quality_told
from loaders.quality import quality
from office.rights import Right

router = APIRouter(prefix="/v1")


@router.get("/quality", operation_id="get_quality", tags=["quality"], response_model=Answer[QualityData], responses=responses(403))
def get_quality(request: Request, wanted: Annotated[QualityParameters, Query()], at: AtCounter) -> Response:
    """What each file lost and why; per authority and month 上报率, 合规率, 迟报率, 瞒报率 with their numerators and denominators."""
    home = premises_of(request).settings.home
    return at.answer(Right.QUALITY, wanted, lambda question: quality_told(question, quality(home, wanted.profile).as_json(), wanted))
