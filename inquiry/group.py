"""Which group is the subject in: what is under the same controller, and what is closely linked?"""

from pydantic import Field

from inquiry.answering.consequences import Citation, citations
from inquiry.answering.holdings import ShareTold, Surely, TraceStep, learn, trace
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from inquiry.asking.subject import subject_of
from inquiry.controllers import ControllersParameters, chosen_rules
from reasoning.catalogue import ControlRules
from reasoning.control import CloseLink, Group, Joined, close_links, group_of, heads_of, picture_of, read
from reasoning.control.traces import control_steps
from reasoning.ownership import Reading, Share

_HEADS = 5


class GroupParameters(Parameters):
    """By which reading of control, and whether close links are wanted too."""

    reading: str = Field(default="company_law_265", max_length=40, description="The reading that says who heads the group.")
    links: bool = Field(default=True, description="Also close links (紧密联系).")
    limit: int = Field(default=500, ge=1, le=5000, description="At most this many members of a group.")


class MemberTold(Wire):
    """A company in the group, and how it came under the head. `share`: the votes that brought it under."""

    party: Ref
    sureness: Surely
    share: ShareTold
    trace: list[TraceStep]


class GroupTold(Wire):
    """A head and everything under it."""

    head: Ref
    members: list[MemberTold]
    total: int


class CloseLinkTold(Wire):
    """A party closely linked with the subject."""

    party: Ref
    how: str
    through: Ref | None
    sureness: Surely
    share: ShareTold
    trace: list[TraceStep]


class LinksTold(Wire):
    """Close links, and the rule that says how close."""

    title_zh: str
    title_en: str
    at_least: str
    grade: str
    basis: list[Citation]
    links: list[CloseLinkTold]


class GroupData(Wire):
    """The groups of a subject's controllers (its own, where nobody controls it), and its close links. A lead, never a channel."""

    subject: Ref
    lane: str = "advisory"
    rules: str
    groups: list[GroupTold]
    close_links: LinksTold | None


def group(question: Question, asked: str, wanted: GroupParameters) -> Outcome[GroupData]:
    """Group and close links of a subject."""
    no_leads_for_the_public(question)
    subject, rules = subject_of(question, asked), _rules(question, wanted)
    reading = Reading(question.view, question.rulebook.catalogue.holdings, question.as_of)
    picture = picture_of(reading, subject.id)
    heads = heads_of(read(picture, rules).findings, subject.id)
    groups = [group_of(reading, head) for head in heads[:_HEADS]]
    links = close_links(reading, picture.structure, picture.effective, reading.holdings.close_links) if wanted.links else None
    learn(question, picture.structure)
    question.directory.learn({name for each in groups for name in (each.head, *each.sphere.joined)})
    question.directory.learn({link.party for link in links or ()})
    cut = picture.structure.cut or len(heads) > _HEADS or any(each.cut or len(each.sphere.joined) > wanted.limit for each in groups)
    return Outcome(
        GroupData(
            subject=question.ref(subject.id),
            rules=rules.name,
            groups=[_group(question, each, wanted.limit) for each in groups],
            close_links=_links(question, links) if links is not None else None,
        ),
        truncated=cut,
        reason="max_parties_or_limit: 集团未列全。Not all of the group is told." if cut else None,
    )


def _rules(question: Question, wanted: GroupParameters) -> ControlRules:
    return chosen_rules(question, ControllersParameters(readings=[wanted.reading]))[0]


def _group(question: Question, each: Group, limit: int) -> GroupTold:
    ordered = sorted(each.sphere.joined.values(), key=lambda joined: (joined.sureness.rank, joined.place, joined.company))
    return GroupTold(head=question.ref(each.head), members=[_member(question, each, one) for one in ordered[:limit]], total=len(ordered))


def _member(question: Question, each: Group, joined: Joined) -> MemberTold:
    steps = control_steps(each.sphere, joined.company, joined.sureness)
    share = Share(float(joined.low), float(joined.high))
    return MemberTold(
        party=question.ref(joined.company), sureness=joined.sureness.value, share=ShareTold.of(share), trace=trace(question, steps)
    )


def _links(question: Question, links: tuple[CloseLink, ...]) -> LinksTold:
    rules = question.rulebook.catalogue.holdings.close_links
    return LinksTold(
        title_zh=rules.title_zh,
        title_en=rules.title_en,
        at_least=str(rules.at_least),
        grade=rules.grade,
        basis=citations(rules.basis),
        links=[_link(question, each) for each in links],
    )


def _link(question: Question, each: CloseLink) -> CloseLinkTold:
    return CloseLinkTold(
        party=question.ref(each.party),
        how=each.how,
        through=question.ref(each.through) if each.through else None,
        sureness=each.sureness.value,
        share=ShareTold.of(each.share),
        trace=trace(question, each.steps),
    )
