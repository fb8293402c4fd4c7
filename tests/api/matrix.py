"""Every endpoint in one table: how it is asked, which rights it wants, whether a purpose. **A new one is a line of `ENDPOINTS`.**

`{id}` stands for every subject of the planted county in turn, `{receipt}` for a check that the department has run, `{fact}` for evidence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from office.rights import Right
from tests.api.planted import CASE_OF_A_MAN, EXPIRED, HASH, MAN_LISTED
from tests.inquiry.world import CASE, CLEAN, DEBTOR, DIRECTOR, DOC, FINE, PERSONS, REP, SHAREHOLDER, SHOP

SUBJECTS = (DEBTOR, CLEAN, SHOP, DIRECTOR, "p:v1niu", EXPIRED, MAN_LISTED)
_KEYS = count(1)
S, M, C, F, A, Q = Right.SUBJECTS, Right.MEASURES, Right.CHECKS, Right.FACTS, Right.AUDIT, Right.QUALITY


@dataclass(frozen=True)
class Endpoint:
    """How one is asked. `rights`: all that it wants; `purpose`: whether it tells of somebody; `key`: a write, with its idempotency key.

    `own`: another condition that a key with the right alone does not meet, by the name under which the refusal tells it.
    `open`: it needs no key at all. `verb`: where neither GET nor POST of a body; `file`: what is sent as a form, beside the body's fields.
    """

    urls: tuple[str, ...]
    rights: frozenset[Right] = frozenset()
    purpose: bool = False
    body: Mapping[str, Any] | None = None
    key: bool = False
    own: str | None = None
    open: bool = False
    verb: str = ""
    file: Mapping[str, tuple[str, str]] | None = None

    @property
    def method(self) -> str:
        return self.verb or ("GET" if self.body is None else "POST")


@dataclass(frozen=True)
class Request:
    """One request of the matrix."""

    operation: str
    method: str
    url: str
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Mapping[str, tuple[str, str]] | None = None

    @property
    def sent(self) -> dict[str, Any]:
        """What httpx is told to send."""
        return {"json": self.body} if self.file is None else {"data": self.body, "files": self.file}


def _of(url: str, *rights: Right, **more: Any) -> Endpoint:
    return Endpoint((url,), frozenset(rights), purpose=any(right.reads_facts for right in rights), **more)


def _words(*urls: str, **more: Any) -> Endpoint:
    """Words, the law, figures, one's own: any key will do, and no purpose is needed."""
    return Endpoint(urls, **more)


def _about(url: str, right: Right, **more: Any) -> Endpoint:
    return _of("/v1/subjects/{id}" + url, right, **more)


_FOUND = ("青禾县", *sorted({*PERSONS.values(), "牛见山", "李不在册"}), DOC, CASE, CASE_OF_A_MAN, HASH, "青市监罚〔2025〕1号")
_DRAFT = {"subject": DEBTOR, "list_code": "LIST_SAMR_SERIOUS", "grounds": ["经查"], "named": [{"person": DIRECTOR, "duty": "LEGAL_REP"}]}
_ROWS = {"source": "penalties", "rows": [{"行政相对人名称": "青禾县清白有限公司"}], "preview": True}
_ACT = {"deed": "dispute", "target": {"record": FINE}, "document": "异受〔2026〕1号", "reason": "异议"}

ENDPOINTS: Mapping[str, Endpoint] = {
    "search_subjects": Endpoint(tuple(f"/v1/subjects?q={text}" for text in _FOUND), frozenset({S}), purpose=True),
    "get_subject": _about("?include_former=true&include_repaired=true", S),
    "list_neighbors": _about("/neighbors?max_hops=3&include_former=true&include_repaired=true&limit=200", S),
    "list_events": _about("/timeline?limit=200", S),
    "get_linked_risk": _about("/linked-risk", M),
    "list_measures": _about("/measures", M),
    "list_owners": _about("/owners", S),
    "list_controllers": _about("/controllers", S),
    "get_group": _about("/group", S),
    "list_warnings": _about("/warnings", M),
    "list_grades": _about("/grades", M),
    "list_suspected": _about("/suspected", M),
    "list_remedies": _about("/remedies", M),
    "suppose_measures": _of(
        "/v1/measures/what-if", M, body={"subject": DEBTOR, "suppose": [{"deed": "repair", "fact": DOC, "on": "2026-11-20"}]}
    ),
    "find_minimal_repair": _of(f"/v1/measures/minimal-repair?subject={DEBTOR}&measure=PUBLICITY", M),
    "preview_decision": _of("/v1/measures/preview", M, body=_DRAFT),
    "get_report": Endpoint(
        (
            "/v1/subjects/{id}/report?with_risk=true&include_former=true",
            *(
                f"/v1/subjects/{subject}/report?include_former=true&format={form}"
                for subject in (DEBTOR, DIRECTOR)
                for form in ("html", "docx")
            ),
        ),
        frozenset({S, M}),
        purpose=True,
    ),
    "find_path": _of(f"/v1/paths?from={REP}&to={SHOP}&max_hops=8", S),
    "find_connections": _of(f"/v1/paths/between?subjects={DEBTOR},{SHAREHOLDER},{SHOP}", S),
    "explain_measure": _of("/v1/measures/explain?subject={id}", M),
    "get_evidence": _of("/v1/evidence/{fact}", S),
    "explain_why_not": _of("/v1/measures/why-not?subject={id}", M),
    "list_conflicts": _of("/v1/conflicts", M),
    "list_subject_conflicts": _about("/conflicts", M),
    "list_ledger": _of("/v1/ledger?include_former=true", M),
    "list_lists": Endpoint(("/v1/lists",), frozenset({S})),
    "get_list": Endpoint(("/v1/lists/LIST_DISHONEST_JUDGMENT_DEBTOR",), frozenset({S})),
    "list_matters": _words("/v1/matters"),
    "run_check": _of("/v1/checks", C, body={"subject": DEBTOR, "matter": "government_procurement"}),
    "run_checks": _of("/v1/checks/batch", C, body={"subjects": [{"subject": DIRECTOR}], "matter": "company_officer"}),
    "get_receipt": _of("/v1/receipts/{receipt}", A),
    "get_receipt_page": _of("/v1/receipts/{receipt}/page", A),
    "replay_receipt": _of("/v1/receipts/{receipt}/replay", A, C),
    "record_feedback": Endpoint(
        ("/v1/feedback",), frozenset({C}), body={"number": "{receipt}", "outcome": "executed"}, key=True, own="authority"
    ),
    "list_open_checks": Endpoint(("/v1/feedback/open",), frozenset({C})),
    "count_feedback": Endpoint(("/v1/feedback/counts", "/v1/feedback/counts?format=xlsx"), frozenset({C})),
    "record_act": Endpoint(("/v1/acts",), frozenset({F}), body=_ACT, key=True),
    "load_rows": Endpoint(("/v1/rows",), frozenset({F}), body=_ROWS, key=True),
    "list_enquiries": _of("/v1/audit?about={id}", A),
    "list_changes": _of("/v1/changes", S),
    "drop_watch": _words("/v1/watches/nothing", verb="DELETE"),
    "get_alert": _of("/v1/alerts/1", M),
    "list_webhooks": _words("/v1/webhooks"),
    "record_webhook": Endpoint(
        ("/v1/webhooks",), frozenset({M}), body={"url": "https://127.0.0.1/x", "events": ["alert.raised"]}, key=True
    ),
    "drop_webhook": _words("/v1/webhooks/nothing", verb="DELETE"),
    "rotate_webhook": Endpoint(("/v1/webhooks/nothing/rotate",), body={}, key=True),
    "test_webhook": _words("/v1/webhooks/nothing/test", verb="POST", key=True),
    "list_deliveries": _words("/v1/webhooks/nothing/deliveries"),
    "resend_deliveries": Endpoint(("/v1/webhooks/nothing/resend",), body={"deliveries": ["x"]}, key=True),
    "run_report": Endpoint((f"/v1/subjects/{DEBTOR}/report",), frozenset({S, M}), body={"format": "json"}, key=True),
    "run_check_file": Endpoint(
        ("/v1/checks/files",),
        frozenset({C}),
        purpose=True,
        body={"matter": "licence"},
        key=True,
        file={"file": ("a.csv", f"主体代码\n{DEBTOR}\n")},
    ),
    "get_check_template": _words("/v1/checks/files/template"),
    "load_file": Endpoint(
        ("/v1/loads",), frozenset({F}), body={"source": "penalties"}, key=True, file={"file": ("a.csv", "行政相对人名称\n某\n")}
    ),
    "list_loads": Endpoint(("/v1/loads",), frozenset({F})),
    "get_load": Endpoint(("/v1/loads/nothing",), frozenset({F})),
    "discard_load": Endpoint(("/v1/loads/nothing",), frozenset({F}), verb="DELETE"),
    "get_load_rejects": Endpoint(("/v1/loads/nothing/rejects",)),
    "commit_load": Endpoint(("/v1/loads/nothing/commit",), frozenset({F}), verb="POST", key=True),
    "list_jobs": _words("/v1/jobs", "/v1/jobs?everybody=true"),
    "get_job": _words("/v1/jobs/nothing"),
    "cancel_job": _words("/v1/jobs/nothing/cancel", verb="POST"),
    "get_job_result": _words("/v1/jobs/nothing/result"),
    "list_watches": Endpoint(("/v1/watches",), frozenset({M})),
    "record_watch": Endpoint(("/v1/watches",), frozenset({M}), body={"name": "关注", "subjects": [DEBTOR, CLEAN]}, key=True),
    "list_alerts": _of("/v1/alerts", M),
    "list_enumerations": _words("/v1/ontology"),
    "get_enumeration": _words("/v1/ontology/edge_kinds", "/v1/ontology/purposes", "/v1/ontology/nothing"),
    "list_sources": Endpoint(("/v1/sources",), frozenset({Q})),
    "list_rules": _words("/v1/rules"),
    "get_rule": _words("/v1/rules/RC003"),
    "list_catalogues": _words("/v1/catalogues"),
    "list_differences": _words("/v1/catalogues/difference?before=current"),
    "list_findings": _words("/v1/catalogues/findings"),
    "get_quality": Endpoint(("/v1/quality",), frozenset({Q})),
    "get_metrics": _words("/metrics"),
    "get_health": Endpoint(("/healthz",), open=True),
    "get_readiness": Endpoint(("/readyz",), open=True),
}
UNLISTED = {"/docs", "/docs/docs.js", "/docs/docs.css", "/openapi.json"}
"""What is served and described nowhere: the page of the API and its description, which tell nothing of anybody."""


def requests(receipt: str, facts: Sequence[int], *, once: bool = False) -> Iterator[Request]:
    """Every request of the table. `once`: of each endpoint the first one alone."""
    for operation, each in ENDPOINTS.items():
        urls = [url for template in each.urls for url in _filled(template, receipt, facts)]
        for url in urls[:1] if once else urls:
            body = (
                {name: receipt if value == "{receipt}" else value for name, value in each.body.items()} if each.body is not None else None
            )
            headers = {"Idempotency-Key": f"matrix-{next(_KEYS):06}"} if each.key else {}
            yield Request(operation, each.method, url, body, headers, each.file)


def _filled(template: str, receipt: str, facts: Sequence[int]) -> Iterator[str]:
    if "{id}" in template:
        yield from (template.replace("{id}", subject) for subject in SUBJECTS)
    elif "{fact}" in template:
        yield from (template.replace("{fact}", str(number)) for number in facts)
    else:
        yield template.replace("{receipt}", receipt)
