"""Definitions: those that ship are whole, a wrong one is told by file and field, a file finds its source by its headers."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from credit.errors import CatalogueFault, MissingColumns, UnknownSource
from loaders.mapping.binding import bind, require
from loaders.mapping.catalogue import from_file, named, shipped
from loaders.mapping.detect import detect, score
from loaders.mapping.inherit import merged
from loaders.templates import headers_of, sources_table, write_templates

SOURCES = shipped()
README = Path(__file__).parents[2] / "loaders" / "README.md"

SMALL: dict[str, Any] = {
    "name": "clubs",
    "title": {"zh": "俱乐部", "en": "Clubs"},
    "publisher": "体育局",
    "category": "registration",
    "columns": {"name": {"headers": ["俱乐部名称"], "read": "name"}, "code": {"headers": ["代码"], "read": "uscc"}},
    "nodes": {"club": {"kind": "Organization", "by": {"uscc": "code", "else": ["name"]}, "props": {"name": "name"}}},
}


def written(folder: Path, content: Any) -> Path:
    path = folder / "source.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(content, file)
    return path


def test_everything_that_ships_is_well_formed() -> None:
    assert len(SOURCES) >= 30
    assert [name for name, each in SOURCES.items() if name != each.name] == []


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_template_is_known_as_its_own_source(name: str) -> None:
    """Every header of a template feeds its own column, and the template is taken for no other source."""
    definition = SOURCES[name]
    pairs = headers_of(definition)
    headers = [header for header, _ in pairs]
    places = bind(headers, definition).places
    assert [(header, column) for at, (header, column) in enumerate(pairs) if at not in places.get(column, ())] == []
    assert detect(Path("x.csv"), headers, SOURCES.values()).name == name


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("columns.name.reed", "text", "columns.name.reed"),
        ("columns.name.read", "telepathy", "columns.name.read"),
        ("category", "gossip", "category"),
        ("nodes.club.kind", "Planet", "nodes.club"),
        ("nodes.club.props", {"colour": "name"}, "colour"),
        ("nodes.club.props", {"name": "nobody"}, "nobody"),
        ("nodes.club.props", {"legal_form": "=spaceship"}, "spaceship"),
        ("nodes.club.by", {"uscc": "missing"}, "missing"),
        ("nodes.club.by", {}, "nodes.club.by"),
        ("nodes.club.when", {"has": "name", "lacks": "code"}, "nodes.club.when"),
        ("edges", {"e": {"kind": "LOVES", "from": "club", "to": "club"}}, "LOVES"),
        ("edges", {"e": {"kind": "LEGAL_REP_OF", "from": "club", "to": "club"}}, "edges.e.from"),
        ("lookups", {"l": {"words": {"甲": "wizard"}, "codes": "legal_form"}}, None),
        ("columns.code.lookup", "nowhere", "nowhere"),
        ("checks", {"c": {"rule": "SGS-99", "form": "named", "of": "name"}}, "SGS-99"),
        ("checks", {"c": {"rule": "SGS-02", "form": "guessed", "of": "name"}}, "guessed"),
        ("acts", {"a": {"deed": "repair", "target": {}, "reason": "name"}}, "acts.a.target"),
        ("columns.name.use", "unknown_shared", "unknown_shared"),
        ("extends", ["no_such_base"], "no_such_base"),
        ("columns.number", {"headers": ["证件号码"], "read": "id_no"}, None),
        ("rows", {"min": "many"}, "rows.min"),
        ("nodes.name", {"kind": "Organization", "by": {"uscc": "code"}}, "nodes.name"),
    ],
)
def test_a_malformed_definition_names_its_field(tmp_path: Path, where: str, value: Any, told: str | None) -> None:
    content: Any = deepcopy(SMALL)
    at = content
    *path, last = where.split(".")
    for step in path:
        at[step] = dict(at[step])
        at = at[step]
    at[last] = value
    if told is None and "number" in content["columns"]:
        content["nodes"]["club"]["props"] = {"name": "name", "own_id": "number.raw"}
        told = "证件号码"
    elif told is None:
        content["columns"]["form"] = {"headers": ["类型"], "read": "word", "lookup": "l"}
        told = "wizard"
    with pytest.raises(CatalogueFault, match=r"source\.yaml") as fault:
        from_file(written(tmp_path, content))
    assert told in fault.value.detail


def test_what_is_no_yaml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "source.yaml"
    path.write_text("name: [unclosed", "utf-8")
    with pytest.raises(CatalogueFault, match="YAML"):
        from_file(path)
    path.write_text("- a list", "utf-8")
    with pytest.raises(CatalogueFault):
        from_file(path)


def test_a_mapping_file_may_hold_several_sources_that_share_columns(tmp_path: Path) -> None:
    shared = {"columns": {"club_name": {"headers": ["俱乐部名称"], "read": "name"}}}
    both = [{**SMALL, "name": "a"}, merged(SMALL, {"name": "b", "columns": {"name": {"use": "club_name", "headers": None, "read": None}}})]
    first, second = from_file(written(tmp_path, {"sources": both, **shared}))
    assert (first.name, second.columns["name"].headers) == ("a", ("俱乐部名称",))


def test_bases_merge_null_takes_away_and_a_condition_is_replaced_whole() -> None:
    base = {"a": {"x": 1, "y": 2}, "when": {"has": "a"}, "l": [1]}
    assert merged(base, {"a": {"x": None, "z": 3}, "when": {"lacks": "b"}, "l": [2]}) == {
        "a": {"y": 2, "z": 3},
        "when": {"lacks": "b"},
        "l": [2],
    }


def test_files_of_two_kinds_that_fit_alike_are_not_guessed() -> None:
    with pytest.raises(UnknownSource, match="没有来源"):
        detect(Path("x.csv"), ["甲", "乙"], SOURCES.values())
    twin = SOURCES["branches"].model_copy(update={"name": "twin"})
    headers = [header for header, _ in headers_of(twin)]
    with pytest.raises(UnknownSource, match="branches、twin") as fault:
        detect(Path("x.csv"), headers, [SOURCES["branches"], twin])
    assert fault.value.extra["candidates"] == ["branches", "twin"]
    assert score(Path("分支机构.csv"), headers, twin) > score(Path("x.csv"), headers, twin)


def test_missing_columns_are_named_in_chinese() -> None:
    definition = named("abnormal_operation")
    with pytest.raises(MissingColumns, match="列入日期") as fault:
        require(bind(["企业名称", "列入经营异常名录原因"], definition), definition, "x.csv")
    assert fault.value.extra["missing"] == ["列入日期"]


def test_an_unknown_source_lists_those_that_there_are() -> None:
    with pytest.raises(UnknownSource, match="penalties"):
        named("penaltys")


def test_the_readme_lists_the_sources_as_they_are() -> None:
    assert README.read_text("utf-8").endswith(sources_table(SOURCES.values())), "write it anew with loaders.templates.sources_table"


def test_templates_hold_the_exact_headers_as_text(tmp_path: Path) -> None:
    import openpyxl

    written_paths = write_templates(tmp_path / "t", [SOURCES["penalties"]])
    csv_path, book_path = written_paths
    headers = [header for header, _ in headers_of(SOURCES["penalties"])]
    assert csv_path.read_text("utf-8-sig").strip().split(",") == headers
    sheet = openpyxl.load_workbook(book_path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == headers
    assert sheet.cell(2, 3).number_format == "@"
    standard = (
        "行政相对人名称 行政相对人类别 行政相对人代码_1(统一社会信用代码) 行政相对人代码_2(工商注册号) 行政相对人代码_3(组织机构代码)"
    )
    assert headers[:5] == standard.split()


def test_a_file_of_the_template_loads_as_what_it_says(table: Callable[..., Path], load: Callable[..., Any]) -> None:
    headers = [header for header, _ in headers_of(SOURCES["identifier_map"])]
    report = load(table("x.csv", [headers, ["甲厂", "", "", "", ""]]))
    assert (report.source, report.rejected) == ("identifier_map", 1)
