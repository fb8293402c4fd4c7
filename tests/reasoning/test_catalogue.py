"""The catalogue: complete, strict, clean by its own linter, open to a deployer's overlay."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml12
from ruamel.yaml import YAML

from credit.errors import CatalogueFault
from credit.periods import day_of
from reasoning.catalogue import Basis, Catalogue, current, diff, lint, read_catalogue
from reasoning.propagation import measures
from tests.oracle.law import NaiveLaw
from tests.reasoning.world import CATALOGUE, FIRM, RULES, TODAY, World

ON = date.fromisoformat(TODAY)
FILES = {str(path.relative_to(RULES)): path.read_text(encoding="utf-8") for path in RULES.rglob("*.yaml")}
LOCAL = """
- id: LOCAL1
  title_zh: 县里的规则
  measure: {measure}
  channel: org_self
  domain: all
  executor: 县信用办
  basis: [{{instrument: {instrument}, article: 第一条}}]
  grade: A
  source: [LOCAL]
  valid_from: {valid_from}
  valid_to: {valid_to}
  ends_on_repair: {repair}
  names: [{names}]
  excludes: [{excludes}]
  cases:
    - trigger: {trigger}
      binds: [{{role: {role}, mode: {mode}, read_on: listing}}]
      lasts: {{kind: term, from: listed_on, years: {years}}}
      lifts_when: []
"""
TRIGGER = "{fact: ListEntry, where: {list_code: [LIST_FIRE]}, dated_by: listed_on}"


def _plain(content: Any) -> Any:
    """As JSON would hold it: a day as its text, for one reader makes it a date."""
    if isinstance(content, dict):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_plain(each) for each in content]
    return content.isoformat() if isinstance(content, date) else content


@pytest.mark.parametrize("name", sorted(FILES))
def test_both_readers_of_yaml_read_our_files_alike_and_no_key_stands_twice(name: str) -> None:
    assert _plain(yaml12.parse_yaml(FILES[name])) == _plain(YAML(typ="safe", pure=True).load(FILES[name]))


def local(**parts: str) -> dict[str, str]:
    """An overlay with one rule."""
    usual = {
        "measure": "LIMIT_CONSUMPTION",
        "instrument": "消防法",
        "excludes": "SHAREHOLDER",
        "trigger": TRIGGER,
        "role": "SELF",
        "names": "SELF",
        "mode": "ex_lege",
        "years": "3",
        "repair": "yes",
        "valid_from": "null",
        "valid_to": "null",
    }
    return {"propagation/local.yaml": LOCAL.format(**(usual | parts))}


def found(catalogue: Catalogue) -> set[tuple[str, str]]:
    return {(each.rule, each.check) for each in lint(catalogue, ON) if each.exempt is None}


def test_it_is_complete() -> None:
    assert len([rule for rule in CATALOGUE.rules if rule.startswith("R") and rule[1:2].isupper() and rule[2:].isdigit()]) == 131
    sizes = [len(part) for part in (CATALOGUE.negative_rules, CATALOGUE.lists, CATALOGUE.repair, CATALOGUE.patterns, CATALOGUE.grading)]
    assert sizes == [15, 14, 19, 17, 7]
    assert set(CATALOGUE.publication) == {"public", "department", "authorised_enquirer", "subject"}
    assert CATALOGUE.refused_rules
    grades = Counter(rule.grade for rule in CATALOGUE.rules.values() if rule.id[2:].isdigit() and rule.id.startswith("R"))
    assert grades == {"A": 105, "B": 13, "C": 12, "M": 1}


def test_it_is_clean_and_each_exemption_has_its_reason() -> None:
    assert found(CATALOGUE) == set()
    assert all(len(each.exempt or "") > 30 for each in lint(CATALOGUE, ON))


def test_memoranda_are_history_only() -> None:
    memoranda = [rule for rule in CATALOGUE.rules.values() if rule.measure == "MOU_JOINT"]
    assert len(memoranda) == 3
    assert all(rule.valid_to and {bind.mode for case in rule.cases for bind in case.binds} == {"reference"} for rule in memoranda)


def test_what_a_term_of_law_or_a_court_lays_down_no_repair_ends() -> None:
    assert {CATALOGUE.rules[rule].ends_on_repair for rule in ("RF001", "RB001", "RB002", "RC001")} == {"no"}
    assert {rule.ends_on_repair for rule in CATALOGUE.rules.values() if rule.measure == "PUBLICITY"} == {"yes"}
    assert CATALOGUE.rules["RP004"].ends_on_repair == "unsettled"


@pytest.mark.parametrize(
    ("parts", "check"),
    [
        ({"instrument": "欠税公告办法"}, "no_high_basis"),
        ({"instrument": "企业信息公示暂行条例(2014)"}, "basis_out_of_force"),
        ({"instrument": "生态环境法典"}, "basis_younger"),
        ({"role": "NAMED_LEGAL_REP", "excludes": "LEGAL_REP"}, "excluded_role"),
        ({"measure": "SAMR_MANAGEMENT_MEASURES", "instrument": "欠税公告办法"}, "basis_younger"),
        ({"role": "LEGAL_REP"}, "role_not_named"),
        ({"role": "NAMED_PRINCIPAL", "names": "LEGAL_REP"}, "role_not_named"),
        ({"valid_from": "2026-01-01", "valid_to": "2026-01-01"}, "never_in_force"),
        ({"instrument": "公司法(2018)", "valid_to": "2027-01-01"}, "stale_article"),
        ({"role": "FOUND_CONTROLLER", "measure": "EXIT_BAN"}, "against_negative_rule"),
    ],
)
def test_the_linter_finds(parts: dict[str, str], check: str) -> None:
    if parts.get("instrument") == "公司法(2018)":
        files = {**local(**parts), "instruments.yaml": "公司法(2018): {rank: law, valid_to: 2024-07-01}\n"}
    else:
        files = local(**parts)
    assert ("LOCAL1", check) in found(read_catalogue(FILES, files))


def test_a_holder_whom_the_overlay_makes_a_role_is_bound_against_the_first_negative_rule() -> None:
    files = {**local(role="MY_HOLDER", names="MY_HOLDER"), "roles.yaml": "MY_HOLDER: {zh: 股东, en: holder, office: [SHAREHOLDER_OF]}\n"}
    assert ("LOCAL1", "against_negative_rule") in found(read_catalogue(FILES, files))


def test_a_finding_says_whose_rule_it_is_in() -> None:
    told = lint(read_catalogue(FILES, local(role="LEGAL_REP")), ON)
    assert {each.overlay for each in told if each.rule == "LOCAL1"} == {True}
    assert {each.overlay for each in told if each.rule != "LOCAL1"} == {False}


@pytest.mark.parametrize("parts", [{"years": "5"}, {"repair": "no"}, {"mode": "discretionary"}])
def test_two_rules_that_contradict_in_length_mode_or_repair_are_found(parts: dict[str, str]) -> None:
    two = local(**parts)["propagation/local.yaml"].replace("LOCAL1", "LOCAL2")
    mine = read_catalogue(FILES, {"propagation/local.yaml": local()["propagation/local.yaml"] + two})
    assert ("LOCAL2", "contradiction") in found(mine)


def test_a_mark_that_binds_is_refused() -> None:
    with pytest.raises(CatalogueFault, match="mark"):
        read_catalogue(FILES, local(measure="MARK_BESIDE_RECORD"))
    assert found(read_catalogue(FILES, local(measure="MARK_BESIDE_RECORD", mode="reference"))) == set()


def test_a_switch_turns_a_rule_off_and_another_on() -> None:
    switches = "- {rule: RP004, state: 'off', by: 县, reason_zh: 试验}\n- {rule: RC007, state: 'on', by: 县, reason_zh: 已核对原文}\n"
    mine = read_catalogue(FILES, {"switches.yaml": switches})
    assert "RP004" not in {rule.id for cases in mine.set_off.values() for rule, _ in cases}
    assert (mine.rules["RC007"].turned_on_by, mine.version) == ("县", f"{CATALOGUE.version}+overlay")


def test_a_threshold_can_be_raised_by_field_and_never_lowered() -> None:
    basis = "basis: [{instrument: 消防法, article: 第一条}]"
    text = "thresholds: {LARGE_FINE: {higher: [{where: {domain: [%s]}, says_zh: 甲, steps: [{from: 2020-01-01, at_least: %s, %s}]}]}}\n"

    def state(domain: str | None, fine: int, field: str, amount: int) -> str | None:
        world = World()
        props = {"domain": domain} if domain else {}
        world.record("Penalty", FIRM, "pen:1", "2026-01-01", penalty_kinds=["fine"], fine_fen=fine, **props)
        mine = read_catalogue(FILES, {"catalogue.yaml": text % (field, amount, basis)})
        with world.store.view() as view:
            said = {each.rule: each.state for each in measures(view, mine, FIRM, day_of(TODAY)).on}
            naive = {each.rule: each.state for each in NaiveLaw(view, mine, day_of(TODAY), [FIRM, "pen:1"]).says()}
        assert said.get("RP004") == naive.get("RP004")
        return said.get("RP004")

    assert state("fire", 300_000_000, "fire", 500_000_000) is None
    assert state("fire", 500_000_000, "fire", 500_000_000) == "bound"
    assert state("tax", 300_000_000, "fire", 500_000_000) == "bound"
    assert state(None, 300_000_000, "fire", 500_000_000) == "possible"  # the field that may have a higher amount is not stated
    assert state("fire", 150_000_000, "fire", 100_000_000) is None  # a lower amount of a field does not bite


def test_a_rule_of_a_region_is_of_those_registered_there() -> None:
    def state(firm: str, **props: str) -> str | None:
        world = World()
        world.say("Organization", firm, name="某公司", **props)
        world.record("ListEntry", firm, "list:1", "2026-01-01", list_code="LIST_FIRE")
        trigger = "{fact: ListEntry, where: {list_code: [LIST_FIRE]}, region: ['99', '9801'], dated_by: listed_on}"
        mine = read_catalogue(FILES, local(trigger=trigger, years="1"))
        with world.store.view() as view:
            said = {each.rule: each.state for each in measures(view, mine, firm, day_of(TODAY)).on}
            naive = {each.rule: each.state for each in NaiveLaw(view, mine, day_of(TODAY), [firm, "list:1"]).says()}
        assert said.get("LOCAL1") == naive.get("LOCAL1")
        return said.get("LOCAL1")

    assert state("uscc:91990001MA00000011") == "bound"
    assert state("uscc:91980101MA00000011") == "bound"
    assert state("uscc:91980201MA00000011") is None
    assert state("org:MA0000001") == "possible"
    assert state("org:MA0000001", region="990101") == "bound"


def test_codes_that_nothing_can_be_held_against_are_found() -> None:
    text = local(trigger="{fact: Commitment, where: {state: [any]}}")["propagation/local.yaml"].replace("from: listed_on, ", "")
    assert ("LOCAL1", "unknown_code") in found(read_catalogue(FILES, {"propagation/local.yaml": text}))


def test_two_rules_that_contradict_are_found() -> None:
    one = local()["propagation/local.yaml"]
    two = local(years="5")["propagation/local.yaml"].replace("LOCAL1", "LOCAL2")
    assert ("LOCAL2", "contradiction") in found(read_catalogue(FILES, {"propagation/local.yaml": one + two}))


def test_an_exemption_of_nothing_is_found() -> None:
    idle = local()["propagation/local.yaml"].replace("  cases:", "  exempt: [{check: no_high_basis, reason: 不需要}]\n  cases:")
    assert ("LOCAL1", "idle_exemption") in found(read_catalogue(FILES, {"propagation/local.yaml": idle}))


@pytest.mark.parametrize(
    "parts",
    [
        {"measure": "NO_SUCH"},
        {"instrument": "没有的办法"},
        {"role": "NO_SUCH"},
        {"excludes": "NO_SUCH"},
        {"trigger": "{fact: ListEntry, where: {list_code: [LIST_NO_SUCH]}, dated_by: listed_on}"},
        {"trigger": "{fact: ListEntry, where: {no_such: [a]}, dated_by: listed_on}"},
        {"trigger": "{fact: ListEntry, dated_by: decided_on}"},
        {"role": "SHAREHOLDER_OF"},
        {"years": "three"},
    ],
)
def test_what_nobody_defined_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(CatalogueFault):
        read_catalogue(FILES, local(**parts))


def test_a_role_that_the_rule_excludes_is_refused() -> None:
    with pytest.raises(CatalogueFault, match="excludes"):
        read_catalogue(FILES, local(role="LEGAL_REP", excludes="LEGAL_REP"))


def test_an_overlay_adds_and_the_hash_tells() -> None:
    mine = read_catalogue(FILES, local())
    assert mine.hash != CATALOGUE.hash
    assert mine.rules["LOCAL1"].cases[0].lasts.years == 3
    assert [(each.part, each.id, each.change) for each in diff(CATALOGUE, mine)] == [("rules", "LOCAL1", "added")]


def test_an_overlay_replaces_by_id_wherever_the_rule_stood() -> None:
    ours = FILES["propagation/court.yaml"]
    block = ours[ours.index("- id: RC007") : ours.index("- id: RC008")]
    mine = read_catalogue(FILES, {"propagation/local.yaml": block.replace("  cases:", "  turned_on_by: 县信用办\n  cases:")})
    assert mine.rules["RC007"].turned_on_by == "县信用办"
    assert [(each.id, each.change, each.fields) for each in diff(CATALOGUE, mine)] == [("RC007", "changed", ("turned_on_by",))]
    assert len(mine.rules) == len(CATALOGUE.rules)


def test_an_overlay_adds_codes_instruments_and_lists() -> None:
    overlay = {
        "vocabulary.yaml": "list_code:\n  LIST_LOCAL: {zh: 县级名单, en: county list, polarity: watch}\n",
        "instruments.yaml": "某县办法: {rank: local}\n",
        "lists/local.yaml": "- code: LIST_LOCAL\n  authority_zh: 县信用办\n  basis: [{instrument: 某县办法, article: 第一条}]\n"
        "  term: {months: 6, text_zh: 六个月}\n  removal: {text_zh: 期满}\n  persons: {roles: [], by: none, text_zh: 无}\n"
        "  published: {}\n  source: [LOCAL]\n  verified: yes\n",
    }
    mine = read_catalogue(FILES, overlay)
    assert mine.lists["LIST_LOCAL"].term.months == 6
    assert mine.vocabulary["list_code"].keys() == CATALOGUE.vocabulary["list_code"].keys() | {"LIST_LOCAL"}
    assert {(each.part, each.id) for each in diff(CATALOGUE, mine)} == {
        ("lists", "LIST_LOCAL"),
        ("instruments", "某县办法"),
        ("codes", "list_code.LIST_LOCAL"),
    }


def test_an_article_is_found_under_its_number_of_before_the_revision() -> None:
    cited = Basis(instrument="公司法", article="第一百四十六条第一款第四项")
    assert current(CATALOGUE.instruments, cited).article == "第一百七十八条第一款第四项"
    older = Basis(instrument="公司法(2018)", article="第一百四十六条")
    assert current(CATALOGUE.instruments, older) == Basis(instrument="公司法", article="第一百七十八条")
    kept = Basis(instrument="食品安全法", article="第一百三十五条第一款")
    assert current(CATALOGUE.instruments, kept) == kept


def test_a_list_that_a_rule_reads_has_its_law_or_is_a_register() -> None:
    """Of the fourteen lists of the law each stands in the vocabulary; rules may also read registers that are no lists of that kind."""
    assert CATALOGUE.lists.keys() <= CATALOGUE.vocabulary["list_code"].keys()
    assert {law.verified for law in CATALOGUE.lists.values()} == {"yes", "partial", "no"}


def test_one_source_of_truth_for_the_terms_of_publicity() -> None:
    linked = {each.id: each.evaluated_by for each in CATALOGUE.repair.values() if each.evaluated_by}
    assert linked == {"W01": "W01", "W02": "W02", "W03": "W03"}
    assert all(CATALOGUE.rules[rule].measure == "PUBLICITY" for rule in linked.values())


def test_no_rule_stands_in_two_files() -> None:
    twice = Counter(
        line for path in Path(RULES).rglob("*.yaml") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("- id: R")
    )
    assert [line for line, times in twice.items() if times > 1] == []


def _matter(**parts: str) -> dict[str, str]:
    """An overlay with one matter."""
    usual = {
        "action": "prohibit",
        "measure": "LIMIT_CONSUMPTION",
        "lists": "LIST_DISHONEST_JUDGMENT_DEBTOR",
        "red": "",
        "needs": "CourtOrder",
    }
    usual |= parts
    text = (
        "- code: local_matter\n  zh: 县里的事项\n  en: a local matter\n  domain: court\n  executor: 县信用办\n  records: [CourtOrder]\n"
        "  lists: [{lists}]\n  effects: [{{action: {action}, measures: [{measure}]}}]\n  red_lists: [{red}]\n  needs: [{needs}]\n"
        "  basis: [{{instrument: 民事诉讼法, article: 第二百六十六条}}]\n"
    )
    return {"matters/local.yaml": text.format(**usual)}


def test_matters_stand_on_law_and_come_about() -> None:
    assert len(CATALOGUE.matters) >= 40
    assert read_catalogue(FILES, _matter()).matters["local_matter"].measures == {"LIMIT_CONSUMPTION": "prohibit"}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"measure": "NOTHING"}, "measure NOTHING is not defined"),
        ({"lists": "LIST_NOTHING"}, "list LIST_NOTHING is not defined"),
        ({"lists": "LIST_TAX_GRADE_A"}, "is a red list and restricts nobody"),
        ({"red": "LIST_DISHONEST_JUDGMENT_DEBTOR"}, "is no red list"),
        ({"measure": "EXCLUDE_BIDDING"}, "no rule gives EXCLUDE_BIDDING"),
        ({"measure": "CREDIT_BUREAU_RECORD"}, "reduces no rights and cannot prohibit"),
        ({"needs": "Penalty"}, "need outside its own list"),
        ({"lists": "LIST_FIRE", "needs": "LIST_FIRE"}, "which no source supplies"),
    ],
)
def test_a_matter_that_does_not_fit_is_refused(parts: dict[str, str], says: str) -> None:
    with pytest.raises(CatalogueFault, match=says):
        read_catalogue(FILES, _matter(**parts))


def test_the_sources_that_supply_a_list_are_shipped_and_speak_of_it() -> None:
    from loaders.mapping.catalogue import shipped

    known = shipped()
    for code, names in CATALOGUE.supply.lists.items():
        for name in names:
            assert known[name].columns["list_code"].const == code, name
    for kind, names in CATALOGUE.supply.records.items():
        for name in names:
            assert kind in {node.kind for node in known[name].nodes.values()}, name
