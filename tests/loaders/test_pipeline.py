"""Whole loads: what comes back can be corrected and loaded again, counts that break the source's word publish nothing,
big files go in two processes."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from credit.errors import CatalogueFault, CountsOutOfRange, LoadFailed, MissingColumns, UnknownSource, UnreadableFile
from credit.periods import day_of
from graph.stores.sqlite.store import SqliteStore
from loaders.folders import Unloaded, load_path
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport, remembered
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.loaders.made import COMPANY, RESIDENT, SECOND, THIRD
from tests.oracle.store import OracleStore

Write = Callable[..., Path]
Load = Callable[..., LoadReport]
HEADERS = ["企业名称", "统一社会信用代码", "姓名", "证件号码", "职务", "任职起始日期"]
GOOD = ["甲公司", COMPANY, "李强", RESIDENT, "监事", "2020-01-01"]
BAD = ["乙公司", SECOND, "王芳", "", "荣誉顾问", "2020-01-01"]


def test_rejected_rows_come_back_with_their_reasons_and_load_once_corrected(table: Write, load: Load, facts: Loaded) -> None:
    path = table("任职.xlsx", [HEADERS, GOOD, BAD, ["", COMPANY, "", "", "董事", ""]])
    report = load(path)
    assert (report.read, report.accepted, report.rejected) == (3, 1, 2)
    assert report.rejected_path == path.with_name("任职.xlsx.rejected.csv")
    with report.rejected_path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["行号", "字段", "原因", *HEADERS]
    assert rows[1][:3] == ["3", "职务", "对照表中没有“荣誉顾问”(XM-WORD)"]
    assert rows[1][3:] == BAD
    assert rows[2][:2] == ["4", "企业名称、姓名"]
    rows[1][3 + HEADERS.index("职务")] = "监事"
    with report.rejected_path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows[:2])
    again = load(report.rejected_path)
    assert (again.source, again.accepted, again.rejected, again.dropped_columns) == ("persons_in_roles", 1, 0, ())
    assert set(facts.names().values()) == {"甲公司", "李强", "乙公司", "王芳"}


def test_a_row_rejected_twice_keeps_one_set_of_columns(table: Write, load: Load) -> None:
    first = load(table("任职.csv", [HEADERS, BAD]))
    assert first.rejected_path is not None
    second = load(first.rejected_path)
    assert second.rejected_path is not None
    text = second.rejected_path.read_text("utf-8-sig").splitlines()
    assert (text[0].split(",").count("行号"), len(text)) == (1, 2)


def test_corrections_that_somebody_made_are_not_overwritten(table: Write, load: Load) -> None:
    path = table("任职.csv", [HEADERS, BAD])
    kept = load(path).rejected_path
    assert kept is not None
    kept.write_text("my work", "utf-8")
    load(path)
    assert kept.with_name("任职.csv.before.rejected.csv").read_text("utf-8") == "my work"


def test_rejected_rows_go_where_they_are_told_or_home(table: Write, load: Load, options: LoadOptions, tmp_path: Path, home: Path) -> None:
    path = table("in/任职.csv", [HEADERS, BAD])
    assert load(path, replace(options, rejected_dir=tmp_path / "out")).rejected_path == tmp_path / "out" / "任职.csv.rejected.csv"
    path.parent.chmod(0o555)
    try:
        assert load(path).rejected_path == home / "rejected" / "任职.csv.rejected.csv"
    finally:
        path.parent.chmod(0o755)


def test_a_snapshot_ends_what_it_no_longer_says(table: Write, load: Load, facts: Loaded, options: LoadOptions) -> None:
    full = replace(options, snapshot=True, data_on=day_of("2026-01-31"))
    load(table("a.csv", [HEADERS, GOOD, ["甲公司", COMPANY, "王芳", "", "董事", "2021-01-01"]]), full)
    report = load(table("b.csv", [HEADERS, GOOD]), replace(full, data_on=day_of("2026-02-28")))
    assert report.publication is not None
    assert report.publication.closed == 1
    (ended,) = facts.of("DIRECTOR_OF")
    assert (ended.period.to_min, ended.period.to_max) == (day_of("2026-02-01"), day_of("2026-02-28"))


def test_a_snapshot_with_rejected_rows_says_what_that_means(table: Write, load: Load, options: LoadOptions) -> None:
    report = load(table("a.csv", [HEADERS, GOOD, BAD]), replace(options, snapshot=True))
    assert ["1 行被退回" in note for note in report.notes] == [True]


def test_a_snapshot_of_another_scope_ends_nothing(table: Write, load: Load, options: LoadOptions) -> None:
    load(table("a.csv", [HEADERS, GOOD]), replace(options, snapshot=True, scope="甲县"))
    report = load(table("b.csv", [HEADERS, ["丙公司", THIRD, "周明", "", "监事", ""]]), replace(options, snapshot=True, scope="乙县"))
    assert report.publication is not None
    assert report.publication.closed == 0


def test_a_snapshot_of_rejected_rows_alone_publishes_nothing(table: Write, load: Load, options: LoadOptions, store: OracleStore) -> None:
    load(table("a.csv", [HEADERS, GOOD]), replace(options, snapshot=True))
    with pytest.raises(CountsOutOfRange):
        load(table("b.csv", [HEADERS, BAD]), replace(options, snapshot=True))
    assert len(store.instants) == 1


def mapping(folder: Path, **said: Any) -> Path:
    content = {
        "name": "clubs",
        "title": {"zh": "俱乐部", "en": "Clubs"},
        "publisher": "体育局",
        "category": "registration",
        "columns": {
            "name": {"headers": ["俱乐部名称"], "read": "name", "required": True},
            "place": {"headers": ["区县"]},
            "code": {"headers": ["代码"]},
        },
        "nodes": {"club": {"kind": "Organization", "by": {"own": "code", "else": ["name"]}, "props": {"name": "name"}}},
        **said,
    }
    path = folder / "clubs.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(content, file)
    return path


@pytest.mark.parametrize(("low", "high"), [(3, 9), (0, 1)])
def test_too_few_or_too_many_rows_publish_nothing(
    table: Write, load: Load, options: LoadOptions, store: OracleStore, tmp_path: Path, low: int, high: int
) -> None:
    own = mapping(tmp_path, rows={"min": low, "max": high})
    with pytest.raises(CountsOutOfRange, match=f"{low} 至 {high}"):
        load(table("a.csv", [["俱乐部名称"], ["甲"], ["乙"]]), replace(options, mapping=own))
    assert (store.rows, store.instants) == ([], [])
    assert not list(tmp_path.glob("*.draft"))


def test_a_scope_may_be_a_column_or_in_the_files_name(
    table: Write, load: Load, options: LoadOptions, store: OracleStore, tmp_path: Path
) -> None:
    rows = [["俱乐部名称", "区县"], ["甲", "临川"], ["乙", "河阳"]]
    report = load(table("a.csv", rows), replace(options, mapping=mapping(tmp_path, scope={"column": "place"})))
    assert (report.scope, report.accepted, report.rejected, report.issues[0].rule) == ("临川", 1, 1, "XM-SCOPE")
    named = replace(options, mapping=mapping(tmp_path, scope={"file": "_(.+)\\.csv"}))
    assert load(table("俱乐部_河阳.csv", rows), named).scope == "河阳"
    with pytest.raises(LoadFailed, match="范围"):
        load(table("x.csv", rows), named)
    assert load(table("x.csv", rows), replace(named, scope="云岭")).scope == "云岭"


def test_rows_are_skipped_with_a_reason(table: Write, load: Load, options: LoadOptions, tmp_path: Path) -> None:
    own = mapping(tmp_path, skip={"不在本县": {"column": "place", "in": ["河阳"]}})
    report = load(table("a.csv", [["俱乐部名称", "区县"], ["甲", "临川"], ["乙", "河阳"]]), replace(options, mapping=own))
    assert (report.read, report.accepted, report.rejected, report.skipped, report.fixed) == (2, 1, 0, 1, 0)
    assert [(issue.rule, issue.reason, issue.rows) for issue in report.issues] == [("XM-SKIP", "不在本县", (3,))]


def test_columns_that_no_source_names_are_told_and_stay_outside(table: Write, load: Load, facts: Loaded) -> None:
    report = load(table("a.csv", [[*HEADERS, "星座", "民族"], [*GOOD, "白羊座", "汉族"]]))
    assert (report.dropped_columns, report.forbidden_columns) == (("星座", "民族"), ("民族",))
    assert "白羊座" not in facts.texts()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.csv", "姓名,电话\n李强,1\n", UnknownSource),
        ("a.csv", "", UnreadableFile),
        ("a.xlsx", "not a workbook", UnreadableFile),
        ("missing.csv", None, UnreadableFile),
    ],
)
def test_a_file_that_is_no_table_of_ours_leaves_nothing(
    load: Load, store: OracleStore, tmp_path: Path, name: str, content: str | None, error: type[Exception]
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(error):
        load(tmp_path / name)
    assert (store.rows, store.batches) == ([], [])


def test_a_named_source_without_its_columns_is_refused(table: Write, load: Load, options: LoadOptions) -> None:
    with pytest.raises(MissingColumns, match="职务"):
        load(table("a.csv", [["企业名称", "姓名"], ["甲", "乙"]]), replace(options, source="persons_in_roles"))


def test_the_report_is_remembered_without_personal_data(table: Write, load: Load, home: Path) -> None:
    load(table("a.csv", [HEADERS, GOOD, BAD]))
    (said,) = remembered(home)
    assert (said["file"], said["read"], said["rejected"], said["publication"]["new"]) == ("a.csv", 2, 1, 3)
    assert "李强" not in (home / "quality.jsonl").read_text("utf-8")


def test_the_very_same_file_is_known_before_a_row_is_read(table: Write, load: Load, store: OracleStore, home: Path) -> None:
    path = table("a.csv", [[*HEADERS, "星座"], [*GOOD, ""]])
    first, again = load(path), load(path)
    assert (first.skipped_as_unchanged, again.skipped_as_unchanged) == (False, True)
    assert (again.read, again.issues, again.dropped_columns) == (first.read, first.issues, ("星座",))
    assert again.publication is not None
    assert (again.publication.transaction, again.publication.new, again.publication.unchanged) == (None, 0, 3)
    assert len(store.batches) == len(remembered(home)) == 2
    load(table("b.csv", [HEADERS, GOOD]))
    assert not load(path).skipped_as_unchanged, "the last batch of the feed was another file"


def test_it_is_read_again_where_that_may_tell_more(table: Write, load: Load, options: LoadOptions, store: OracleStore) -> None:
    later = replace(options, data_on=day_of("2027-06-30"))
    path = table("a.csv", [HEADERS, [*GOOD[:5], "2027-01-01"]])
    assert load(path).warned == 1
    assert not load(path, later).skipped_as_unchanged, "a day that lay ahead may be read now"
    assert load(path, later).skipped_as_unchanged
    assert not load(path, replace(later, snapshot=True)).skipped_as_unchanged
    dirty = table("c.csv", [HEADERS, GOOD, BAD])
    load(dirty)
    assert not load(dirty).skipped_as_unchanged, "the rejected rows are wanted again"


def test_a_real_store_knows_the_same_file_too(table: Write, options: LoadOptions, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "g.db", create=True)
    path = table("a.csv", [HEADERS, GOOD])
    reports = [load_file(store, path, options, KEY) for _ in range(3)]
    assert [each.skipped_as_unchanged for each in reports] == [False, True, True]
    assert store.last_transaction()[0] == 1
    with store.view() as view:
        assert [state.current_through for state in view.sources()] == [options.data_on]
    store.close()


def test_progress_is_told_by_chunk(table: Write, options: LoadOptions, store: OracleStore) -> None:
    path = table("a.csv", [HEADERS, *[GOOD] * 25])
    small = replace(options, settings=options.settings.model_copy(update={"chunk_rows": 10}))
    told: list[tuple[int, float]] = []
    load_file(store, path, small, KEY, lambda _, rows, part: told.append((rows, part)))
    assert [rows for rows, _ in told] == [10, 20, 25]
    assert told[-1][1] == 1.0


def test_two_processes_say_what_one_says(table: Write, options: LoadOptions, tmp_path: Path) -> None:
    """Into the real store: the reading process stages, this one writes; a fault of the reader reaches the caller."""
    rows = [[f"第{at}公司", "", f"李{at}", "", "监事", "2020-01-01"] for at in range(300)]
    path = table("a.csv", [HEADERS, *rows, BAD])
    settings = options.settings.model_copy(update={"chunk_rows": 50})
    reports = []
    for parallel in (0, 10**9):
        store = SqliteStore(tmp_path / f"{parallel}.db", create=True)
        chosen = replace(options, settings=settings.model_copy(update={"parallel_bytes": parallel}))
        reports.append(replace(load_file(store, path, chosen, KEY), loaded_at=""))
        with pytest.raises(MissingColumns):
            load_file(store, path, replace(chosen, source="penalties"), KEY)
        store.close()
    assert reports[0] == reports[1]
    assert reports[0].publication is not None
    assert reports[0].publication.new == 900


# ---- folders


def plan(folder: Path, steps: list[dict[str, Any]]) -> None:
    with (folder / "load.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump({"steps": steps}, file)


def test_a_folder_loads_what_it_knows_and_tells_the_rest(table: Write, options: LoadOptions, store: OracleStore, tmp_path: Path) -> None:
    folder = table("f/2_任职.csv", [HEADERS, GOOD]).parent
    table("f/1_信用修复.csv", [["企业名称", "所修复文书号", "修复日期"], ["甲公司", "x〔2025〕1号", "2026-01-01"]])
    table("f/sub/3_未知.csv", [["星座", "血型"], ["白羊", "A"]])
    (folder / "readme.txt").write_text("hello", "utf-8")
    done = list(load_path(store, folder, options, KEY))
    assert [each.file for each in done if isinstance(each, LoadReport)] == ["2_任职.csv", "1_信用修复.csv"]
    assert sorted(each.file for each in done if isinstance(each, Unloaded)) == ["3_未知.csv", "readme.txt"]


def test_a_plan_replays_history(table: Write, options: LoadOptions, store: OracleStore, facts: Loaded) -> None:
    folder = table("f/2025/任职.csv", [HEADERS, GOOD, ["甲公司", COMPANY, "王芳", "", "董事", "2021-01-01"]]).parent.parent
    table("f/2026/任职.csv", [HEADERS, GOOD])
    other = {"country": "DE", "type": "passport", "number": "C01X00T47"}
    plan(
        folder,
        [
            {"load": "2025/任职.csv", "source": "persons_in_roles", "scope": "临川县", "snapshot": True, "data_on": "2025-12-31",
             "recorded_at": "2026-01-05T09:00:00+08:00"},
            {"judge": {"a": {"number": RESIDENT}, "b": other, "same": True, "author": "王审核", "basis": "换证"},
             "recorded_at": "2026-01-06T09:00:00+08:00"},
            {"load": "2026/任职.csv", "scope": "临川县", "snapshot": True, "data_on": "2026-01-31",
            "recorded_at": "2026-02-05T09:00:00+08:00"},
            {"act": {"deed": "end", "target": {"kind": "SUPERVISOR_OF", "from": {"number": RESIDENT}, "to": f"uscc:{COMPANY}",
             "key": {"since": "2020-01-01"}}, "effective": "2026-03-01", "author": "县信用办", "reason": "离任"},
             "recorded_at": "2026-03-02T09:00:00+08:00"},
        ],
    )  # fmt: skip
    done = list(load_path(store, folder, options, KEY))
    assert [each.publication.closed for each in done if isinstance(each, LoadReport) and each.publication] == [0, 1]
    assert store.instants[0].astimezone(UTC) == datetime(2026, 1, 5, 1, tzinfo=UTC)
    with store.view() as view:
        node = view.node(KEY.person("CN", "resident_id", RESIDENT))
        assert node is not None
        assert KEY.person("DE", "passport", "C01X00T47") in node.members
    assert facts.one("SUPERVISOR_OF").period.to_max == day_of("2026-03-01")


def test_a_plan_corrects_a_record_and_names_a_property_that_it_does_not_have(
    table: Write, options: LoadOptions, store: OracleStore, facts: Loaded
) -> None:
    folder = table("f/任职.csv", [HEADERS, GOOD]).parent
    target = {"kind": "Organization", "from": f"uscc:{COMPANY}"}
    act = {"deed": "correct", "target": target, "author": "审批局", "reason": "更正", "props": {"registrar": "临川县审批局"}}
    plan(folder, [{"load": "任职.csv", "source": "persons_in_roles"}, {"act": act}])
    list(load_path(store, folder, options, KEY))
    assert next(fact for fact in facts.of("Organization") if fact.src == f"uscc:{COMPANY}").props["registrar"] == "临川县审批局"
    plan(folder, [{"act": {**act, "props": {"dragon": 1}}}])
    with pytest.raises(LoadFailed):
        list(load_path(store, folder, options, KEY))


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ({"load": "../secret.csv"}, UnreadableFile),
        ({"lode": "x.csv"}, CatalogueFault),
        ({"act": {"deed": "repair", "target": {"document": "x〔2025〕1号"}, "author": "a", "reason": "b"}}, LoadFailed),
    ],
)
def test_a_wrong_plan_is_told(
    options: LoadOptions, store: OracleStore, tmp_path: Path, step: dict[str, Any], error: type[Exception]
) -> None:
    plan(tmp_path, [step])
    with pytest.raises(error):
        list(load_path(store, tmp_path, options, KEY))
