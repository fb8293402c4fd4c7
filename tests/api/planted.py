"""A county with secrets planted in it: what the public may not see beside what it may, and what nobody may see at all."""

from typing import Any

from credit.facts import Deed
from credit.identity import canonical_json, content_digest, fact_id
from credit.kinds import FACT_KINDS
from credit.periods import MAX_DAY, day_of
from graph.store import BatchInfo, NewAct, StagedClaims, StagedRows
from tests.inquiry.world import CLEAN, DEBTOR, DIRECTOR, ORDER, PERSONS, REMOVED, REPAIRED, SHOP, TODAY, Small

HASH, CASE_OF_A_MAN = "h:0123456789abcdef", "(2026)鲁9926执7号"
EXPIRED, MINOR, VOID, ON_A_MAN, MAN_LISTED, WATCH, PUBLISHED = (
    "pen:expired1", "pen:minor1", "pen:void1", "pen:man1", "list:man1", "list:watch1", "pen:published1",
)  # fmt: skip
HIDDEN = (EXPIRED, MINOR, VOID, ON_A_MAN, MAN_LISTED, WATCH, REPAIRED, ORDER, REMOVED)
POINT, POINT_HASH = "cp:0f1e2d3c4b5a", "h:9f8e7d6c5b4a3f2e"
ADDRESS, PHONE, BORN, ACCOUNT, ILLNESS, MASKED = (
    "杏花巷九号院三单元",
    "13900001111",
    "1957-08-09",
    "6222020200001234567",
    "慢性病史",
    "庄*生",
)
NAMES = sorted({*PERSONS.values(), "李不在册", "牛见山"})


def told(small: Small) -> None:
    """What the public may not see beside what it may."""
    world = small.world
    world.say("Person", "p:v1niu", name="牛见山", identity="verified", masked_id_hash=HASH, died_on="2026-01-01")
    world.say("PRINCIPAL_OF", "p:v1niu", CLEAN, "2020-01-01")
    fine: dict[str, Any] = {"penalty_kinds": ["fine"], "tier": "ordinary"}
    text = "经查,牛见山指使仓库经办人 牛 见山 改动标签。"
    world.record(
        "Penalty", CLEAN, PUBLISHED, "2026-05-11", doc_no="青市监罚〔2026〕8号", violation_facts=text, corrected_on="2026-06-01", **fine
    )
    world.record("Penalty", DEBTOR, EXPIRED, "2025-01-10", doc_no="青市监罚〔2025〕1号", public_until="2026-06-01", **fine)
    world.record(
        "Penalty", DEBTOR, MINOR, "2026-07-03", doc_no="青市监当罚〔2026〕1号", penalty_kinds=["warning"], tier="minor", procedure="simple"
    )
    voided = world.record("Penalty", DEBTOR, VOID, "2026-07-04", doc_no="青市监罚〔2026〕9号", public_until="2027-07-04", **fine)
    world.store.record([NewAct(voided, Deed.VOID, day_of("2026-08-01"), "office", "撤销")])
    world.record("Penalty", DIRECTOR, ON_A_MAN, "2026-07-05", doc_no="青市监罚〔2026〕10号", public_until="2027-07-05", **fine)
    listed: dict[str, Any] = {"list_code": "LIST_DISHONEST_JUDGMENT_DEBTOR", "polarity": "black", "case_no": CASE_OF_A_MAN}
    world.record("ListEntry", DIRECTOR, MAN_LISTED, "2026-07-06", name_as_listed="王伟", masked_id_hash=HASH, **listed)
    world.record("ListEntry", DEBTOR, WATCH, "2026-07-07", list_code="LIST_KEY_WATCH", polarity="watch")
    for firm in (DEBTOR, SHOP):
        world.say("USES_CONTACT", firm, POINT, "2022-01-01")
    _row_with_private_columns(small)


def _row_with_private_columns(small: Small) -> None:
    """A row as a careless registry sends it: with an address, a telephone, a birthday, an account, an illness and a masked name."""
    raw = {
        "企业名称": "青禾县清白有限公司",
        "住所": ADDRESS,
        "联系电话": PHONE,
        "出生日期": BORN,
        "银行账号": ACCOUNT,
        "健康状况": ILLNESS,
        "姓名": MASKED,
    }
    props, day = canonical_json({"name": "青禾县清白有限公司", "status": "in_business", "industry": "批发"}), day_of(TODAY)
    claims = StagedClaims(
        [FACT_KINDS["Organization"].code], [CLEAN], [None], [fact_id("Organization", CLEAN, None, [])], [content_digest(props, [day])],
        [day], [day], [MAX_DAY], [MAX_DAY], [props], [9], [None],
    )  # fmt: skip
    with small.store.load(BatchInfo("careless", "county", "登记", "登记机关", 30, "登记.csv", "careless", day)) as load:
        load.add(claims, StagedRows([9], [canonical_json(raw)]))
        load.publish()
