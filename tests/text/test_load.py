"""From papers to the graph: what is certain is there with its passage, the rest waits for a person, the structured record counts first."""

import csv
from pathlib import Path

import pytest

from credit.facts import Fact
from credit.identifiers import make_uscc
from credit.periods import ALWAYS, day_of
from credit.view import View
from graph.store import Store
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions, load_file
from loaders.settings import LoadSettings
from loaders.text.load import TextsLoaded, load_texts
from loaders.text.row import WHY
from tests.text.papers import CODE, DECISION
from tests.text.papers_of_courts import CONVICTION, DEBTOR, LISTING, NUMBER, ORDER, penalty_table


def options() -> LoadOptions:
    return LoadOptions(data_on=day_of("2026-11-20"))


def loaded(store: Store, folder: Path, *texts: str) -> TextsLoaded:
    """Loads papers as text files."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return load_texts(store, folder, options(), person_key(LoadSettings()))


def penalty(view: View) -> Fact:
    """The one record of the decision."""
    nodes = {match.id for match in view.find(NUMBER, ["Penalty"], 5)}
    (fact,) = view.facts_of(nodes, ["Penalty"], ALWAYS)
    return fact


def test_a_certain_decision_is_in_the_graph_with_its_passage(store: Store, tmp_path: Path) -> None:
    done = loaded(store, tmp_path / "文书", DECISION)
    assert (done.certain, done.to_review) == (1, 0)
    with store.view() as view:
        fact = penalty(view)
        assert (fact.props["fine_fen"], fact.props["confiscated_fen"], fact.props["penalty_kinds"]) == (
            5_000_000,
            120_000,
            ["confiscation", "fine"],
        )
        ties = view.expand([fact.src], ["SUBJECT_OF"], ALWAYS)
        assert [tie.src for tie in ties] == [f"uscc:{CODE}"]
        (head,) = view.expand([f"uscc:{CODE}"], ["LEGAL_REP_OF"], ALWAYS)
        day = day_of("2026-04-01")
        assert (head.period.from_max, head.period.to_min) == (day, day + 1)
        (evidence,) = view.evidence(fact.evidence)
    raw = dict(evidence.raw or {})
    start, end = int(raw["原文起"]), int(raw["原文止"])
    assert (evidence.source, raw["原文文件"]) == ("decision_texts", "0.txt")
    assert "罚款人民币伍万元整" in DECISION[start : end + 1]
    assert DECISION[start:end].replace("\n", " ") in raw["原文摘录(含姓名)"]


def test_a_person_whom_the_decision_holds_responsible_is_named_in_it(store: Store, tmp_path: Path) -> None:
    text = DECISION.replace("货值金额9600元。", "李建国是直接负责的主管人员。")
    loaded(store, tmp_path / "文书", text)
    with store.view() as view:
        (named,) = view.expand([penalty(view).src], ["NAMED_IN"], ALWAYS)
    assert (named.props["duty"], named.src[:3]) == ("DIRECT_SUPERVISOR", "p:d")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("青禾云杉建材有限公司", "青禾某建材有限公司"),
        (CODE, "91379926**********"),
        (CODE, CODE[:-1] + ("0" if CODE[-1] != "0" else "1")),
        ("青市监处罚〔2026〕12号\n", ""),
        ("青禾县市场监督管理局\n2026年4月1日", ""),
    ],
)
def test_what_is_not_certain_waits_for_a_person(store: Store, tmp_path: Path, old: str, new: str) -> None:
    done = loaded(store, tmp_path / "文书", DECISION.replace(old, new))
    assert (done.certain, done.to_review) == (0, 1)
    with store.view() as view:
        assert view.find(NUMBER, ["Penalty"], 5) == ()
        assert view.find("王建华", ["Person"], 5) == ()


def test_a_person_corrects_the_review_file_and_loads_it(store: Store, tmp_path: Path) -> None:
    done = loaded(store, tmp_path / "文书", DECISION.replace(CODE, "91379926**********"))
    (review,) = done.reviews
    with review.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0][WHY] == "没有有效的统一社会信用代码"
    rows[0]["当事人统一社会信用代码"] = CODE
    with review.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    report = load_file(store, review, options(), person_key(LoadSettings()))
    assert (report.source, report.accepted, report.rejected) == ("decision_texts", 1, 0)
    with store.view() as view:
        assert penalty(view).props["fine_fen"] == 5_000_000


def test_the_structured_record_counts_and_the_disagreement_shows(store: Store, tmp_path: Path) -> None:
    """Also where the table states the authority's code, which the paper does not."""
    table = penalty_table(tmp_path)
    load_file(store, table, options(), person_key(LoadSettings()))
    loaded(store, tmp_path / "文书", DECISION)
    with store.view() as view:
        fact = penalty(view)
    assert fact.props["fine_fen"] == 6_000_000
    conflict = next(each for each in fact.conflicts if each.prop == "fine_fen")
    assert [(each.value, each.sources) for each in conflict.values] == [(6_000_000, ("penalties",)), (5_000_000, ("decision_texts",))]


def test_a_notice_before_a_decision_puts_nothing_into_the_graph(store: Store, tmp_path: Path) -> None:
    notice = DECISION.replace("行政处罚决定书", "行政处罚事先告知书").replace("决定处罚如下", "拟作出如下处罚")
    done = loaded(store, tmp_path / "文书", notice)
    assert (done.certain, done.to_review, done.reports) == (0, 0, ())


def test_the_same_papers_again_change_nothing(store: Store, tmp_path: Path) -> None:
    loaded(store, tmp_path / "一", DECISION)
    again = loaded(store, tmp_path / "二", DECISION, DECISION)
    assert again.certain == 1
    (report,) = again.reports
    assert report.publication is not None
    assert (report.publication.new, report.publication.changed) == (0, 0)


def test_several_fines_are_several_amounts_and_one_sum(store: Store, tmp_path: Path) -> None:
    text = DECISION.replace("1.没收违法所得人民币壹仟贰佰元整;", "1.对销售不合格水泥的行为罚款30000元;").replace("51200", "80000")
    loaded(store, tmp_path / "文书", text)
    with store.view() as view:
        fact = penalty(view)
    assert (fact.props["amounts"], fact.props["fine_fen"]) == ("罚款30000.00元;罚款50000.00元", 8_000_000)


def test_an_order_of_a_court_binds_the_debtor_and_names_its_head(store: Store, tmp_path: Path) -> None:
    done = loaded(store, tmp_path / "文书", ORDER)
    assert (done.certain, done.to_review) == (1, 0)
    with store.view() as view:
        (order,) = view.expand([f"uscc:{CODE}"], ["SUBJECT_OF"], ALWAYS)
        (fact,) = view.facts_of([order.dst or ""], ["CourtOrder"], ALWAYS)
        (named,) = view.expand([fact.src], ["NAMED_IN"], ALWAYS)
    assert (fact.props["order_kind"], fact.props["case_no"]) == ("consumption_restriction", "(2026)鲁1521执77号")
    assert (order.props["part"], named.props["duty"]) == ("debtor", "LEGAL_REP")


@pytest.mark.parametrize(("text", "code"), [(LISTING, "LIST_WAGE_ARREARS"), (DEBTOR, "LIST_DISHONEST_JUDGMENT_DEBTOR")])
def test_a_list_lists_its_party(store: Store, tmp_path: Path, text: str, code: str) -> None:
    done = loaded(store, tmp_path / "文书", text)
    assert (done.certain, done.to_review) == (1, 0)
    with store.view() as view:
        (listed,) = view.expand([f"uscc:{CODE}"], ["LISTED_AS"], ALWAYS)
        (entry,) = view.facts_of([listed.dst or ""], ["ListEntry"], ALWAYS)
    assert (entry.props["list_code"], entry.props["polarity"]) == (code, "black")


def test_a_person_listed_with_his_unit_has_an_entry_of_his_own(store: Store, tmp_path: Path) -> None:
    loaded(store, tmp_path / "文书", LISTING.replace("将你单位列入", "将你单位及法定代表人王建华列入"))
    with store.view() as view:
        (person,) = {match.id for match in view.find("王建华", ["Person"], 5) if match.id.startswith("p:d")}
        (named,) = view.expand([person], ["NAMED_IN"], ALWAYS)
        (listed,) = view.expand([person], ["LISTED_AS"], ALWAYS)
    assert (named.props["duty"], named.dst) == ("LEGAL_REP", listed.dst)


def test_a_judgment_that_convicts_is_a_conviction_of_each_defendant(store: Store, tmp_path: Path) -> None:
    done = loaded(store, tmp_path / "文书", CONVICTION)
    assert done.certain + done.to_review >= 1
    with store.view() as view:
        (order,) = view.expand([f"uscc:{CODE}"], ["SUBJECT_OF"], ALWAYS)
        (fact,) = view.facts_of([order.dst or ""], ["CourtOrder"], ALWAYS)
    assert (fact.props["order_kind"], fact.props["case_no"]) == ("conviction", "(2026)鲁1521刑初9号")


@pytest.mark.parametrize("words", ["移出", "信用修复,移出"])
def test_a_paper_that_takes_off_a_list_lists_nobody(store: Store, tmp_path: Path, words: str) -> None:
    done = loaded(store, tmp_path / "文书", LISTING.replace("列入拖欠", f"{words}拖欠"))
    assert done.certain == 0


def test_an_acquittal_is_no_conviction(store: Store, tmp_path: Path) -> None:
    text = CONVICTION.split("判决如下")[0] + "判决如下:\n被告单位与被告人王建华无罪。\n青禾县人民法院\n2026年8月9日"
    assert loaded(store, tmp_path / "文书", text).certain == 0


def test_a_table_of_several_cases_is_loaded_row_by_row(store: Store, tmp_path: Path) -> None:
    """Each row has its own case and day under a known heading; the day of the paper is not theirs."""
    other = make_uscc("9", "1", "379926", "MAQH9002")
    rows = f"青禾云杉建材有限公司|{CODE}|(2026)鲁1521执77号|2026-05-20\n青禾宏禾食品有限公司|{other}|(2026)鲁1521执78号|2026-05-21"
    text = f"青禾县人民法院失信被执行人名单\n被执行人|统一社会信用代码|案号|发布日期\n{rows}\n青禾县人民法院\n2026年6月1日"
    done = loaded(store, tmp_path / "文书", text)
    assert (done.certain, done.to_review) == (2, 0)
    with store.view() as view:
        listed = [edge for code in (CODE, other) for edge in view.expand([f"uscc:{code}"], ["LISTED_AS"], ALWAYS)]
        entries = view.facts_of([edge.dst or "" for edge in listed], ["ListEntry"], ALWAYS)
    assert sorted(str(each.props["case_no"]) for each in entries) == ["(2026)鲁1521执77号", "(2026)鲁1521执78号"]


def test_a_list_of_one_day_lists_each_of_its_parties(store: Store, tmp_path: Path) -> None:
    other = make_uscc("9", "1", "379926", "MAQH9002")
    rows = f"青禾云杉建材有限公司|{CODE}|王建华\n青禾宏禾食品有限公司|{other}|李建国"
    text = (
        f"青禾县拖欠农民工工资失信联合惩戒对象名单\n单位名称|统一社会信用代码|法定代表人\n{rows}\n青禾县人力资源和社会保障局\n2026年6月1日"
    )
    assert loaded(store, tmp_path / "文书", text).certain == 2
    with store.view() as view:
        assert [len(view.expand([f"uscc:{code}"], ["LISTED_AS"], ALWAYS)) for code in (CODE, other)] == [1, 1]
