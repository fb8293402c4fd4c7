"""Over HTTP: who may have a report, and what is told to who may not."""

import pytest

from office.rights import Right
from tests.report.conftest import DEBTOR, County


@pytest.mark.parametrize("rights", [{Right.SUBJECTS}, {Right.MEASURES}, set()])
def test_a_report_needs_both_rights(county: County, rights: set[Right]) -> None:
    response = county.keyed(*rights).get(f"/v1/subjects/{DEBTOR}/report")
    assert (response.status_code, response.json()["code"]) == (403, "not_permitted")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "exe"}, 422),
        ({"limit": 0}, 422),
        ({"limit": 1001}, 422),
        ({"fromat": "pdf"}, 422),
        ({"as_of": "昨天"}, 400),
        ({"purpose": "x"}, 422),
    ],
)
def test_a_wrong_question_is_told_what_is_allowed(county: County, asked: dict[str, str], status: int) -> None:
    response = county.officer.get(f"/v1/subjects/{DEBTOR}/report", **asked)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_nobody_gets_a_report_about_nobody(county: County) -> None:
    response = county.officer.get("/v1/subjects/uscc:91379926MAQH99999A/report", format="pdf")
    assert response.status_code in {400, 404}
    assert response.headers["content-type"] == "application/problem+json"


def test_the_cover_says_who_asked_and_why(county: County) -> None:
    body = county.officer.body(f"/v1/subjects/{DEBTOR}/report")
    assert body["data"]["asked_by"] == {
        "name": "tests",
        "purpose": {"code": "enforcement", "label_zh": "执法办案", "label_en": "law enforcement"},
    }
    assert "format" not in body["meta"]["parameters"]
