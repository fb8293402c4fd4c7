"""The counter at which a request becomes an enquiry: whose key, which right, which purpose; and the answer a response."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import Depends, Header, Path, Request, Response, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic_core import to_json

from api.problems import request_id_of
from api.settings import ApiSettings
from credit.errors import Unauthenticated
from credit.periods import to_date
from inquiry.answering.wire import Wire
from inquiry.asking.days import today
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from office.desk import Desk, Enquiry
from office.premises import Premises
from office.rights import DEMO, Principal, Right
from office.tokens import bearer_of

D = TypeVar("D", bound=Wire)

_BEARER = HTTPBearer(auto_error=False, description="An API key (xinmai keys add), or a token of the issuer that the settings name")
_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False)

SubjectId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=100,
        description="uscc:…, reg:…, org:…, p:…, list:… or a bare valid code. Never a name: look names up with /v1/subjects?q=.",
        examples=["uscc:91379926MA00001115"],
    ),
]


def premises_of(request: Request) -> Premises:
    """What the service works with."""
    premises: Premises = request.app.state.premises
    return premises


async def caller(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    header: Annotated[str | None, Security(_HEADER)],
) -> Principal:
    """Whose key came with the request. The demo needs none."""
    return await principal_of(request, bearer.credentials if bearer else header)


async def principal_of(request: Request, given: str | None) -> Principal:
    """The same for a credential, counted against his minute. Unauthenticated for none or a wrong one."""
    settings: ApiSettings = request.app.state.settings
    if settings.demo:
        return DEMO
    if not given:
        raise Unauthenticated("请在 Authorization: Bearer 或 X-API-Key 中给出密钥。Give an API key as a bearer token or in X-API-Key.")
    premises = premises_of(request)
    principal = premises.known_keys.get(given, to_date(today(premises.settings.today)))
    if principal is None:
        principal = await run_in_threadpool(bearer_of, premises, given)
    request.scope["state"]["headers"] = premises.limits.take(principal).headers()
    return principal


Caller = Annotated[Principal, Depends(caller)]
"""Any valid key."""


@dataclass(frozen=True)
class Counter:
    """One request at the counter."""

    request: Request
    principal: Principal
    purpose: str | None
    authorisation: str | None = None

    def answer(
        self,
        right: Right | None,
        wanted: Parameters,
        inquire: Callable[[Question], Outcome[D]],
        deliver: Callable[[dict[str, Any]], Response] | None = None,
    ) -> Response:
        """Settles the right and the purpose, asks, and hands the answer over; an id that moved is sent to its new address."""
        premises = premises_of(self.request)
        premises.limits.spend(self.principal)
        asked = premises.desk().answer(self.enquiry(wanted, right), inquire)
        if asked.moved_to and "id" in self.request.path_params:
            return self._moved(asked.moved_to)
        return deliver(asked.body) if deliver else Response(to_json(asked.body), media_type="application/json")

    def on_record(self, right: Right, subject: str | None = None) -> None:
        """Before the office tells something of its own records: a purpose where it is needed, and the line that says who is told."""
        premises_of(self.request).desk().records_opened(self.enquiry(Parameters(), right, subject))

    async def desk(self) -> Desk:
        """The desk, for a question whose answer this caller's day still has room for. Nothing is read on the loop's own thread."""
        premises = premises_of(self.request)
        if premises.limits.counts_days(self.principal):
            await run_in_threadpool(premises.limits.spend, self.principal)
        ready = premises.open_desk
        return ready if ready is not None else await run_in_threadpool(premises.desk)

    def enquiry(self, wanted: Parameters, right: Right | None, subject: str | None = None) -> Enquiry:
        """The enquiry that this request makes with these parameters. `subject`: whom it is about, where the address does not name him."""
        about = [("subject", subject)] if subject else []
        stated = wanted if wanted.purpose or not self.purpose else wanted.model_copy(update={"purpose": self.purpose})
        return Enquiry(
            principal=self.principal,
            question=self.request.scope["route"].name,
            parameters=stated,
            request_id=request_id_of(self.request),
            named={"subject" if name == "id" else name: value for name, value in (*self.request.path_params.items(), *about)},
            demo=self.request.app.state.settings.demo,
            right=right,
            authorisation=self.authorisation,
        )

    def _moved(self, root: str) -> Response:
        path = self.request.app.url_path_for(self.request.scope["route"].name, id=root)
        query = self.request.url.query
        location = f"{quote(path, safe='/:~')}{'?' if query else ''}{query}"
        return JSONResponse({"moved_to": root, "location": location}, 308, {"Location": location})


async def counter(
    request: Request,
    principal: Caller,
    x_purpose: Annotated[str | None, Header(max_length=40)] = None,
    x_authorisation: Annotated[str | None, Header(max_length=40)] = None,
) -> Counter:
    """The counter for this request."""
    return Counter(request, principal, x_purpose, x_authorisation)


AtCounter = Annotated[Counter, Depends(counter)]
