"""The kinds of relation, and of dated statement about one thing. A kind's code is stored: never change one, only add."""

from credit.kinds.declaration import Absence, EdgeKind, Lane, Prop, StatementKind

_TERM = (
    Prop("since", "day", "任职起始日(来源所述)"),
    Prop("title", "text", "职务原文"),
    Prop("appointed_by", "text", "产生方式"),
)

_PARTY = ("Organization", "Person")
_ORG = ("Organization",)
_MAN = ("Person",)
_DECISION = ("Penalty", "Licence", "ListEntry", "CourtOrder", "Encumbrance")
_ABOUT_DECISIONS = ("Commitment", "Repair", "Objection", "Annulment")
"""Documents about what became of a decision: the act takes effect, the document says when and on whose word (docs/decisions/0035)."""
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
        34,
        "PARTNER_OF",
        "合伙人",
        _PARTY,
        (
            Prop("general", "flag", "是否普通合伙人"),
            Prop("executive", "flag", "是否执行事务合伙人"),
            Prop("delegate", "flag", "是否委派代表"),
        ),
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
    EdgeKind(
        44,
        "CONTROLLER_OF",
        "实际控制人(经认定或披露)",
        _PARTY,
        _ORG,
        ("since",),
        (Prop("since", "day", "认定日期"), Prop("found_by", "text", "认定者")),
    ),
    EdgeKind(45, "BRANCH_OF", "分支机构", _ORG, _ORG, (), (Prop("title", "text", "关系原文"),)),
    EdgeKind(46, "PREDECESSOR_OF", "前身", _ORG, _ORG, (), (), Lane.ADVISORY, Absence.KEEPS),
    EdgeKind(
        47,
        "GUARANTEES",
        "担保",
        _PARTY,
        _PARTY,
        ("since",),
        (Prop("since", "day", "担保起始日"), Prop("amount_fen", "fen", "担保金额")),
        Lane.ADVISORY,
    ),
    EdgeKind(
        51,
        "SUBJECT_OF",
        "当事人",
        _PARTY,
        (*_DECISION, *_ABOUT_DECISIONS),
        ("part",),
        (Prop("part", "code", "当事人地位"),),
        absence=Absence.KEEPS,
    ),
    EdgeKind(
        52,
        "NAMED_IN",
        "文书列名责任人",
        _MAN,
        _DECISION,
        ("duty",),
        (Prop("duty", "code", "责任身份"), Prop("on_behalf_of", "text", "所属组织")),
        absence=Absence.KEEPS,
    ),
    EdgeKind(53, "LISTED_AS", "列入名单", _PARTY, ("ListEntry",), (), (), absence=Absence.KEEPS),
    EdgeKind(54, "DECIDED_BY", "作出机关", _DECISION, _ORG, (), (), absence=Absence.KEEPS),
    EdgeKind(55, "USES_CONTACT", "使用联系方式", _PARTY, ("ContactPoint",), ("since",), (Prop("since", "day", "起始日"),), Lane.ADVISORY),
    EdgeKind(56, "POSSIBLY_SAME", "疑似同一", _PARTY, _PARTY, (), (Prop("basis", "text", "依据"),), Lane.ADVISORY, Absence.KEEPS),
    EdgeKind(58, "CONSORTIUM_WITH", "联合体成员", _ORG, _ORG, ("project_no",), (Prop("project_no", "text", "采购项目编号"),)),
    EdgeKind(57, "EMPLOYED_AS", "任用岗位", _MAN, _ORG, ("since", "post"), (*_TERM, Prop("post", "code", "岗位")), office=True),
)

STATEMENT_KINDS: tuple[StatementKind, ...] = (
    StatementKind(21, "FORMER_NAME", "曾用名", _ORG, ("name",), (Prop("name", "text", "名称"),), names=("name",)),
    StatementKind(
        22,
        "IDENTIFIED_AS",
        "标识对应",
        _PARTY,
        ("scheme", "value"),
        (Prop("scheme", "code", "标识种类"), Prop("value", "text", "标识")),
        identifiers=("value",),
    ),
)
