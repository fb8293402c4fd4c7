"""Pledges and transfers in announcements: names without an ending, read with care and never certain."""

import pytest

from loaders.text.model import Tie
from loaders.text.pipeline import read


def ties(text: str) -> list[tuple[str, str, str]]:
    return [(each.head, each.relation, each.tail) for each in read(text).values("relations") if isinstance(each, Tie)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("云杉股份公告,控股股东青禾集团于2026年3月1日将2000万股进行质押,质押方为柳溪信托。", ("青禾集团", "质押", "柳溪信托")),
        ("2026年3月1日,青禾控股将所持云杉股份1000万股股份质押给柳溪证券,用于融资。", ("青禾控股", "质押", "柳溪证券")),
        ("云杉股份股东王建国向柳溪证券质押股份100万股,用于补充质押。", ("王建国", "质押", "柳溪证券")),
        ("去年12月,青禾超市将云杉网络20%的股权转让给李志强,交易完成。", ("青禾超市", "股权转让", "李志强")),
        ("青禾重工收购柳溪投资持有的云杉网络51%股权。", ("柳溪投资", "股权转让", "青禾重工")),
    ],
)
def test_a_deal_is_told_with_both_its_sides(text: str, told: tuple[str, str, str]) -> None:
    assert told in ties(text)


@pytest.mark.parametrize(
    "text",
    ["青禾控股已将其持有并质押给柳溪证券的200万股办理解除质押。", "股东将所持股权质押给银行,以获得贷款。", "公司拟将股权转让给第三方。"],
)
def test_a_release_and_a_generality_are_no_deals(text: str) -> None:
    assert ties(text) == []


def test_no_deal_of_a_report_is_certain() -> None:
    reading = read("云杉股份股东王建国向柳溪证券质押股份100万股,用于补充质押。")
    assert reading.of("relations")
    assert all(each.needs_review for each in reading.of("relations"))
