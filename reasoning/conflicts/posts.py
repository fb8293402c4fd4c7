"""Offices that barred, dead or incapable persons hold: one conflict a bar and office."""

from collections.abc import Collection, Iterable

from credit.facts import Fact
from credit.kinds import FACT_KINDS, node_kind_of
from credit.periods import Certainty, iso
from credit.view import Way
from reasoning.catalogue import PostRule
from reasoning.catalogue.rules import RecordFilter
from reasoning.conflicts.model import Allowed, Conflict, State, conflict_id
from reasoning.propagation.matching import fits
from reasoning.propagation.model import Consequence
from reasoning.propagation.roles import held_on, office_words
from reasoning.propagation.scene import Record, Scene, stated_day


def of_bars(scene: Scene, bars: Iterable[Consequence]) -> list[Conflict]:
    """The offices, held today, that these measures on persons close."""
    closing = [(bar, post) for bar in bars if node_kind_of(bar.target) == "Person" for post in closed_by(scene, bar)]
    _read_ahead(scene, {bar.target for bar, _ in closing})
    found = [each for bar, post in closing for term in _terms(scene, bar.target, post) if (each := _barred(scene, bar, post, term))]
    return sorted(found, key=lambda each: (each.subject, each.organization or "", each.rule, each.id))


def closed_by(scene: Scene, bar: Consequence) -> list[PostRule]:
    """What a measure closes; a mere note closes nothing."""
    return [post for post in scene.catalogue.posts.values() if bar.measure in post.measures and bar.state != "note"]


def allowed(scene: Scene, bars: Iterable[Consequence], conflicts: Iterable[Conflict]) -> list[Allowed]:
    """The offices that barred persons may keep, and why: said, so that silence is not read as an oversight."""
    taken = {(each.bar.id, each.term.id) for each in conflicts if each.bar and each.term}
    told = [each for bar in bars if closed_by(scene, bar) for each in _kept(scene, bar, taken)]
    return sorted(told, key=lambda each: (each.bar.id, each.term.id))


def of_the_dead(scene: Scene, persons: Collection[str]) -> list[Conflict]:
    """Offices that the register still shows with persons who have died."""
    scene.read_profiles(persons)
    _read_ahead(scene, persons)
    posts = [post for post in scene.catalogue.posts.values() if post.ended_by]
    ended = [(post, person, stated_day(scene.profile(person), post.ended_by)) for post in posts for person in sorted(persons)]
    return [
        _incumbent(scene, post, term, f"{{{person}}}已于{iso(day)}死亡", (), None)
        for post, person, day in ended
        if day is not None and day <= scene.as_of
        for term in _terms(scene, person, post)
        if _fits_organization(scene, post, term.dst or "") is not Certainty.OUTSIDE
    ]


def of_findings(scene: Scene, records: Iterable[Record]) -> list[Conflict]:
    """Offices of persons of whom a record finds what their office does not allow (lack of capacity)."""
    found = []
    for record in records:
        for post in scene.catalogue.posts.values():
            if post.found_in and _is(record, post.found_in) and node_kind_of(record.subject) == "Person":
                words = f"文书认定{{{record.subject}}}{scene.catalogue.posts[post.id].title_zh.removeprefix('登记的任职人员')}"
                terms = [term for term in _terms(scene, record.subject, post) if _fits_organization(scene, post, term.dst or "")]
                found += [_incumbent(scene, post, term, words, (record.fact,), record.id) for term in terms]
    return found


def _read_ahead(scene: Scene, persons: Collection[str]) -> None:
    """One question for all offices, one for all organisations at their far ends."""
    kinds = sorted({kind for post in scene.catalogue.posts.values() for kind in post.offices})
    scene.prefetch(sorted(persons), kinds, Way.OUT)
    scene.read_profiles({term.dst for person in persons for term in scene.edges(person, kinds, Way.OUT) if term.dst})


def _terms(scene: Scene, person: str, post: PostRule) -> list[Fact]:
    """The offices of these kinds that the person may hold today."""
    terms = scene.edges(person, post.offices, Way.OUT)
    asked = [term for term in terms if not post.office_any or any(fits(term.props, each) for each in post.office_any)]
    return [term for term in asked if term.dst and held_on(term, scene.as_of) is not Certainty.OUTSIDE]


def _fits_organization(scene: Scene, post: PostRule, organization: str) -> Certainty:
    """Whether the office is of an organisation that the article means: by its form, by what it holds; a form not stated leaves it open."""
    form = scene.legal_form(organization)
    sure = (
        Certainty.CERTAIN if not post.legal_form or form in post.legal_form else Certainty.POSSIBLE if form is None else Certainty.OUTSIDE
    )
    return min(sure, _holds(scene, organization, post.holds)) if post.holds else sure


def _holds(scene: Scene, organization: str, wanted: RecordFilter) -> Certainty:
    edges = scene.edges(organization, ("SUBJECT_OF",), Way.OUT)
    held = scene.described({edge.dst for edge in edges if edge.dst}, wanted.fact)
    return max((fact.period.at(scene.as_of) for fact in held if fits(fact.props, wanted.where)), default=Certainty.OUTSIDE)


def _is(record: Record, wanted: RecordFilter) -> bool:
    return record.fact.kind == wanted.fact and fits(record.fact.props, wanted.where)


def _barred(scene: Scene, bar: Consequence, post: PostRule, term: Fact) -> Conflict | None:
    sure = _fits_organization(scene, post, term.dst or "")
    if sure is Certainty.OUTSIDE or (not post.own and term.dst == bar.path[0]):
        return None
    later = bar.from_ is not None and term.period.start_known and term.period.from_min >= bar.from_
    measure = scene.catalogue.rules[bar.rule].measure_zh or scene.catalogue.measures[bar.measure].zh
    until = f"至{iso(bar.until)}" if bar.until is not None else "，无确定期限"
    says = f"{office_words(term, scene.as_of)}；其受“{measure}”约束（{bar.rule}，{until.removeprefix('，')}）"
    return Conflict(
        id=conflict_id(post.id, bar.id, term.id),
        kind="post",
        subject=bar.target,
        organization=term.dst,
        state=_state(scene, post, term, sure, bar.state == "bound"),
        rule=post.id,
        says_zh=says,
        duties=post.appointed_later if later else post.in_office,
        basis=post.basis,
        registrar=_registrar(scene, term.dst),
        record=bar.record,
        term=term,
        bar=bar,
    )


def _incumbent(
    scene: Scene, post: PostRule, term: Fact, words: str, grounds: tuple[Fact, ...], record: str | None
) -> Conflict:  # fmt: skip
    return Conflict(
        id=conflict_id(post.id, term.id, record or ""),
        kind="incumbent",
        subject=term.src,
        organization=term.dst,
        state=_state(scene, post, term, _fits_organization(scene, post, term.dst or ""), True),
        rule=post.id,
        says_zh=f"{words}；登记仍显示{office_words(term, scene.as_of)}",
        duties=post.in_office,
        basis=post.basis,
        registrar=_registrar(scene, term.dst),
        record=record,
        term=term,
        grounds=grounds,
    )


def _state(scene: Scene, post: PostRule, term: Fact, sure: Certainty, firm: bool) -> State:
    certain = firm and post.at_most == "bound" and min(sure, held_on(term, scene.as_of)) is Certainty.CERTAIN
    return "bound" if certain else "possible"


def _registrar(scene: Scene, organization: str | None) -> str | None:
    stated = scene.profile(organization or "").get("registrar")
    return str(stated) if stated else None


def _kept(scene: Scene, bar: Consequence, taken: Collection[tuple[str, str]]) -> Iterable[Allowed]:
    posts = closed_by(scene, bar)
    terms = scene.edges(bar.target, scene.ties, Way.OUT)
    for term in terms:
        if term.dst and (bar.id, term.id) not in taken and held_on(term, scene.as_of) is not Certainty.OUTSIDE and FACT_KINDS[term.kind].zh:
            yield _why_kept(scene, bar, term, [post for post in posts if term in _terms(scene, bar.target, post)])


def _why_kept(scene: Scene, bar: Consequence, term: Fact, posts: list[PostRule]) -> Allowed:
    held = office_words(term, scene.as_of)
    if not posts:
        return Allowed(term, bar, "office", f"{held}；{bar.rule}不及于这一职务")
    if term.dst == bar.path[0] and not any(post.own for post in posts):
        return Allowed(term, bar, "own", f"{held}；{{{term.dst}}}是记录的当事人本身，限制及于他处的任职")
    if any(scene.legal_form(term.dst or "") in post.legal_form or not post.legal_form for post in posts):
        return Allowed(term, bar, "licence", f"{held}；未见{{{term.dst}}}持有{bar.rule}所限行业的许可")
    form = scene.catalogue.vocabulary["legal_form"].get(scene.legal_form(term.dst or "") or "")
    return Allowed(term, bar, "legal_form", f"{held}；{{{term.dst}}}是{form.zh if form else '其他组织'}，不在{bar.rule}所限的组织之列")
