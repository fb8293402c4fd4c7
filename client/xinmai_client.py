"""A typed client of Xinmai 信脉. Written by `python -m api.client_module` from the API's description; never edited by hand.

    with Client("https://xinmai.example", key, purpose="credit_check") as xinmai:
        answer = xinmai.run_check({"subject": "uscc:91379926MAQH010104", "matter": "government_procurement"})
        print(answer["data"]["verdict"], answer["receipt"]["number"])

Needs Python 3.11 and httpx and nothing else of Xinmai's: copy this one file. Answers are plain dictionaries with types.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, TypeVar
from urllib.parse import quote

import httpx

T = TypeVar("T")


class Refused(Exception):
    """A refusal or fault: the problem document (RFC 9457) that the service sent. `code` is stable and for programs."""

    def __init__(self, document: Mapping[str, Any], retry_after: int | None) -> None:
        super().__init__(f"{document.get('status')} {document.get('code')}: {document.get('detail')}")
        self.document = document
        self.status = int(document.get("status", 0))
        self.code = str(document.get("code", ""))
        self.detail = str(document.get("detail", ""))
        self.retry_after = retry_after
        """Seconds after which to ask again, where the service says so (429, 503)."""


def place(value: object) -> str:
    """A part of an address."""
    return quote(str(value), safe=":~")


def _refused(answer: httpx.Response) -> Refused:
    """The refusal that an answer tells; a text that some proxy sent in its place is told as it is."""
    try:
        document = answer.json()
    except ValueError:
        document = {"status": answer.status_code, "code": "", "detail": answer.text[:500]}
    after = answer.headers.get("retry-after", "")
    return Refused(document, int(after) if after.isdecimal() else None)


class Client:
    """Asks one service with one key. `purpose`: why, a code of /v1/ontology/purposes; it is recorded with every answer about somebody.

    `authorisation`: the number of the subject's authorisation, for enquirers who need one. Every method raises Refused for whatever is no
    answer, and httpx.TransportError where no service could be reached. An id that has moved is followed to its new address.
    """

    def __init__(
        self,
        address: str,
        key: str | None = None,
        *,
        purpose: str | None = None,
        authorisation: str | None = None,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        said = {"X-API-Key": key, "X-Purpose": purpose, "X-Authorisation": authorisation}
        headers = {name: value for name, value in said.items() if value}
        self.http = httpx.Client(base_url=address, headers=headers, timeout=timeout, follow_redirects=True, transport=transport)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.http.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: object = None,
        form: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        """Any request, its answer as it came: for reports as PDF, pages, files. Raises Refused."""
        asked = {name: value for name, value in (params or {}).items() if value is not None}
        said = {name: value or str(uuid.uuid4()) for name, value in (headers or {}).items() if value or name.lower() == "idempotency-key"}
        answer = self.http.request(method, path, params=asked or None, headers=said, json=body, files=form)
        if answer.status_code >= 400:
            raise _refused(answer)
        return answer

    def pages(self, ask: Callable[..., T], *places: object, **parameters: Any) -> Iterator[T]:
        """Every page of a paged answer: `for page in client.pages(client.list_neighbors, subject): …`."""
        cursor = None
        while True:
            page: Any = ask(*places, **parameters, cursor=cursor)
            yield page
            cursor = page["page"]["next"]
            if cursor is None:
                return

    def _json(self, method: str, path: str, **more: Any) -> Any:
        answer = self.request(method, path, **more)
        return answer.json() if answer.content else None

    def _text(self, method: str, path: str, **more: Any) -> str:
        return self.request(method, path, **more).text

    def cancel_job(
        self,
        id: str,
    ) -> JobAnswer:
        """Ends a job: one that waits at once, one that runs after the step under way. What was done stays; asking
        again changes nothing.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            f"/v1/jobs/{place(id)}/cancel",
        )

    def commit_load(
        self,
        id: str,
        *,
        idempotency_key: str | None = None,
    ) -> LoadAnswer:
        """Publishes a previewed file in one transaction, with its sender as author and the file as evidence."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            f"/v1/loads/{place(id)}/commit",
            headers={
                "idempotency-key": idempotency_key,
            },
        )

    def count_feedback(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        format: Literal["json", "xlsx"] | None = None,
    ) -> Told:
        """Checks and what was done upon them, by authority, matter, measure and month: one's own, or everybody's
        with audit:read.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/feedback/counts",
            params={
                "since": since,
                "until": until,
                "format": format,
            },
        )

    def discard_load(
        self,
        id: str,
    ) -> LoadAnswer:
        """Drops a file that was not committed; its preview and its rejected rows go with it."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "DELETE",
            f"/v1/loads/{place(id)}",
        )

    def drop_watch(
        self,
        id: str,
    ) -> Told:
        """Ends a list and forgets its members and alerts."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "DELETE",
            f"/v1/watches/{place(id)}",
        )

    def drop_webhook(
        self,
        id: str,
    ) -> Told:
        """Ends a webhook: what waited is dropped, what was sent stays listed."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "DELETE",
            f"/v1/webhooks/{place(id)}",
        )

    def explain_measure(
        self,
        *,
        subject: str,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        consequence: str | None = None,
    ) -> AnswerOfExplainData:
        """Why is somebody bound? The proof in words, step by step, each with its evidence."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/measures/explain",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "subject": subject,
                "consequence": consequence,
            },
        )

    def explain_why_not(
        self,
        *,
        subject: str,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        measure: str | None = None,
        rule: str | None = None,
        from_: str | None = None,
    ) -> AnswerOfWhyNotData:
        """Why is the subject not bound: the first failing premise of the nearest rule, one reason for every rule
        that does not reach it.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/measures/why-not",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "subject": subject,
                "measure": measure,
                "rule": rule,
                "from": from_,
            },
        )

    def find_connections(
        self,
        *,
        subjects: list[str],
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        include_former: bool | None = None,
        include_repaired: bool | None = None,
        anchor: str | None = None,
        max_hops: int | None = None,
        paths: int | None = None,
        kinds: list[str] | None = None,
        avoid: list[str] | None = None,
        through: list[str] | None = None,
        hub_guard: int | None = None,
    ) -> AnswerOfConnectionsData:
        """How are 2 to 50 subjects connected: the best few chains of a pair, the shortest of every two of many,
        or an honest no.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/paths/between",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "include_former": include_former,
                "include_repaired": include_repaired,
                "subjects": subjects,
                "anchor": anchor,
                "max_hops": max_hops,
                "paths": paths,
                "kinds": kinds,
                "avoid": avoid,
                "through": through,
                "hub_guard": hub_guard,
            },
        )

    def find_minimal_repair(
        self,
        *,
        subject: str,
        measure: str,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfMinimalRepairData:
        """The smallest sets of records to repair, remove or annul so that a measure ends, each with its earliest
        day; or when it expires.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/measures/minimal-repair",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "subject": subject,
                "measure": measure,
            },
        )

    def find_path(
        self,
        *,
        from_: str,
        to: str,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        include_former: bool | None = None,
        include_repaired: bool | None = None,
        max_hops: int | None = None,
        kinds: list[str] | None = None,
    ) -> AnswerOfPathData:
        """How are two subjects connected on the day? The shortest chain, or an honest no with what was searched."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/paths",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "include_former": include_former,
                "include_repaired": include_repaired,
                "from": from_,
                "to": to,
                "max_hops": max_hops,
                "kinds": kinds,
            },
        )

    def get_alert(
        self,
        number: int,
        *,
        purpose: str | None = None,
    ) -> Told:
        """One alert: what a webhook's message links to."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/alerts/{place(number)}",
            params={
                "purpose": purpose,
            },
        )

    def get_check_template(
        self,
        *,
        format: Literal["csv", "xlsx"] | None = None,
    ) -> None:
        """An empty table with the right headers."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/checks/files/template",
            params={
                "format": format,
            },
        )

    def get_enumeration(
        self,
        name: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfOntologyData:
        """One enumeration as data, in Chinese and English: kinds, codes, measures, roles, rules, states, problems
        …
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/ontology/{place(name)}",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def get_evidence(
        self,
        number: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfEvidenceData:
        """On whose word? The source, file and row in which a claim was read, with the raw values."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/evidence/{place(number)}",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def get_group(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        reading: str | None = None,
        links: bool | None = None,
        limit: int | None = None,
    ) -> AnswerOfGroupData:
        """What is under the same controller as the subject, and what is closely linked with it? A lead, never a
        channel of measures.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/group",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "reading": reading,
                "links": links,
                "limit": limit,
            },
        )

    def get_health(
        self,
    ) -> dict[str, str]:
        """Whether the process answers: for whoever would start it anew. Needs no key."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/healthz",
        )

    def get_job(
        self,
        id: str,
    ) -> JobAnswer:
        """One job: its state, its progress, its result or why it failed. Another's is not found."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/jobs/{place(id)}",
        )

    def get_job_result(
        self,
        id: str,
    ) -> str:
        """The file that the job made. 409 until it has ended, 410 when its time is over."""
        return self._text(
            "GET",
            f"/v1/jobs/{place(id)}/result",
        )

    def get_linked_risk(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        max_hops: int | None = None,
        policy: str | None = None,
        limit: int | None = None,
    ) -> AnswerOfLinkedRiskData:
        """Which penalties and listings stand near the subject, along which relations? A lead, never a sanction."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/linked-risk",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "max_hops": max_hops,
                "policy": policy,
                "limit": limit,
            },
        )

    def get_list(
        self,
        code: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        count: bool | None = None,
    ) -> AnswerOfListTold:
        """The law of one list: authority, basis, term, removal, persons, what it publishes, and how well its text
        was read.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/lists/{place(code)}",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "count": count,
            },
        )

    def get_load(
        self,
        id: str,
    ) -> LoadAnswer:
        """What the file would come to, or what it came to: counts, issues with row numbers, where the rejected
        rows are.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/loads/{place(id)}",
        )

    def get_load_rejects(
        self,
        id: str,
    ) -> None:
        """The rejected rows as the loader writes them: row number, column, reason, what stood there; to be
        corrected and sent again.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/loads/{place(id)}/rejects",
        )

    def get_metrics(
        self,
    ) -> str:
        """Counters in Prometheus' format, added up over all workers. Any key will do."""
        return self._text(
            "GET",
            "/metrics",
        )

    def get_quality(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        profile: str | None = None,
        authority: str | None = None,
        limit: int | None = None,
    ) -> AnswerOfQualityData:
        """What each file lost and why; per authority and month 上报率, 合规率, 迟报率, 瞒报率 with their numerators and
        denominators.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/quality",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "profile": profile,
                "authority": authority,
                "limit": limit,
            },
        )

    def get_readiness(
        self,
    ) -> dict[str, Any]:
        """Whether it can answer: rules read, store reachable, audit writable, projection as near as the settings
        want. Needs no key.
        
        503 names the parts that do not work: for whoever would send questions elsewhere.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/readyz",
        )

    def get_receipt(
        self,
        number: str,
    ) -> Told:
        """The receipt of a check: the signed audit line, and the key by which it verifies without us."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/receipts/{place(number)}",
        )

    def get_receipt_page(
        self,
        number: str,
    ) -> str:
        """The same as a page that can be printed."""
        return self._text(
            "GET",
            f"/v1/receipts/{place(number)}/page",
        )

    def get_report(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        with_risk: bool | None = None,
        include_former: bool | None = None,
        include_repaired: bool | None = None,
        limit: int | None = None,
        format: Form | None = None,
    ) -> ReportAnswer:
        """公共信用信息报告: facts, measures with their proofs, ways out, evidence and a verification code, to be signed
        and handed over.
        
        Third persons are masked, whatever the caller may see; nobody is given a score.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/report",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "with_risk": with_risk,
                "include_former": include_former,
                "include_repaired": include_repaired,
                "limit": limit,
                "format": format,
            },
        )

    def get_rule(
        self,
        rule: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfRuleData:
        """One rule as a lawyer reads it: trigger in words, roles with mode and date, term, ways out, basis,
        grade, golden cases.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/rules/{place(rule)}",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def get_subject(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        include_former: bool | None = None,
        include_repaired: bool | None = None,
    ) -> AnswerOfSubjectData:
        """Who is this? All identifiers, roles, decisions, lists and conflicts, with who says so and since when."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "include_former": include_former,
                "include_repaired": include_repaired,
            },
        )

    def list_alerts(
        self,
        *,
        after: int | None = None,
        limit: int | None = None,
        watch: str | None = None,
        purpose: str | None = None,
    ) -> Told:
        """What changed of watched subjects, and why: measures that began, ended or changed, the facts behind
        them, adverse records nearby.
        
        Changes are looked at every few seconds where the service's courier runs, else when this is asked;
        `through` is the transaction
        through which all of one's lists have been looked at. What is under `risk` is a lead and never a
        sanction.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/alerts",
            params={
                "after": after,
                "limit": limit,
                "watch": watch,
                "purpose": purpose,
            },
        )

    def list_catalogues(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfCataloguesData:
        """Which catalogues answered here, by their hashes? `rules=HASH` asks any question again with one of them."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/catalogues",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_changes(
        self,
        *,
        since: int | None = None,
        limit: int | None = None,
        purpose: str | None = None,
    ) -> Told:
        """The change feed for systems that pull: claims that came or went, acts, judgements, in transaction
        order. `next` is where to go on.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/changes",
            params={
                "since": since,
                "limit": limit,
                "purpose": purpose,
            },
        )

    def list_conflicts(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        authority: str | None = None,
        measure: str | None = None,
        kind: Literal["post", "incumbent", "red_and_black"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> PagedAnswerOfConflictsData:
        """The registrar's worklist: barred, dead or incapable incumbents, red and black at once. Conflicts, never
        sanctions.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/conflicts",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "authority": authority,
                "measure": measure,
                "kind": kind,
                "limit": limit,
                "cursor": cursor,
            },
        )

    def list_controllers(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        readings: list[str] | None = None,
    ) -> AnswerOfControllersData:
        """Who controls the subject, or is taken as its beneficial owner? Several readings side by side, each with
        its trace.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/controllers",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "readings": readings,
            },
        )

    def list_deliveries(
        self,
        id: str,
        *,
        state: Literal["waiting", "delivered", "dead", "dropped"] | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> Told:
        """The messages of a webhook, the newest first: where each stands, how often it was tried, what the
        receiver last answered.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/webhooks/{place(id)}/deliveries",
            params={
                "state": state,
                "before": before,
                "limit": limit,
            },
        )

    def list_differences(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> AnswerOfDifferenceData:
        """In what do two catalogues differ: two archived ones, the shipped one, the one in use?"""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/catalogues/difference",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "before": before,
                "after": after,
            },
        )

    def list_enquiries(
        self,
        *,
        about: str,
    ) -> Told:
        """Who asked about somebody or was shown his name, when, for which purpose and in which matter. The
        subject itself may ask.
        
        What exactly was asked may hold names: it is told to departments with persons:read.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/audit",
            params={
                "about": about,
            },
        )

    def list_enumerations(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfOntologyIndex:
        """Which enumerations there are."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/ontology",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_events(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        around: str | None = None,
        window_days: int | None = None,
        include_repaired: bool | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> PagedAnswerOfTimelineData:
        """What happened to the subject and around it? `around` tells it around one decision."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/timeline",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "around": around,
                "window_days": window_days,
                "include_repaired": include_repaired,
                "limit": limit,
                "cursor": cursor,
            },
        )

    def list_findings(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfFindingsData:
        """What would a lawyer strike out of the catalogue on the day? A deployer's own findings are told apart."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/catalogues/findings",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_grades(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfGradesData:
        """Which grades do sources state, by which scheme, and which rate of spot checks follows? Never of a
        natural person (403).
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/grades",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_jobs(
        self,
        *,
        kind: list[Literal["check_file", "load", "load_commit", "report"]] | None = None,
        limit: int | None = None,
        everybody: bool | None = None,
    ) -> JobsAnswer:
        """One's own jobs, the newest first."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/jobs",
            params={
                "kind": kind,
                "limit": limit,
                "everybody": everybody,
            },
        )

    def list_ledger(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        pattern: str | None = None,
        authority: str | None = None,
        region: str | None = None,
        include_former: bool | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> PagedAnswerOfLedgerData:
        """Which organisations stand on the ledger of repeat offenders, since when, why, until when? Advisory;
        natural persons never.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/ledger",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "pattern": pattern,
                "authority": authority,
                "region": region,
                "include_former": include_former,
                "limit": limit,
                "cursor": cursor,
            },
        )

    def list_lists(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        count: bool | None = None,
    ) -> AnswerOfListsData:
        """Which lists are there, by which law, how does one leave them, and how many entries of each are loaded?"""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/lists",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "count": count,
            },
        )

    def list_loads(
        self,
        *,
        limit: int | None = None,
    ) -> LoadsAnswer:
        """One's own loads, the newest first."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/loads",
            params={
                "limit": limit,
            },
        )

    def list_matters(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        domain: str | None = None,
    ) -> AnswerOfMattersData:
        """What can be checked: every matter with the lists, measures and red lists that count in it, and its
        basis.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/matters",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "domain": domain,
            },
        )

    def list_measures(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfMeasuresData:
        """Which measures bind the subject on the day, or flow from its records to whom, under which article,
        until when?
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/measures",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_neighbors(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        include_former: bool | None = None,
        include_repaired: bool | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        kinds: list[str] | None = None,
        way: Literal["out", "in", "both"] | None = None,
        max_hops: int | None = None,
        hub_guard: int | None = None,
    ) -> PagedAnswerOfNeighborsData:
        """Who is connected to the subject on the day, how, and on whose word?"""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/neighbors",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "include_former": include_former,
                "include_repaired": include_repaired,
                "limit": limit,
                "cursor": cursor,
                "kinds": kinds,
                "way": way,
                "max_hops": max_hops,
                "hub_guard": hub_guard,
            },
        )

    def list_open_checks(
        self,
        *,
        after: str | None = None,
        limit: int | None = None,
    ) -> Told:
        """Checks of this authority that asked for action and got no feedback, the oldest first; overdue ones are
        marked.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/feedback/open",
            params={
                "after": after,
                "limit": limit,
            },
        )

    def list_owners(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        direction: Literal["up", "down"] | None = None,
        levels: int | None = None,
        min_share: float | str | None = None,
        paths: int | None = None,
        limit: int | None = None,
    ) -> AnswerOfOwnersData:
        """Who owns the subject in the end, over all paths and through cross-holdings? Or downwards: what does it
        own?
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/owners",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "direction": direction,
                "levels": levels,
                "min_share": min_share,
                "paths": paths,
                "limit": limit,
            },
        )

    def list_remedies(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfRemediesData:
        """The way out of every record: earliest repair, what is missing, automatic ends, retention, and deadlines
        in working days.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/remedies",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_rules(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        domain: str | None = None,
        measure: str | None = None,
        role: str | None = None,
        list: str | None = None,
        grade: str | None = None,
        in_force: bool | None = None,
        q: str | None = None,
    ) -> AnswerOfRulesData:
        """Which rules are there: by domain, measure, role, list, grade, text, or in force on the day?"""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/rules",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "domain": domain,
                "measure": measure,
                "role": role,
                "list": list,
                "grade": grade,
                "in_force": in_force,
                "q": q,
            },
        )

    def list_sources(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfSourcesData:
        """Whose word has been heard, in which scope, through which day."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/sources",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_subject_conflicts(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
    ) -> AnswerOfSubjectConflictsData:
        """Which offices does the person hold in spite of a bar, or which of the organisation's incumbents may
        not; and what he may keep?
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/conflicts",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
            },
        )

    def list_suspected(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        limit: int | None = None,
    ) -> AnswerOfSuspectedData:
        """Which organisations share contact points, filing agents or persons with it? A lead with a score; never
        of a natural person (403).
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/suspected",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "limit": limit,
            },
        )

    def list_warnings(
        self,
        id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        include_former: bool | None = None,
    ) -> AnswerOfWarningsData:
        """How often punished within how long, and how near is the next alert? Leads: what the law counts, and
        what this catalogue does.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/subjects/{place(id)}/warnings",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "include_former": include_former,
            },
        )

    def list_watches(
        self,
    ) -> Told:
        """One's own watch lists, and through which transaction each has been looked at."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/watches",
        )

    def list_webhooks(
        self,
    ) -> Told:
        """One's own webhooks, with how many messages stand where; never a secret."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/webhooks",
        )

    def load_file(
        self,
        form: Mapping[str, Any],
        *,
        idempotency_key: str | None = None,
    ) -> LoadAnswer:
        """A file of a source, read and checked as `xinmai load` would, and told. Nothing is published until it is
        committed.

        `form`: the parts as httpx takes them, files as (name, content).
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/loads",
            headers={
                "idempotency-key": idempotency_key,
            },
            form=form,
        )

    def load_rows(
        self,
        body: RowsRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """Rows of a source, read and checked as its file would be; `preview` publishes nothing and tells what
        would be rejected.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/rows",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def preview_decision(
        self,
        body: PreviewParameters,
    ) -> AnswerOfPreviewData:
        """What would a listing or decision bring about before it is signed: whom it binds, what is not known,
        what the notice must tell?
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/measures/preview",
            body=body,
        )

    def record_act(
        self,
        body: ActRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """Repairs, disputes, upholds, dismisses, voids, corrects, ends or redacts a fact, with its document and
        its author.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/acts",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def record_feedback(
        self,
        body: FeedbackRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """What was done upon a check (执行反馈): executed, not executed with the reason, or exempt with the basis."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/feedback",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def record_watch(
        self,
        body: WatchRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """Saves a set of subjects to be watched (关注名单): what changes of them from now on raises an alert.
        
        Where natural persons are among them a purpose is stated, here or in X-Purpose; each alert is then put
        on record under it.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/watches",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def record_webhook(
        self,
        body: WebhookRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """Signed messages to an https address of yours (Standard Webhooks): `alert.raised`, `feedback.due`. The
        secret is shown this once.
        
        Repeated under the same key the answer comes without the secret: who lost it rotates it.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/webhooks",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def replay_receipt(
        self,
        number: str,
    ) -> Told:
        """The same check asked again with the same data: whether it comes to the same answer, and what differs."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            f"/v1/receipts/{place(number)}/replay",
        )

    def resend_deliveries(
        self,
        id: str,
        body: ResendRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """Sends dead letters again, or messages that were delivered; each under its old id, so that a receiver
        can tell.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            f"/v1/webhooks/{place(id)}/resend",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def rotate_webhook(
        self,
        id: str,
        body: RotationRequest,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """A new secret, shown this once; through the overlap messages carry a signature by each."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            f"/v1/webhooks/{place(id)}/rotate",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def run_check(
        self,
        body: CheckParameters,
    ) -> CheckAnswer:
        """May this subject do this matter on the day? block, limit, attention, clear or unknown, with every
        ground and a signed receipt.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/checks",
            body=body,
        )

    def run_check_file(
        self,
        form: Mapping[str, Any],
        *,
        idempotency_key: str | None = None,
    ) -> JobAnswer:
        """A CSV or XLSX of subjects (主体代码; 名称 and 办件编号 if you like), checked as a job: a verdict, grounds and a
        receipt for each row.
        
        Rows that cannot be asked stand in the result with their row number and the reason.

        `form`: the parts as httpx takes them, files as (name, content).
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/checks/files",
            headers={
                "idempotency-key": idempotency_key,
            },
            form=form,
        )

    def run_checks(
        self,
        body: BatchRequest,
    ) -> BatchAnswer:
        """The same for many subjects at once; each has its own answer or problem, and its own receipt."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/checks/batch",
            body=body,
        )

    def run_report(
        self,
        id: str,
        body: ReportRequest,
        *,
        idempotency_key: str | None = None,
    ) -> JobAnswer:
        """The same as a job, for reports of many pages: `/v1/jobs/{id}/result` has the file."""
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            f"/v1/subjects/{place(id)}/report",
            headers={
                "idempotency-key": idempotency_key,
            },
            body=body,
        )

    def search_subjects(
        self,
        *,
        q: str,
        as_of: str | None = None,
        known_at: str | None = None,
        min_transaction: int | None = None,
        rules: str | None = None,
        purpose: str | None = None,
        kind: Literal["Organization", "Person", "Penalty", "Licence", "ListEntry", "CourtOrder", "Encumbrance"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> PagedAnswerOfFoundData:
        """Who bears this name, code, case number (案号) or document number (文书号)? Persons are found with
        persons:read and a purpose.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "GET",
            "/v1/subjects",
            params={
                "as_of": as_of,
                "known_at": known_at,
                "min_transaction": min_transaction,
                "rules": rules,
                "purpose": purpose,
                "q": q,
                "kind": kind,
                "limit": limit,
                "cursor": cursor,
            },
        )

    def suppose_measures(
        self,
        body: WhatIfParameters,
    ) -> AnswerOfWhatIfData:
        """What would be lifted, kept on another ground, new or moved if these repairs, removals, listings or
        rules came about?
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            "/v1/measures/what-if",
            body=body,
        )

    def test_webhook(
        self,
        id: str,
        *,
        idempotency_key: str | None = None,
    ) -> Told:
        """Puts a message `webhook.test` into the outbox; what came of it stands in the list of deliveries a
        moment later.
        """
        return self._json(  # type: ignore[no-any-return]  # what the service sent
            "POST",
            f"/v1/webhooks/{place(id)}/test",
            headers={
                "idempotency-key": idempotency_key,
            },
        )



# An act on a fact: what is done, to what, since when, by which document, and why.
ActRequest = TypedDict(
    "ActRequest",
    {
        "deed": 'Literal["repair", "dispute", "uphold", "dismiss", "void", "correct", "end", "redact"]',
        "target": 'Target',
        "effective": 'NotRequired[str | None]',
        "document": 'str',
        "reason": 'str',
        "values": 'NotRequired[dict[str, str | int | bool]]',
    },
)

# One adverse record of an exposed subject.
AdverseRecord = TypedDict(
    "AdverseRecord",
    {
        "fact": 'str',
        "record": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "severity": 'float',
        "domain": 'Label | None',
        "from": 'str | None',
        "until": 'str | None',
        "evidence": 'list[int]',
        "flags": 'list[str]',
    },
)

# A window that is filled. `until`: the earliest day of exit if nothing new comes; `effect_zh`: what the text
# then allows.
AlertTold = TypedDict(
    "AlertTold",
    {
        "pattern": 'str',
        "name_zh": 'str',
        "window": 'WindowTold | None',
        "group": 'Label | None',
        "k": 'int',
        "n": 'int',
        "domains": 'int',
        "records": 'list[CountedTold]',
        "number": 'Literal["official", "parameter"]',
        "parameters": 'list[str]',
        "basis": 'list[Citation]',
        "says_zh": 'str',
        "from": 'str | None',
        "until": 'str | None',
        "ends_by": 'Literal["window", "repaired", "removed"]',
        "standing": 'bool',
        "effect_zh": 'str',
        "way_out_zh": 'str',
        "follows": 'list[str]',
        "flags": 'list[str]',
    },
)

# An office that a barred person may keep, and why the bar does not close it.
AllowedTold = TypedDict(
    "AllowedTold",
    {
        "term": 'Term',
        "bar": 'BarTold',
        "code": 'Literal["legal_form", "licence", "office", "own"]',
        "says_zh": 'str',
    },
)

AnswerOfCataloguesData = TypedDict(
    "AnswerOfCataloguesData",
    {
        "data": 'CataloguesData',
        "meta": 'Meta',
    },
)

AnswerOfConnectionsData = TypedDict(
    "AnswerOfConnectionsData",
    {
        "data": 'ConnectionsData',
        "meta": 'Meta',
    },
)

AnswerOfControllersData = TypedDict(
    "AnswerOfControllersData",
    {
        "data": 'ControllersData',
        "meta": 'Meta',
    },
)

AnswerOfDifferenceData = TypedDict(
    "AnswerOfDifferenceData",
    {
        "data": 'DifferenceData',
        "meta": 'Meta',
    },
)

AnswerOfEvidenceData = TypedDict(
    "AnswerOfEvidenceData",
    {
        "data": 'EvidenceData',
        "meta": 'Meta',
    },
)

AnswerOfExplainData = TypedDict(
    "AnswerOfExplainData",
    {
        "data": 'ExplainData',
        "meta": 'Meta',
    },
)

AnswerOfFindingsData = TypedDict(
    "AnswerOfFindingsData",
    {
        "data": 'FindingsData',
        "meta": 'Meta',
    },
)

AnswerOfGradesData = TypedDict(
    "AnswerOfGradesData",
    {
        "data": 'GradesData',
        "meta": 'Meta',
    },
)

AnswerOfGroupData = TypedDict(
    "AnswerOfGroupData",
    {
        "data": 'GroupData',
        "meta": 'Meta',
    },
)

AnswerOfLinkedRiskData = TypedDict(
    "AnswerOfLinkedRiskData",
    {
        "data": 'LinkedRiskData',
        "meta": 'Meta',
    },
)

AnswerOfListTold = TypedDict(
    "AnswerOfListTold",
    {
        "data": 'ListTold',
        "meta": 'Meta',
    },
)

AnswerOfListsData = TypedDict(
    "AnswerOfListsData",
    {
        "data": 'ListsData',
        "meta": 'Meta',
    },
)

AnswerOfMattersData = TypedDict(
    "AnswerOfMattersData",
    {
        "data": 'MattersData',
        "meta": 'Meta',
    },
)

AnswerOfMeasuresData = TypedDict(
    "AnswerOfMeasuresData",
    {
        "data": 'MeasuresData',
        "meta": 'Meta',
    },
)

AnswerOfMinimalRepairData = TypedDict(
    "AnswerOfMinimalRepairData",
    {
        "data": 'MinimalRepairData',
        "meta": 'Meta',
    },
)

AnswerOfOntologyData = TypedDict(
    "AnswerOfOntologyData",
    {
        "data": 'OntologyData',
        "meta": 'Meta',
    },
)

AnswerOfOntologyIndex = TypedDict(
    "AnswerOfOntologyIndex",
    {
        "data": 'OntologyIndex',
        "meta": 'Meta',
    },
)

AnswerOfOwnersData = TypedDict(
    "AnswerOfOwnersData",
    {
        "data": 'OwnersData',
        "meta": 'Meta',
    },
)

AnswerOfPathData = TypedDict(
    "AnswerOfPathData",
    {
        "data": 'PathData',
        "meta": 'Meta',
    },
)

AnswerOfPreviewData = TypedDict(
    "AnswerOfPreviewData",
    {
        "data": 'PreviewData',
        "meta": 'Meta',
    },
)

AnswerOfQualityData = TypedDict(
    "AnswerOfQualityData",
    {
        "data": 'QualityData',
        "meta": 'Meta',
    },
)

AnswerOfRemediesData = TypedDict(
    "AnswerOfRemediesData",
    {
        "data": 'RemediesData',
        "meta": 'Meta',
    },
)

AnswerOfRuleData = TypedDict(
    "AnswerOfRuleData",
    {
        "data": 'RuleData',
        "meta": 'Meta',
    },
)

AnswerOfRulesData = TypedDict(
    "AnswerOfRulesData",
    {
        "data": 'RulesData',
        "meta": 'Meta',
    },
)

AnswerOfSourcesData = TypedDict(
    "AnswerOfSourcesData",
    {
        "data": 'SourcesData',
        "meta": 'Meta',
    },
)

AnswerOfSubjectConflictsData = TypedDict(
    "AnswerOfSubjectConflictsData",
    {
        "data": 'SubjectConflictsData',
        "meta": 'Meta',
    },
)

AnswerOfSubjectData = TypedDict(
    "AnswerOfSubjectData",
    {
        "data": 'SubjectData',
        "meta": 'Meta',
    },
)

AnswerOfSuspectedData = TypedDict(
    "AnswerOfSuspectedData",
    {
        "data": 'SuspectedData',
        "meta": 'Meta',
    },
)

AnswerOfWarningsData = TypedDict(
    "AnswerOfWarningsData",
    {
        "data": 'WarningsData',
        "meta": 'Meta',
    },
)

AnswerOfWhatIfData = TypedDict(
    "AnswerOfWhatIfData",
    {
        "data": 'WhatIfData',
        "meta": 'Meta',
    },
)

AnswerOfWhyNotData = TypedDict(
    "AnswerOfWhyNotData",
    {
        "data": 'WhyNotData',
        "meta": 'Meta',
    },
)

# Who asked, and why.
AskedBy = TypedDict(
    "AskedBy",
    {
        "name": 'str',
        "purpose": 'Label | None',
    },
)

# The measure that closes an office: its consequence (ask /v1/measures/explain), its rule, how surely and until
# when.
BarTold = TypedDict(
    "BarTold",
    {
        "consequence": 'str',
        "measure": 'Label',
        "rule": 'str',
        "state": 'Literal["bound", "possible", "note"]',
        "from": 'str | None',
        "until": 'str | None',
        "ends": 'str',
        "flags": 'list[str]',
        "basis": 'list[Citation]',
    },
)

# The answer to a batch; each item has a `meta` of its own.
BatchAnswer = TypedDict(
    "BatchAnswer",
    {
        "data": 'BatchData',
        "meta": 'dict[str, Any]',
    },
)

# All checks of a batch in the caller's order, and how many came to which verdict.
BatchData = TypedDict(
    "BatchData",
    {
        "items": 'list[ItemTold]',
        "verdicts": 'dict[str, int]',
        "problems": 'int',
    },
)

# One subject of a batch.
BatchItem = TypedDict(
    "BatchItem",
    {
        "subject": 'str',
        "reference": 'NotRequired[str | None]',
    },
)

# Many subjects in one matter, on one day, for one purpose.
BatchRequest = TypedDict(
    "BatchRequest",
    {
        "matter": 'str',
        "on": 'NotRequired[str | None]',
        "purpose": 'NotRequired[str | None]',
        "subjects": 'list[BatchItem]',
    },
)

# One role that a case reaches: in which mode, and on which date the role is read. `kinds`: persons,
# organisations, or both.
BindRead = TypedDict(
    "BindRead",
    {
        "role": 'Label',
        "mode": 'Label',
        "read_on": 'Label',
        "through": 'Label | None',
        "kinds": 'list[str]',
        "basis": 'list[Cited]',
    },
)

BodyLoadFile = TypedDict(
    "BodyLoadFile",
    {
        "file": 'str',
        "source": 'NotRequired[str | None]',
        "scope": 'NotRequired[str | None]',
        "data_on": 'NotRequired[str | None]',
        "snapshot": 'NotRequired[bool]',
    },
)

BodyRunCheckFile = TypedDict(
    "BodyRunCheckFile",
    {
        "file": 'str',
        "matter": 'str',
        "on": 'NotRequired[str | None]',
        "purpose": 'NotRequired[str | None]',
        "result": 'NotRequired[Literal["csv", "xlsx"]]',
    },
)

# One place in the tree; `parent` is the index of the branch above it, `again` marks a circle that is not walked
# twice.
BranchTold = TypedDict(
    "BranchTold",
    {
        "party": 'Ref',
        "level": 'int',
        "parent": 'int | None',
        "held": 'StakeTold | None',
        "product": 'ShareTold',
        "again": 'bool',
    },
)

# One way in which a rule comes about: in words, and as the catalogue writes it (`trigger`, `lasts`).
CaseRead = TypedDict(
    "CaseRead",
    {
        "trigger_zh": 'str',
        "binds": 'list[BindRead]',
        "lasts_zh": 'str',
        "lifts_when": 'list[WayOutRead]',
        "trigger": 'dict[str, Any]',
        "lasts": 'dict[str, Any]',
    },
)

# One catalogue. `in_use`: the one that answers now.
CatalogueKept = TypedDict(
    "CatalogueKept",
    {
        "hash": 'str',
        "version": 'str',
        "overlay_zh": 'str | None',
        "kept_at": 'str',
        "in_use": 'bool',
    },
)

# The law that was read: `changed` where rules were switched; `hash` is that of the catalogue before.
CatalogueTold = TypedDict(
    "CatalogueTold",
    {
        "changed": 'bool',
        "rules_on": 'list[str]',
        "rules_off": 'list[str]',
        "version": 'str',
        "hash": 'str',
    },
)

# All that are archived, the latest first.
CataloguesData = TypedDict(
    "CataloguesData",
    {
        "catalogues": 'list[CatalogueKept]',
    },
)

# What the timeline is told around.
Centre = TypedDict(
    "Centre",
    {
        "fact": 'str',
        "on": 'str',
    },
)

# One way from an owner down to the company, with the product of its shares.
ChainTold = TypedDict(
    "ChainTold",
    {
        "share": 'ShareTold',
        "stakes": 'list[StakeTold]',
    },
)

# A check with its receipt.
CheckAnswer = TypedDict(
    "CheckAnswer",
    {
        "data": 'CheckData',
        "meta": 'Meta',
        "receipt": 'ReceiptTold',
    },
)

# The verdict on one subject in one matter, and everything that it rests on.
CheckData = TypedDict(
    "CheckData",
    {
        "subject": 'Ref',
        "matter": 'MatterTold',
        "verdict": 'Literal["block", "limit", "attention", "clear", "unknown"]',
        "reasons": 'list[str]',
        "says_zh": 'str',
        "grounds": 'list[CheckingGroundTold]',
        "notices": 'list[ListingTold]',
        "incentives": 'list[ListingTold]',
        "unconfirmed": 'list[UnsureTold]',
        "red_and_black": 'bool',
        "looked_at": 'list[LookedAt]',
        "sources": 'list[SourceAge]',
    },
)

# Who wants to do what, on which day, and in which case of the office's own.
CheckParameters = TypedDict(
    "CheckParameters",
    {
        "on": 'NotRequired[str | None]',
        "known_at": 'NotRequired[str | None]',
        "min_transaction": 'NotRequired[int | None]',
        "rules": 'NotRequired[str | None]',
        "purpose": 'NotRequired[str | None]',
        "subject": 'str',
        "matter": 'str',
        "reference": 'NotRequired[str | None]',
    },
)

# An instrument and the article of it.
Citation = TypedDict(
    "Citation",
    {
        "instrument": 'str',
        "article": 'str',
    },
)

# A citation with what is known of its instrument. `now`: the same article as it is numbered today, where that
# differs.
Cited = TypedDict(
    "Cited",
    {
        "instrument": 'str',
        "article": 'str',
        "rank": 'str',
        "rank_zh": 'str',
        "valid_from": 'str | None',
        "valid_to": 'str | None',
        "in_force": 'bool',
        "now": 'Citation | None',
        "note": 'str | None',
    },
)

# A party closely linked with the subject.
CloseLinkTold = TypedDict(
    "CloseLinkTold",
    {
        "party": 'Ref',
        "how": 'str',
        "through": 'Ref | None',
        "sureness": 'Literal["certain", "possible", "not"]',
        "share": 'ShareTold',
        "trace": 'list[TraceStep]',
    },
)

# One identifier and who states it. `scheme` `id` is one of our own ids for the subject.
Code = TypedDict(
    "Code",
    {
        "scheme": 'str',
        "value": 'str',
        "evidence": 'list[int]',
    },
)

# A condition of a repair. `not_stated`: no loaded source says it, which is silence and no refusal.
ConditionTold = TypedDict(
    "ConditionTold",
    {
        "text_zh": 'str',
        "state": 'Literal["met", "not_yet", "not_stated"]',
        "on": 'str | None',
        "rule": 'str',
        "basis": 'list[Citation]',
        "evidence": 'list[int]',
    },
)

# One conflict. `duties` are of the organisation or its registrar; nothing in it binds the organisation.
ConflictTold = TypedDict(
    "ConflictTold",
    {
        "id": 'str',
        "kind": 'Literal["post", "incumbent", "red_and_black"]',
        "state": 'Literal["bound", "possible"]',
        "subject": 'Ref',
        "organization": 'Ref | None',
        "registrar": 'str | None',
        "term": 'Term | None',
        "bar": 'BarTold | None',
        "grounds": 'list[Entry]',
        "rule": 'str',
        "says_zh": 'str',
        "duties": 'list[Label]',
        "basis": 'list[Citation]',
        "evidence": 'list[int]',
    },
)

# A page of the worklist, in the order of the records that bar. `looked_at`: how many records and persons this
# page read.
ConflictsData = TypedDict(
    "ConflictsData",
    {
        "items": 'list[ConflictTold]',
        "looked_at": 'int',
    },
)

# Every pair asked for, and what a no rests on.
ConnectionsData = TypedDict(
    "ConnectionsData",
    {
        "pairs": 'list[PairTold]',
        "nodes": 'list[Ref]',
        "max_hops": 'int',
        "kinds": 'list[str]',
        "sources": 'list[str]',
        "hubs_not_crossed": 'list[Ref]',
    },
)

# A measure on a target, its basis, its end, its ways out and its proof.
ConsequenceTold = TypedDict(
    "ConsequenceTold",
    {
        "id": 'str',
        "measure": 'Label',
        "target": 'Ref',
        "state": 'Literal["bound", "possible", "note"]',
        "mode": 'Literal["ex_lege", "decision_named", "discretionary", "reference"]',
        "role": 'RoleTold | None',
        "rule": 'str',
        "basis": 'list[Citation]',
        "domain": 'str',
        "domain_zh": 'str',
        "executor": 'str',
        "from": 'str | None',
        "until": 'str | None',
        "ends": 'Literal["term", "while_listed", "event", "lifetime"]',
        "lifts_when": 'list[WayOutTold]',
        "flags": 'list[str]',
        "proof": 'list[ConsequencesStepTold]',
    },
)

# The readings. They may differ: each says what its own rule asks. None of them binds anybody.
ControllersData = TypedDict(
    "ControllersData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "readings": 'list[ReadingTold]',
        "agreed": 'list[Ref]',
        "over_full": 'list[Ref]',
    },
)

# A record that counts: from its own day to the first day on which it no longer does, and why not from then on.
CountedTold = TypedDict(
    "CountedTold",
    {
        "record": 'Ref',
        "fact": 'str',
        "on": 'str | None',
        "until": 'str | None',
        "ends_by": 'Literal["window", "repaired", "removed"]',
        "domain": 'Label | None',
        "flags": 'list[str]',
        "evidence": 'list[int]',
    },
)

# How much of what there is. Counts are all that a report says in numbers of anybody: no score, no level.
Counts = TypedDict(
    "Counts",
    {
        "penalties": 'int',
        "serious_lists": 'int',
        "watch_lists": 'int',
        "red_lists": 'int',
        "orders": 'int',
        "other_records": 'int',
        "bound": 'int',
        "possible": 'int',
        "noted": 'int',
        "measures_on_others": 'int',
        "others_reached": 'int',
        "refused": 'int',
        "gaps": 'int',
        "unconfirmed": 'int',
        "conflicts": 'int',
        "disputed": 'int',
    },
)

# How far one source speaks. `current_through` is the latest day over its scopes, `oldest_through` the earliest.
Coverage = TypedDict(
    "Coverage",
    {
        "source": 'str',
        "title": 'str',
        "publisher": 'str',
        "scopes": 'int',
        "current_through": 'str | None',
        "oldest_through": 'str | None',
    },
)

# A party with more relations than the guard allows: shown, not walked on from.
Crowded = TypedDict(
    "Crowded",
    {
        "party": 'Ref',
        "relations": 'int',
    },
)

# The last day on which somebody must have acted. `approximate_date`: the calendar of that year has not been
# announced.
DeadlineTold = TypedDict(
    "DeadlineTold",
    {
        "rule": 'str',
        "about": 'Ref',
        "who_zh": 'str',
        "what_zh": 'str',
        "since": 'str | None',
        "due": 'str | None',
        "days": 'int',
        "days_are": 'Literal["working", "calendar"]',
        "passed": 'bool',
        "basis": 'list[Citation]',
        "evidence": 'list[int]',
        "flags": 'list[str]',
    },
)

# A record with the subject's part in it: `relation` is the fact that ties the two.
Decision = TypedDict(
    "Decision",
    {
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "label_en": 'str',
        "lane": 'Literal["binding", "advisory"]',
        "direction": 'NotRequired[Literal["out", "in"] | None]',
        "other": 'NotRequired[Ref | None]',
        "period": 'Span',
        "certainty": 'Literal["certain", "possible", "outside"]',
        "props": 'dict[str, Any]',
        "evidence": 'list[int]',
        "sources": 'list[str]',
        "flags": 'list[str]',
        "usable": 'bool',
        "repaired_on": 'NotRequired[str | None]',
        "relation": 'str',
        "relation_kind": 'str',
        "part": 'dict[str, Any]',
    },
)

# What changed from one catalogue to the other.
DifferenceData = TypedDict(
    "DifferenceData",
    {
        "before": 'RulesMark',
        "after": 'RulesMark',
        "changes": 'list[EntryChanged]',
    },
)

# A property on which sources disagree.
Disagreement = TypedDict(
    "Disagreement",
    {
        "fact": 'str',
        "kind": 'str',
        "prop": 'str',
        "label_zh": 'str',
        "values": 'list[Voice]',
    },
)

# One relation. `hops` is the distance from the subject of its nearer end.
Edge = TypedDict(
    "Edge",
    {
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "label_en": 'str',
        "lane": 'Literal["binding", "advisory"]',
        "from": 'str',
        "to": 'str',
        "hops": 'int',
        "period": 'Span',
        "certainty": 'Literal["certain", "possible", "outside"]',
        "props": 'dict[str, Any]',
        "evidence": 'list[int]',
        "sources": 'list[str]',
        "flags": 'list[str]',
    },
)

# What the office does where one of these measures binds the subject.
EffectTold = TypedDict(
    "EffectTold",
    {
        "action": 'Label',
        "measures": 'list[Label]',
    },
)

# What ends by itself, and the first day on which it no longer is; null: no day is known.
EndTold = TypedDict(
    "EndTold",
    {
        "what": 'Literal["publicity", "listing", "retention"]',
        "until": 'str | None',
        "rule": 'str',
        "says_zh": 'str',
        "basis": 'list[Citation]',
        "flags": 'list[str]',
    },
)

# What is loaded of a list: entries in all, those standing on the day, the latest listing, through which day its
# sources speak.
EntriesTold = TypedDict(
    "EntriesTold",
    {
        "total": 'int',
        "current": 'int',
        "latest": 'str | None',
        "sources": 'list[str]',
        "current_through": 'str | None',
    },
)

# A record that a conflict rests on.
Entry = TypedDict(
    "Entry",
    {
        "record": 'Ref',
        "period": 'Span',
        "evidence": 'list[int]',
    },
)

# One entry that one catalogue has and the other has not, or has otherwise.
EntryChanged = TypedDict(
    "EntryChanged",
    {
        "part": 'str',
        "id": 'str',
        "change": 'Literal["added", "removed", "changed"]',
        "fields": 'list[FieldChanged]',
    },
)

# Something that began, ended or was done to a record. `on` is the day, or the latest day by which it had
# happened.
Event = TypedDict(
    "Event",
    {
        "on": 'str',
        "exact": 'bool',
        "what": 'Literal["begins", "ends", "end", "correct", "void", "repair", "dispute", "uphold", "dismiss", "redact"]',
        "offset_days": 'int | None',
        "fact": 'Item',
    },
)

# Where a claim was read. `raw` holds the row's allowed columns as they stood in the file.
EvidenceData = TypedDict(
    "EvidenceData",
    {
        "id": 'int',
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "source": 'str',
        "source_title": 'str',
        "scope": 'str',
        "file": 'str',
        "row": 'int',
        "document": 'str | None',
        "raw": 'dict[str, Any] | None',
        "withheld": 'list[str]',
        "seen_on": 'str | None',
        "transaction": 'int',
        "superseded_by": 'int | None',
        "redacted": 'bool',
    },
)

# One piece of evidence, as far as it may be handed on. `digest`: SHA-256 of everything else that is told of it
# here.
EvidenceTold = TypedDict(
    "EvidenceTold",
    {
        "id": 'int',
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "source": 'str',
        "source_title": 'str',
        "scope": 'str',
        "file": 'str',
        "row": 'int',
        "document": 'str | None',
        "raw": 'dict[str, Any] | None',
        "withheld": 'list[str]',
        "seen_on": 'str | None',
        "transaction": 'int',
        "superseded_by": 'int | None',
        "redacted": 'bool',
        "digest": 'NotRequired[str]',
    },
)

# Proofs in words.
ExplainData = TypedDict(
    "ExplainData",
    {
        "subject": 'Ref',
        "explanations": 'list[Explanation]',
    },
)

# One consequence in words.
Explanation = TypedDict(
    "Explanation",
    {
        "consequence": 'ConsequenceTold',
        "text_zh": 'list[str]',
    },
)

# A subject with adverse records near the one asked about. A natural person has facts and no score.
ExposureTold = TypedDict(
    "ExposureTold",
    {
        "subject": 'Ref',
        "hops": 'int',
        "score": 'float | None',
        "adverse": 'list[AdverseRecord]',
        "path": 'list[RiskHop]',
    },
)

# One parameter that is wrong, and what is allowed.
Fault = TypedDict(
    "Fault",
    {
        "field": 'str',
        "message": 'str',
    },
)

# What was done: the measures executed, or not and why, or exempt and on what basis.
FeedbackRequest = TypedDict(
    "FeedbackRequest",
    {
        "number": 'str',
        "outcome": 'Literal["executed", "not_executed", "exempt"]',
        "reason": 'NotRequired[str | None]',
        "basis": 'NotRequired[str | None]',
        "measure": 'NotRequired[str | None]',
        "done_on": 'NotRequired[str | None]',
    },
)

# One field that differs, as both catalogues write it.
FieldChanged = TypedDict(
    "FieldChanged",
    {
        "field": 'str',
        "before": 'Any',
        "after": 'Any',
    },
)

# The linter's findings; `unexempted` of them have no written reason.
FindingsData = TypedDict(
    "FindingsData",
    {
        "findings": 'list[CataloguesFindingTold]',
        "unexempted": 'int',
    },
)

Form: TypeAlias = Literal["json", "html", "pdf", "docx"]
# How the basis was cited until a revision, and what that article is today.
FormerCitation = TypedDict(
    "FormerCitation",
    {
        "instrument": 'str',
        "article": 'str',
        "until": 'str | None',
        "now": 'Citation',
    },
)

# One thing that fits. `matched` is the text that fitted, `scheme` what it is; `hint` tells namesakes apart.
Found = TypedDict(
    "Found",
    {
        "id": 'str',
        "kind": 'str',
        "name": 'str | None',
        "masked": 'bool',
        "matched": 'str | None',
        "scheme": 'str',
        "exact": 'bool',
        "score": 'float',
        "hint": 'str | None',
    },
)

# What fits, best first.
FoundData = TypedDict(
    "FoundData",
    {
        "items": 'list[Found]',
    },
)

# A role that a rule reads and no source has stated.
GapTold = TypedDict(
    "GapTold",
    {
        "subject": 'Ref',
        "rule": 'str',
        "role": 'str',
        "date": 'str | None',
        "says_zh": 'str',
    },
)

# One golden case: what is given, whom and on which day it is asked of, and the answer of the law.
GoldenRead = TypedDict(
    "GoldenRead",
    {
        "given": 'str',
        "ask": 'str',
        "answer": 'str',
    },
)

# A grade as a source states it. `level` is null where the entry does not say which.
GradeTold = TypedDict(
    "GradeTold",
    {
        "scheme": 'str',
        "name_zh": 'str',
        "level": 'Label | None',
        "entry": 'Ref',
        "stated_on": 'str | None',
        "period_of": 'str | None',
        "period": 'Span',
        "authority": 'str | None',
        "nature_zh": 'str',
        "notes_zh": 'list[str]',
        "a_sanction": 'bool',
        "published": 'bool | None',
        "spot_checks": 'list[SpotCheckTold]',
        "evidence": 'list[int]',
    },
)

# `grades`: what is stated and stands on the day. `unstated`: schemes of which no source says anything: no grade,
# and no zero.
GradesData = TypedDict(
    "GradesData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "grades": 'list[GradeTold]',
        "unstated": 'list[str]',
        "spot_checks": 'list[SpotCheckTold]',
    },
)

# The groups of a subject's controllers (its own, where nobody controls it), and its close links. A lead, never a
# channel.
GroupData = TypedDict(
    "GroupData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "rules": 'str',
        "groups": 'list[GroupTold]',
        "close_links": 'LinksTold | None',
    },
)

# A head and everything under it.
GroupTold = TypedDict(
    "GroupTold",
    {
        "head": 'Ref',
        "members": 'list[MemberTold]',
        "total": 'int',
    },
)

# Something to look at again before signing.
HintTold = TypedDict(
    "HintTold",
    {
        "code": 'str',
        "says_zh": 'str',
        "rule": 'str | None',
        "basis": 'list[Citation]',
    },
)

# One relation of a chain, in the direction of the walk; `forward` tells whether the relation points the same
# way.
Hop = TypedDict(
    "Hop",
    {
        "from": 'str',
        "edge": 'str',
        "to": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "forward": 'bool',
        "lane": 'Literal["binding", "advisory"]',
        "period": 'Span',
        "certainty": 'Literal["certain", "possible", "outside"]',
        "evidence": 'list[int]',
    },
)

# A party with more relations than the policy's guard: looked at, not crossed.
HubTold = TypedDict(
    "HubTold",
    {
        "subject": 'Ref',
        "relations": 'int',
    },
)

# Who the subject is, and who says so.
Identity = TypedDict(
    "Identity",
    {
        "names": 'list[NameUsed]',
        "identifiers": 'list[Code]',
        "record": 'Item | None',
    },
)

# One fact. `usable` tells whether it still counts on the day: neither repaired, nor ended, nor past its
# publicity.
Item = TypedDict(
    "Item",
    {
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "label_en": 'str',
        "lane": 'Literal["binding", "advisory"]',
        "direction": 'NotRequired[Literal["out", "in"] | None]',
        "other": 'NotRequired[Ref | None]',
        "period": 'Span',
        "certainty": 'Literal["certain", "possible", "outside"]',
        "props": 'dict[str, Any]',
        "evidence": 'list[int]',
        "sources": 'list[str]',
        "flags": 'list[str]',
        "usable": 'bool',
        "repaired_on": 'NotRequired[str | None]',
    },
)

# One check of a batch: an answer, or the problem that it met. `subject` is what the caller gave.
ItemTold = TypedDict(
    "ItemTold",
    {
        "subject": 'str',
        "reference": 'NotRequired[str | None]',
        "answer": 'NotRequired[CheckAnswer | None]',
        "problem": 'NotRequired[Problem | None]',
    },
)

# One job.
JobAnswer = TypedDict(
    "JobAnswer",
    {
        "data": 'JobTold',
    },
)

# A job: what is to be done, how far it is, what came of it.
JobTold = TypedDict(
    "JobTold",
    {
        "id": 'str',
        "kind": 'str',
        "state": 'Literal["queued", "running", "done", "failed", "cancelled"]',
        "progress": 'Progress',
        "created_at": 'str',
        "started_at": 'str | None',
        "ended_at": 'str | None',
        "cancel_asked_at": 'str | None',
        "parameters": 'dict[str, Any]',
        "outcome": 'dict[str, Any] | None',
        "problem": 'Problem | None',
        "result": 'ResultTold | None',
    },
)

# Several jobs.
JobsAnswer = TypedDict(
    "JobsAnswer",
    {
        "data": 'JobsData',
    },
)

# Jobs, the newest first.
JobsData = TypedDict(
    "JobsData",
    {
        "items": 'list[JobTold]',
    },
)

# A measure on a target that stays: `lost` are the grounds that fall, `stands` the others on which it rests.
KeptTold = TypedDict(
    "KeptTold",
    {
        "lost": 'list[ConsequenceTold]',
        "stands": 'list[ConsequenceTold]',
    },
)

# A code with what it says.
Label = TypedDict(
    "Label",
    {
        "code": 'str',
        "label_zh": 'str',
        "label_en": 'str',
    },
)

# Organisations in the order of their ids. `examined`: how many this page looked at. Natural persons never stand
# here.
LedgerData = TypedDict(
    "LedgerData",
    {
        "lane": 'NotRequired[str]',
        "patterns": 'list[str]',
        "entries": 'list[LedgerEntry]',
        "examined": 'int',
    },
)

# One organisation with its alerts.
LedgerEntry = TypedDict(
    "LedgerEntry",
    {
        "subject": 'Ref',
        "region": 'str | None',
        "alerts": 'list[AlertTold]',
    },
)

# A record that could not be counted, and why.
LeftOutTold = TypedDict(
    "LeftOutTold",
    {
        "record": 'Ref',
        "pattern": 'str | None',
        "why": 'str',
        "why_zh": 'str',
        "evidence": 'list[int]',
    },
)

# A sentence.
Line = TypedDict(
    "Line",
    {
        "text_zh": 'str',
        "text_en": 'str',
    },
)

# A line of the audit: `body` is the very text that was hashed, `hash` = SHA-256(`prev` + newline + `body`).
LineTold = TypedDict(
    "LineTold",
    {
        "chain": 'str',
        "seq": 'int',
        "at": 'str',
        "body": 'str',
        "prev": 'str',
        "hash": 'str',
        "signature": 'str | None',
    },
)

# Leads around a subject, the heaviest first. None of them binds anybody.
LinkedRiskData = TypedDict(
    "LinkedRiskData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "policy": 'str',
        "exposures": 'list[ExposureTold]',
        "nodes": 'list[Ref]',
        "totals": 'TotalsTold',
    },
)

# Close links, and the rule that says how close.
LinksTold = TypedDict(
    "LinksTold",
    {
        "title_zh": 'str',
        "title_en": 'str',
        "at_least": 'str',
        "grade": 'str',
        "basis": 'list[Citation]',
        "links": 'list[CloseLinkTold]',
    },
)

# One list. `law` false: no law of it is in the catalogue, only its name.
ListTold = TypedDict(
    "ListTold",
    {
        "list_code": 'Label',
        "polarity": 'str | None',
        "law": 'bool',
        "authority_zh": 'str | None',
        "basis": 'list[Citation]',
        "term": 'TermTold | None',
        "persons_by": 'Literal["entry", "order", "none", "unknown"] | None',
        "persons_roles": 'list[Label]',
        "persons_zh": 'str | None',
        "published_fields": 'list[str]',
        "hidden_fields": 'list[str]',
        "republished": 'bool',
        "verified": 'Literal["yes", "partial", "no"] | None',
        "public": 'bool',
        "rules": 'list[str]',
        "note": 'str | None',
        "entries": 'EntriesTold | None',
    },
)

# A listing that restricts nobody by itself: a watch list, or a red list that speaks for the subject.
ListingTold = TypedDict(
    "ListingTold",
    {
        "action": 'Label',
        "list": 'Label',
        "record": 'str',
        "fact": 'str',
        "period": 'Span',
        "evidence": 'list[int]',
    },
)

# All lists, those whose law is in the catalogue first.
ListsData = TypedDict(
    "ListsData",
    {
        "lists": 'list[ListTold]',
    },
)

# One load.
LoadAnswer = TypedDict(
    "LoadAnswer",
    {
        "data": 'LoadTold',
    },
)

# One file on its way into the store.
LoadTold = TypedDict(
    "LoadTold",
    {
        "id": 'str',
        "state": 'Literal["previewing", "previewed", "committing", "committed", "failed", "commit_failed", "discarded", "expired"]',
        "file": 'str',
        "sha256": 'str',
        "bytes": 'int',
        "source": 'str | None',
        "scope": 'str | None',
        "data_on": 'str',
        "snapshot": 'bool',
        "progress": 'Progress',
        "preview": 'dict[str, Any] | None',
        "rejects": 'str | None',
        "commit_job": 'str | None',
        "published": 'dict[str, Any] | None',
        "problem": 'Problem | None',
        "created_at": 'str',
        "expires_at": 'str | None',
    },
)

# Several loads.
LoadsAnswer = TypedDict(
    "LoadsAnswer",
    {
        "data": 'LoadsData',
    },
)

# Loads, the newest first.
LoadsData = TypedDict(
    "LoadsData",
    {
        "items": 'list[LoadTold]',
    },
)

# One list or kind of record that the matter looks at: how much there counts, and whether anybody could have said
# so.
LookedAt = TypedDict(
    "LookedAt",
    {
        "what": 'Label',
        "found": 'int',
        "covered": 'bool',
        "needed": 'bool',
        "sources": 'list[str]',
    },
)

# A matter and everything that it looks at.
MatterInFull = TypedDict(
    "MatterInFull",
    {
        "code": 'str',
        "label_zh": 'str',
        "label_en": 'str',
        "domain": 'Label',
        "executor": 'str',
        "subjects": 'list[str]',
        "lists": 'list[Label]',
        "watch_lists": 'list[Label]',
        "records": 'list[Label]',
        "red_lists": 'list[Label]',
        "effects": 'list[EffectTold]',
        "needs": 'list[str]',
        "basis": 'list[Citation]',
        "note": 'str | None',
    },
)

# The matter that was asked about.
MatterTold = TypedDict(
    "MatterTold",
    {
        "code": 'str',
        "label_zh": 'str',
        "label_en": 'str',
        "domain": 'Label',
        "executor": 'str',
        "basis": 'list[Citation]',
    },
)

# All matters.
MattersData = TypedDict(
    "MattersData",
    {
        "items": 'list[MatterInFull]',
    },
)

# A measure that rests on the record: when it ends by itself, and whether a repair of the record ends it.
MeasureEndTold = TypedDict(
    "MeasureEndTold",
    {
        "consequence": 'str',
        "measure": 'Label',
        "target": 'Ref',
        "state": 'Literal["bound", "possible", "note"]',
        "rule": 'str',
        "until": 'str | None',
        "ends": 'Literal["term", "while_listed", "event", "lifetime"]',
        "on_repair": 'Literal["yes", "no", "unsettled"]',
        "basis": 'list[Citation]',
        "flags": 'list[str]',
    },
)

# `on`: what binds the subject. `from`: what flows from its records to others. `refused`: who nearby is not
# bound, and why.
#
# `incentives`: what its red lists may give it. `exempt`: what would bind it and a text exempts it from.
# `conflicts`: red and black at
# once (offices: /v1/subjects/{id}/conflicts). `gaps`: roles that no source states; not told to who may see no
# persons, for to him all
# would seem unstated. `unconfirmed`: records of namesakes of whom only part of the number is published.
MeasuresData = TypedDict(
    "MeasuresData",
    {
        "subject": 'Ref',
        "on": 'list[ConsequenceTold]',
        "from": 'list[ConsequenceTold]',
        "incentives": 'list[ConsequenceTold]',
        "exempt": 'list[ConsequenceTold]',
        "conflicts": 'list[ConflictTold]',
        "refused": 'list[RefusalTold]',
        "gaps": 'list[GapTold]',
        "unconfirmed": 'list[UnconfirmedTold]',
    },
)

# A company in the group, and how it came under the head. `share`: the votes that brought it under.
MemberTold = TypedDict(
    "MemberTold",
    {
        "party": 'Ref',
        "sureness": 'Literal["certain", "possible", "not"]',
        "share": 'ShareTold',
        "trace": 'list[TraceStep]',
    },
)

# What an answer rests on.
Meta = TypedDict(
    "Meta",
    {
        "as_of": 'str',
        "known_at": 'str | None',
        "transaction": 'int',
        "parameters": 'dict[str, Any]',
        "rules": 'RulesMark',
        "coverage": 'list[Coverage]',
        "truncated": 'NotRequired[bool]',
        "reason": 'NotRequired[str | None]',
        "hidden_by_permission": 'NotRequired[int]',
        "persons": 'NotRequired[Literal["masked", "shown"]]',
        "took_ms": 'float',
        "request_id": 'str',
        "demo": 'NotRequired[bool]',
    },
)

# `sets`: the smallest by repair and removal alone, the earliest first. `by_voiding`: those that need an unlawful
# decision to be
# annulled, where they are smaller or the only ones. `expires`: the first day on which every ground has ended by
# itself.
MinimalRepairData = TypedDict(
    "MinimalRepairData",
    {
        "subject": 'Ref',
        "measure": 'Label',
        "grounds": 'list[MinimalRepairGroundTold]',
        "sets": 'list[MovesTold]',
        "by_voiding": 'list[MovesTold]',
        "expires": 'str | None',
        "says_zh": 'str',
    },
)

# One record and what is done to it. `earliest`: from when it can be asked for; null where no day is known, and
# for an annulment.
MoveTold = TypedDict(
    "MoveTold",
    {
        "means": 'Literal["repair", "remove", "void"]',
        "record": 'Ref',
        "fact": 'str',
        "subject": 'Ref',
        "earliest": 'str | None',
        "evidence": 'list[int]',
    },
)

# A measure that stays with other days, another state or other flags.
MovedTold = TypedDict(
    "MovedTold",
    {
        "before": 'ConsequenceTold',
        "after": 'ConsequenceTold',
    },
)

# A set after which nothing of the measure stands; `earliest`: from when the whole of it can be asked for.
MovesTold = TypedDict(
    "MovesTold",
    {
        "moves": 'list[MoveTold]',
        "earliest": 'str | None',
    },
)

# A name, current or former.
NameUsed = TypedDict(
    "NameUsed",
    {
        "name": 'str',
        "former": 'bool',
        "period": 'Span',
        "evidence": 'list[int]',
    },
)

# A person whom a supposed record names, in which duty (/v1/ontology/duty).
Named = TypedDict(
    "Named",
    {
        "person": 'str',
        "duty": 'str',
    },
)

# A person whom the draft names.
NamedTold = TypedDict(
    "NamedTold",
    {
        "person": 'Ref',
        "duty": 'Label',
    },
)

# A window that one more record by the day `until` would fill.
NearTold = TypedDict(
    "NearTold",
    {
        "pattern": 'str',
        "name_zh": 'str',
        "window": 'WindowTold | None',
        "group": 'Label | None',
        "k": 'int',
        "n": 'int',
        "domains": 'int',
        "records": 'list[CountedTold]',
        "number": 'Literal["official", "parameter"]',
        "parameters": 'list[str]',
        "basis": 'list[Citation]',
        "says_zh": 'str',
        "until": 'str | None',
    },
)

# What the law does not do, or what a paper wishes beyond it (`wish_zh`, `answer_zh`).
NegativeRead = TypedDict(
    "NegativeRead",
    {
        "id": 'str',
        "statement_zh": 'str',
        "statement_en": 'str',
        "roles": 'list[Label]',
        "measures": 'list[Label]',
        "basis": 'list[Cited]',
        "exceptions_zh": 'list[str]',
        "evidence": 'str',
        "wish_zh": 'NotRequired[str | None]',
        "wished_in": 'NotRequired[str | None]',
        "answer_zh": 'NotRequired[str | None]',
        "note": 'str | None',
        "stands_in": 'str',
    },
)

# The circle around a subject, flat: every node once, every relation once. `total`: relations on all pages;
# `explored`: nodes met.
NeighborsData = TypedDict(
    "NeighborsData",
    {
        "subject": 'Ref',
        "nodes": 'list[Ref]',
        "edges": 'list[Edge]',
        "total": 'int',
        "explored": 'int',
        "hubs_not_crossed": 'list[Crowded]',
    },
)

# Why nothing of the kind is said of a natural person.
NotOfPersons = TypedDict(
    "NotOfPersons",
    {
        "rule": 'str',
        "statement_zh": 'str',
        "statement_en": 'str',
        "basis": 'list[Citation]',
    },
)

# What the notice of repair that goes with the decision must tell (两书同达), and what follows from the draft.
NoticeItem = TypedDict(
    "NoticeItem",
    {
        "item_zh": 'str',
        "text_zh": 'list[str]',
    },
)

# The notice of repair: its rule, and its content as far as the draft gives it.
NoticeTold = TypedDict(
    "NoticeTold",
    {
        "rule": 'str',
        "rule_zh": 'str',
        "basis": 'list[Citation]',
        "items": 'list[NoticeItem]',
    },
)

# A part of which not everything is told.
Omitted = TypedDict(
    "Omitted",
    {
        "part": 'Label',
        "total": 'int',
        "told": 'int',
    },
)

# One enumeration. Every item has `code`, `label_zh` and `label_en`; some say more.
OntologyData = TypedDict(
    "OntologyData",
    {
        "name": 'str',
        "items": 'list[dict[str, Any]]',
    },
)

# The names of all enumerations.
OntologyIndex = TypedDict(
    "OntologyIndex",
    {
        "enumerations": 'list[str]',
    },
)

# From when a repair or a removal can be asked for; null: no day is known. `earlier_law`: by the law of today,
# not of the decision.
OpeningTold = TypedDict(
    "OpeningTold",
    {
        "kind": 'Literal["repair", "removal"]',
        "earliest": 'str | None',
        "rule": 'str',
        "says_zh": 'str',
        "basis": 'list[Citation]',
        "flags": 'list[str]',
    },
)

# One owner (or, downwards, one company) with its effective share. `ultimate`: nobody is known to hold anything
# in it.
OwnerTold = TypedDict(
    "OwnerTold",
    {
        "party": 'Ref',
        "level": 'int | None',
        "ultimate": 'bool',
        "share": 'ShareTold',
        "direct": 'StakeTold | None',
        "paths": 'list[ChainTold]',
    },
)

# Effective shares, the largest first, and the tree. `over_full`: companies of which sources give away more than
# the whole.
OwnersData = TypedDict(
    "OwnersData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "direction": 'Literal["up", "down"]',
        "owners": 'list[OwnerTold]',
        "total": 'int',
        "tree": 'list[BranchTold]',
        "over_full": 'list[Ref]',
    },
)

# Where the next page begins: hand `next` back as `cursor`.
Page = TypedDict(
    "Page",
    {
        "next": 'str | None',
    },
)

PagedAnswerOfConflictsData = TypedDict(
    "PagedAnswerOfConflictsData",
    {
        "data": 'ConflictsData',
        "meta": 'Meta',
        "page": 'Page',
    },
)

PagedAnswerOfFoundData = TypedDict(
    "PagedAnswerOfFoundData",
    {
        "data": 'FoundData',
        "meta": 'Meta',
        "page": 'Page',
    },
)

PagedAnswerOfLedgerData = TypedDict(
    "PagedAnswerOfLedgerData",
    {
        "data": 'LedgerData',
        "meta": 'Meta',
        "page": 'Page',
    },
)

PagedAnswerOfNeighborsData = TypedDict(
    "PagedAnswerOfNeighborsData",
    {
        "data": 'NeighborsData',
        "meta": 'Meta',
        "page": 'Page',
    },
)

PagedAnswerOfTimelineData = TypedDict(
    "PagedAnswerOfTimelineData",
    {
        "data": 'TimelineData',
        "meta": 'Meta',
        "page": 'Page',
    },
)

# One pair with its chains, fewest steps first; none where `hops` is null.
PairTold = TypedDict(
    "PairTold",
    {
        "from": 'Ref',
        "to": 'Ref',
        "hops": 'int | None',
        "paths": 'list[list[ConnectionsStepTold]]',
        "explored": 'int',
        "cut": 'str | None',
    },
)

# The chain, or null where there is none within `searched`.
PathData = TypedDict(
    "PathData",
    {
        "from": 'Ref',
        "to": 'Ref',
        "hops": 'int | None',
        "path": 'list[Hop] | None',
        "nodes": 'list[Ref]',
        "searched": 'Searched',
    },
)

# `binds`: every measure that the draft alone would bring about, on its subject and on others, each with role,
# article and proof.
# `gaps`: roles that a rule reads and nobody has stated. `hints`: proportion and form.
PreviewData = TypedDict(
    "PreviewData",
    {
        "subject": 'Ref',
        "kind": 'Label',
        "list": 'Label | None',
        "on": 'str | None',
        "named": 'list[NamedTold]',
        "binds": 'list[ConsequenceTold]',
        "gaps": 'list[GapTold]',
        "remedy": 'RemedyTold | None',
        "notice": 'NoticeTold | None',
        "hints": 'list[HintTold]',
    },
)

# The draft. `grounds`: codes of /v1/ontology/grounds, or words. `named`: whom it names, in which duty.
PreviewParameters = TypedDict(
    "PreviewParameters",
    {
        "as_of": 'NotRequired[str | None]',
        "known_at": 'NotRequired[str | None]',
        "min_transaction": 'NotRequired[int | None]',
        "rules": 'NotRequired[str | None]',
        "purpose": 'NotRequired[str | None]',
        "subject": 'str',
        "deed": 'NotRequired[Literal["list", "penalty", "order"]]',
        "list_code": 'NotRequired[str | None]',
        "on": 'NotRequired[str | None]',
        "grounds": 'NotRequired[list[str]]',
        "props": 'NotRequired[dict[str, Any]]',
        "named": 'NotRequired[list[Named]]',
    },
)

# A problem document. `type` leads to what the code means; some problems carry more, such as `candidates` or
# `missing`.
Problem = TypedDict(
    "Problem",
    {
        "type": 'str',
        "title": 'str',
        "title_zh": 'str',
        "title_en": 'str',
        "status": 'int',
        "code": 'str',
        "detail": 'str',
        "errors": 'NotRequired[list[Fault]]',
        "request_id": 'str',
    },
)

# How far a job is: `done` of `total` units; the total is unknown until the job has begun.
Progress = TypedDict(
    "Progress",
    {
        "done": 'int',
        "total": 'int | None',
        "unit": 'str',
    },
)

# `files`: loads, the latest first. `reporting`: authority by month. `totals`: over all months, then everything.
QualityData = TypedDict(
    "QualityData",
    {
        "profile": 'dict[str, Any]',
        "files": 'list[dict[str, Any]]',
        "reporting": 'list[ReportingTold]',
        "totals": 'list[ReportingTold]',
    },
)

# A part of a whole. `value` is null where the whole is empty or unknown: without a ledger nobody knows what was
# not reported.
RateTold = TypedDict(
    "RateTold",
    {
        "label_zh": 'str',
        "value": 'float | None',
        "numerator": 'int | None',
        "denominator": 'int | None',
        "approximate": 'bool',
    },
)

# One rule set, read on the subject. `grade` M: the rule's text was not at hand when it was written down.
ReadingTold = TypedDict(
    "ReadingTold",
    {
        "name": 'str',
        "title_zh": 'str',
        "title_en": 'str',
        "concept": 'str',
        "grade": 'str',
        "in_force": 'bool',
        "basis": 'list[Citation]',
        "note_zh": 'str | None',
        "findings": 'list[HoldingsFindingTold]',
    },
)

# Why one rule does not reach the subject. `code` is stable (/v1/ontology/why_not).
ReasonTold = TypedDict(
    "ReasonTold",
    {
        "code": 'str',
        "label_zh": 'str',
        "says_zh": 'str',
        "rule": 'str | None',
        "measure": 'Label | None',
        "record": 'Ref | None',
        "party": 'Ref | None',
        "date": 'str | None',
        "terms": 'list[Term]',
        "evidence": 'list[int]',
        "basis": 'list[Citation]',
        "statement": 'Statement | None',
    },
)

# The receipt of a check: its number, the signed line, and the key by which the signature verifies.
ReceiptTold = TypedDict(
    "ReceiptTold",
    {
        "number": 'str',
        "line": 'LineTold',
        "public_key": 'str',
    },
)

# A record with its states. `carries`: the measures of this report that rest on it.
RecordTold = TypedDict(
    "RecordTold",
    {
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "label_en": 'str',
        "lane": 'Literal["binding", "advisory"]',
        "direction": 'NotRequired[Literal["out", "in"] | None]',
        "other": 'NotRequired[Ref | None]',
        "period": 'Span',
        "certainty": 'Literal["certain", "possible", "outside"]',
        "props": 'dict[str, Any]',
        "evidence": 'list[int]',
        "sources": 'list[str]',
        "flags": 'list[str]',
        "usable": 'bool',
        "repaired_on": 'NotRequired[str | None]',
        "relation": 'str',
        "relation_kind": 'str',
        "part": 'dict[str, Any]',
        "states": 'list[Label]',
        "carries": 'list[str]',
    },
)

# A thing, named. `masked` tells that the name is a natural person's and was withheld in part.
Ref = TypedDict(
    "Ref",
    {
        "id": 'str',
        "kind": 'str',
        "name": 'str | None',
        "masked": 'NotRequired[bool]',
    },
)

# Somebody near whom the law does not reach, and the rule that says so.
RefusalTold = TypedDict(
    "RefusalTold",
    {
        "subject": 'Ref',
        "related": 'Ref',
        "relation": 'str',
        "rule": 'str',
        "statement_zh": 'str',
        "basis": 'list[Citation]',
        "evidence": 'list[int]',
    },
)

# What lifts the measures on the subject, the earliest first; the way out of each record that is told; the rules
# of repair.
Remedies = TypedDict(
    "Remedies",
    {
        "ways": 'list[WayTold]',
        "records": 'list[RemedyTold]',
        "rules": 'list[RepairRuleTold]',
    },
)

# Record by record, the oldest first; and deadlines about decisions that were annulled (`annulled`).
RemediesData = TypedDict(
    "RemediesData",
    {
        "subject": 'Ref',
        "remedies": 'list[RemedyTold]',
        "annulled": 'list[DeadlineTold]',
    },
)

# One record's way out. `missing`: the conditions of a repair that are not met, as far as anybody has stated.
RemedyTold = TypedDict(
    "RemedyTold",
    {
        "record": 'Ref',
        "kind": 'Label',
        "fact": 'str',
        "opens": 'list[OpeningTold]',
        "conditions": 'list[ConditionTold]',
        "missing": 'list[str]',
        "ends": 'list[EndTold]',
        "measures": 'list[MeasureEndTold]',
        "deadlines": 'list[DeadlineTold]',
        "repaired_on": 'str | None',
        "flags": 'list[str]',
        "evidence": 'list[int]',
    },
)

# What the law of credit repair says, quoted from the catalogue.
RepairRuleTold = TypedDict(
    "RepairRuleTold",
    {
        "id": 'str',
        "rule_zh": 'str',
        "more_zh": 'list[str]',
        "basis": 'list[Citation]',
    },
)

# The report and its verification code.
ReportAnswer = TypedDict(
    "ReportAnswer",
    {
        "data": 'ReportData',
        "meta": 'Meta',
        "verification": 'Verification',
    },
)

# The report.
ReportData = TypedDict(
    "ReportData",
    {
        "title_zh": 'str',
        "title_en": 'str',
        "subject": 'Ref',
        "asked_by": 'AskedBy',
        "summary": 'Summary',
        "identity": 'Identity',
        "roles": 'list[Item]',
        "records": 'list[RecordTold]',
        "on": 'list[Explanation]',
        "from": 'list[Explanation]',
        "refused": 'list[RefusalTold]',
        "gaps": 'list[GapTold]',
        "unconfirmed": 'list[UnconfirmedTold]',
        "remedies": 'Remedies',
        "linked_risk": 'LinkedRiskData | None',
        "conflicts": 'list[Disagreement]',
        "annex": 'list[EvidenceTold]',
        "omitted": 'list[Omitted]',
        "rights": 'list[RightTold]',
        "disclaimer": 'list[Line]',
    },
)

# What the report includes, and the form in which it is wanted.
ReportRequest = TypedDict(
    "ReportRequest",
    {
        "as_of": 'NotRequired[str | None]',
        "known_at": 'NotRequired[str | None]',
        "min_transaction": 'NotRequired[int | None]',
        "rules": 'NotRequired[str | None]',
        "purpose": 'NotRequired[str | None]',
        "with_risk": 'NotRequired[bool]',
        "include_former": 'NotRequired[bool]',
        "include_repaired": 'NotRequired[bool]',
        "limit": 'NotRequired[int]',
        "format": 'NotRequired[Form]',
    },
)

# One authority in one month of decisions; null stands for all of them.
ReportingTold = TypedDict(
    "ReportingTold",
    {
        "authority": 'str | None',
        "month": 'str | None',
        "received": 'int',
        "accepted": 'int',
        "corrections": 'int',
        "reported": 'RateTold',
        "compliant": 'RateTold',
        "late": 'RateTold',
        "concealed": 'RateTold',
    },
)

# Which messages to send again.
ResendRequest = TypedDict(
    "ResendRequest",
    {
        "deliveries": 'NotRequired[list[str] | None]',
    },
)

# The result as a file, until it expires.
ResultTold = TypedDict(
    "ResultTold",
    {
        "href": 'str',
        "file": 'str',
        "expires_at": 'str | None',
    },
)

# A right of whoever the report is about.
RightTold = TypedDict(
    "RightTold",
    {
        "title_zh": 'str',
        "title_en": 'str',
        "text_zh": 'str',
        "basis": 'list[Citation]',
    },
)

# One relation of the way there.
RiskHop = TypedDict(
    "RiskHop",
    {
        "from": 'str',
        "edge": 'str',
        "to": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "period": 'Span',
        "evidence": 'list[int]',
        "flags": 'list[str]',
    },
)

# The role through which a measure reaches its target, and the date on which it was read.
RoleTold = TypedDict(
    "RoleTold",
    {
        "kind": 'str',
        "label_zh": 'str',
        "read_on": 'Literal["act", "decision", "listing", "now", "later"]',
        "date": 'str | None',
    },
)

# For how long the old secret still signs beside the new one.
RotationRequest = TypedDict(
    "RotationRequest",
    {
        "overlap_hours": 'NotRequired[int]',
    },
)

# Rows of a shipped source, under the headers that its file would have.
RowsRequest = TypedDict(
    "RowsRequest",
    {
        "source": 'str',
        "scope": 'NotRequired[str]',
        "data_on": 'NotRequired[str | None]',
        "rows": 'list[dict[str, str]]',
        "preview": 'NotRequired[bool]',
    },
)

# One rule, or one negative or refused rule. `findings`: what the linter says of it on the day, with the
# exemption if there is one.
RuleData = TypedDict(
    "RuleData",
    {
        "rule": 'NotRequired[RuleRead | None]',
        "negative": 'NotRequired[NegativeRead | None]',
        "findings": 'NotRequired[list[str]]',
    },
)

# One rule in a list. `from_overlay`: a deployer wrote it or switched it.
RuleLine = TypedDict(
    "RuleLine",
    {
        "id": 'str',
        "title_zh": 'str',
        "measure": 'Label',
        "domain": 'Label',
        "executor": 'str',
        "grade": 'str',
        "state": 'Literal["evaluated", "at_most_possible", "turned_on", "off", "turned_off"]',
        "roles": 'list[Label]',
        "lists": 'list[Label]',
        "valid_from": 'str | None',
        "valid_to": 'str | None',
        "in_force": 'bool',
        "from_overlay": 'bool',
    },
)

# One rule as a lawyer reads it.
RuleRead = TypedDict(
    "RuleRead",
    {
        "line": 'RuleLine',
        "measure_zh": 'str',
        "measure_class": 'Label',
        "channel": 'Label',
        "grade_zh": 'str',
        "firm_from": 'str | None',
        "basis": 'list[Cited]',
        "formerly": 'list[FormerCitation]',
        "cases": 'list[CaseRead]',
        "repair": 'Label',
        "names": 'list[Label]',
        "excludes": 'list[Label]',
        "scope_zh": 'str | None',
        "note": 'str | None',
        "source": 'list[str]',
        "exempt": 'list[dict[str, str]]',
        "switched": 'Switched | None',
        "stands_in": 'str',
        "spoken_of_by": 'list[str]',
        "golden": 'list[GoldenRead]',
        "golden_of_ours": 'bool',
    },
)

# The rules that fit, in the order of their ids, and of how many.
RulesData = TypedDict(
    "RulesData",
    {
        "rules": 'list[RuleLine]',
        "of": 'int',
    },
)

# Which rules were read: enough to ask the same again.
RulesMark = TypedDict(
    "RulesMark",
    {
        "version": 'str',
        "hash": 'str',
    },
)

# What a no rests on.
Searched = TypedDict(
    "Searched",
    {
        "max_hops": 'int',
        "kinds": 'list[str]',
        "sources": 'list[str]',
        "explored": 'int',
        "hubs_not_crossed": 'list[Ref]',
    },
)

# A share between 0 and 1. `min` and `max` differ where sources leave it open.
ShareTold = TypedDict(
    "ShareTold",
    {
        "min": 'float',
        "max": 'float',
        "exact": 'bool',
    },
)

# Something that too many share to tell anything: nobody is found through it.
SharedByMany = TypedDict(
    "SharedByMany",
    {
        "shared": 'Ref',
        "contact_kind": 'Label | None',
        "organizations": 'int',
    },
)

# A pattern that says nothing of this subject, and why.
SilentTold = TypedDict(
    "SilentTold",
    {
        "pattern": 'str',
        "name_zh": 'str',
        "why": 'Literal["not_in_force", "excluded"]',
        "why_zh": 'str',
    },
)

# How fresh one source is: through which day it speaks, and how many days before the asked one that is.
SourceAge = TypedDict(
    "SourceAge",
    {
        "source": 'str',
        "title": 'str',
        "publisher": 'str',
        "current_through": 'str | None',
        "age_days": 'int | None',
    },
)

# One source in one scope: whose word it is, and up to when. The lower the precedence number, the more the word
# counts.
SourceScope = TypedDict(
    "SourceScope",
    {
        "name": 'str',
        "scope": 'str',
        "title": 'str',
        "publisher": 'str',
        "precedence": 'int',
        "current_through": 'str | None',
        "claims": 'int',
    },
)

# Every source that has said anything.
SourcesData = TypedDict(
    "SourcesData",
    {
        "sources": 'list[SourceScope]',
    },
)

# A half-open period with its unknowns said out loud.
Span = TypedDict(
    "Span",
    {
        "from": 'str | None',
        "from_min": 'str | None',
        "from_max": 'str | None',
        "until": 'str | None',
        "until_min": 'str | None',
        "until_max": 'str | None',
        "start_unknown": 'bool',
        "ongoing": 'bool',
    },
)

# A published rate of spot checks where the subject is registered, in a hundred a year.
SpotCheckTold = TypedDict(
    "SpotCheckTold",
    {
        "where_zh": 'str',
        "level": 'str',
        "level_zh": 'str',
        "percent_min": 'float',
        "percent_max": 'float',
        "note_zh": 'str | None',
    },
)

# One holding, as one fact states it. `stated`: whether the fact states a share at all.
StakeTold = TypedDict(
    "StakeTold",
    {
        "from": 'str',
        "to": 'str',
        "fact": 'str',
        "kind": 'str',
        "label_zh": 'str',
        "share": 'ShareTold',
        "stated": 'bool',
        "period": 'Span',
        "evidence": 'list[int]',
    },
)

# What the law says in general: a negative rule; or a refused one, with what a policy paper wishes and the answer
# to it.
Statement = TypedDict(
    "Statement",
    {
        "id": 'str',
        "kind": 'Literal["negative", "refused"]',
        "statement_zh": 'str',
        "statement_en": 'str',
        "wish_zh": 'NotRequired[str | None]',
        "wished_in": 'NotRequired[str | None]',
        "answer_zh": 'NotRequired[str | None]',
        "exceptions_zh": 'list[str]',
        "basis": 'list[Citation]',
    },
)

# `conflicts`: offices of a person, incumbents of an organisation, red and black at once. `allowed`: what a
# barred person may keep.
SubjectConflictsData = TypedDict(
    "SubjectConflictsData",
    {
        "subject": 'Ref',
        "conflicts": 'list[ConflictTold]',
        "allowed": 'list[AllowedTold]',
    },
)

# Everything about one subject.
SubjectData = TypedDict(
    "SubjectData",
    {
        "subject": 'Ref',
        "names": 'list[NameUsed]',
        "identifiers": 'list[Code]',
        "record": 'Item | None',
        "roles": 'list[Item]',
        "decisions": 'list[Decision]',
        "lists": 'list[Decision]',
        "conflicts": 'list[Disagreement]',
    },
)

# The report in plain words.
Summary = TypedDict(
    "Summary",
    {
        "counts": 'Counts',
        "lines": 'list[Line]',
    },
)

# One supposition as it was understood: the fact and the record that it aims at.
SupposedTold = TypedDict(
    "SupposedTold",
    {
        "deed": 'str',
        "fact": 'str | None',
        "record": 'Ref | None',
        "list_code": 'str | None',
        "rule": 'str | None',
        "on": 'str | None',
        "props": 'dict[str, Any]',
    },
)

# One thing that is supposed. A deed (repair, remove, uphold, void, end, correct) names a `fact`; a list entry
# its `list_code`.
Supposition = TypedDict(
    "Supposition",
    {
        "deed": 'Literal["repair", "remove", "uphold", "void", "end", "correct", "list", "penalty", "order", "rule_on", "rule_off"]',
        "fact": 'NotRequired[str | None]',
        "list_code": 'NotRequired[str | None]',
        "rule": 'NotRequired[str | None]',
        "on": 'NotRequired[str | None]',
        "props": 'NotRequired[dict[str, Any]]',
        "named": 'NotRequired[list[Named]]',
    },
)

# An organisation, its score (0 to 1) and everything shared, the heaviest first.
SuspectTold = TypedDict(
    "SuspectTold",
    {
        "organization": 'Ref',
        "score": 'float',
        "ties": 'list[TieTold]',
    },
)

# Suspected associates, the highest score first, and how the score was made. None of them is thereby bound by
# anything.
SuspectedData = TypedDict(
    "SuspectedData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "policy": 'str',
        "score_is": 'str',
        "suspected": 'list[SuspectTold]',
        "totals": 'SuspectedTotals',
    },
)

# What the answer was chosen from.
SuspectedTotals = TypedDict(
    "SuspectedTotals",
    {
        "organizations": 'int',
        "returned": 'int',
        "hubs": 'list[SharedByMany]',
        "names_with_more_namesakes": 'list[Ref]',
    },
)

# Who turned the rule on or off, and why.
Switched = TypedDict(
    "Switched",
    {
        "state": 'Literal["on", "off"]',
        "by": 'str',
        "reason_zh": 'str | None',
    },
)

# At what an act aims: a fact by its id (as answers list it), a record by its own id, or a record by document
# number and party.
Target = TypedDict(
    "Target",
    {
        "fact": 'NotRequired[str | None]',
        "record": 'NotRequired[str | None]',
        "document": 'NotRequired[str | None]',
        "party": 'NotRequired[str | None]',
    },
)

# A relation that a reason or a conflict reads.
Term = TypedDict(
    "Term",
    {
        "fact": 'str',
        "kind": 'Label',
        "from": 'Ref',
        "to": 'Ref | None',
        "period": 'Span',
        "evidence": 'list[int]',
    },
)

# How long an entry stands, and how one leaves before: null where no text read says it.
TermTold = TypedDict(
    "TermTold",
    {
        "years": 'int | None',
        "months": 'int | None',
        "extendable_years": 'int',
        "text_zh": 'str',
        "removal_zh": 'str',
        "removal_from": 'str | None',
        "removal_years": 'int',
        "removal_months": 'int',
        "removal_working_days": 'int | None',
    },
)

# One thing shared, and by which relations on either side. `theirs_at`: the namesake there, where only a name is
# shared.
#
# `confirmed`: false for a mere name, to be looked into. `hub`: more share it than the guard. `weight`: what it
# adds to the score.
TieTold = TypedDict(
    "TieTold",
    {
        "shared": 'Ref',
        "theirs_at": 'Ref',
        "contact_kind": 'Label | None',
        "confirmed": 'bool',
        "organizations": 'int',
        "hub": 'bool',
        "weight": 'float',
        "own": 'list[Hop]',
        "theirs": 'list[Hop]',
    },
)

# Events in order of time.
TimelineData = TypedDict(
    "TimelineData",
    {
        "subject": 'Ref',
        "around": 'Centre | None',
        "events": 'list[Event]',
    },
)

# An answer of the office.
Told = TypedDict(
    "Told",
    {
        "data": 'dict[str, Any]',
    },
)

# What the answer was chosen from.
TotalsTold = TypedDict(
    "TotalsTold",
    {
        "explored": 'int',
        "exposures": 'int',
        "returned": 'int',
        "hubs_not_crossed": 'list[HubTold]',
    },
)

# One step of a trace, with the facts behind it.
TraceStep = TypedDict(
    "TraceStep",
    {
        "says_zh": 'str',
        "facts": 'list[str]',
        "evidence": 'list[int]',
    },
)

# A record of a namesake: whether the published part of the number could be this person's (addenda 8). Never a
# measure.
UnconfirmedTold = TypedDict(
    "UnconfirmedTold",
    {
        "namesake": 'Ref',
        "record": 'Ref',
        "compatible": 'bool',
        "verdict": 'Literal["identity_unconfirmed", "not_the_same"]',
        "says_zh": 'str',
        "evidence": 'list[int]',
    },
)

# A record of somebody of the same name that would count if he were the subject. Never a ground.
UnsureTold = TypedDict(
    "UnsureTold",
    {
        "namesake": 'Ref',
        "likeness": 'Literal["part_of_number_fits", "part_of_number_differs", "name_only"]',
        "says_zh": 'str',
        "consequence": 'ConsequenceTold',
    },
)

# By what the report is known again. `signature`: the office's receipt, once it gives one.
Verification = TypedDict(
    "Verification",
    {
        "code": 'str',
        "short": 'str',
        "algorithm": 'Literal["sha256"]',
        "over": 'list[str]',
        "left_out": 'list[str]',
        "signature": 'NotRequired[str | None]',
    },
)

# One of the values on which sources disagree; the first of a list is the one that counts.
Voice = TypedDict(
    "Voice",
    {
        "value": 'Any',
        "sources": 'list[str]',
        "evidence": 'list[int]',
        "counts": 'bool',
    },
)

# `alerts`: windows that are filled. `near`: those that one more record would fill. `left_out`: records that
# could not be counted.
#
# `silent`: patterns that say nothing of this subject. Of a natural person no pattern says anything:
# `not_of_persons` says why, `facts`
# are the records themselves.
WarningsData = TypedDict(
    "WarningsData",
    {
        "subject": 'Ref',
        "lane": 'NotRequired[str]',
        "alerts": 'list[AlertTold]',
        "near": 'list[NearTold]',
        "former": 'list[AlertTold]',
        "left_out": 'list[LeftOutTold]',
        "silent": 'list[SilentTold]',
        "facts": 'list[Item]',
        "not_of_persons": 'NotOfPersons | None',
    },
)

# A watch list.
WatchRequest = TypedDict(
    "WatchRequest",
    {
        "name": 'str',
        "subjects": 'list[str]',
        "purpose": 'NotRequired[str | None]',
    },
)

# A way out, and from when it opens at the earliest.
WayOutRead = TypedDict(
    "WayOutRead",
    {
        "kind": 'str',
        "text_zh": 'str',
        "earliest_zh": 'str | None',
    },
)

# What lifts a measure, and from when at the earliest.
WayOutTold = TypedDict(
    "WayOutTold",
    {
        "kind": 'Literal["repair", "removal", "objection", "expiry", "event"]',
        "text_zh": 'str',
        "earliest": 'str | None',
    },
)

# A way out of one measure, and its earliest day.
WayTold = TypedDict(
    "WayTold",
    {
        "consequence": 'str',
        "measure_zh": 'str',
        "kind": 'Literal["repair", "removal", "objection", "expiry", "event"]',
        "text_zh": 'str',
        "earliest": 'str | None',
    },
)

# Where to send, and what.
WebhookRequest = TypedDict(
    "WebhookRequest",
    {
        "url": 'str',
        "events": 'list[Literal["alert.raised", "feedback.due"]]',
    },
)

# The measures on and from the subject, before and after, on `compared_on`: the day of the question or of the
# last supposition.
WhatIfData = TypedDict(
    "WhatIfData",
    {
        "subject": 'Ref',
        "compared_on": 'str | None',
        "suppose": 'list[SupposedTold]',
        "catalogue": 'CatalogueTold',
        "lifted": 'list[ConsequenceTold]',
        "kept": 'list[KeptTold]',
        "new": 'list[ConsequenceTold]',
        "moved": 'list[MovedTold]',
        "same": 'int',
    },
)

# Of whom, and what is supposed. The body of a POST, and the options of the command.
WhatIfParameters = TypedDict(
    "WhatIfParameters",
    {
        "as_of": 'NotRequired[str | None]',
        "known_at": 'NotRequired[str | None]',
        "min_transaction": 'NotRequired[int | None]',
        "rules": 'NotRequired[str | None]',
        "purpose": 'NotRequired[str | None]',
        "subject": 'str',
        "suppose": 'list[Supposition]',
    },
)

# `applies`: what binds the subject after all, where it was asked why not. `reasons`: one for what was asked of,
# else one a rule.
WhyNotData = TypedDict(
    "WhyNotData",
    {
        "subject": 'Ref',
        "from": 'Ref | None',
        "applies": 'list[ConsequenceTold]',
        "reasons": 'list[ReasonTold]',
    },
)

# So many records within so many months or days; `again`: and so many more; `domains`: spread over so many
# fields.
WindowTold = TypedDict(
    "WindowTold",
    {
        "months": 'int',
        "days": 'int',
        "at_least": 'int',
        "again": 'int',
        "domains": 'int',
    },
)

# One ground: what the office is to do, and the consequence that it rests on with its basis, its end and its
# proof.
CheckingGroundTold = TypedDict(
    "CheckingGroundTold",
    {
        "action": 'Label',
        "consequence": 'ConsequenceTold',
    },
)

# One step of a proof: what is so, which fact says it, on whose word, under which rule.
ConsequencesStepTold = TypedDict(
    "ConsequencesStepTold",
    {
        "step": 'int',
        "says_zh": 'str',
        "fact": 'str | None',
        "evidence": 'list[int]',
        "rule": 'str | None',
        "basis": 'list[Citation]',
    },
)

# A party that fits a criterion. A lead for whoever must find out, never a finding itself.
HoldingsFindingTold = TypedDict(
    "HoldingsFindingTold",
    {
        "party": 'Ref',
        "criterion": 'str',
        "criterion_zh": 'str',
        "sureness": 'Literal["certain", "possible", "not"]',
        "share": 'ShareTold | None',
        "basis": 'list[Citation]',
        "trace": 'list[TraceStep]',
    },
)

# What is wrong with a rule. `exempt`: the written reason why it stands; null: it must be mended. `overlay`: in a
# deployer's rule.
CataloguesFindingTold = TypedDict(
    "CataloguesFindingTold",
    {
        "rule": 'str',
        "check": 'str',
        "says_zh": 'str',
        "says_en": 'str',
        "exempt": 'str | None',
        "overlay": 'bool',
    },
)

# One step of a chain: every relation that makes it, the one of the least id first.
ConnectionsStepTold = TypedDict(
    "ConnectionsStepTold",
    {
        "from": 'str',
        "to": 'str',
        "relations": 'list[Hop]',
    },
)

# A ground of the measure with its proof, and whether a repair of its record ends it.
MinimalRepairGroundTold = TypedDict(
    "MinimalRepairGroundTold",
    {
        "consequence": 'ConsequenceTold',
        "on_repair": 'Literal["yes", "no", "unsettled"]',
    },
)
