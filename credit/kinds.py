"""The kinds of node, of relation and of statement, declared once.

Everything that depends on what kinds exist is generated from here: table rows, writers, indexes, `docs/schema.md`, `/v1/ontology`.
The **key** of a kind names the properties that tell one fact from the next between the same ends: one term of office from
the next, one holding from the next. The **lane** says whether a relation may stand in the proof of a measure (DESIGN section 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

PropType = Literal["text", "day", "fen", "share", "number", "flag", "code", "codes"]
"""`fen`: money in hundredths of a yuan; `share`: a decimal string in [0, 1] or {"min", "max"}; `codes`: a list of codes."""


class Lane(StrEnum):
    """Whether a kind may be a step in the proof of a measure."""

    BINDING = "binding"
    ADVISORY = "advisory"


class Absence(StrEnum):
    """What it means that a full snapshot no longer says it."""

    ENDS = "ends"
    KEEPS = "keeps"


@dataclass(frozen=True, slots=True)
class Prop:
    """One property of a kind. `personal`: about a natural person, masked for callers without `persons:read`."""

    name: str
    type: PropType
    zh: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of thing. `prefix` begins its public ids; `identifiers` and `names` list the properties that find it."""

    code: int
    name: str
    zh: str
    prefix: str
    props: tuple[Prop, ...]
    identifiers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    absence: Absence = Absence.KEEPS
    key: tuple[str, ...] = ()
    lane: Lane = Lane.BINDING


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of relation from `src` kinds to `dst` kinds. `office`: the holder is known by it when no id says who he is."""

    code: int
    name: str
    zh: str
    src: tuple[str, ...]
    dst: tuple[str, ...]
    key: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    lane: Lane = Lane.BINDING
    absence: Absence = Absence.ENDS
    office: bool = False


@dataclass(frozen=True, slots=True)
class StatementKind:
    """A dated statement about one node that is no relation: a former name, a mapped identifier."""

    code: int
    name: str
    zh: str
    of: tuple[str, ...]
    key: tuple[str, ...]
    props: tuple[Prop, ...]
    lane: Lane = Lane.BINDING
    absence: Absence = Absence.KEEPS


FactKind = NodeKind | EdgeKind | StatementKind

_AUTHORITY = (
    Prop("authority_name", "text", "机关"),
    Prop("authority_uscc", "text", "机关统一社会信用代码"),
)
_TERM = (
    Prop("since", "day", "任职起始日(来源所述)"),
    Prop("title", "text", "职务原文"),
    Prop("appointed_by", "text", "产生方式"),
)

NODE_KINDS: tuple[NodeKind, ...] = (
    NodeKind(
        1, "Organization", "组织", "org",
        (
            Prop("name", "text", "名称"),
            Prop("legal_form", "code", "组织形式"),
            Prop("status", "code", "登记状态"),
            Prop("status_on", "day", "状态日期"),
            Prop("uscc", "text", "统一社会信用代码"),
            Prop("org_code", "text", "组织机构代码"),
            Prop("reg_no", "text", "工商注册号"),
            Prop("tax_no", "text", "纳税人识别号"),
            Prop("own_id", "text", "来源内部编号"),
            Prop("stated_code", "text", "来源所述代码(未通过校验)"),
            Prop("region", "text", "行政区划"),
            Prop("registered_on", "day", "成立日期"),
            Prop("registrar", "text", "登记机关"),
            Prop("capital_fen", "fen", "注册资本"),
            Prop("industry", "text", "行业"),
            Prop("scope", "text", "经营范围"),
        ),
        identifiers=("uscc", "org_code", "reg_no", "tax_no", "own_id"), names=("name",),
    ),
    NodeKind(
        2, "Person", "自然人", "p",
        (
            Prop("name", "text", "姓名", personal=True),
            Prop("identity", "code", "身份确认程度"),
            Prop("id_country", "code", "证件签发国家或地区"),
            Prop("id_type", "code", "证件类型"),
            Prop("masked_id_hash", "text", "遮蔽证件号的键控摘要", personal=True),
            Prop("died_on", "day", "死亡日期", personal=True),
            Prop("own_id", "text", "来源内部编号", personal=True),
        ),
        identifiers=("masked_id_hash", "own_id"), names=("name",),
    ),
    NodeKind(
        3, "Penalty", "行政处罚", "pen",
        (
            Prop("doc_no", "text", "行政处罚决定书文号"),
            Prop("title", "text", "处罚名称"),
            Prop("violation_type", "text", "违法行为类型"),
            Prop("violation_facts", "text", "违法事实"),
            Prop("legal_basis", "text", "处罚依据"),
            Prop("penalty_kinds", "codes", "处罚类别"),
            Prop("content", "text", "处罚内容"),
            Prop("fine_fen", "fen", "罚款金额"),
            Prop("confiscated_fen", "fen", "没收金额"),
            Prop("licence_revoked", "text", "暂扣或吊销证照名称及编号"),
            Prop("revoked", "codes", "吊销的证照种类"),
            Prop("tier", "code", "失信程度"),
            Prop("tier_set_by", "text", "失信程度认定者"),
            Prop("repair_notice", "flag", "是否送达信用修复告知书"),
            Prop("procedure", "code", "处罚程序"),
            Prop("personal_responsibility", "flag", "是否认定个人责任"),
            Prop("domain", "code", "领域"),
            Prop("act_on", "day", "违法行为日期"),
            Prop("decided_on", "day", "处罚决定日期"),
            Prop("valid_until", "day", "处罚有效期"),
            Prop("public_until", "day", "公示截止期"),
            Prop("corrected_on", "day", "纠正日期"),
            Prop("remark", "text", "备注"),
            *_AUTHORITY,
        ),
        identifiers=("doc_no",),
    ),
    NodeKind(
        4, "Licence", "行政许可", "lic",
        (
            Prop("doc_no", "text", "行政许可决定文书号"),
            Prop("title", "text", "行政许可决定文书名称"),
            Prop("licence_kind", "code", "许可类别"),
            Prop("licence_name", "text", "许可证书名称"),
            Prop("licence_no", "text", "许可编号"),
            Prop("content", "text", "许可内容"),
            Prop("domain", "code", "领域"),
            Prop("decided_on", "day", "许可决定日期"),
            Prop("status", "code", "当前状态"),
            *_AUTHORITY,
        ),
        identifiers=("doc_no", "licence_no"), absence=Absence.ENDS,
    ),
    NodeKind(
        5, "ListEntry", "名单记录", "list",
        (
            Prop("list_code", "code", "名单"),
            Prop("polarity", "code", "名单性质"),
            Prop("reason", "text", "列入事由"),
            Prop("legal_basis", "text", "列入依据"),
            Prop("doc_no", "text", "列入决定文书号"),
            Prop("case_no", "text", "案号"),
            Prop("listed_on", "day", "列入日期"),
            Prop("removed_on", "day", "移出日期"),
            Prop("removal_reason", "text", "移出事由"),
            Prop("valid_until", "day", "有效期至"),
            Prop("corrected_on", "day", "改正日期"),
            Prop("period_of", "text", "评价年度"),
            Prop("grade", "code", "等级"),
            Prop("performance", "text", "履行情况"),
            Prop("duty", "text", "责任身份"),
            Prop("name_as_listed", "text", "名单所载名称", personal=True),
            Prop("masked_id_hash", "text", "名单所载遮蔽证件号的键控摘要", personal=True),
            *_AUTHORITY,
        ),
        identifiers=("case_no", "doc_no"), absence=Absence.ENDS,
    ),
    NodeKind(
        6, "CourtOrder", "法院文书", "ord",
        (
            Prop("case_no", "text", "案号"),
            Prop("order_kind", "code", "文书种类"),
            Prop("court", "text", "法院"),
            Prop("ordered_on", "day", "作出日期"),
            Prop("lifted_on", "day", "解除日期"),
            Prop("lifts_case_no", "text", "所解除文书的案号"),
            Prop("basis_doc_no", "text", "执行依据文号"),
            Prop("amount_fen", "fen", "执行标的"),
            Prop("performance", "text", "履行情况"),
            *_AUTHORITY,
        ),
        identifiers=("case_no", "basis_doc_no"),
    ),
    NodeKind(
        7, "Encumbrance", "股权冻结或出质", "enc",
        (
            Prop("encumbrance_kind", "code", "种类"),
            Prop("doc_no", "text", "文书号或登记编号"),
            Prop("holder", "text", "质权人或执行法院"),
            Prop("amount_fen", "fen", "数额"),
            Prop("share", "share", "比例"),
            Prop("state", "code", "状态"),
            Prop("registered_on", "day", "登记日期"),
            *_AUTHORITY,
        ),
        identifiers=("doc_no",), absence=Absence.ENDS,
    ),
    NodeKind(
        8, "Commitment", "信用承诺", "cmt",
        (Prop("commitment_kind", "code", "承诺类型"), Prop("content", "text", "承诺事由"), Prop("state", "code", "履约状态"), *_AUTHORITY),
    ),
    NodeKind(
        9, "Repair", "信用修复", "rep",
        (Prop("doc_no", "text", "修复决定文书号"), Prop("target_doc_no", "text", "所修复文书号"), Prop("decided_on", "day", "决定日期"), *_AUTHORITY),
        identifiers=("doc_no",),
    ),
    NodeKind(
        10, "Objection", "异议", "obj",
        (Prop("doc_no", "text", "异议受理号"), Prop("filed_on", "day", "提出日期"), Prop("outcome", "code", "处理结果"), *_AUTHORITY),
        identifiers=("doc_no",),
    ),
    NodeKind(
        11, "ContactPoint", "联系方式", "cp",
        (Prop("contact_kind", "code", "种类"), Prop("hash", "text", "键控摘要")),
        lane=Lane.ADVISORY,
    ),
)

_PARTY = ("Organization", "Person")
_ORG = ("Organization",)
_MAN = ("Person",)
_DECISION = ("Penalty", "Licence", "ListEntry", "CourtOrder", "Encumbrance")
_SHARE = (
    Prop("since", "day", "持股起始日(来源所述)"),
    Prop("as_of", "day", "披露截止日"),
    Prop("share", "share", "持股比例"),
    Prop("share_min", "share", "持股比例下限"),
    Prop("share_max", "share", "持股比例上限"),
    Prop("amount_fen", "fen", "认缴额"),
    Prop("shares_held", "number", "持股数"),
)


def _office(code: int, name: str, zh: str, src: tuple[str, ...] = _MAN, extra: tuple[Prop, ...] = ()) -> EdgeKind:
    return EdgeKind(code, name, zh, src, _ORG, ("since",), _TERM + extra, office=True)


EDGE_KINDS: tuple[EdgeKind, ...] = (
    _office(31, "LEGAL_REP_OF", "法定代表人"),
    _office(32, "PRINCIPAL_OF", "主要负责人"),
    _office(33, "OPERATOR_OF", "经营者"),
    _office(
        34, "PARTNER_OF", "合伙人", _PARTY,
        (Prop("general", "flag", "是否普通合伙人"), Prop("executive", "flag", "是否执行事务合伙人"), Prop("delegate", "flag", "是否委派代表")),
    ),
    _office(35, "INVESTOR_OF", "投资人", _PARTY),
    _office(36, "DIRECTOR_OF", "董事"),
    _office(37, "SUPERVISOR_OF", "监事"),
    _office(38, "EXECUTIVE_OF", "高级管理人员"),
    _office(39, "FINANCE_HEAD_OF", "财务负责人"),
    EdgeKind(40, "LIAISON_OF", "联络员", _MAN, _ORG, ("since",), _TERM, Lane.ADVISORY, office=True),
    EdgeKind(41, "FILED_BY", "登记代办", _ORG, _PARTY, ("since",), _TERM, Lane.ADVISORY),
    EdgeKind(42, "GUARDIAN_OF", "法定代理人", _MAN, _MAN, ("since",), _TERM),
    EdgeKind(43, "SHAREHOLDER_OF", "股东", _PARTY, _ORG, ("since", "as_of"), _SHARE),
    EdgeKind(44, "CONTROLLER_OF", "实际控制人(经认定或披露)", _PARTY, _ORG, ("since",), (Prop("since", "day", "认定日期"), Prop("found_by", "text", "认定者"))),
    EdgeKind(45, "BRANCH_OF", "分支机构", _ORG, _ORG, (), (Prop("title", "text", "关系原文"),)),
    EdgeKind(46, "PREDECESSOR_OF", "前身", _ORG, _ORG, (), (), Lane.ADVISORY, Absence.KEEPS),
    EdgeKind(47, "GUARANTEES", "担保", _PARTY, _PARTY, ("since",), (Prop("since", "day", "担保起始日"), Prop("amount_fen", "fen", "担保金额")), Lane.ADVISORY),
    EdgeKind(51, "SUBJECT_OF", "当事人", _PARTY, _DECISION, ("part",), (Prop("part", "code", "当事人地位"),), absence=Absence.KEEPS),
    EdgeKind(
        52, "NAMED_IN", "文书列名责任人", _MAN, _DECISION, ("duty",),
        (Prop("duty", "code", "责任身份"), Prop("on_behalf_of", "text", "所属组织")), absence=Absence.KEEPS,
    ),
    EdgeKind(53, "LISTED_AS", "列入名单", _PARTY, ("ListEntry",), (), (), absence=Absence.KEEPS),
    EdgeKind(54, "DECIDED_BY", "作出机关", _DECISION, _ORG, (), (), absence=Absence.KEEPS),
    EdgeKind(55, "USES_CONTACT", "使用联系方式", _PARTY, ("ContactPoint",), ("since",), (Prop("since", "day", "起始日"),), Lane.ADVISORY),
    EdgeKind(56, "POSSIBLY_SAME", "疑似同一", _PARTY, _PARTY, (), (Prop("basis", "text", "依据"),), Lane.ADVISORY, Absence.KEEPS),
    EdgeKind(57, "EMPLOYED_AS", "任用岗位", _MAN, _ORG, ("since", "post"), (*_TERM, Prop("post", "code", "岗位")), office=True),
)

STATEMENT_KINDS: tuple[StatementKind, ...] = (
    StatementKind(21, "FORMER_NAME", "曾用名", _ORG, ("name",), (Prop("name", "text", "名称"),)),
    StatementKind(22, "IDENTIFIED_AS", "标识对应", _PARTY, ("scheme", "value"), (Prop("scheme", "code", "标识种类"), Prop("value", "text", "标识"))),
)

FACT_KINDS: Mapping[str, FactKind] = MappingProxyType({kind.name: kind for kind in (*NODE_KINDS, *STATEMENT_KINDS, *EDGE_KINDS)})
"""Every kind of fact by name: the record of a node, a statement about one, a relation between two."""

NODES: Mapping[str, NodeKind] = MappingProxyType({kind.name: kind for kind in NODE_KINDS})
EDGES: Mapping[str, EdgeKind] = MappingProxyType({kind.name: kind for kind in EDGE_KINDS})
KIND_OF_CODE: Mapping[int, FactKind] = MappingProxyType({kind.code: kind for kind in FACT_KINDS.values()})

_PREFIXES = {kind.prefix: kind.name for kind in NODE_KINDS} | {"uscc": "Organization", "reg": "Organization"}


def node_kind_of(public_id: str) -> str | None:
    """The kind of node that a public id names by its prefix, or None where the prefix is none of ours."""
    return _PREFIXES.get(public_id.partition(":")[0])
