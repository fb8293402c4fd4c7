"""Every profile of rules/publication.yaml over real HTTP: what the public never sees, what the subject and whom it authorised see."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.counter import caller
from api.settings import ApiSettings
from inquiry.rulebook import Rulebook
from office.admission import add_authorisation
from office.premises import Premises
from office.principals import Card, add_principal
from office.rights import ALL_RIGHTS, Principal, Profile
from tests.api.http import Caller
from tests.api.planted import CASE_OF_A_MAN, EXPIRED, HASH, HIDDEN, MAN_LISTED, MINOR, NAMES, ON_A_MAN, PUBLISHED, told
from tests.inquiry.world import (
    BRANCH,
    CASE,
    CLEAN,
    DEBTOR,
    DIRECTOR,
    DOC,
    FINE,
    LISTING,
    ORGS,
    PERSONS,
    REP,
    REPAIRED,
    SHAREHOLDER,
    SHOP,
    premises_of,
    rulebook,
    sqlite_world,
)


@dataclass(frozen=True)
class Office:
    """The application and its store; `as_` gives the answer of a caller with a profile."""

    app: FastAPI

    def as_(self, profile: str, purpose: str | None = "enforcement", about: str | None = None) -> Caller:
        """`about`: the subject that the caller is, or that has authorised him."""
        kind, engine = Profile(profile), self.app.state.premises.office
        number = add_principal(engine, Card("reader", tuple(ALL_RIGHTS), profile=kind, subject=about if kind is Profile.SUBJECT else None))
        own = about if kind is Profile.SUBJECT else None
        self.app.dependency_overrides[caller] = lambda: Principal(number, "reader", ALL_RIGHTS, profile=kind, subject=own)
        said = [("X-Purpose", purpose)] if purpose else []
        if about and kind is Profile.AUTHORISED:
            said.append(("X-Authorisation", add_authorisation(engine, number, about, "授权书", date.max, date.min)))
        return Caller(self.app, tuple(said))


@pytest.fixture(scope="module")
def premises(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Premises]:
    home = tmp_path_factory.mktemp("home")
    small = sqlite_world(home)
    told(small)
    opened = premises_of(small.store, home)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def office(premises: Premises) -> Office:
    return Office(create_app(ApiSettings(), premises))


SUBJECTS = [*ORGS, *PERSONS, "p:v1niu", FINE, LISTING, PUBLISHED, *HIDDEN]
PLACES = ["", "?include_former=true&include_repaired=true", "/neighbors?max_hops=3&include_former=true&include_repaired=true", "/timeline",
          "/linked-risk", "/measures", "/owners", "/controllers", "/group", "/warnings", "/grades", "/suspected",
          "/neighbors?kinds=POSSIBLY_SAME"]  # fmt: skip
URLS = [
    *(f"/v1/subjects/{subject}{place}" for subject in SUBJECTS for place in PLACES),
    *(f"/v1/measures/explain?subject={subject}" for subject in SUBJECTS),
    *(f"/v1/subjects?q={text}" for text in ("青禾县", "王伟", "欧阳立春", "牛见山", DOC, CASE, CASE_OF_A_MAN, HASH, "青市监罚〔2025〕1号")),
    *(f"/v1/evidence/{number}" for number in range(1, 75)),
    *(f"/v1/paths?from={a}&to={b}&max_hops=8" for a in (DEBTOR, REP) for b in (SHOP, CLEAN, SHAREHOLDER)),
    f"/v1/paths/between?subjects={DEBTOR},{SHAREHOLDER},{SHOP}",
    "/v1/ledger",
    "/v1/lists",
    "/v1/lists/LIST_DISHONEST_JUDGMENT_DEBTOR",
    "/v1/sources",
]  # fmt: skip


def without_organizations(text: str) -> str:
    for name in ORGS.values():
        text = text.replace(name, "")
    return text


def test_the_public_never_sees_a_person_an_expired_record_or_a_hash(office: Office) -> None:
    public, answered = office.as_("public"), 0
    for url in URLS:
        response = public.get(url)
        assert response.status_code in {200, 400, 403, 404}, (url, response.text)
        answered += response.status_code == 200
        body = response.json()
        body.get("meta", {}).pop("parameters", None)
        body.pop("detail", None)  # repeats what was asked
        text = without_organizations(json.dumps(body, ensure_ascii=False))
        assert [word for word in (*NAMES, HASH, '"p:', *HIDDEN, '"masked_id_hash":', '"name_as_listed":') if word in text] == [], url
    assert answered > 60


def test_the_public_sees_what_is_published_and_how_much_was_left_out(office: Office) -> None:
    body = office.as_("public").body(f"/v1/subjects/{DEBTOR}")
    assert {each["other"]["id"] for each in (*body["data"]["decisions"], *body["data"]["lists"])} == {FINE, LISTING}
    assert body["meta"]["hidden_by_permission"] >= 5 and body["meta"]["persons"] == "masked"
    (fine,) = office.as_("public").body(f"/v1/subjects/{CLEAN}")["data"]["decisions"]
    assert fine["props"]["violation_facts"] == "经查,〔姓名隐去〕指使仓库经办人 〔姓名隐去〕 改动标签。"
    assert office.as_("public").body(f"/v1/subjects/{SHAREHOLDER}/neighbors")["data"]["edges"]


def test_publicity_ends_for_the_public_with_its_term(office: Office) -> None:
    decisions = [
        [each["other"]["id"] for each in office.as_("public").body(f"/v1/subjects/{CLEAN}", as_of=day)["data"]["decisions"]]
        for day in ("2026-11-20", "2027-05-10", "2027-05-11")
    ]
    assert decisions == [[PUBLISHED], [PUBLISHED], []]


def test_the_public_is_told_nothing_of_the_past_and_no_leads(office: Office) -> None:
    public = office.as_("public")
    for wanted in ({"as_of": "2026-11-19"}, {"known_at": "2026-01-01"}):
        assert public.get(f"/v1/subjects/{DEBTOR}", **wanted).status_code == 403
    for place in ("linked-risk", "owners", "controllers", "group", "warnings", "suspected"):
        assert public.get(f"/v1/subjects/{DEBTOR}/{place}").json()["missing_right"] == "leads"
    assert public.get("/v1/ledger").status_code == 403


def test_a_person_is_not_there_for_the_public(office: Office) -> None:
    known, unknown = (office.as_("public").get(f"/v1/subjects/{person}").json() for person in (REP, "p:v1nobody"))
    assert known["code"] == unknown["code"] == "not_found"
    assert known["detail"].replace(REP, "") == unknown["detail"].replace("p:v1nobody", "")


def test_the_public_reads_no_raw_rows(office: Office) -> None:
    bodies = [office.as_("public").get(f"/v1/evidence/{number}").json() for number in range(1, 75)]
    seen = [body["data"] for body in bodies if "data" in body]
    assert seen and all(each["raw"] is None for each in seen)
    assert len(seen) < len([1 for number in range(1, 75) if office.as_("department").get(f"/v1/evidence/{number}").status_code == 200])


def test_a_department_with_a_purpose_sees_names_and_without_one_nothing(office: Office) -> None:
    assert PERSONS[REP] in str(office.as_("department").body(f"/v1/subjects/{DEBTOR}"))
    assert office.as_("department", None).get(f"/v1/subjects/{DEBTOR}").status_code == 422
    assert {EXPIRED, MINOR, REPAIRED} <= {
        each["other"]["id"]
        for each in office.as_("department").body(f"/v1/subjects/{DEBTOR}", include_repaired="true")["data"]["decisions"]
    }


@pytest.mark.parametrize("profile", ["authorised_enquirer", "subject"])
def test_whoever_asks_for_a_subject_sees_its_name_and_nobody_elses(office: Office, profile: str) -> None:
    own = office.as_(profile, about=DIRECTOR).body(f"/v1/subjects/{DIRECTOR}")
    assert own["data"]["subject"]["name"] == PERSONS[DIRECTOR]
    about = office.as_(profile, about=DEBTOR).body(f"/v1/subjects/{DEBTOR}")
    assert not [name for name in NAMES if name in without_organizations(str(about))]
    assert "欧阳某某" in str(about)
    assert office.as_(profile, None, DIRECTOR).get(f"/v1/subjects/{DIRECTOR}").status_code == 422


def test_an_enquirer_whom_nobody_authorised_is_told_what_everybody_is_told(office: Office) -> None:
    for url in URLS:
        told, known = office.as_("authorised_enquirer").get(url).json(), office.as_("public").get(url).json()
        assert (told.get("data"), told.get("code")) == (known.get("data"), known.get("code")), url


def test_the_subject_sees_its_own_records_and_not_those_of_another_man(office: Office) -> None:
    own = office.as_("subject", about=DIRECTOR).body(f"/v1/subjects/{DIRECTOR}")["data"]
    assert {each["other"]["id"] for each in (*own["decisions"], *own["lists"])} == {ON_A_MAN, MAN_LISTED}
    found = office.as_("subject", about=BRANCH).body(f"/v1/subjects/{BRANCH}/neighbors", max_hops=3)["data"]
    assert not {ON_A_MAN, MAN_LISTED} & {node["id"] for node in found["nodes"]}
    assert ON_A_MAN in str(office.as_("authorised_enquirer", about=DIRECTOR).body(f"/v1/subjects/{DIRECTOR}"))


def test_what_a_lists_own_law_publishes_goes_before_the_profile(premises: Premises) -> None:
    """D08, once a deployer has found a basis to publish it again (D06): the entry with its name, never the hash, never the person."""
    law = rulebook().catalogue.lists["LIST_DISHONEST_JUDGMENT_DEBTOR"]
    again = law.model_copy(update={"published": law.published.model_copy(update={"republished": True})})
    catalogue = replace(rulebook().catalogue, lists={**rulebook().catalogue.lists, law.code: again})
    own = premises_of(premises.desk().store, premises.settings.home)
    own.__dict__["rulebook"] = Rulebook(catalogue)
    public = Office(create_app(ApiSettings(), own)).as_("public")
    entry = public.body(f"/v1/subjects/{MAN_LISTED}")["data"]["record"]["props"]
    assert (entry["name_as_listed"], entry["case_no"]) == ("王伟", CASE_OF_A_MAN)
    assert "masked_id_hash" not in entry
    assert public.get(f"/v1/subjects/{DIRECTOR}").status_code == 404
    own.office.dispose()
