"""The verification code: the same for the same, another one for anything else."""

import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.errors import WrongUse
from credit.facts import Deed
from credit.periods import day_of
from graph.store import NewAct
from inquiry.report.gathering import report
from inquiry.report.sealing import is_unchanged, sealed
from inquiry.report.wire import ReportParameters
from tests.inquiry.asked import OFFICER, ask
from tests.inquiry.world import DEBTOR as SMALL_DEBTOR
from tests.inquiry.world import premises_of, sqlite_world
from tests.report.conftest import DEBTOR, County, body_of

ROOT = Path(__file__).parents[2]


def test_the_same_question_has_the_same_code(county: County) -> None:
    first, second = (body_of(county.bank, DEBTOR) for _ in range(2))
    assert first["meta"]["request_id"] != second["meta"]["request_id"]
    assert first["verification"] == second["verification"]
    assert is_unchanged(first, second["verification"]["short"].lower().replace("-", " "))


@pytest.mark.parametrize("asked", [{"as_of": "2026-02-28"}, {"with_risk": "true"}, {"limit": 99}, {"known_at": "2026-06-01"}])
def test_another_question_has_another_code(county: County, asked: dict[str, Any]) -> None:
    assert body_of(county.bank, DEBTOR, **asked)["verification"]["code"] != body_of(county.bank, DEBTOR)["verification"]["code"]


def test_a_changed_fact_changes_the_code_and_what_was_known_before_keeps_it(tmp_path: Path) -> None:
    small = sqlite_world(tmp_path)
    desk, known = premises_of(small.store, tmp_path).desk(), str(small.store.last_transaction()[1])

    def code(**asked: str) -> str:
        wanted = ReportParameters(**asked)
        body = sealed(ask(desk, lambda question: report(question, SMALL_DEBTOR, wanted), wanted, OFFICER))
        assert is_unchanged(body, body["verification"]["code"])
        return str(body["verification"]["code"])

    now, then = code(), code(known_at=known)
    small.store.record([NewAct(small.facts["listing"], Deed.DISPUTE, day_of("2026-11-01"), "本人", "异议")])
    assert code() != now
    assert code(known_at=known) == then
    small.store.close()


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, key))
    else:
        yield path


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_changed_is_noticed(county: County, data: st.DataObject) -> None:
    body = body_of(county.bank, DEBTOR)
    code, changed = body["verification"]["code"], copy.deepcopy(body)
    left_out = {("meta", "took_ms"), ("meta", "request_id")}
    path = data.draw(st.sampled_from([each for each in leaves(body) if each[0] != "verification" and each not in left_out]))
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = "另一个值" if holder[path[-1]] != "另一个值" else "又一个"
    assert is_unchanged(body, code)
    assert not is_unchanged(changed, code)


def test_a_body_survives_being_written_and_read(county: County) -> None:
    body = body_of(county.bank, DEBTOR, with_risk="true")
    assert is_unchanged(json.loads(json.dumps(body, indent=3)), body["verification"]["code"])


def test_the_page_of_the_docs_verifies_without_us(county: County, tmp_path: Path) -> None:
    body = body_of(county.bank, DEBTOR, with_risk="true")
    (tmp_path / "report.json").write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    recipe = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "report.md").read_text(encoding="utf-8"), re.DOTALL)
    assert recipe
    ran = subprocess.run([sys.executable, "-c", recipe[1]], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [body["verification"]["code"], body["verification"]["short"].replace("-", "")]


@pytest.mark.parametrize("other", [[], {}, {"data": {}, "meta": {}}, "text", {"data": {"annex": 1}, "meta": {}}])
def test_what_is_no_report_is_told_so(other: Any) -> None:
    with pytest.raises(WrongUse):
        is_unchanged(other, "AAAA")
