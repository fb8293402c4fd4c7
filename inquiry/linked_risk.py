"""Which penalties and listings stand near the subject, along which relations? A lead, never a sanction (DESIGN section 2)."""

from typing import Any

from pydantic import Field
from pydantic_core import to_json

from credit.errors import BadParameter
from credit.periods import Day, iso
from inquiry.answering.coverage import require
from inquiry.answering.exposures import Around, called, exposures_text, nodes_of
from inquiry.answering.wire import Label, Ref, Span, Wire, Written, span_written
from inquiry.asking.answered import fields_of
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from inquiry.asking.subject import subject_of
from inquiry.rulebook import kind_label
from reasoning.catalogue import Policy
from reasoning.linked_risk import Adverse, Exposure, Totals, linked_risk

_RECORDS = ("Penalty", "ListEntry", "CourtOrder")


class LinkedRiskParameters(Parameters):
    """How far to walk, by which policy."""

    max_hops: int | None = Field(default=None, ge=1, le=15, description="How many relations away; default and bound as the policy says.")
    policy: str = Field(default="default", max_length=40, description="A policy of /v1/ontology/policies.")
    limit: int = Field(default=50, ge=1, le=500, description="At most this many exposures.")


class AdverseRecord(Wire):
    """One adverse record of an exposed subject."""

    fact: str
    record: str
    kind: str
    label_zh: str
    severity: float
    domain: Label | None
    from_: str | None = Field(alias="from")
    until: str | None
    evidence: list[int]
    flags: list[str]


class RiskHop(Wire):
    """One relation of the way there."""

    from_: str = Field(alias="from")
    edge: str
    to: str
    kind: str
    label_zh: str
    period: Span
    evidence: list[int]
    flags: list[str]


class ExposureTold(Wire):
    """A subject with adverse records near the one asked about. A natural person has facts and no score."""

    subject: Ref
    hops: int
    score: float | None
    adverse: list[AdverseRecord]
    path: list[RiskHop]


class HubTold(Wire):
    """A party with more relations than the policy's guard: looked at, not crossed."""

    subject: Ref
    relations: int


class TotalsTold(Wire):
    """What the answer was chosen from."""

    explored: int
    exposures: int
    returned: int
    hubs_not_crossed: list[HubTold]


class LinkedRiskData(Wire):
    """Leads around a subject, the heaviest first. None of them binds anybody."""

    subject: Ref
    lane: str = "advisory"
    policy: str
    exposures: list[ExposureTold]
    nodes: list[Ref]
    totals: TotalsTold


def linked_risk_of(question: Question, asked: str, wanted: LinkedRiskParameters) -> Outcome[Written[LinkedRiskData]]:
    """The exposures of a subject by a policy."""
    no_leads_for_the_public(question)
    subject = subject_of(question, asked)
    require(question.view, _RECORDS)
    policy = _policy(question, wanted)
    found = linked_risk(question.view, policy, subject.id, question.as_of, wanted.max_hops or policy.max_hops, wanted.limit)
    around = Around(subject.id, policy.name, found, nodes_of(found))
    question.directory.learn(around.named())
    text = exposures_text if question.directory.writes else _text_of_values
    return Outcome(text(question, around), truncated=found.truncated, reason=found.reason)


def _text_of_values(question: Question, around: Around) -> Written[LinkedRiskData]:
    """The answer written by way of its values: what the quicker text is held to."""
    told, found = question.directory.written, around.found
    body = {
        "subject": told(around.subject),
        "lane": "advisory",
        "policy": around.policy,
        "exposures": [_exposure(question, each) for each in found.exposures],
        "nodes": [told(node) for node in around.nodes],
        "totals": _totals(question, found.totals),
    }
    text = to_json(body).decode()
    return Written[LinkedRiskData].model_construct(text=text, words=text, fields=fields_of(body))


def _policy(question: Question, wanted: LinkedRiskParameters) -> Policy:
    """The policy of that name; BadParameter lists those that there are, and how far this one may go."""
    policies = question.rulebook.catalogue.policies
    policy = policies.get(wanted.policy)
    if policy is None:
        known = ", ".join(sorted(policies))
        raise BadParameter(
            f"没有名为“{wanted.policy}”的策略。Policies: {known}.", errors=[{"field": "policy", "message": f"one of {known}"}]
        )
    most = policy.max_hops_allowed
    if wanted.max_hops is not None and wanted.max_hops > most:
        raise BadParameter(
            f"策略 {policy.name} 最多允许 {most} 步。This policy allows at most {most} hops.",
            errors=[{"field": "max_hops", "message": f"1 to {most}"}],
        )
    return policy


def _flags(disputed: bool) -> list[str]:
    return ["disputed"] if disputed else []


def _exposure(question: Question, exposure: Exposure) -> dict[str, Any]:
    """ExposureTold, as it leaves."""
    return {
        "subject": question.directory.written(exposure.subject),
        "hops": exposure.hops,
        "score": exposure.score,
        "adverse": [_adverse(question, each) for each in exposure.adverse],
        "path": [
            {
                "from": hop.from_,
                "edge": hop.edge,
                "to": hop.to,
                "kind": hop.kind,
                "label_zh": kind_label(hop.kind).label_zh,
                "period": {**span_written(hop.period)},
                "evidence": list(hop.evidence),
                "flags": _flags(hop.disputed),
            }
            for hop in exposure.path
        ],
    }


def _adverse(question: Question, adverse: Adverse) -> dict[str, Any]:
    """AdverseRecord, as it leaves."""
    return {
        "fact": adverse.fact,
        "record": adverse.record,
        "kind": adverse.kind,
        "label_zh": called(question, adverse),
        "severity": adverse.severity,
        "domain": question.rulebook.label("domain", adverse.domain).model_dump() if adverse.domain else None,
        "from": _iso(adverse.from_),
        "until": _iso(adverse.until),
        "evidence": list(adverse.evidence),
        "flags": _flags(adverse.disputed),
    }


def _totals(question: Question, totals: Totals) -> dict[str, Any]:
    hubs = [{"subject": question.directory.written(hub.subject), "relations": hub.relations} for hub in totals.hubs_not_crossed]
    return {"explored": totals.explored, "exposures": totals.exposures, "returned": totals.returned, "hubs_not_crossed": hubs}


def _iso(day: Day | None) -> str | None:
    return None if day is None else iso(day)
