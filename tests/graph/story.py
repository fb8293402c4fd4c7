"""One firm over eleven steps: two sources, a contradiction, a snapshot, a merge and its revocation, a void, a redaction, reloads.

Every step is a name and what is done; `expected` in test_story.py says what is then so.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from credit.facts import Deed
from graph.store import NewAct, Store
from tests.graph.makers import Said, at, batch, load, said

XINDA = "uscc:91330100MA2AAAAA0A"
HUADA = "org:123456789"
LI, ZHANG = "p:v1" + "1" * 32, "p:v1" + "2" * 32
LI_OF_COURT = "p:d1" + "3" * 32
PENALTY = "pen:0123456789abcdef01234567"
IDS = (XINDA, HUADA, LI, ZHANG, LI_OF_COURT, PENALTY)
TEXTS = ("信达", "新达", "李明", "张华", "xdkj", "91330100MA2AAAAA0A", "杭综执〔2024〕7号", "杭综执(2024)7号", "华达")

FIRM = said("Organization", XINDA, name="杭州信达科技有限公司", uscc=XINDA[5:], seen="2024-01-10", row=1, document="登1")
LI_RECORD = said("Person", LI, name="李明", identity="verified", seen="2024-01-10", row=1)
LI_LEADS = said("LEGAL_REP_OF", LI, XINDA, since="2020-01-01", row=1)
ZHANG_RECORD = said("Person", ZHANG, name="张华", identity="verified", seen="2024-01-10", row=2)
ZHANG_DIRECTS = said("DIRECTOR_OF", ZHANG, XINDA, seen="2024-01-10", row=2)

DECISION = said("Penalty", PENALTY, doc_no="杭综执〔2024〕7号", seen="2024-01-20", row=1)
AGAINST = said("SUBJECT_OF", XINDA, PENALTY, part="party", seen="2024-01-20", row=1)
NAMED = said("NAMED_IN", LI_OF_COURT, PENALTY, duty="direct", seen="2024-01-20", row=1)
FIRM_MISNAMED = said("Organization", XINDA, name="杭州新达科技有限公司", seen="2024-01-20", row=2)
LI_LED = said("LEGAL_REP_OF", LI, XINDA, since="2020-01-01", until="2023-07-01", row=2)
HUADA_HOLDS = said("SHAREHOLDER_OF", HUADA, XINDA, share="0.6", seen="2024-01-20", row=3)
HUADA_RECORD = said("Organization", HUADA, name="绍兴华达商贸有限公司", seen="2024-01-20", row=3)

REGISTER = [FIRM, LI_RECORD, LI_LEADS, ZHANG_RECORD, ZHANG_DIRECTS]
JUDGMENTS = [DECISION, AGAINST, NAMED, HUADA_RECORD, HUADA_HOLDS]
WITHOUT_ZHANG = [FIRM, LI_RECORD, LI_LEADS, ZHANG_RECORD]


def _register(day: str, hour: int, claims: list[Said]) -> Callable[[Store], object]:
    return lambda store: load(store, batch("saic", day, hour, precedence=10, snapshot=True), claims)


def _court(day: str, hour: int, claims: list[Said]) -> Callable[[Store], object]:
    return lambda store: load(store, batch("court", day, hour, precedence=20), claims)


def _act(claim: Said, deed: Deed, hour: int) -> Callable[[Store], object]:
    return lambda store: store.record([NewAct(claim.hex, deed, None, "office", "on request")], at(hour))


def _judge(same: bool, hour: int) -> Callable[[Store], object]:
    return lambda store: store.judge(LI, LI_OF_COURT, same, "clerk", "identity card seen", at(hour))


STEPS: Mapping[str, Callable[[Store], object]] = MappingProxyType(
    {
        "the register is loaded": _register("2024-01-10", 1, REGISTER),
        "the court is loaded": _court("2024-01-20", 2, JUDGMENTS),
        "the court contradicts the register": _court("2024-01-25", 3, [FIRM_MISNAMED, LI_LED]),
        "a snapshot no longer names Zhang": _register("2024-03-01", 4, WITHOUT_ZHANG),
        "the two Lis are judged one": _judge(True, 5),
        "the judgement is taken back": _judge(False, 6),
        "the legal representative is voided": _act(LI_LEADS, Deed.VOID, 7),
        "the same snapshot is loaded again": _register("2024-03-01", 8, WITHOUT_ZHANG),
        "Zhang is back": _register("2024-04-01", 9, REGISTER),
        "Li is redacted": _act(LI_RECORD, Deed.REDACT, 10),
        "Li is loaded again, with more": _court("2024-05-01", 11, [said("Person", LI, name="李明", died_on=19800, row=1), HUADA_RECORD]),
    }
)
