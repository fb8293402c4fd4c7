"""How fast files load: role rows and penalties, into an empty store, into a full one, and when nothing has changed.

Every code is made by our own check-digit functions; nobody in it exists. A size is a number of rows, a rate is rows of the file a second,
from opening the file to the published transaction; work is processor time of all processes, which a busy machine changes less;
memory is the peak of this process so far (the store's page cache among it) and, apart, of a reading process.
"""

import argparse
import csv
import random
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from credit.identifiers import make_resident_id, make_uscc
from credit.identity import PersonKey
from credit.periods import day_of
from graph.stores.sqlite.store import SqliteStore
from loaders.pipeline import LoadOptions, load_file
from loaders.settings import LoadSettings

KEY = PersonKey(1, bytes(range(32)))
DATA_ON = day_of("2026-06-30")
_ROLES = ("法定代表人", "董事", "监事", "总经理", "财务负责人", "执行董事")
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"
_PLACES, _TRADES, _FORMS = (
    ("临川", "云岭", "河阳", "青溪", "南屏"),
    ("食品", "商贸", "建材", "餐饮", "科技", "物流"),
    ("有限公司", "有限责任公司"),
)


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench load", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="role rows of the first file")
    parser.add_argument("--penalties", type=int, default=None, help="penalty rows (default: a tenth of --rows)")
    parser.add_argument("--keep", type=Path, default=None, help="folder for the files and the store, kept afterwards")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, chosen.rows, chosen.rows // 10 if chosen.penalties is None else chosen.penalties)


def measure(folder: Path, rows: int, penalties: int) -> None:
    """Makes the files and loads them in turn."""
    first, second, fines = folder / "roles-1.csv", folder / "roles-2.csv", folder / "penalties.csv"
    write_table(first, role_rows(rows, 1))
    write_table(second, role_rows(max(rows // 4, 1), 2))
    write_table(fines, penalty_rows(penalties))
    place = folder / "graph.db"
    place.unlink(missing_ok=True)
    store = SqliteStore(place, create=True)
    options = LoadOptions(data_on=DATA_ON, settings=LoadSettings(XINMAI_HOME=folder / "home"))

    def load(path: Path, source: str) -> int:
        report = load_file(store, path, LoadOptions(source=source, data_on=options.data_on, settings=options.settings), KEY)
        if report.rejected:
            raise SystemExit(f"{path.name}: {report.rejected} rows rejected: {report.issues[:3]}")
        return report.read

    _timed("role rows, first fill", lambda: load(first, "persons_in_roles"))
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'':40s} each reading process: peak {readers:,.0f} MiB", flush=True)
    _timed("role rows, into a full store", lambda: load(second, "persons_in_roles"))
    _timed("role rows, last file again (unchanged)", lambda: load(second, "persons_in_roles"))
    _timed("role rows, first file again (unchanged)", lambda: load(first, "persons_in_roles"))
    _timed("penalties", lambda: load(fines, "penalties"))
    print(f"store: {place.stat().st_size / 2**20:,.0f} MiB", flush=True)
    store.close()


def _timed(what: str, run: Callable[[], int]) -> None:
    started, worked = time.perf_counter(), _worked()
    rows = run()
    took, spent = time.perf_counter() - started, _worked() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = f"{rows:>9,} rows {took:7.1f} s {rows / took:>9,.0f} rows/s {spent / rows * 1e6:6.1f} µs of work a row"
    print(f"{what:40s} {speed}   peak {peak:,.0f} MiB", flush=True)


def _worked() -> float:
    """Seconds of processor time of this process and of the readers that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def write_table(path: Path, rows: Iterator[tuple[str, ...]]) -> None:
    """Writes rows as a source would send them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def _company(at: int) -> tuple[str, str]:
    name = f"{_PLACES[at % 5]}{_SURNAMES[at % 24]}{_GIVEN[at // 24 % 24]}{_GIVEN[at // 576 % 24]}{_TRADES[at % 6]}{_FORMS[at % 2]}"
    return name, make_uscc("9", "1", "210102", f"MA{at:06d}"[:8])


def role_rows(rows: int, seed: int) -> Iterator[tuple[str, ...]]:
    """About five roles a company; every second person has a resident id, the others are known by their office."""
    chance = random.Random(seed)
    yield "企业名称", "统一社会信用代码", "姓名", "证件类型", "证件号码", "职务", "任职起始日期", "任职截止日期"
    for at in range(rows):
        name, code = _company((seed - 1) * 400_000 + at // 5)
        person = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
        number = make_resident_id("210102", born, f"{chance.randrange(1000):03d}") if at % 2 else ""
        since = (date(2005, 1, 1) + timedelta(days=chance.randrange(7_000))).isoformat()
        yield name, code, person, "居民身份证" if number else "", number, _ROLES[at % 6], since, ""


def penalty_rows(rows: int) -> Iterator[tuple[str, ...]]:
    """Fines and warnings of companies, in the v2019 template."""
    chance = random.Random(3)
    yield (
        "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)", "法定代表人", "行政处罚决定书文号", "违法行为类型",
        "违法事实",
        "处罚依据", "处罚类别", "处罚内容", "罚款金额（万元）", "处罚决定日期", "处罚有效期", "公示截止期", "处罚机关",
        "处罚机关统一社会信用代码",
        "数据来源单位", "数据来源单位统一社会信用代码",
    )  # fmt: skip
    authority = make_uscc("1", "1", "210102", "00340001")
    for at in range(rows):
        name, code = _company(chance.randrange(max(rows, 1)))
        day = date(2019, 1, 1) + timedelta(days=chance.randrange(2_500))
        yuan = chance.randrange(1, 200) * 500
        yield (
            name, "法人及非法人组织", code, chance.choice(_SURNAMES) + chance.choice(_GIVEN), f"临市监处罚〔{day.year}〕{at + 1}号",
            "虚假标注",
            "经查,当事人销售的预包装食品标签所载内容与实际不符,违法事实清楚。" * 3,
            "《中华人民共和国食品安全法》第一百二十五条第一款第(二)项",
            "罚款", f"罚款{yuan}元", f"{yuan / 10_000:.6f}", day.isoformat(), "2099-12-31", (day + timedelta(days=365)).isoformat(),
            "临川县市场监督管理局", authority, "临川县市场监督管理局", authority,
        )  # fmt: skip
