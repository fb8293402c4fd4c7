"""Canonical text and numbers: whatever is read maps back to where it stood, and sums are what the paper means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.canonical import clean
from loaders.text.numerals import DATE, capital_yuan, day_in, fen_of, integer

_SIGNS = st.sampled_from("罚款壹万元 〔２０２１〕号：，（）\u200b\u3000\r\n\t行政处罚決定書當事人abc1 2年3月")


@given(st.text(_SIGNS, max_size=80))
def test_every_character_maps_back_to_its_own_place(source: str) -> None:
    canonical = clean(source)
    places = [canonical.source(at, at + 1) for at in range(len(canonical.text))]
    assert all(end == start + 1 for start, end in places)
    assert [start for start, _ in places] == sorted({start for start, _ in places})
    assert all(0 <= start < len(source) for start, _ in places)


@given(st.text(max_size=200))
def test_any_text_can_be_cleaned(source: str) -> None:
    text = clean(source).text
    assert len(text) <= len(source) + source.count("\r\n")


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("行 政 处 罚 决 定 书", "行政处罚决定书"),
        ("地 址:青禾县", "地址:青禾县"),
        ("2021年 9月 27日", "2021年9月27日"),
        ("乌规罚决[2021 ]第015号", "乌规罚决[2021]第015号"),
        ("当事人：甲", "当事人:甲"),
        ("豫 0329 环罚决字〔2024〕7号", "豫0329环罚决字〔2024〕7号"),
    ],
)
def test_copies_of_web_pages_are_put_right(raw: str, plain: str) -> None:
    assert clean(raw).text == plain


def test_a_traditional_copy_is_read_in_simplified_script_and_a_name_keeps_its_character() -> None:
    assert clean("行政處罰決定書 當事人違反規定,依據環境法處以罰款貳萬元,責令改正,單位").text.startswith("行政处罚决定书 当事人违反规定")
    assert clean("湖北乾沣投资有限公司 萬某").text == "湖北乾沣投资有限公司 萬某"


@pytest.mark.parametrize(
    ("text", "fen", "exact"),
    [
        ("伍万贰仟壹佰贰拾元整", 5_212_000, True),
        ("壹万贰仟叁佰肆拾伍元陆角", 1_234_560, True),
        ("拾万元整", 10_000_000, True),
        ("壹万玖仟圆整", 1_900_000, True),
        ("1,234,567.89元", 123_456_789, True),
        ("1万5千元", 1_500_000, True),
        ("1.5万元", 1_500_000, True),
        ("2亿元", 20_000_000_000, True),
        ("二十余万元", 20_000_000, False),
        ("叁佰贰拾万元整", 320_000_000, True),
    ],
)
def test_sums_are_read_as_papers_write_them(text: str, fen: int, exact: bool) -> None:
    assert fen_of(text) == (fen, exact)


@given(st.integers(1, 99_999_999))
def test_a_sum_in_capitals_is_read_back(yuan: int) -> None:
    assert integer(capital_yuan(yuan)) == yuan
    assert fen_of(capital_yuan(yuan) + "元整") == (yuan * 100, True)


@pytest.mark.parametrize("text", ["二〇二六年二月六日", "2026年2月6日", "2026-02-06", "2026.2.6", "二○二六年二月六日"])
def test_days_are_read_as_papers_write_them(text: str) -> None:
    found = DATE.search(text)
    assert found is not None
    assert day_in(found) == date(2026, 2, 6)


def test_a_day_that_no_calendar_has_is_none() -> None:
    found = DATE.search("2026年2月30日")
    assert found is not None
    assert day_in(found) is None
