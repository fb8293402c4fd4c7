"""Linked risk is written without models: what leaves is what its models would write, whatever it tells."""

import pytest

from inquiry.linked_risk import LinkedRiskData, LinkedRiskParameters, linked_risk_of
from office.desk import Desk
from tests.inquiry.asked import BANK, OFFICER, ask
from tests.inquiry.world import BRANCH, CLEAN, DEBTOR, DIRECTOR, HOLDER, REP, SHAREHOLDER, SHOP


@pytest.mark.parametrize("who", [BANK, OFFICER])
@pytest.mark.parametrize("subject", [DEBTOR, SHAREHOLDER, BRANCH, SHOP, CLEAN, HOLDER, REP, DIRECTOR])
@pytest.mark.parametrize("hops", [1, 3])
def test_what_leaves_is_what_its_model_would_write(desk: Desk, subject: str, hops: int, who: object) -> None:
    wanted = LinkedRiskParameters(max_hops=hops, purpose="demonstration" if who is OFFICER else None)
    data = ask(desk, lambda question: linked_risk_of(question, subject, wanted), wanted, who)["data"]  # type: ignore[arg-type]
    told = LinkedRiskData.model_validate(data).model_dump(mode="json")
    assert told == data
    assert [list(each) for each in told["exposures"]] == [list(each) for each in data["exposures"]]
    assert list(told) == list(data)
