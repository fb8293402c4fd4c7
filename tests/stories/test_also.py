"""What else the county holds: leads, conflicts, red and black lists, holdings, old numbers, pending objections."""

import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from demo.make.files import DEMO
from tests.stories.county import TODAY, County, lines


def test_linked_risk_at_one_two_and_three_hops(county: County) -> None:
    """Leads around 远桥物流, each with its way there; none of them binds anybody."""
    subject = county.id_of("青禾县远桥物流有限公司")
    web = county.http(f"/v1/subjects/{subject}/linked-risk", as_of=TODAY, max_hops=3)["data"]
    told = county.shell("risk", subject, "--hops", "3", "--as-of", TODAY, "--purpose", "demonstration")["data"]
    assert told == web
    assert web["lane"] == "advisory"
    hops = {each["subject"]["name"]: each["hops"] for each in web["exposures"]}
    assert hops["青禾县三合混凝土有限公司"] == 1
    assert hops["青禾县顺安运输有限公司"] == 2
    assert hops["青禾县云杉建材有限公司"] == 2  # through 陆明远, who is bound there and keeps his seat here
    assert hops["青禾县昊霖环保有限公司"] == 3
    assert all(each["path"] and each["adverse"][0]["evidence"] for each in web["exposures"] if each["hops"])
    assert all(each["score"] is None for each in web["exposures"] if each["subject"]["kind"] == "Person")
    assert lines(county.measures(subject)["on"]) == set()


def test_red_and_black_at_once(county: County) -> None:
    lists = {each["props"]["list_code"]["code"] for each in county.shown("青禾县宏远纺机有限公司")["lists"]}
    assert lists == {"LIST_TAX_GRADE_A", "LIST_SAFETY_SERIOUS"}
    assert {each["props"]["polarity"]["code"] for each in county.shown("青禾县莲花纸业有限公司")["lists"]} == {"red"}


def test_two_sources_disagree_and_the_subject_objects(county: County) -> None:
    """The bureau says 80,000 yuan, the province's platform 60,000: never a sum; and the decision is disputed."""
    shown = county.shown("青禾县昊霖环保有限公司")
    (penalty,) = [each for each in shown["decisions"] if each["kind"] == "Penalty"]
    assert penalty["props"]["fine_fen"] == 8_000_000
    assert {"disputed", "conflicting"} <= set(penalty["flags"])
    assert any("fine_fen" in str(conflict) for conflict in shown["conflicts"])


def test_an_objection_that_was_dismissed_leaves_nothing(county: County) -> None:
    shown = county.shown("青禾县启明信息技术有限公司", include_repaired=True)["decisions"]
    (penalty,) = [each for each in shown if each["kind"] == "Penalty"]
    assert "disputed" not in penalty["flags"]
    assert penalty["repaired_on"] == "2026-07-03"


def test_a_decision_that_was_revoked_is_as_if_it_never_was(county: County) -> None:
    now = county.shown("青禾县丽华服装店", as_of="2024-12-01", include_former=True)["decisions"]
    assert [each for each in now if each["kind"] == "Penalty"] == []
    then = county.http(f"/v1/subjects/{county.id_of('青禾县丽华服装店')}", as_of="2024-12-01", known_at="2024-12-01")["data"]
    (penalty,) = then["decisions"]
    assert penalty["props"]["fine_fen"] == 800_000  # 万元 and 元 were mixed up: the text says 8000元


def test_an_old_number_and_a_new_code_are_one_firm(county: County) -> None:
    known = {each["value"] for each in county.shown("青禾县老街酒坊")["identifiers"]}
    assert {"uscc:91379926MAQH01336R", "reg:379926200001331"} <= known
    moved = county.shell("show", "reg:379926200001331", "--as-of", TODAY)["data"]
    assert moved["subject"]["id"] == "uscc:91379926MAQH01336R"
    before = county.http("/v1/subjects", q="青禾县老街酒坊", as_of="2023-12-01", known_at="2023-12-01")["data"]["items"]
    assert {each["id"] for each in before} == {"reg:379926200001331"}


def test_shares_exact_between_and_unknown(county: County) -> None:
    def share(company: str, holder: str) -> dict[str, str]:
        (held,) = [
            each
            for each in county.shown(company)["roles"]
            if each["kind"] == "SHAREHOLDER_OF" and each["direction"] == "in" and each["other"]["name"] == holder
        ]
        return {name: value for name, value in held["props"].items() if name.startswith("share")}

    assert share("青禾县三合混凝土有限公司", "青禾县远桥物流有限公司") == {"share": "0.7"}
    assert share("青禾县昊霖环保有限公司", "青禾县顺安运输有限公司") == {"share_min": "0.3", "share_max": "0.4"}
    assert share("青禾县百川科技有限公司", "欧阳立") == {}


def test_who_sold_between_two_files_no_longer_holds(county: County) -> None:
    def holders(day: str) -> dict[str, str]:
        roles = county.shown("青禾县绿源食品有限公司", as_of=day)["roles"]
        return {each["other"]["name"]: each["certainty"] for each in roles if each["kind"] == "SHAREHOLDER_OF"}

    assert holders("2025-06-30")["何叶舟"] == "certain"
    assert holders("2026-03-01")["何叶舟"] == "possible"  # nobody says when between the two files
    assert holders(TODAY).keys() == {"秦海波"}


def test_tax_arrears_reach_the_representative_possibly_and_the_controller_never(county: County) -> None:
    firm = county.measures("青禾县泰丰实业有限公司")
    assert lines(firm["from"]) == {("RT001", "丰年华", "possible", "2025-12-15", None)}
    assert ("N04", "泰伯言") in {(each["rule"], each["related"]["name"]) for each in firm["refused"]}
    assert lines(county.measures("泰伯言")["on"]) == set()


def test_who_is_in_a_case(county: County) -> None:
    """Co-debtors of one case, of whom one is known by name alone, found by the case number in any brackets."""
    (case,) = county.http("/v1/subjects", q="（2026）鲁9926执33号", as_of=TODAY)["data"]["items"]
    parties = {each["other"]["name"] for each in county.shown(case["id"])["roles"]}
    assert parties == {"青禾县新丰农机有限公司", "青禾县丰收粮油有限公司", "青禾县白桦包装厂"}


@pytest.mark.parametrize("name", ["李强", "张建国"])
def test_namesakes_known_by_name_alone_are_as_many_as_their_offices(county: County, name: str) -> None:
    assert len(county.ids_of(name)) == 2


def test_placeholders_and_damaged_codes_weld_nobody_together(county: County) -> None:
    shops = ["青禾县白桦包装厂", "青禾县银杏印刷厂", "青禾县梧桐木器厂", "青禾县街口修鞋铺", "青禾县东门豆腐坊"]
    found = [county.ids_of(name) for name in shops]
    assert all(found)
    assert sum(len(ids) for ids in found) == len(set().union(*found))


def test_who_is_named_only_as_a_holder_is_bound_only_there(county: County) -> None:
    """A person known by name alone is marked: identify before executing."""
    exposed = [county.measures(subject) for subject in county.ids_of("王伟") if subject.startswith("p:d")]
    assert all("identity_scoped" in each["flags"] for data in exposed for each in data["on"])


def test_the_history_rises_and_leaves_no_file_out() -> None:
    steps = YAML(typ="safe").load(DEMO / "load.yaml")["steps"]
    instants = [step["recorded_at"] for step in steps]
    assert instants == sorted(instants)
    sent = {path.relative_to(DEMO).as_posix() for path in (DEMO / "files").rglob("*.*") if not path.name.endswith(".rejected.csv")}
    assert {step["load"] for step in steps if "load" in step} == sent


def test_the_story_book_names_files_that_are_there() -> None:
    book = (DEMO / "STORY.md").read_text()
    told = [Path(name) for name in re.findall(r"`(\d{4}-\d{2}/[^`/]+\.(?:csv|xlsx|txt))`", book)]
    assert len(told) > 20
    assert [path.as_posix() for path in told if not (DEMO / "files" / path).exists()] == []


def test_every_question_of_the_story_book_can_be_asked(county: County) -> None:
    """The commands as they are printed, each with the purpose that the book names."""
    book = (DEMO / "STORY.md").read_text()
    asked = re.findall(
        r"`xinmai ((?:measures|show|why|why-not|conflicts|find|risk|neighbors|remedies|minimal-repair) [^`…]+)`", book
    ) + re.findall(r"\| `((?:find|risk|show|neighbors|conflicts) [^`…]+)`", book)
    assert len(asked) > 35
    for words in map(shlex.split, dict.fromkeys(asked)):
        if words != ["measures", "王伟"]:  # ambiguous on purpose: story 10 asks it
            assert county.shell(*words, "--purpose", "demonstration")["data"], words


def ties(county: County, who: str, hops: int, *kinds: str) -> set[tuple[str | None, str, str | None]]:
    """(from, relation, to) around a subject, by name; what bears none by its kind."""
    found = county.http(f"/v1/subjects/{county.id_of(who)}/neighbors", as_of=TODAY, max_hops=hops, kinds=",".join(kinds))["data"]
    names = {node["id"]: node["name"] for node in (*found["nodes"], found["subject"])}
    return {(names.get(edge["from"]), edge["kind"], names.get(edge["to"])) for edge in found["edges"]}


def test_two_firms_hold_each_other(county: County) -> None:
    held = ties(county, "青禾县泰和控股有限公司", 1, "SHAREHOLDER_OF")
    a, b = "青禾县泰和控股有限公司", "青禾县泰丰实业有限公司"
    assert {(a, "SHAREHOLDER_OF", b), (b, "SHAREHOLDER_OF", a)} <= held


def test_who_shares_a_filing_agent_and_a_telephone(county: County) -> None:
    """Soft links: shown as leads, never walked by a measure."""
    four = {f"青禾县{name}有限公司" for name in ("金禾商贸", "若谷贸易", "瑞达商贸", "晨曦广告")}
    filed = ties(county, "青禾县众诚会计代理有限公司", 1, "FILED_BY")
    assert {firm for firm, kind, _ in filed if kind == "FILED_BY"} == four
    phone = ties(county, "青禾县金禾商贸有限公司", 2, "USES_CONTACT")
    assert {firm for firm, _, _ in phone} == four
    assert "青禾县众诚会计代理有限公司" not in {each["target"]["name"] for each in county.measures("青禾县金禾商贸有限公司")["from"]}


def test_a_freeze_and_a_pledge_stand_on_the_shares(county: County) -> None:
    def burdens(who: str) -> set[tuple[str, str]]:
        shown = county.shown(who)["decisions"]
        return {
            (each["props"]["encumbrance_kind"]["code"], each["part"]["part"]["code"]) for each in shown if each["kind"] == "Encumbrance"
        }

    assert burdens("青禾县合众投资有限公司") == {("freeze", "frozen_holder")}
    assert burdens("青禾县远桥物流有限公司") == {("freeze", "target")}
    assert burdens("青禾县泰和控股有限公司") == {("pledge", "pledgor")}


def test_a_phone_an_agent_and_a_liaison_that_four_share(county: County) -> None:
    """Suspected, with the shared facts; 众诚代理 files for them and is no associate for that; nothing of it binds anybody."""
    subject = county.id_of("青禾县金禾商贸有限公司")
    web = county.http(f"/v1/subjects/{subject}/suspected", as_of=TODAY)["data"]
    assert county.shell("suspected", subject, "--as-of", TODAY, "--purpose", "demonstration")["data"] == web
    assert web["lane"] == "advisory"
    found = {each["organization"]["name"]: each for each in web["suspected"]}
    assert "青禾县众诚会计代理有限公司" not in found
    for name in ("青禾县若谷贸易有限公司", "青禾县瑞达商贸有限公司", "青禾县晨曦广告有限公司"):
        ties = found[name]["ties"]
        assert {"ContactPoint", "Organization"} <= {tie["shared"]["kind"] for tie in ties}
        assert all(hop["evidence"] for tie in ties for hop in (*tie["own"], *tie["theirs"]))
        assert found[name]["score"] > 0.3
    assert found["青禾县若谷贸易有限公司"] == web["suspected"][0]  # 彭若谷 besides
    proved = {step["fact"] for each in county.measures(subject)["on"] for step in each["proof"]}
    assert proved.isdisjoint(hop["edge"] for each in web["suspected"] for tie in each["ties"] for hop in (*tie["own"], *tie["theirs"]))


def test_a_person_is_never_suspected_of_association(county: County) -> None:
    person = county.id_of("彭若谷")
    assert county.web.get(f"/v1/subjects/{person}/suspected", purpose="demonstration").json()["rule"] == "N12"
