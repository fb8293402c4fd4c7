"""A small invented world: a debtor with its people, a sole trader, namesakes, a merged pair, a repaired fine, a dispute."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from credit.facts import Deed
from credit.identifiers import make_uscc
from credit.identity import canonical_json, content_digest, fact_id
from credit.kinds import FACT_KINDS
from credit.periods import MAX_DAY, day_of
from graph.opening import open_store
from graph.store import BatchInfo, NewAct, StagedClaims, StagedRows, Store
from inquiry.rulebook import Rulebook, read_rulebook
from inquiry.settings import HomeSettings
from office.premises import Premises
from tests.reasoning.world import World

TODAY = "2026-11-20"


def invented(number: int, authority: str = "91") -> str:
    """The id of an organisation that does not exist, in a county that does not exist."""
    return f"uscc:{make_uscc(authority[0], authority[1], '379926', f'MA{number:06d}')}"


DEBTOR, SHAREHOLDER, BRANCH, SHOP, CLEAN, OTHER = (invented(n) for n in (11, 12, 13, 14, 15, 16))
AUTHORITY = invented(17, "11")
OLD_NUMBER = "reg:379926000000016"
REP, DIRECTOR, HOLDER, NAMESAKE, FORMER = "p:v1rep", "p:v1director", "p:h1holder", "p:v1namesake", "p:v1former"
PERSONS = {REP: "欧阳立春", DIRECTOR: "王伟", HOLDER: "孙三友", NAMESAKE: "王伟", FORMER: "钱退之"}
FINE, REPAIRED, LISTING, ORDER, REMOVED = "pen:fine1", "pen:repaired1", "list:entry1", "ord:order1", "list:removed1"
ORGS = {
    DEBTOR: "青禾县欠债商贸有限公司",
    SHAREHOLDER: "青禾县股东投资有限公司",
    BRANCH: "青禾县欠债商贸有限公司城东分公司",
    SHOP: "青禾县王伟小吃店",
    CLEAN: "青禾县清白有限公司",
    OTHER: "青禾县旧号有限公司",
    AUTHORITY: "青禾县市场监督管理局",
}
CASE = "(2025)鲁9926执123号"
DOC = "青市监罚〔2026〕7号"


@dataclass
class Small:
    """The world, and the ids of facts that tests ask for."""

    world: World = field(default_factory=World)
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.world.store

    def say(self, key: str, *args: Any, **props: Any) -> None:
        self.facts[key] = self.world.say(*args, **props)


def small_world(world: World | None = None) -> Small:
    """Everything said; the last transaction knows all of it."""
    small = Small(world or World())
    _parties(small)
    _relations(small)
    _records(small)
    _acts(small)
    return small


def _parties(small: Small) -> None:
    for org, name in ORGS.items():
        small.say(org, "Organization", org, name=name, legal_form="company", uscc=org.removeprefix("uscc:"), status="in_business")
    for person, name in PERSONS.items():
        known = {"v": "verified", "h": "office_holder"}[person[2]]
        small.say(person, "Person", person, name=name, identity=known)
    small.say("former_name", "FORMER_NAME", DEBTOR, None, "2019-01-01", "2022-05-01", name="青禾县曾用商贸有限公司")
    small.say("old", "Organization", OLD_NUMBER, name="青禾县旧号有限公司")
    small.store.judge(OLD_NUMBER, OTHER, True, "identifier map", "official map")


def _relations(small: Small) -> None:
    small.say("rep", "LEGAL_REP_OF", REP, DEBTOR, "2020-01-01", title="法定代表人")
    small.say("former_rep", "LEGAL_REP_OF", FORMER, DEBTOR, "2015-01-01", "2020-01-01")
    small.say("director", "DIRECTOR_OF", DIRECTOR, DEBTOR, "2021-03-01")
    small.say("namesake", "LEGAL_REP_OF", NAMESAKE, CLEAN, "2021-03-01")
    small.say("holder", "LEGAL_REP_OF", HOLDER, SHAREHOLDER, "2018-01-01")
    small.say("operator", "OPERATOR_OF", DIRECTOR, SHOP, "2022-01-01")
    small.say("share", "SHAREHOLDER_OF", SHAREHOLDER, DEBTOR, "2020-01-01", share="0.6", amount_fen=600_000_000)
    small.say("branch", "BRANCH_OF", BRANCH, DEBTOR)
    small.facts["raw"] = _with_raw_values(small)
    small.say("maybe", "POSSIBLY_SAME", DIRECTOR, NAMESAKE, basis="同名")


def _with_raw_values(small: Small) -> str:
    """A row as a registry sends it: with persons in columns and inside a remark, one of whom stands nowhere else."""
    raw = {"企业名称": ORGS[CLEAN], "法定代表人": "王伟", "经办": "李不在册", "说明": "该公司由王伟于2021年设立", "成立日期": "2021-03-01"}
    props = canonical_json({"name": ORGS[CLEAN], "industry": "零售", "status": "suspended"})
    day = day_of(TODAY)
    fact = fact_id("Organization", CLEAN, None, [])
    claims = StagedClaims(
        [FACT_KINDS["Organization"].code], [CLEAN], [None], [fact], [content_digest(props, [day])], [day], [day], [MAX_DAY], [MAX_DAY],
        [props], [2], [None],
    )  # fmt: skip
    batch = BatchInfo("offices", "county", "主要人员", "登记机关", 20, "主要人员.csv", "raw", day)
    with small.store.load(batch) as load:
        load.add(claims, StagedRows([2], [canonical_json(raw)]))
        load.publish()
    return fact.hex()


def _records(small: Small) -> None:
    world, facts = small.world, small.facts
    facts["order"] = world.record(
        "CourtOrder", DEBTOR, ORDER, "2025-03-10", order_kind="consumption_restriction", case_no=CASE, court="青禾县人民法院"
    )
    facts["listing"] = world.record(
        "ListEntry", DEBTOR, LISTING, "2025-04-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR", polarity="black", case_no=CASE,
        name_as_listed="青禾县欠债商贸有限公司",
    )  # fmt: skip
    facts["removed"] = world.record(
        "ListEntry", DEBTOR, REMOVED, "2024-01-01", "2024-06-01", list_code="LIST_ABNORMAL_OPERATION", polarity="watch"
    )
    facts["fine"] = world.record(
        "Penalty", DEBTOR, FINE, "2026-05-10", doc_no=DOC, penalty_kinds=["fine"], fine_fen=5_000_000, tier="ordinary",
        violation_facts="经查,该公司法定代表人欧阳立春组织实施。", authority_name="青禾县市场监督管理局", public_until="2027-05-10",
    )  # fmt: skip
    facts["repaired"] = world.record("Penalty", DEBTOR, REPAIRED, "2024-02-01", doc_no="青市监罚〔2024〕3号", penalty_kinds=["fine"])
    small.say("decided_by", "DECIDED_BY", FINE, AUTHORITY)


def _acts(small: Small) -> None:
    facts = small.facts
    repair = NewAct(facts["repaired"], Deed.REPAIR, day_of("2026-01-15"), "信用中国", "修复决定")
    dispute = NewAct(facts["fine"], Deed.DISPUTE, day_of("2026-06-01"), "本人", "异议")
    small.store.record([repair, dispute])


@cache
def rulebook() -> Rulebook:
    """The shipped law, read once for all tests."""
    return read_rulebook()


def premises_of(store: Store, home: Path) -> Premises:
    """Premises whose store is the given one, on the tests' day."""
    premises = Premises(HomeSettings(home=home, today=date.fromisoformat(TODAY)), open_store=lambda _: store)
    premises.__dict__["rulebook"] = rulebook()
    return premises


def sqlite_world(home: Path) -> Small:
    """The same world in a real store in a home folder."""
    return small_world(World(open_store(home, create=True)))  # type: ignore[arg-type]  # any store will do
