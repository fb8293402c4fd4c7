"""Makes tests/text/gold/*.jsonl from the templates: `python -m tests.text.make_gold`. The truth comes from the cast, never from the reader.

Every split has counties, names and wording of their own, so no authority is in two. Codes are made by our own check-digit functions.
"""

import json
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from credit.identifiers import make_uscc
from loaders.text.numerals import capital_yuan

GOLD = Path(__file__).parent / "gold"
CAST: dict[str, Any] = YAML(typ="safe").load((GOLD / "cast.yaml").read_text(encoding="utf-8"))
SPLITS = tuple(name for name in CAST if name != "each")


@dataclass(frozen=True)
class Sum:
    """A sum of money and the ways in which papers write it."""

    yuan: int

    def __format__(self, style: str) -> str:
        forms = {
            "": f"{self.yuan}元", "num": f"{self.yuan}元", "yuan": str(self.yuan), "cap": f"{capital_yuan(self.yuan)}元整",
            "dec": f"{self.yuan:,.2f}元", "wan": f"{self.yuan / 10000:g}万元",
            "wanfig": f"{self.yuan / 10000:g}",
        }  # fmt: skip
        return forms[style]


_HAN = "〇一二三四五六七八九"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")


@dataclass(frozen=True)
class Day:
    """A day and the ways in which papers write it."""

    day: date

    def __format__(self, style: str) -> str:
        day = self.day
        forms = {
            "": f"{day.year}年{day.month}月{day.day}日",
            "spaced": f"{day.year} 年 {day.month} 月 {day.day} 日",
            "iso": day.isoformat(),
            "slash": f"{day.year}/{day.month}/{day.day}",
            "dot": f"{day.year}.{day.month:02}.{day.day:02}",
            "han": "".join(_HAN[int(digit)] for digit in str(day.year)) + f"年{_han(day.month)}月{_han(day.day)}日",
        }
        return forms[style]


@dataclass(frozen=True)
class Word:
    """A name; its first character stands for a place in numbers (char), its core for a company (core), `spread` letter-spaces it."""

    text: str
    core: str = ""

    def __format__(self, style: str) -> str:
        return {"": self.text, "char": self.text[0], "core": self.core, "spread": " ".join(self.text)}[style]


def _code(dice: random.Random, kind: str) -> str:
    return make_uscc("9", kind, "379926", "MA" + "".join(dice.choices("ABCDEFGHJKLMNPQRTUWXY0123456789", k=6)))


def _person(dice: random.Random, split: str, mask: bool = False) -> str:
    surname, given = str(dice.choice(CAST[split]["surnames"])), str(dice.choice(CAST[split]["given"]))
    return surname + (dice.choice(["某某", "某", "*" * len(given), "**"]) if mask else given)


def _persons(dice: random.Random, split: str, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        name = _person(dice, split)
        if name not in found and len(name) > 1:
            found.append(name)
    return found


def _sums(dice: random.Random) -> dict[str, Sum]:
    wan = [Sum(dice.choice([10_000, 25_000, 30_000, 52_000, 118_000, 200_000, 600_000, 1_050_000]) + 10_000 * i) for i in range(4)]
    gains = [Sum(dice.choice([230, 780, 1_446, 20_500, 30_600])) for _ in range(3)]
    named = {f"fine{i + 1}": each for i, each in enumerate(wan)} | {f"gain{i + 1}": each for i, each in enumerate(gains)}
    return named | {"sum1": Sum(wan[0].yuan + gains[0].yuan), "sum2": Sum(wan[0].yuan + wan[1].yuan)}


def _slots(dice: random.Random, split: str) -> dict[str, Any]:
    cast = CAST[split]
    city, county = dice.choice(cast["cities"]), dice.choice(cast["counties"])
    cores = dice.sample(cast["cores"], 2)
    orgs = [Word(county[:-1] + core + dice.choice(cast["trades"]) + dice.choice(cast["forms"]), core) for core in cores]
    people = _persons(dice, split, 5)
    decided = date(dice.randint(2020, 2026), dice.randint(2, 12), dice.randint(1, 28))
    return {
        "city": Word(city), "county": Word(county), "org1": orgs[0], "org2": orgs[1],
        "shop1": f"{county}{dice.choice(cast['cores'])}{dice.choice(cast['shops'])}",
        "code1": _code(dice, "1"), "code2": _code(dice, "2"), "code3": _code(dice, "1"),
        "rep1": people[0], "rep2": people[1], "p1": people[2], "p2": people[3], "p3": people[4], "m1": _person(dice, split, mask=True),
        "day": Day(decided), "past1": Day(decided - timedelta(days=90)), "past2": Day(decided - timedelta(days=20)),
        "Y": decided.year, "n": dice.randint(1, 399), "sample": Word(""), **_sums(dice),
    }  # fmt: skip


def _numbers(template: dict[str, Any], slots: dict[str, Any], dice: random.Random) -> dict[str, str]:
    open_, close = dice.choice([("〔", "〕"), ("[", "]"), ("(", ")"), ("〔", "〕")])
    year, serial, char = slots["Y"], slots["n"], f"{slots['county']:char}"
    own = f"{template.get('head', '').format_map(slots)}{open_}{year}{close}{serial}号"
    if template.get("raw_no"):
        own = template["raw_no"].format_map(slots)
    if template.get("case"):
        own = f"({year})鲁{dice.randint(1000, 1699)}执{serial}号"
    return {
        "no": own,
        "notice": f"{char}监罚告〔{year}〕{serial + 3}号",
        "order": f"{char}人社监令字〔{year}〕第{serial + 5}号",
        "basis_case": f"({year - 1})鲁{dice.randint(1000, 1699)}民初{serial + 40}号",
    }


def _filled(value: Any, slots: dict[str, Any]) -> Any:
    if isinstance(value, str):
        return value.format_map(slots)
    return [_filled(each, slots) for each in value] if isinstance(value, list) else value


def _gold(template: dict[str, Any], slots: dict[str, Any]) -> dict[str, Any]:
    told = template["gold"]
    number = None if template.get("no_number") else slots["no"]
    gold = {"doc_no": number, "agency": template["agency"].format_map(slots), "date": slots["day"].day.isoformat()}
    gold |= {field: _filled(value, slots) for field, value in told.items()}
    branches = [(name, name.split("第一分公司")[0]) for name in (slots["org1"].text, slots["org2"].text) if name.endswith("第一分公司")]
    gold["rel"] += [[branch, "分支机构", head] for branch, head in branches if branch in template["text"].format_map(slots)]
    gold["pen"] = [[kind, None if sum_ is None else float(sum_), *party] for kind, sum_, *party in gold["pen"]]
    return gold


def _cut(text: str, width: int) -> str:
    """The lines cut at a width, as copies of printed pages are (0: not cut)."""
    step = width or len(text)
    return "\n".join(line[at : at + step] for line in text.split("\n") for at in range(0, max(len(line), 1), step))


def papers(split: str) -> list[dict[str, Any]]:
    """The papers of one split, the same at every call."""
    templates = YAML(typ="safe").load((GOLD / "templates" / f"{split}.yaml").read_text(encoding="utf-8"))
    made = []
    for i, template in enumerate(templates):
        for turn in range(CAST["each"][split]):
            dice = random.Random(f"{split}/{i}/{turn}")
            slots = _slots(dice, split)
            slots |= {"agency": Word(template["agency"].format_map(slots))}
            slots |= _numbers(template, slots, dice)
            text = _cut(template["text"].format_map(slots).rstrip("\n"), template.get("width", 0))
            made.append(
                {
                    "id": f"{split}-{i:02}-{turn}",
                    "split": split,
                    "family": template["family"],
                    "form": template["form"],
                    "text": text,
                    "gold": _gold(template, slots),
                }
            )
    return made


def written(split: str) -> str:
    """The JSON lines of one split."""
    return "".join(json.dumps(paper, ensure_ascii=False) + "\n" for paper in papers(split))


if __name__ == "__main__":
    for name in sys.argv[1:] or SPLITS:
        (GOLD / f"{name}.jsonl").write_text(written(name), encoding="utf-8")
