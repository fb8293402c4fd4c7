"""The short notation of the golden cases: one fact a line, in the words of a file, told into the brute-force store."""

from dataclasses import dataclass, field
from typing import Any

from credit.facts import Deed
from credit.kinds import FACT_KINDS
from credit.periods import day_of
from graph.store import NewAct
from tests.reasoning.world import World

CAST = {
    "甲": "uscc:91990001MA00000011", "乙": "uscc:91990001MA00000022", "丙": "uscc:91990001MA00000044", "分": "uscc:91990001MA00000066",
    "店": "uscc:92990001MA00000033", "镇": "uscc:11990001MB00000055", "名": "p:h1name",
} | {each: f"p:v1{n}" for n, each in enumerate("王李赵钱孙周吴")}  # fmt: skip
"""甲乙丙: companies unless said otherwise; 分: a branch; 店: a sole trader; 镇: a township; 名: a person known by name only."""

OFFICES = {
    "法定代表人": "LEGAL_REP_OF", "主要负责人": "PRINCIPAL_OF", "经营者": "OPERATOR_OF", "董事": "DIRECTOR_OF", "监事": "SUPERVISOR_OF",
    "高管": "EXECUTIVE_OF", "财务负责人": "FINANCE_HEAD_OF", "合伙人": "PARTNER_OF", "股东": "SHAREHOLDER_OF",
    "实际控制人": "CONTROLLER_OF",
    "前身": "PREDECESSOR_OF", "分支机构": "BRANCH_OF", "法定代理人": "GUARDIAN_OF", "任用": "EMPLOYED_AS", "联合体": "CONSORTIUM_WITH",
}  # fmt: skip
ACTS = {"修复": Deed.REPAIR, "撤销": Deed.VOID, "异议": Deed.DISPUTE}
RECORDS = {"处罚": ("Penalty", "pen", None), "名单": ("ListEntry", "list", "list_code"), "文书": ("CourtOrder", "ord", "order_kind")}


@dataclass
class Teller:
    """Tells lines into a world; `record` is the last one told, at which 列名, 修复, 撤销 and 异议 aim."""

    world: World = field(default_factory=World)
    record: str = ""
    fact: str = ""
    told: int = 0

    def tell(self, line: str) -> None:
        first, *rest = line.split()
        if first in RECORDS:
            self._record(first, rest)
        elif first == "列名":
            self.world.say("NAMED_IN", CAST[rest[0]], self.record, duty=rest[1])
        elif first in ACTS:
            self.world.store.record([NewAct(self.fact, ACTS[first], day_of(rest[0]), "office", first)])
        elif first == "主体":
            self.world.say("Organization", CAST[rest[0]], None, rest[1], **props("Organization", rest[2:]))
        elif first == "人":
            self.world.say("Person", CAST[rest[0]], None, None, **props("Person", rest[1:]))
        elif first == "许可":
            self.told += 1
            self.world.say("SUBJECT_OF", CAST[rest[0]], f"lic:{self.told}")
            self.world.say("Licence", f"lic:{self.told}", None, "2018-01-01", domain=rest[1])
        else:
            self._relation(first, rest)

    def _record(self, word: str, rest: list[str]) -> None:
        kind, prefix, coded = RECORDS[word]
        party, days, *more = rest
        since, _, until = days.partition("..")
        stated = props(kind, [each for each in more if "=" in each])
        if coded:
            stated[coded] = next(each for each in more if "=" not in each)
        self.told += 1
        self.record = f"{prefix}:{self.told}"
        self.fact = self.world.record(kind, CAST[party], self.record, since, until or None, **stated)

    def _relation(self, organization: str, rest: list[str]) -> None:
        office, other, days, *more = rest
        since, _, until = days.partition("..")
        kind = OFFICES[office]
        self.world.say(kind, CAST[other], CAST[organization], since, until or None, **props(kind, more))


def props(kind: str, stated: list[str]) -> dict[str, Any]:
    """`name=value` by the type that the kind declares for the property; several codes with + between."""
    types = {prop.name: prop.type for prop in FACT_KINDS[kind].props}
    return {name: _value(types[name], value) for name, _, value in (each.partition("=") for each in stated)}


def _value(form: str, text: str) -> Any:
    if form == "codes":
        return text.split("+")
    if form == "flag":
        return {"true": True, "false": False}[text]
    return int(text) if form in ("number", "fen") else text
