"""What a paper says, and what it does not: the traps that were hit, one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.text.model import Party, Sanction
from loaders.text.pipeline import read
from tests.text.papers import CODE, DECISION


def penalties(text: str) -> list[tuple[str, int | None, str]]:
    """Kind, yuan and party of each penalty."""
    found = (each for each in read(text).values("penalties") if isinstance(each, Sanction))
    return [(each.kind, None if each.fen is None else each.fen // 100, each.party) for each in found]


def decided(words: str, party: str = "青禾云杉建材有限公司") -> str:
    """A decision with these words in its operative part."""
    head = f"青禾县应急管理局行政处罚决定书\n(青)应急罚〔2026〕7号\n当事人:{party}"
    return f"{head}\n依据《中华人民共和国安全生产法》第九十七条的规定,{words}\n青禾县应急管理局\n2026年5月6日"


def test_a_decision_is_read_whole() -> None:
    reading = read(DECISION)
    assert reading.document_type == "decision"
    told = {field: finding.value for field in ("doc_no", "agency") if (finding := reading.one(field))}
    assert told == {"doc_no": "青市监处罚〔2026〕12号", "agency": "青禾县市场监督管理局"}
    assert [(each.name, each.uscc) for each in reading.values("parties") if isinstance(each, Party)] == [("青禾云杉建材有限公司", CODE)]
    assert [(kind, yuan) for kind, yuan, _ in penalties(DECISION)] == [("没收违法所得", 1200), ("罚款", 50000)]
    assert not [each for each in reading.findings if each.needs_review]


def test_every_finding_points_at_its_own_passage() -> None:
    for each in read(DECISION).findings:
        passage = DECISION[each.span.start : each.span.end]
        assert passage
        if isinstance(each.value, str) and each.field != "violation":
            assert passage.replace(" ", "") == each.value


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("决定处以二万元以上二十万元以下的罚款。", []),
        ("决定给予罚款3万元,每日按罚款数额的3%加处罚款。", [("罚款", 30000)]),
        ("决定处上一年年收入40%的罚款,计48000元。", [("罚款", 48000)]),
        ("决定给予处人民币壹万伍仟元罚款的行政处罚。", [("罚款", 15000)]),
        ("决定罚款人民币19000.00元(大写:壹万玖仟圆整)。", [("罚款", 19000)]),
        ("决定给予警告,并处罚款1万5千元。", [("警告", None), ("罚款", 15000)]),
        ("决定责令限期改正,并处以罚款二万元。", [("责令改正", None), ("罚款", 20000)]),
        ("决定没收违法经营的食品,罚款500元。", [("没收非法财物", None), ("罚款", 500)]),
        ("决定处罚如下:1.罚款1000元;2.罚款2000元;合计罚款3000元。", [("罚款", 1000), ("罚款", 2000)]),
        ("决定吊销食品经营许可证。", [("吊销许可证件", None)]),
        ("决定处以每平方米30元罚款,计15000元。", [("罚款", 15000)]),
        ("决定没收假药及违法所得1446元,罚款3万元。", [("没收违法所得", 1446), ("没收非法财物", None), ("罚款", 30000)]),
        ("决定责令停产停业整顿。", [("责令停产停业", None)]),
        ("决定罚款1万元,吊销《药品经营许可证》。", [("罚款", 10000), ("吊销许可证件", None)]),
        ("决定给予罚款1万元。决定给予罚款2万元。决定合并给予罚款3万元。", [("罚款", 10000), ("罚款", 20000)]),
    ],
)
def test_penalties_are_what_is_decided_and_nothing_that_is_quoted(words: str, told: list[tuple[str, int | None]]) -> None:
    assert [(kind, yuan) for kind, yuan, _ in penalties(decided(words))] == told


def test_each_party_has_its_own_penalty() -> None:
    text = decided(
        "决定:\n一、对甲乙商贸有限公司给予警告,并处以30万元罚款;\n二、对王某明、李建国给予警告,并分别处以5万元、3万元罚款。",
        "甲乙商贸有限公司、王某明、李建国",
    )
    fines = {(party, yuan) for kind, yuan, party in penalties(text) if kind == "罚款"}
    assert fines == {("甲乙商贸有限公司", 300000), ("王某明", 50000), ("李建国", 30000)}


def test_a_decision_that_goes_on_in_the_next_sentence_is_read_to_its_end() -> None:
    text = decided("决定对你单位罚款3万元。对直接负责的主管人员李建国处罚款1万元。")
    assert penalties(text) == [("罚款", 30000, "青禾云杉建材有限公司"), ("罚款", 10000, "李建国")]


def test_a_notice_before_a_decision_states_no_penalty() -> None:
    text = DECISION.replace("行政处罚决定书", "行政处罚事先告知书").replace("决定处罚如下", "本局拟作出如下行政处罚")
    reading = read(text)
    assert reading.document_type == "prior_notice"
    assert reading.of("penalties") == ()


@pytest.mark.parametrize(
    "title",
    ["关于收到《行政处罚事先告知书》的公告", "市场禁入事先告知书", "行政处罚听证告知书", "关于收到上海证监局行政处罚事先告知书的公告"],
)
def test_no_title_of_a_notice_makes_penalties(title: str) -> None:
    reading = read(f"{title}\n我局拟决定对青禾云杉建材有限公司处以60万元罚款。\n2026年1月5日")
    assert (reading.document_type, reading.of("penalties")) == ("prior_notice", ())


def test_an_order_to_put_right_is_an_order_and_no_penalty() -> None:
    head = "青禾县生态环境局\n责令改正违法行为决定书\n青环责改字〔2026〕5号\n青禾云杉建材有限公司:"
    order = "依据《中华人民共和国行政处罚法》第二十八条第一款,责令你公司立即改正违法行为。拒不改正的,处十万元罚款。"
    text = f"{head}\n{order}\n青禾县生态环境局\n2026年1月5日"
    reading = read(text)
    assert reading.document_type == "corrective_order"
    assert [(each.kind, each.code) for each in reading.values("penalties") if isinstance(each, Sanction)] == [("责令改正", "")]
    assert getattr(reading.one("doc_no"), "value", None) == "青环责改字〔2026〕5号"


def test_the_numbers_of_other_papers_are_not_the_decision() -> None:
    text = DECISION.replace("青市监处罚〔2026〕12号\n", "").replace(
        "的规定。", "的规定。本局送达了《行政处罚告知书》(青市监罚告〔2026〕9号)。", 1
    )
    assert read(text).one("doc_no") is None


@pytest.mark.parametrize("name", ["张某某", "王**", "李某"])
def test_masked_names_are_for_a_person_to_look_at(name: str) -> None:
    reading = read(decided(f"决定给予{name}罚款人民币贰万元整的行政处罚。", name))
    parties = reading.of("parties")
    assert [getattr(each.value, "name", "") for each in parties] == [name]
    assert all(each.needs_review for each in parties)


def test_a_code_that_does_not_check_is_no_code() -> None:
    reading = read(DECISION.replace(CODE, CODE[:-1] + ("0" if CODE[-1] != "0" else "1")))
    party = next(each for each in reading.of("parties"))
    assert isinstance(party.value, Party)
    assert (party.value.uscc, party.needs_review) == ("", True)
    assert reading.of("uscc") == ()


def test_a_law_that_was_broken_is_no_ground() -> None:
    assert [str(each) for each in read(DECISION).values("basis")] == ["Basis(law='中华人民共和国产品质量法', article='第五十条')"]


def test_damaged_text_writes_nothing_by_itself() -> None:
    damaged = "\ufffd".join(DECISION)
    assert all(each.needs_review for each in read(damaged).findings)


@given(st.text(st.sampled_from("罚款决定对给予《》“”:。;\n〔〕()12年月日号第条万元某公司局" + "\x00\ue000\uf8ff\t|"), max_size=120))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read(text)
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in reading.findings)


def test_somebody_struck_by_his_post_alone_makes_no_certain_penalty_of_the_party() -> None:
    reading = read(decided("决定处罚如下:\n1.对当事人罚款5万元;\n2.对当事人的法定代表人处以罚款1万元。"))
    assert [(getattr(each.value, "fen", 0), each.needs_review) for each in reading.of("penalties")] == [
        (5_000_000, False),
        (1_000_000, True),
    ]


def test_a_person_named_after_his_post_is_struck_himself() -> None:
    text = decided("决定处罚如下:\n1.对你单位罚款5万元;\n2.给予法定代表人李建国以下行政处罚:罚款1万元。")
    assert penalties(text) == [("罚款", 50000, "青禾云杉建材有限公司"), ("罚款", 10000, "李建国")]


def test_labels_without_a_colon_and_words_parted_by_blanks_are_read() -> None:
    order = "青禾县人民法院\n决定书\n(2026)鲁1521执7号\n被执行人青禾云杉建材有限公司,住所地青禾县。\n法定代表人王建华,执行董事。\n"
    reading = read(f"{order}将青禾云杉建材有限公司纳入失信被执行人名单。\n2026年5月6日")
    assert [getattr(each, "name", "") for each in reading.values("parties")] == ["青禾云杉建材有限公司"]
    listed = read(
        "青禾县人民法院失信被执行人名单\n序号 被执行人 法定代表人 案号 发布日期\n1 青禾云杉建材有限公司 王建华 (2026)鲁1521执7号 2026-05-06"
    )
    assert [getattr(each, "name", "") for each in listed.values("parties")] == ["青禾云杉建材有限公司"]
