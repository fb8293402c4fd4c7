"""Every endpoint × every kind of caller × every secret of a planted county: in answers, files, refusals, headers, logs and metrics."""

import asyncio
import io
import json
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import httpx
import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.app import create_app
from api.logs import configure_logging
from api.settings import ApiSettings
from office.admission import add_authorisation
from office.jobs.working import Worker
from office.keys import add_key_with, revoke_key
from office.premises import Premises
from office.principals import Card, add_principal
from office.rights import ALL_RIGHTS, Profile, Right
from office.settings import OfficeSettings
from office.tokens import token_subject
from tests.api.matrix import ENDPOINTS, UNLISTED, Request, requests
from tests.api.planted import (
    ACCOUNT,
    ADDRESS,
    BORN,
    EXPIRED,
    HASH,
    ILLNESS,
    MAN_LISTED,
    MASKED,
    MINOR,
    NAMES,
    ON_A_MAN,
    PHONE,
    POINT,
    VOID,
    WATCH,
    told,
)
from tests.inquiry.world import DEBTOR, DIRECTOR, ORDER, ORGS, PERSONS, REMOVED, REPAIRED, premises_of, sqlite_world
from tests.office.test_tokens import AUDIENCE, ISSUER, token

jwt = pytest.importorskip("jwt", reason="NO PYJWT, TOKENS NOT TESTED")

SECRETS = {
    "names": NAMES,
    "masked": (MASKED,),
    "hashes": (HASH,),
    "born": (BORN,),
    "never": (ADDRESS, PHONE, ACCOUNT, ILLNESS),
    "persons": ('"p:v1', '"p:h1'),
    "contacts": (POINT,),
    "unpublished": (
        MINOR,
        VOID,
        WATCH,
        ON_A_MAN,
        MAN_LISTED,
        ORDER,
        "青市监当罚〔2026〕1号",
        "青市监罚〔2026〕9号",
        "青市监罚〔2026〕10号",
    ),
    "past": (EXPIRED, REPAIRED, REMOVED, "青市监罚〔2025〕1号", "青市监罚〔2024〕3号"),
}
"""What is planted, by the kind of secret. `never`: no profile of rules/publication.yaml shows it to anybody."""

_RECORDS = ("persons", "contacts", "unpublished", "past")
MAY_READ: dict[str, tuple[str, ...]] = {
    "stranger": (),
    "revoked": (),
    "expired": (),
    "public": (),
    "unauthorised": (),
    "department": ("names", "masked", "hashes", "born", *_RECORDS),
    "bearer": ("names", "masked", "hashes", "born", *_RECORDS),
    "nameless": _RECORDS,
    "authorised": _RECORDS,
    "subject": _RECORDS,
    "himself": (*_RECORDS, "own name", "hashes"),
}
"""Who may read which secrets. `own name`: the person's own; everybody else's stays masked."""
_PURPOSE = {"X-Purpose": "enforcement"}


@dataclass(frozen=True)
class County:
    """The application, everybody who asks, the receipt of a check, and what the log said meanwhile."""

    app: FastAPI
    premises: Premises
    people: dict[str, dict[str, str]]
    receipt: str
    facts: tuple[int, ...]
    log: io.StringIO
    answered: dict[str, list[tuple[Request, httpx.Response]]] = field(default_factory=dict)

    def once(self) -> list[Request]:
        """One request of each endpoint."""
        return list(requests(self.receipt, self.facts, once=True))

    def answers_to(self, who: str) -> list[tuple[Request, httpx.Response]]:
        """What somebody is answered to everything, asked once for all tests."""
        if who not in self.answered:
            wanted = self.once() if who in _ALIKE else requests(self.receipt, self.facts)
            self.answered[who] = self.ask(self.people[who], wanted)
        return self.answered[who]

    def key(self, *rights: Right, **more: object) -> dict[str, str]:
        card = Card("使用者", rights, str(more.pop("authority", "某局")), **more)  # type: ignore[arg-type]
        return {"X-API-Key": add_key_with(self.premises.office, card, None)}

    def ask(self, headers: dict[str, str], wanted: Iterable[Request]) -> list[tuple[Request, httpx.Response]]:
        """All answers to one caller, in order."""

        async def all_of_them() -> list[tuple[Request, httpx.Response]]:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return [
                    (each, await client.request(each.method, each.url, **each.sent, headers=headers | dict(each.headers)))
                    for each in wanted
                ]

        return asyncio.run(all_of_them())


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    home, issuer, log = tmp_path_factory.mktemp("home"), Ed25519PrivateKey.generate(), io.StringIO()
    small = sqlite_world(home)
    told(small)
    keys = home / "issuer.json"
    keys.write_text(
        json.dumps(
            {"keys": [{**json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(issuer.public_key())), "kid": "1", "use": "sig", "alg": "EdDSA"}]}
        )
    )
    premises = premises_of(small.store, home)
    premises.rules = OfficeSettings(oidc_issuer=ISSUER, oidc_audience=AUDIENCE, oidc_keys=str(keys), rate_per_minute=1_000_000)
    before = structlog.get_config()
    structlog.reset_defaults()
    configure_logging(log)
    app = create_app(ApiSettings(), premises)
    opened = County(app, premises, {}, "", (), log)
    opened.people.update(_people(opened, issuer))
    check = Request("run_check", "POST", "/v1/checks", {"subject": DEBTOR, "matter": "government_procurement"})
    ((_, answer),) = opened.ask(opened.people["department"], [check])
    with small.store.view() as view:
        facts = [each.id for each in view.evidence(range(1, 200)) if each.raw]
    yield County(app, premises, opened.people, answer.json()["receipt"]["number"], (1, 40, *facts), log)
    structlog.configure(**before)
    premises.close()


def _people(county: County, issuer: Ed25519PrivateKey) -> dict[str, dict[str, str]]:
    """Everybody of `MAY_READ`, each with every right that his kind can be given, and a purpose."""
    office = county.premises.office
    add_principal(office, Card("张某", tuple(ALL_RIGHTS), "某局", token_subject=token_subject(ISSUER, "zhang")))
    revoked, expired = county.key(*ALL_RIGHTS), add_key_with(office, Card("旧", tuple(ALL_RIGHTS)), date(2020, 1, 1))
    revoke_key(office, revoked["X-API-Key"].split("_")[1])
    bank = county.key(*ALL_RIGHTS, profile=Profile.AUTHORISED, authority="某银行")
    number = add_authorisation(office, f"key:{bank['X-API-Key'].split('_')[1]}", DEBTOR, "授", date(2027, 1, 1), date(2026, 1, 1))
    keyed = {
        "department": county.key(*ALL_RIGHTS),
        "nameless": county.key(*(ALL_RIGHTS - {Right.PERSONS})),
        "bearer": {"Authorization": f"Bearer {token(issuer)}"},
        "revoked": revoked,
        "expired": {"X-API-Key": expired},
        "authorised": bank | {"X-Authorisation": number},
        "unauthorised": bank,
        "public": county.key(*ALL_RIGHTS, profile=Profile.PUBLIC, authority="公众"),
        "subject": county.key(*ALL_RIGHTS, profile=Profile.SUBJECT, subject=DEBTOR, authority="本企业"),
        "himself": county.key(*ALL_RIGHTS, profile=Profile.SUBJECT, subject=DIRECTOR, authority="本人"),
    }
    return {"stranger": {}} | {name: headers | _PURPOSE for name, headers in keyed.items()}


def told_in(response: httpx.Response) -> str:
    """Everything that an answer tells beyond what was asked, headers included; a Word file or a workbook by its text."""
    if response.headers.get("content-type", "").startswith("application/vnd"):
        with zipfile.ZipFile(io.BytesIO(response.content)) as file:
            text = re.sub(r"<[^>]+>", "", "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml")))
    else:
        text = response.text
    if response.headers.get("content-type", "").endswith("json"):
        body = response.json()
        body.get("meta", {}).pop("parameters", None)
        if "status" in body:
            body.pop("detail", None)
        text = json.dumps(body, ensure_ascii=False)
    for name in ORGS.values():  # an organisation's name is public, even where its owner's stands in it
        text = text.replace(name, "")
    return f"{text} {response.headers}"


def secrets_in(text: str, may_read: Collection[str]) -> list[str]:
    """The secrets that stand in a text and are not for this reader."""
    own = (PERSONS[DIRECTOR],) if "own name" in may_read else ()
    forbidden = (word for kind, words in SECRETS.items() if kind not in may_read for word in words if word not in own)
    return [word for word in forbidden if word in text]


def test_every_endpoint_stands_in_the_matrix(county: County) -> None:
    described = {spec["operationId"] for item in county.app.openapi()["paths"].values() for spec in item.values()}
    assert described == set(ENDPOINTS), "a new endpoint is one line in tests/api/matrix.py"
    routed = {route.path for route in routes_of(county.app) if isinstance(route, APIRoute) and not route.include_in_schema}
    assert routed <= UNLISTED


def routes_of(app: FastAPI) -> Iterator[object]:
    """Every route, those of included routers too."""
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        yield from inner.routes if inner else [route]


@pytest.mark.parametrize("who", MAY_READ)
def test_no_secret_reaches_whoever_may_not_read_it(county: County, who: str) -> None:
    answers = county.answers_to(who)
    leaked = {(each.operation, each.url): found for each, answer in answers if (found := secrets_in(_beyond(each, answer), MAY_READ[who]))}
    assert leaked == {}
    assert not [each.url for each, answer in answers if answer.status_code >= 500]


def _beyond(asked: Request, answer: httpx.Response) -> str:
    """What an answer tells beyond the ids that the body of its request holds."""
    text = told_in(answer)
    for given in re.findall(r'"(p:\w+)"', json.dumps(asked.body)):
        text = text.replace(f'"{given}"', "")
    return text


@pytest.mark.parametrize("who", MAY_READ)
def test_no_secret_stands_in_the_file_that_a_job_makes(county: County, who: str) -> None:
    """Reports in every form and checked lists, of a firm and of a man, as long work: whoever orders one has its result and nobody else."""
    ordered = county.ask(county.people[who], _orders(who))
    Worker(county.premises).do_all_due()
    places = [answer.headers["location"] for _, answer in ordered if answer.status_code == 202]
    answers = county.ask(county.people[who], [Request("get_job", "GET", place) for place in places])
    made = [answer.json()["data"]["result"] for _, answer in answers]
    files = county.ask(county.people[who], [Request("get_job_result", "GET", each["href"]) for each in made if each])
    told_of = {each.url: secrets_in(_beyond_given(answer), MAY_READ[who]) for each, answer in [*ordered, *answers, *files]}
    assert {url: found for url, found in told_of.items() if found} == {}
    assert bool(files) is (who not in {"stranger", "revoked", "expired"})
    for other in set(MAY_READ) - {who, "stranger", "revoked", "expired", "authorised", "unauthorised"}:
        assert {answer.status_code for _, answer in county.ask(county.people[other], [each for each, _ in files])} <= {403, 404}, other


def _beyond_given(answer: httpx.Response) -> str:
    """What an answer tells beyond the ids by which the order names somebody."""
    text = told_in(answer)
    for given in (DIRECTOR, MAN_LISTED):
        text = text.replace(f'"{given}"', "").replace(given, "")
    return text


_LISTED = {"file": ("a.csv", f"主体代码\n{DEBTOR}\n{DIRECTOR}\n{MAN_LISTED}\n")}


def _orders(who: str) -> list[Request]:
    reports = [
        Request("run_report", "POST", f"/v1/subjects/{subject}/report", {"format": form}, {"Idempotency-Key": f"report-{form}-{who}"})
        for subject, form in ((DEBTOR, "docx"), (DEBTOR, "html"), (DIRECTOR, "json"))
    ]
    lists = [
        Request("run_check_file", "POST", "/v1/checks/files", {"matter": matter}, {"Idempotency-Key": f"list-{matter}-{who}"}, _LISTED)
        for matter in ("licence", "company_officer")
    ]
    return [*reports, *lists]


_ALIKE = {"stranger", "revoked", "expired", "bearer"}
"""Who is refused whatever he asks, or is a department once his token is read: asked once of each endpoint."""


def test_whoever_may_read_them_does(county: County) -> None:
    """Else the test above would hold of a county that has no secrets."""
    who = "department"
    text = " ".join(told_in(answer) for _, answer in county.answers_to(who))
    shown = {word for kind in MAY_READ[who] for word in SECRETS[kind]}
    assert sorted(shown - {VOID, "青市监罚〔2026〕9号"} - {word for word in shown if word in text}) == []


@pytest.mark.parametrize("who", ["stranger", "revoked", "expired"])
def test_without_a_key_that_works_nothing_but_health_answers(county: County, who: str) -> None:
    for each, answer in county.ask(county.people[who], county.once()):
        assert answer.status_code == (200 if ENDPOINTS[each.operation].open else 401), each


@pytest.mark.parametrize("right", Right)
def test_a_key_with_one_right_opens_what_that_right_opens(county: County, right: Right) -> None:
    headers = county.key(right, authority=f"{right} 局") | _PURPOSE
    for each, answer in county.ask(headers, county.once()):
        endpoint = ENDPOINTS[each.operation]
        if endpoint.rights <= {right} and not endpoint.own:
            assert answer.status_code not in {401, 403}, (each, answer.text)
        else:
            assert answer.status_code == 403, (each, answer.text)
            assert answer.json()["missing_right"] in {*endpoint.rights, endpoint.own}, (each, answer.text)


def test_a_purpose_is_asked_for_wherever_somebody_is_told_of(county: County) -> None:
    silent = {name: value for name, value in county.people["department"].items() if name != "X-Purpose"}
    for each, answer in county.ask(silent, county.once()):
        assert (_faults(answer) == {"purpose"}) is ENDPOINTS[each.operation].purpose, (each, answer.text)
    for each, answer in county.ask(silent | {"X-Purpose": "curiosity"}, county.once()):
        assert not ENDPOINTS[each.operation].purpose or _faults(answer) == {"purpose"}, (each, answer.text)


def test_the_public_needs_no_purpose(county: County) -> None:
    silent = {name: value for name, value in county.people["public"].items() if name != "X-Purpose"}
    with_one = county.ask(county.people["public"], county.once())
    for (each, answer), (_, same) in zip(county.ask(silent, county.once()), with_one, strict=True):
        assert answer.status_code == same.status_code, (each, answer.text)


def _faults(answer: httpx.Response) -> set[str]:
    """Which parameters were refused; those of the items of a batch count as the batch's."""
    if not answer.headers["content-type"].endswith("json"):
        return set()
    body = answer.json()
    items: Sequence[dict[str, object]] = body["data"]["items"] if answer.status_code == 200 and "problems" in body.get("data", {}) else ()
    problems = [each["problem"] for each in items if each["problem"]] or [body]
    return {fault["field"] for problem in problems if isinstance(problem, dict) for fault in problem.get("errors", [])}


@pytest.mark.parametrize("who", ["public", "nameless", "authorised", "unauthorised", "subject"])
def test_nobody_else_looks_a_person_up_by_name(county: County, who: str) -> None:
    wanted = [Request("search_subjects", "GET", f"/v1/subjects?q={name}{kind}") for name in NAMES for kind in ("", "&kind=Person")]
    for each, answer in county.ask(county.people[who], wanted):
        assert answer.status_code in {200, 403}, answer.text
        assert not [item for item in answer.json().get("data", {}).get("items", []) if item["kind"] == "Person"], each


def test_the_feed_watch_lists_and_writes_are_a_departments(county: County) -> None:
    wanted = [each for each in county.once() if each.operation in _OF_DEPARTMENTS]
    assert len(wanted) == len(_OF_DEPARTMENTS)
    for who in ("public", "authorised", "subject", "himself"):
        for each, answer in county.ask(county.people[who], wanted):
            assert answer.status_code == 403, (who, each, answer.text)


_OF_DEPARTMENTS = {"list_changes", "record_watch", "record_act", "load_rows", "load_file"}


def test_logs_and_metrics_hold_nothing_of_anybody(county: County) -> None:
    """Whatever was asked above, and what is asked here: names in addresses, in bodies, in headers; keys that fail; a fault of ours."""
    odd = [
        Request("search_subjects", "GET", f"/v1/subjects?q={PERSONS[DIRECTOR]}"),
        Request("get_subject", "GET", f"/v1/subjects/{PERSONS[DIRECTOR]}"),
        Request("run_check", "POST", "/v1/checks", {"subject": PERSONS[DIRECTOR], "matter": HASH}),
        Request("nothing", "GET", f"/v1/{PERSONS[DIRECTOR]}"),
        Request(
            "get_subject",
            "GET",
            f"/v1/subjects/{DIRECTOR}",
            None,
            {"X-Purpose": "curiosity", "X-Request-Id": PERSONS[DIRECTOR].encode().hex()},
        ),
    ]
    county.ask(county.people["department"], [*odd, *county.once()])
    ((_, page),) = county.ask(county.people["department"], [Request("get_metrics", "GET", "/metrics")])
    keys = [value for headers in county.people.values() for name, value in headers.items() if name in {"X-API-Key", "Authorization"}]
    given = [key.removeprefix("Bearer ") for key in keys]
    hidden = [key.split("_", 2)[2] if key.startswith("xm_") else key for key in given]  # of our own keys the number may be told
    assert min(map(len, hidden)) > 30
    for text in (county.log.getvalue(), page.text):
        assert text.count("/v1/subjects") > 10
        assert secrets_in(text, ()) == []
        assert not [key for key in hidden if key in text]
        assert not [each for each in (DEBTOR, DIRECTOR, county.receipt) if each in text]
