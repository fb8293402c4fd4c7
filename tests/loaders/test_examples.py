"""The mappings kept as examples, tried on the real tables where they are at hand; none of those tables is in the repository."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from credit.periods import ALWAYS, Certainty, day_of
from graph.stores.sqlite.store import SqliteStore
from loaders.folders import load_path
from loaders.mapping.catalogue import from_file
from loaders.pipeline import LoadOptions
from loaders.report import LoadReport
from tests.loaders.claims import Loaded
from tests.loaders.conftest import KEY
from tests.oracle.store import OracleStore

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
DATA = ROOT.parent / "shared" / "data"
Write = Callable[..., Path]

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def real(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return path


def loaded(store: SqliteStore | OracleStore, path: Path, options: LoadOptions, name: str) -> dict[str, LoadReport]:
    chosen = replace(options, mapping=EXAMPLES / name / "source.yaml", rejected_dir=options.settings.home / "rejected")
    return {each.file: each for each in load_path(store, path, chosen, KEY) if isinstance(each, LoadReport)}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/source.yaml")), ids=lambda path: path.parent.name)
def test_every_example_is_well_formed(path: Path) -> None:
    assert from_file(path)


def test_a_graph_of_nodes_and_edges_on_invented_tables(table: Write, store: OracleStore, facts: Loaded, options: LoadOptions) -> None:
    """The grammar of the supervision graph's mapping, without its data: own ids, id columns, blobs, an entry that ended."""
    edge = ["edge_id", "edge_type", "from_node", "to_node", "from_type", "to_type"]
    folder = table("g/nodes_company.csv", [["node_id", "node_type", "name", "number", "legal_person", "credit_code", "establish_date",
                   "status", "description"],
                                           ["CUS_020", "Company", "甲公司", "n", "x", "911101010000000000", "2001-02-03", "C",
                                            "建材"]]).parent  # fmt: skip
    table(
        "g/nodes_person.csv", [["node_id", "node_type", "name", "number", "gender", "status"], ["USER_1", "Person", "李强", "E1", "1", "C"]]
    )
    table(
        "g/edges_employment.csv",
        [[*edge, "position", "tenure_start"], ["1", "EMPLOYED_BY", "USER_1", "CUS_020", "", "", "副董事长", "2016-02-15"]],
    )
    held = ["1", "LEGAL_PERSON", "USER_1", "CUS_020", "", "", ""]
    table("g/edges_legal_person.csv", [[*edge, "properties"], held, ["2", "OTHER", "USER_1", "X", "", "", ""]])
    event = ["node_id", "node_type", "event_type", "event_no", "event_name", "amount", "status", "register_date", "description"]
    blob = "illegal_fact=经查;货值48000元; punish_content=罚款4.8万元; authority=临川局; public_deadline=2026年08月08日"
    table("g/nodes_admin_penalty.csv", [event, ["PEN_1", "", "", "临处〔2023〕1号", "罚款,警告", "0", "C", "2023-07-31", blob]])
    table("g/edges_admin_penalty_company.csv", [[*edge, "properties"], ["1", "ADMIN_PENALTY_OF", "PEN_1", "CUS_020", "", "", ""]])
    listed = "included_reason=无法联系; included_authority=临川局"
    ended = f"{listed}; removed_reason=已补报，\n可以移出; removed_date=2017-07-28; update_time=2020-04-14"
    table("g/nodes_business_abnormal.csv", [event, ["ABN_1", "", "", "1", "x", "0", "C", "2017-07-07", ended]])
    table("g/edges_business_abnormal_company.csv", [[*edge, "properties"], ["1", "BUSINESS_ABNORMAL_OF", "ABN_1", "CUS_020", "", "", ""]])
    reports = loaded(store, folder, options, "cn_supervision_graph")
    assert len(reports) == 8
    assert reports["edges_legal_person.csv"].skipped == 1
    company = facts.one("Organization")
    assert (company.props["own_id"], company.props["stated_code"], company.src[:5]) == ("CUS_020", "911101010000000000", "org:~")
    assert facts.one("Person").props["identity"] == "own_number"
    assert facts.told("DIRECTOR_OF") == {("DIRECTOR_OF", "李强", "甲公司", "2016-02-15", None)}
    assert facts.told("LEGAL_REP_OF") == {("LEGAL_REP_OF", "李强", "甲公司", None, None)}
    penalty, entry = facts.one("Penalty"), facts.one("ListEntry")
    assert penalty.props["violation_facts"] == "经查;货值48000元"
    assert (penalty.props["authority_name"], penalty.props["public_until"]) == ("临川局", "2026-08-08")
    assert facts.one("SUBJECT_OF").dst == penalty.src
    assert [entry.period.at(day_of(day)) for day in ("2017-07-27", "2017-07-28")] == [Certainty.CERTAIN, Certainty.OUTSIDE]
    assert facts.one("LISTED_AS").dst == entry.src


def test_the_supervision_graph(store: OracleStore, facts: Loaded, options: LoadOptions) -> None:
    reports = loaded(store, real("cn_supervision_graph"), options, "cn_supervision_graph")
    assert {name: each.accepted for name, each in reports.items()} == {
        "edges_admin_penalty_company.csv": 12,
        "edges_business_abnormal_company.csv": 25,
        "edges_controls.csv": 15,
        "edges_employment.csv": 80,
        "edges_legal_person.csv": 90,
        "nodes_admin_penalty.csv": 12,
        "nodes_business_abnormal.csv": 25,
        "nodes_company.csv": 114,
        "nodes_person.csv": 165,
    }
    assert sum(each.rejected for each in reports.values()) == 0
    assert not any(fact.src.startswith("uscc:") for fact in facts.of("Organization"))
    entries = facts.of("ListEntry")
    assert (len(facts.of("Penalty")), len(entries), len({edge.dst for edge in facts.of("LISTED_AS")})) == (12, 25, 25)
    ended = [entry for entry in entries if "removed_on" in entry.props]
    assert len(ended) == 21
    assert all(entry.period.at(day_of(str(entry.props["removed_on"]))) is Certainty.OUTSIDE for entry in ended)


@pytest.mark.parametrize(
    ("name", "place", "read", "rejected", "kinds"),
    [
        ("cn_enterprise_registry", "cn_enterprise_registry/dev/registry_dev.csv", 2057, 0, {"LEGAL_REP_OF", "Organization"}),
        ("cn_listed_executives", "cn_listed_executives", 27963, 0, {"DIRECTOR_OF", "Person"}),
        ("cn_listed_holders", "cn_listed_holders", 10804, 15, {"SHAREHOLDER_OF", "Organization"}),
    ],
)
def test_real_tables_load(name: str, place: str, read: int, rejected: int, kinds: set[str], options: LoadOptions, tmp_path: Path) -> None:
    path = real(place)
    store = SqliteStore(tmp_path / "g.db", create=True)
    reports = loaded(store, path, options, name).values()
    assert (sum(each.read for each in reports), sum(each.rejected for each in reports)) == (read, rejected)
    assert kinds <= set(store.stats().facts)
    with store.view() as view:
        some = view.all_nodes("Organization", "", 50)
        assert view.facts_of(some, ["Organization"], ALWAYS)
    store.close()
