"""A nation as the files that offices send: enterprises, persons in roles, shareholders; some rows dirty, all of them invented."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.generate.ids import organization_id, public_id
from bench.generate.nation import Nation
from credit.identifiers import make_resident_id
from credit.kinds import EDGES
from credit.periods import MAX_DAY, iso, to_date

_ROLES = {"LEGAL_REP_OF": "法定代表人", "DIRECTOR_OF": "董事", "SUPERVISOR_OF": "监事"}
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"
_COMPANY = ("企业名称", "统一社会信用代码")
_FIRST_BIRTH = -10_000
"""Days from 1970 to the first birth: 1942."""


def write_files(nation: Nation, folder: Path, dirty: float, seed: int = 7) -> dict[str, int]:
    """Writes the files, and `truth.json` with what was planted, by public ids. Returns rows by file; `dirty`: the part of spoiled codes."""
    folder.mkdir(parents=True, exist_ok=True)
    spoiled = np.random.default_rng(seed)
    tables = {"企业登记.csv": _enterprises(nation), "主要人员.csv": _roles(nation), "股东出资.csv": _holders(nation)}
    rows = {name: _write(folder / name, table, dirty, spoiled) for name, table in tables.items()}
    (folder / "truth.json").write_text(json.dumps(truth(nation), ensure_ascii=False, indent=1), encoding="utf-8")
    return rows


def truth(nation: Nation) -> dict[str, object]:
    """What was planted, in public ids as the store knows organisations; persons of files are known by their documents."""

    def told(value: object) -> object:
        if isinstance(value, dict):
            return {key: each if key in ("share", "on") else told(each) for key, each in value.items()}
        if isinstance(value, list):
            return [told(each) for each in value]
        return public_id(nation, value) if isinstance(value, int) else value

    return {kind: told(answers) for kind, answers in nation.truth.answers.items()}


def _write(path: Path, rows: Iterator[tuple[str, ...]], dirty: float, spoiled: np.random.Generator) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(next(rows))
        for count, row in enumerate(rows, 1):  # noqa: B007 -- counted
            bad = dirty and spoiled.random() < dirty
            writer.writerow((row[0], row[1][:-1] + "*", *row[2:]) if bad else row)
    return count


def organization_name(number: int) -> str:
    """An invented name: no two alike."""
    return f"虚构{_SURNAMES[number % 24]}{_GIVEN[number // 24 % 24]}第{number}号有限公司"


def person(number: int) -> tuple[str, str]:
    """An invented name (many alike) and a document number of its own."""
    born = to_date(_FIRST_BIRTH + number % 22_000)
    region = f"99{number // 22_000 // 1000 % 10_000:04d}"
    return f"{_SURNAMES[number % 24]}{_GIVEN[number // 7 % 24]}{_GIVEN[number // 31 % 24]}", make_resident_id(
        region, born, f"{number // 22_000 % 1000:03d}"
    )


def _enterprises(nation: Nation) -> Iterator[tuple[str, ...]]:
    yield (*_COMPANY, "登记状态", "成立日期")
    for number in range(nation.organizations):
        yield organization_name(number), organization_id(number)[5:], "存续", "1995-01-01"


def _relations(nation: Nation, names: tuple[str, ...]) -> Iterator[tuple[int, int, int, int, int, int]]:
    chosen = np.flatnonzero(np.isin(nation.kind, [EDGES[name].code for name in names]))
    for first in range(0, len(chosen), 100_000):
        at = chosen[first : first + 100_000]
        columns = (nation.src, nation.dst, nation.kind, nation.start, nation.end, nation.share)
        yield from zip(*(column[at].tolist() for column in columns), strict=True)


def _roles(nation: Nation) -> Iterator[tuple[str, ...]]:
    yield (*_COMPANY, "姓名", "证件类型", "证件号码", "职务", "任职起始日期", "任职截止日期")
    codes = {EDGES[name].code: title for name, title in _ROLES.items()}
    for src, dst, kind, start, end, _ in _relations(nation, tuple(_ROLES)):
        number = dst - nation.first_organization
        name, document = person(src - nation.first_person)
        until = "" if end == MAX_DAY else iso(end) or ""
        yield organization_name(number), organization_id(number)[5:], name, "居民身份证", document, codes[kind], iso(start) or "", until


def _holders(nation: Nation) -> Iterator[tuple[str, ...]]:
    yield (
        "企业名称",
        "统一社会信用代码",
        "股东名称",
        "股东类型",
        "股东统一社会信用代码",
        "证件号码",
        "持股比例(%)",
        "持股起始日期",
        "持股截止日期",
    )
    for src, dst, _, start, end, share in _relations(nation, ("SHAREHOLDER_OF",)):
        number, until = dst - nation.first_organization, "" if end == MAX_DAY else iso(end) or ""
        if src >= nation.first_organization:
            holder = src - nation.first_organization
            who = (organization_name(holder), "企业法人", organization_id(holder)[5:], "")
        else:
            name, document = person(src - nation.first_person)
            who = (name, "自然人", "", document)
        yield organization_name(number), organization_id(number)[5:], *who, f"{share / 100:.2f}", iso(start) or "", until
