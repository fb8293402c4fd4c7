"""Texts to values: days, money, shares, words, amounts inside of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.names import normal_name
from credit.periods import MAX_DAY, day_of
from loaders.cleaning.amounts import fines_in, han_number
from loaders.cleaning.dates import day_reader
from loaders.cleaning.memo import Fixed, Memo, Partly, Unreadable
from loaders.cleaning.money import money_reader
from loaders.cleaning.shares import share_reader
from loaders.cleaning.texts import HIDDEN, clean_name, clean_person_name, hiding_ids, stated, without_ids
from loaders.cleaning.words import word_reader, words_reader
from loaders.mapping.definition import Column, Lookup
from tests.loaders.made import AUTHORITY, COMPANY, RESIDENT

DATA_ON = day_of("2026-06-30")
DAY = day_of("2025-03-01")


def read_day(text: str, **said: object) -> object:
    return day_reader(Column.model_validate({"read": "date", **said}), DATA_ON, DATA_ON)(text)


@pytest.mark.parametrize(
    "text",
    ["2025-03-01", "2025/3/1", "20250301", "2025年03月01日", "2025年3月1日", "2025.3.1", "2025-03-01 00:00:00", "2025-03-01T08:30:00",
     "2025-03-01 00:00;00", "20250301083000"],
)  # fmt: skip
def test_days_are_read_in_every_form_in_which_they_arrive(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(("text", "day"), [("45717", DAY), ("1740758400000", DAY)])
def test_serial_numbers_and_milliseconds_are_put_right_and_said(text: str, day: int) -> None:
    found = read_day(text)
    assert isinstance(found, Fixed)
    assert (found.value, "换算" in found.why) == (day, True)


@pytest.mark.parametrize("text", ["2099-12-31", "9999-09-09", "9999-12-31", "2099-12-31 00:00;00", "长期", "2099年12月30日"])
def test_days_that_nobody_means_are_open_ends(text: str) -> None:
    assert read_day(text) == MAX_DAY


@pytest.mark.parametrize("text", ["1900-01-01", "1899-12-31", "0001-01-01"])
def test_days_that_say_unknown_are_no_days(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["2025-02-30", "25-3-1", "2025-13-01", "2025年", "昨天", "0000-00-00", "12345678901234567890"])
def test_what_is_no_day_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text)


def test_a_window_and_own_formats_and_sentinels() -> None:
    assert read_day("01/03/2025", formats=["%d/%m/%Y"]) == DAY
    assert read_day("无期", open=["无期"]) == MAX_DAY
    assert read_day("2000-01-01", no_day=["2000-01-01"]) is None
    with pytest.raises(Unreadable, match="过早"):
        read_day("1980-01-01", earliest="1990-01-01")
    with pytest.raises(Unreadable, match="晚于"):
        read_day("2026-07-01", latest="data_on")


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [("0.2", "wan", 200_000), ("2000", "yuan", 200_000), ("1,234.56", "yuan", 123_456), ("¥500", "yuan", 50_000), ("5万元", "yuan",
     5_000_000),
     ("0.000001", "wan", 1), ("20万元人民币", "yuan", 20_000_000), ("0", "wan", 0)],
)  # fmt: skip
def test_money_is_exact_and_the_cells_own_unit_counts(text: str, unit: str, fen: int) -> None:
    assert money_reader(unit)(text) == fen


@pytest.mark.parametrize("text", ["-1", "abc", "100万美元", "0.0000001", "1e9", "99999999999999999999"])
def test_what_is_no_amount_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        money_reader("wan")(text)


@pytest.mark.parametrize(
    ("text", "unit", "share"),
    [("51", "percent", ("0.51", None, None)), ("51%", "fraction", ("0.51", None, None)), ("0.51", "fraction", ("0.51", None, None)),
     ("100.00%", "percent", ("1", None, None)), ("5%-10%", "percent", (None, "0.05", "0.1")), ("5以上", "percent", (None, "0.05", None)),
     ("不超过30%", "percent", (None, None, "0.3")), ("33.3333", "percent", ("0.333333", None, None))],
)  # fmt: skip
def test_shares_are_exact_or_ranges(text: str, unit: str, share: object) -> None:
    assert share_reader(unit)(text) == share


@pytest.mark.parametrize("text", ["120%", "多数", "10%-5%"])
def test_what_is_no_share_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        share_reader("percent")(text)


def test_words_are_looked_up_and_never_guessed() -> None:
    lookups = {
        "a": Lookup.model_validate({"words": {"董 事": "D"}, "patterns": [["经理$", "E"], ["^([A-Z])级$", "$1"]], "also": "b"}),
        "b": Lookup.model_validate({"words": {"监事": "S"}}),
    }
    read = word_reader(lookups["a"], lookups)
    assert [read(word) for word in ("董事", "副总经理", "B级", "监事")] == ["D", "E", "B", "S"]
    with pytest.raises(Unreadable, match="首席吹牛官"):
        read("首席吹牛官")
    several = words_reader(lookups["a"], lookups, "、;")
    assert several("董事、监事;董事") == ("D", "S")
    partly = several("董事;看门人")
    assert isinstance(partly, Partly)
    assert (partly.value, "看门人" in partly.why) == (("D",), True)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1.行政罚款人民币伍万元整。", [5_000_000]),
        ("罚款伍佰肆拾伍元整(¥545元)", [54_500]),
        ("罚款2000元", [200_000]),
        ("没收违法所得1.800645万元，罚款4.800000万元", [4_800_000]),
        ("处罚款人民币壹拾贰万叁仟元", [12_300_000]),
        ("处二万元以上二十万元以下罚款;罚款20万元", [20_000_000]),
        ("罚款叁仟陆佰捌拾元伍角", [368_050]),
        ("每日按罚款数额的百分之三加处罚款", []),
        ("罚款二万元以上二十万元以下", []),
        ("警告", []),
    ],
)
def test_fines_are_read_out_of_texts(text: str, fen: list[int]) -> None:
    assert list(fines_in(text)) == fen


def test_chinese_numerals() -> None:
    assert [han_number(text) for text in ("十五", "一百零三", "两千", "三亿五千万", "壹拾贰万叁仟肆佰伍拾陆", "二〇二五")] == [
        15, 103, 2000, 350_000_000, 123_456, 2025,
    ]  # fmt: skip
    assert han_number("甲") is None


def test_texts_that_say_nothing_are_nothing() -> None:
    cells = ["", " - ", "\\N", "暂无", "无", "null", "— —", "查询期内无相关信息", " 甲厂\u200b ", "甲\x00厂"]
    assert stated(cells) == [None] * 8 + ["甲厂", "甲厂"]


def test_a_persons_number_is_hidden_in_any_text_and_a_companys_is_not() -> None:
    text = f"当事人(身份证号{RESIDENT}),经营者代码{COMPANY},机关{AUTHORITY}"
    assert without_ids(text) == f"当事人(身份证号{HIDDEN}),经营者代码{COMPANY},机关{AUTHORITY}"
    assert hiding_ids([None, text, "无号"]) == [None, without_ids(text), "无号"]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_plain_names_are_left_as_they_are(name: str) -> None:
    assert clean_name(name) == normal_name(name) == name


def test_a_number_is_no_persons_name() -> None:
    assert clean_person_name("李 强") == "李强"
    with pytest.raises(Unreadable):
        clean_person_name(RESIDENT)


def test_each_text_is_read_once_and_a_memo_stays_bounded() -> None:
    read: list[str] = []

    def upper(text: str) -> str:
        read.append(text)
        return text.upper()

    memo = Memo(upper)
    assert memo.read(["a", None, "a"]) == ["A", None, "A"]
    assert read == ["a"]


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    for reader in (day_reader(Column(read="date", latest="data_on"), DATA_ON, DATA_ON), money_reader("wan"), share_reader("percent")):
        try:
            reader(text)
        except Unreadable as fault:
            assert str(fault)
    fines_in(text)
    without_ids(text)
