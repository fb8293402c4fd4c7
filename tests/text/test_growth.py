"""Reading grows with the text alone: hostile and merely long texts cost in proportion to their length.

What is compared is the work on one text and on the same text four times as long, by this process's own time: a quadratic step would
show as sixteen times, an exponential one would never end. A factor of nine leaves room for a busy machine.
"""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.text.pipeline import read

_SHORT, _TIMES, _MOST = 8_000, 4, 9.0


def _han(number: int) -> str:
    return chr(0x4E00 + number * 7 % 20_000)


HOSTILE: dict[str, Callable[[int], str]] = {
    "persons": lambda n: "对" + "、".join(f"王{_han(i)}{_han(i * 3)}" for i in range(n // 4)) + "给予警告,并处罚款1万元。",
    "one person": lambda n: "当事人:" + "、".join("王建明" for _ in range(n // 4)),
    "organisations": lambda n: "决定对" + "、".join(f"青禾{_han(i)}{_han(i * 3)}有限公司" for i in range(n // 9)) + "罚款1万元。",
    "heads": lambda n: "".join(
        f"当事人:青禾{_han(i)}有限公司\n统一社会信用代码:91379926MAQH9001X1\n法定代表人:王建国\n" for i in range(n // 48)
    ),
    "table": lambda n: (
        "失信名单\n企业名称\t统一社会信用代码\t法定代表人\n"
        + "".join(f"青禾{_han(i)}建材有限公司\t91379926MAQH9001X1\t王建国\n" for i in range(n // 35))
    ),
    "shares": lambda n: "王建国、" * (n // 8) + "分别持有甲乙有限公司" + "1%、" * (n // 6),
    "digits": lambda n: "罚款" + "1" * n + "元",
    "numerals": lambda n: "罚款" + "一" * n + "元",
    "mixed sums": lambda n: "罚款" + "1万" * (n // 2),
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "open titles": lambda n: "《" * n,
    "blanks": lambda n: " " * n,
    "decisions": lambda n: "决定" * (n // 2),
    "grounds": lambda n: "依据《某法》第一条," * (n // 10),
    "agents": lambda n: "由公安机关" * (n // 5),
    "short forms": lambda n: "以下简称" * (n // 4),
}


def work(text: str) -> float:
    """The least of three readings' own time, in seconds: other work on the machine only adds."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_text_is_about_four_times_the_work(name: str) -> None:
    short, long = work(HOSTILE[name](_SHORT)), work(HOSTILE[name](_SHORT * _TIMES))
    assert long / max(short, 0.01) < _MOST


_WORDS = [
    *("当事人", "法定代表人", "决定", "处", "责令", "罚款", "由", "部门", "每日", "对", "依据", "第一条", "以下简称", "王建国"),
    *("青禾云杉建材有限公司", "万", "元", "1", "号", "〔2020〕", ":", "、", ",", "。", "\n", "(", ")", "《", "》", "|", "\t", " "),
]


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6))
@settings(max_examples=12, deadline=None)
def test_no_repeated_phrase_costs_more_than_its_length(words: list[str]) -> None:
    phrase = "".join(words)
    short, long = ((phrase * (length // len(phrase) + 1))[:length] for length in (_SHORT // 2, _SHORT * 2))
    assert work(long) / max(work(short), 0.01) < _MOST


def test_thousands_of_parties_are_all_read() -> None:
    names = [f"青禾{_han(i)}{_han(i + 7)}建材有限公司" for i in range(1500)]
    text = "失信名单\n企业名称\t法定代表人\n" + "".join(f"{name}\t王建国\n" for name in names)
    assert [getattr(each.value, "name", "") for each in read(text).of("parties")] == list(dict.fromkeys(names))
