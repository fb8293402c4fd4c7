"""What a caller gets instead of an answer: one document for every failure, over HTTP and in a shell (RFC 9457)."""

from typing import Any

from pydantic import ConfigDict, Field, ValidationError

from credit.errors import BadParameter, XinmaiError
from inquiry.answering.wire import Wire


class Fault(Wire):
    """One parameter that is wrong, and what is allowed."""

    field: str
    message: str


class Problem(Wire):
    """A problem document. `type` leads to what the code means; some problems carry more, such as `candidates` or `missing`."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str
    title: str
    title_zh: str
    title_en: str
    status: int
    code: str
    detail: str
    errors: list[Fault] = Field(default_factory=list)
    request_id: str


def problem_of(error: XinmaiError, request_id: str) -> dict[str, Any]:
    """The document of an error."""
    return Problem.model_validate(
        {
            "type": f"/v1/ontology/problems#{error.code}",
            "title": f"{error.title_zh} {error.title_en}",
            "title_zh": error.title_zh,
            "title_en": error.title_en,
            "status": error.status,
            "code": error.code,
            "detail": error.detail,
            "request_id": request_id,
            **error.extra,
        }
    ).model_dump(mode="json")


def bad_parameters(fault: ValidationError) -> BadParameter:
    """Parameters that break their declared bounds, as one of our errors."""
    return refused([{"loc": error["loc"], "msg": error["msg"], "type": error["type"]} for error in fault.errors(include_url=False)])


def refused(faults: list[dict[str, Any]]) -> BadParameter:
    """Faults as pydantic lists them, as one of our errors: which parameter, and what is allowed."""
    told = [{"field": ".".join(str(part) for part in fault["loc"] if part not in _WHERE), "message": _allowed(fault)} for fault in faults]
    listed = ";".join(f"{fault['field']}: {fault['message']}" for fault in told)
    return BadParameter(f"参数不符合要求:{listed}。Parameters out of range; `errors` says what is allowed.", errors=told)


_WHERE = frozenset({"query", "path", "header", "body"})


def _allowed(fault: dict[str, Any]) -> str:
    return "没有这个参数 unknown parameter" if fault["type"] == "extra_forbidden" else str(fault["msg"])
