"""Which organisations are suspected of belonging together with the subject, for what they share? A lead, never a step of a proof."""

from pydantic import Field

from credit.errors import NotPermitted
from inquiry.answering.coverage import require
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from inquiry.asking.subject import subject_of
from inquiry.paths import Hop, hop
from reasoning.suspected import Suspect, Suspects, Tie, suspects_of


class SuspectedParameters(Parameters):
    """How many to tell."""

    limit: int = Field(default=50, ge=1, le=500, description="At most this many organisations.")


class TieTold(Wire):
    """One thing shared, and by which relations on either side. `theirs_at`: the namesake there, where only a name is shared.

    `confirmed`: false for a mere name, to be looked into. `hub`: more share it than the guard. `weight`: what it adds to the score.
    """

    shared: Ref
    theirs_at: Ref
    contact_kind: Label | None
    confirmed: bool
    organizations: int
    hub: bool
    weight: float
    own: list[Hop]
    theirs: list[Hop]


class SuspectTold(Wire):
    """An organisation, its score (0 to 1) and everything shared, the heaviest first."""

    organization: Ref
    score: float
    ties: list[TieTold]


class SharedByMany(Wire):
    """Something that too many share to tell anything: nobody is found through it."""

    shared: Ref
    contact_kind: Label | None
    organizations: int


class SuspectedTotals(Wire):
    """What the answer was chosen from."""

    organizations: int
    returned: int
    hubs: list[SharedByMany]
    names_with_more_namesakes: list[Ref]


class SuspectedData(Wire):
    """Suspected associates, the highest score first, and how the score was made. None of them is thereby bound by anything."""

    subject: Ref
    lane: str = "advisory"
    policy: str
    score_is: str
    suspected: list[SuspectTold]
    totals: SuspectedTotals


_SCORE = "1 - ∏(1 - weight); weight = policy × 1/log2(organizations); rules/policy/suspected.yaml"


def suspected(question: Question, asked: str, wanted: SuspectedParameters) -> Outcome[SuspectedData]:
    """The organisations that share contact points, persons or filing agents with one. NotPermitted for a natural person."""
    no_leads_for_the_public(question)
    subject = subject_of(question, asked)
    if subject.kind != "Organization":
        raise NotPermitted(
            "疑似关联只针对组织,不对自然人评分。Suspected association is of organisations; natural persons are never scored.", rule="N12"
        )
    require(question.view, ("Organization",))
    policy = question.rulebook.catalogue.suspected
    found = suspects_of(question.view, policy, subject.id, question.as_of, wanted.limit)
    question.directory.learn(_met(found))
    cut = found.total > len(found.found)
    return Outcome(
        SuspectedData(
            subject=question.ref(subject.id),
            policy=policy.title_zh,
            score_is=_SCORE,
            suspected=[_suspect(question, subject.id, each) for each in found.found],
            totals=_totals(question, found),
        ),
        truncated=cut or bool(found.hubs) or bool(found.cut),
        reason=f"limit={wanted.limit}" if cut else "hubs_not_crossed" if found.hubs else "namesakes" if found.cut else None,
    )


def _met(found: Suspects) -> set[str]:
    shared = {end for each in found.found for tie in each.ties for end in (tie.shared, tie.theirs_at)}
    return {each.organization for each in found.found} | shared | set(found.hubs) | set(found.cut)


def _suspect(question: Question, subject: str, suspect: Suspect) -> SuspectTold:
    ties = [_tie(question, subject, suspect.organization, tie) for tie in suspect.ties]
    return SuspectTold(organization=question.ref(suspect.organization), score=round(suspect.score, 6), ties=ties)


def _tie(question: Question, subject: str, other: str, tie: Tie) -> TieTold:
    return TieTold(
        shared=question.ref(tie.shared),
        theirs_at=question.ref(tie.theirs_at),
        contact_kind=_contact_kind(question, tie.shared),
        confirmed=tie.confirmed,
        organizations=tie.organizations,
        hub=tie.hub,
        weight=round(tie.weight, 6),
        own=[hop(question, subject, fact) for fact in tie.own],
        theirs=[hop(question, other, fact) for fact in tie.theirs],
    )


def _contact_kind(question: Question, node: str) -> Label | None:
    record = question.directory.record(node)
    code = record.props.get("contact_kind") if record else None
    return question.rulebook.label("contact_kind", str(code)) if code else None


def _totals(question: Question, found: Suspects) -> SuspectedTotals:
    hubs = [
        SharedByMany(shared=question.ref(hub), contact_kind=_contact_kind(question, hub), organizations=count)
        for hub, count in found.hubs.items()
    ]
    return SuspectedTotals(
        organizations=found.total,
        returned=len(found.found),
        hubs=hubs,
        names_with_more_namesakes=[question.ref(each) for each in found.cut],
    )
