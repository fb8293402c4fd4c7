"""The law at a shell: listed, shown, compared, checked; an overlay of a province; an answer asked again by the rules of then."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.settings import ApiSettings
from credit.identifiers import make_uscc
from graph.opening import open_place
from inquiry.settings import HomeSettings
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS
from tests.api.http import Caller
from tests.cli.conftest import Run
from tests.inquiry.world import DEBTOR, TODAY
from tests.reasoning.world import CATALOGUE, World

ROOT = Path(__file__).parents[2]
QINGLAN = ROOT / "docs" / "examples" / "overlay-qinglan"
FIRM = f"uscc:{make_uscc('9', '1', '990101', 'MA000011')}"
AWAY = f"uscc:{make_uscc('9', '1', '980101', 'MA000012')}"
HEAD, DEBTOR_PERSON = "p:v1head", "p:v1debtor"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A home in the invented province: a listed firm with its head, a fined one, one of another province, a listed person."""
    home = tmp_path / "home"
    home.mkdir()
    world = World(open_place(str(home / "graph.db"), create=True))  # type: ignore[arg-type]  # any store will do
    for firm, name in ((FIRM, "青澜县甲有限公司"), (AWAY, "外省乙有限公司")):
        world.say("Organization", firm, name=name, uscc=firm.removeprefix("uscc:"), legal_form="company")
        world.say("LEGAL_REP_OF", HEAD, firm, "2020-01-01")
        world.record("ListEntry", firm, f"list:{firm[-3:]}", "2026-02-01", list_code="LIST_SAMR_SERIOUS", polarity="black")
    for person in (HEAD, DEBTOR_PERSON):
        world.say("Person", person, name="某甲", identity="verified")
    world.record("Penalty", FIRM, "pen:safe", "2026-03-01", penalty_kinds=["fine"], fine_fen=300_000_000, domain="safety")
    world.record("ListEntry", FIRM, "list:water", "2026-05-01", list_code="LIST_QL_WATER", polarity="watch")
    world.record("ListEntry", DEBTOR_PERSON, "list:person", "2026-02-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR", polarity="black")
    world.store.close()
    return home


@pytest.fixture
def at(county: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[..., Any]:
    """Asks in that home, under an overlay or none, as JSON."""

    def ask(overlay: Path | None, *words: str) -> Any:
        monkeypatch.setenv("XINMAI_HOME", str(county))
        monkeypatch.delenv("XINMAI_RULES_OVERLAY", raising=False)
        if overlay:
            monkeypatch.setenv("XINMAI_RULES_OVERLAY", str(overlay))
        ran = run(*words, "--json")
        assert ran.status == 0, ran.err
        return json.loads(ran.out)

    return ask


def states(body: Any) -> dict[str, str]:
    return {each["rule"]: each["state"] for each in body["data"]["on"]}


def test_rules_are_listed_by_what_a_lawyer_asks_for(run: Run) -> None:
    def ids(*words: str) -> set[str]:
        ran = run("rules", "list", *words, "--json")
        return {each["id"] for each in json.loads(ran.out)["data"]["rules"]}

    assert ids() == set(CATALOGUE.rules)
    assert ids("--domain", "film") == {"RX009"}
    assert ids("--measure", "EXIT_BAN") == {"RC003", "RC004", "RT001", "RT002", "RM011"}
    assert ids("--list", "LIST_WAGE_ARREARS") == {"RC011", "RL001"} | (ids("--list", "LIST_WAGE_ARREARS") & {"RM007"})
    assert "RM008" in ids("--role", "ACTUAL_CONTROLLER") and "RC003" not in ids("--role", "ACTUAL_CONTROLLER")
    assert ids("--grade", "M") == {"RB009"}
    assert "RB008" not in ids("--in-force") and "RB008" in ids("--in-force", "--as-of", "2023-01-01")
    assert "RB001" in ids("--text", "一百七十八")


def test_a_rule_is_shown_with_its_basis_of_before_and_today(run: Run) -> None:
    told = run("rules", "show", "rb001").out
    assert "《公司法》第一百七十八条第一款第四项（法律，2024-07-01–）" in told
    assert "第一百四十六条第一款第四项（至 2024-07-01） → 《公司法》第一百七十八条第一款第四项" in told
    assert "及于：法定代表人，依法当然发生，身份以决定时为准" in told
    assert "期限：自处罚决定日期起3年" in told and "信用修复不终止" in told
    assert "王 2027-12-01\t— 期满" in told
    assert "实际控制人不在限制出境的列举中" in run("rules", "show", "N04").out
    assert "愿望" in run("rules", "show", "X01").out
    assert run("rules", "show", "RB999").status == 3


def test_the_law_is_read_where_nothing_is_loaded_and_nothing_is_left_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XINMAI_HOME", str(tmp_path / "nowhere"))
    assert "RF001" in run("rules", "show", "RF001").out
    assert "QL001" in run("rules", "diff", "--overlay", str(QINGLAN)).out
    assert "尚无存档" in run("rules", "archive").out
    assert not (tmp_path / "nowhere").exists()


def test_the_linter_ends_with_one_on_a_finding_of_the_overlay(run: Run, tmp_path: Path) -> None:
    assert run("rules", "lint").status == 0
    assert run("rules", "lint", "--overlay", str(QINGLAN)).status == 0
    bad = tmp_path / "bad"
    shutil.copytree(QINGLAN, bad)
    rule = bad / "propagation" / "province.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("names: [SELF]", "names: []"), encoding="utf-8")
    ran = run("rules", "lint", "--overlay", str(bad))
    assert ran.status == 1
    assert "QL002\t覆盖层\trole_not_named" in ran.out.splitlines()[2]


def test_a_province_adds_marks_switches_and_raises_without_touching_ours(at: Callable[..., Any]) -> None:
    plain, local = states(at(None, "measures", FIRM)), states(at(QINGLAN, "measures", FIRM))
    assert (plain["RP004"], "RP004" in local) == ("bound", False)  # 3,000,000 yuan, under the field's own 5,000,000
    assert (plain.get("QL002"), local["QL002"]) == (None, "bound")
    marked = [each for each in at(QINGLAN, "measures", HEAD)["data"]["on"] if each["rule"] == "QL001"]
    assert [(each["state"], each["role"]["kind"]) for each in marked] == [("note", "LEGAL_REP")]  # of the firm here, not of the one away
    assert states(at(None, "measures", DEBTOR_PERSON))["RC007"] == "possible"
    assert states(at(QINGLAN, "measures", DEBTOR_PERSON))["RC007"] == "bound"
    assert at(QINGLAN, "rules", "show", "RO018")["data"]["rule"]["switched"]["state"] == "off"
    assert at(QINGLAN, "rules", "list")["meta"]["rules"]["version"].endswith("+qinglan.1")


def test_an_answer_is_asked_again_by_the_rules_of_then(at: Callable[..., Any], tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    shutil.copytree(QINGLAN, overlay)
    first = at(overlay, "measures", FIRM)
    then = first["meta"]
    (overlay / "switches.yaml").write_text("- {rule: RB007, state: 'off', by: 县信用办, reason_zh: 试验}\n", encoding="utf-8")
    (overlay / "catalogue.yaml").unlink()
    second = at(overlay, "measures", FIRM)
    assert states(second) != states(first)
    again = at(overlay, "measures", FIRM, "--rules", then["rules"]["hash"], "--known-at", then["known_at"])
    assert again["data"] == first["data"]
    assert again["meta"]["rules"] == then["rules"]
    kept = at(overlay, "rules", "archive")["data"]["catalogues"]
    assert [(each["hash"], each["in_use"]) for each in kept] == [(second["meta"]["rules"]["hash"], True), (then["rules"]["hash"], False)]
    changed = at(overlay, "rules", "diff", then["rules"]["hash"], "current")["data"]["changes"]
    assert ("RB007", ["turned_off_by", "switched_zh"]) in [(each["id"], [field["field"] for field in each["fields"]]) for each in changed]


def test_an_unknown_hash_says_which_there_are_and_a_changed_text_is_refused(at: Callable[..., Any], run: Run, county: Path) -> None:
    kept = at(None, "measures", FIRM)["meta"]["rules"]["hash"]
    missing = run("measures", FIRM, "--rules", "0" * 16)
    assert missing.status == 3 and kept in missing.err
    assert run("measures", FIRM, "--rules", "../../etc").status == 3
    other = at(QINGLAN, "measures", FIRM)["meta"]["rules"]["hash"]
    text = county / "rules" / other / "overlay" / "switches.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("RO018", "RO006"), encoding="utf-8")
    at(None, "measures", FIRM)
    broken = run("measures", FIRM, "--rules", other)
    assert broken.status == 1 and "已被改动" in broken.err


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("propogation/x.yaml", "[]\n", ("propogation/x.yaml", "没有这样的文件")),
        ("switches.yaml", "- {rule: RB009, state: 'on', by: a, reason_zh: b}\n", ("switches.yaml", "RB009")),
        ("switches.yaml", "- {rule: RC007, state: 'on', bye: a}\n", ("switches.yaml", "by")),
        ("vocabulary.yaml", "list_codes: {A: {zh: a, en: a}}\n", ("vocabulary.yaml", "list_codes")),
        ("roles.yaml", "MINE: {zh: 我, en: mine, offices: [LEGAL_REP_OF]}\n", ("overlay:roles.yaml", "MINE.offices")),
        ("negative.yaml", "- {id: N99, statement_zh: 甲}\n", ("overlay:negative.yaml", "N99.statement_en")),
        ("catalogue.yaml", "thresholds: {LARGE_FINE: {highest: []}}\n", ("overlay:catalogue.yaml", "thresholds.LARGE_FINE.highest")),
        ("grading.yaml", "id: X\n", ("overlay:grading.yaml", "列表")),
        ("propagation/a.yml", "[]\n", ("propagation/a.yml", ".yaml")),
    ],
)
def test_what_does_not_fit_is_named_by_file_and_field(run: Run, tmp_path: Path, name: str, text: str, told: tuple[str, str]) -> None:
    path = tmp_path / "bad" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    ran = run("rules", "lint", "--overlay", str(tmp_path / "bad"))
    assert ran.status == 1
    assert all(each in ran.err for each in told), ran.err


def test_the_service_does_not_start_with_an_overlay_that_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "roles.yaml").write_text("MINE: {zh: 我, en: mine, offices: []}\n", encoding="utf-8")
    environment = {**os.environ, "XINMAI_RULES_OVERLAY": str(tmp_path / "bad"), "XINMAI_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "from cli.main import main; main()", "serve", "--port", "1"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "overlay:roles.yaml: MINE.offices" in done.stderr and "Traceback" not in done.stderr


def test_the_same_over_http(county: Path) -> None:
    """The example's overlay in a real application: rules, findings, differences, and a replay."""
    settings = HomeSettings(home=county, today=TODAY, rules_overlay=QINGLAN)
    premises = Premises(settings)
    app = create_app(ApiSettings(), premises)
    asker = Caller(app, (("X-API-Key", add_key(premises.office, "tests", ALL_RIGHTS, None)), ("X-Purpose", "enforcement")))
    first = asker.body(f"/v1/subjects/{FIRM}/measures")
    assert states(first)["QL002"] == "bound"
    assert asker.body("/v1/rules/QL001")["data"]["rule"]["line"]["from_overlay"] is True
    assert {each["id"] for each in asker.body("/v1/rules", measure="MARK_BESIDE_RECORD")["data"]["rules"]} == {"QL001"}
    assert asker.body("/v1/catalogues/findings")["data"]["unexempted"] == 0
    assert {"QL001", "RC007"} <= {each["id"] for each in asker.body("/v1/catalogues/difference")["data"]["changes"]}
    kept = asker.body("/v1/catalogues")["data"]["catalogues"]
    assert [each["hash"] for each in kept] == [first["meta"]["rules"]["hash"]]
    assert asker.get("/v1/rules/RB999").status_code == 404
    refused = asker.get(f"/v1/subjects/{FIRM}/measures", rules="0" * 16)
    assert (refused.status_code, refused.json()["catalogues"][0]["hash"]) == (404, kept[0]["hash"])
    premises.close()
    plain = Premises(HomeSettings(home=county, today=TODAY))
    again = Caller(create_app(ApiSettings(), plain), asker.headers)
    assert "QL002" not in states(again.body(f"/v1/subjects/{FIRM}/measures"))
    replayed = again.body(f"/v1/subjects/{FIRM}/measures", rules=kept[0]["hash"], known_at=first["meta"]["known_at"])
    assert replayed["data"] == first["data"]
    assert len(again.body(f"/v1/subjects/{FIRM}/measures", rules=again.body("/v1/rules")["meta"]["rules"]["hash"])["data"]["on"]) > 0
    plain.close()


def test_a_shell_answers_the_demo_debtor_under_the_shipped_law(run: Run) -> None:
    """The hash of the catalogue in use may be named like any other."""
    mark = json.loads(run("measures", DEBTOR, "--json").out)["meta"]["rules"]["hash"]
    assert run("measures", DEBTOR, "--rules", mark).status == 0
