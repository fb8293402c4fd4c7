"""Facts and claims: what is so, and who says so.

A *claim* is one source's statement; a *fact* is what one or more claims state. Two sources that say the same are one fact
with two claims; two that disagree are a conflict, and the declared precedence of sources decides which one counts (never a sum).
`assemble` is the only place where claims and acts become facts: every engine calls it, so every engine agrees.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from credit.kinds import FACT_KINDS
from credit.periods import MIN_DAY, Day, Period

Props = Mapping[str, Any]
"""Property values as JSON holds them: text, numbers, flags, lists. Unknown is absence, never a default."""

STILL = 2**63 - 1
"""The transaction that ends a claim which nobody has taken back."""


class Deed(StrEnum):
    """What an act does to the fact that it aims at (DESIGN section 4)."""

    END = "end"
    CORRECT = "correct"
    VOID = "void"
    REPAIR = "repair"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    REDACT = "redact"


@dataclass(frozen=True, slots=True)
class Act:
    """A deed aimed at a fact, not at a version of it: the next load finds it still there."""

    id: int
    fact: str
    deed: Deed
    effective: Day | None
    props: Props
    tx: int
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One version of one source's statement. `id` is the evidence id; `src` and `dst` are the ids that the source gave.

    `src_root` and `dst_root` are what those ids are known to name at the view's transaction (merging is a judgement).
    """

    id: int
    fact: str
    kind: str
    src: str
    dst: str | None
    src_root: str
    dst_root: str | None
    period: Period
    props: Props
    source: str
    scope: str
    precedence: int
    tx: int
    seen_on: Day


@dataclass(frozen=True, slots=True)
class Dissent:
    """One value that some claim states for a property, with the evidence."""

    value: Any
    sources: tuple[str, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property on which claims of one fact disagree; the first dissent is the one that counts."""

    prop: str
    values: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is so, as far as the view knows. `id` is stable over reloads; `ids` lists every claim's own fact, where ids were merged."""

    id: str
    ids: tuple[str, ...]
    kind: str
    src: str
    dst: str | None
    period: Period
    props: Props
    claims: tuple[Claim, ...]
    acts: tuple[Act, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def evidence(self) -> tuple[int, ...]:
        """The ids of all claims that state this fact, the one that counts first."""
        return tuple(claim.id for claim in self.claims)

    @property
    def repaired_on(self) -> Day | None:
        """The day from which a repair (信用修复) of this record takes effect, or None."""
        days = [act.effective for act in self.acts if act.deed is Deed.REPAIR and act.effective is not None]
        return min(days, default=None)

    @property
    def disputed(self) -> bool:
        """Whether an objection (异议) against this fact is pending."""
        deeds = [act.deed for act in self.acts if act.deed in (Deed.DISPUTE, Deed.DISMISS, Deed.UPHOLD)]
        return bool(deeds) and deeds[-1] is Deed.DISPUTE


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim was read: enough to find the line in the file again."""

    id: int
    fact: str
    kind: str
    source: str
    source_title: str
    scope: str
    file: str
    row: int
    document: str | None
    raw: Mapping[str, Any] | None
    seen_on: Day
    transaction: int
    superseded_by: int | None = None
    redacted: bool = False


_ERASING = frozenset({Deed.VOID, Deed.UPHOLD})


def assemble(claims: Iterable[Claim], acts: Mapping[str, Sequence[Act]]) -> tuple[Fact, ...]:
    """Facts out of the claims that a view knows, in a stable order. `acts` are those that the view knows, by the fact aimed at.

    A fact with an act that voids it, upholds an objection to it or redacts it is as if it never was. A redacted claim has lost its
    properties, so it goes before terms are told apart by them.
    """
    kept = [claim for claim in claims if not any(act.deed is Deed.REDACT for act in acts.get(claim.fact, ()))]
    standing = (_standing(group, acts) for group in _terms(kept))
    facts = [_one_fact(group, acts) for group in standing if group]
    return tuple(sorted(facts, key=lambda fact: (fact.kind, fact.src, fact.dst or "", fact.period.from_min, fact.id)))


def erased(claims: Iterable[Claim], acts: Mapping[str, Sequence[Act]]) -> tuple[Fact, ...]:
    """The facts that an act has erased (voided, or an objection upheld), each with its acts: nothing follows from them, but a why-not
    may say that they were stated. What was redacted stays out here too.
    """
    kept = [claim for claim in claims if not any(act.deed is Deed.REDACT for act in acts.get(claim.fact, ()))]
    gone = [_one_fact(term, acts) for term in _terms(kept) if not _standing(term, acts)]
    return tuple(sorted(gone, key=lambda fact: (fact.kind, fact.src, fact.dst or "", fact.period.from_min, fact.id)))


def _standing(term: list[Claim], acts: Mapping[str, Sequence[Act]]) -> list[Claim]:
    """The claims of a term that no act erases. A void term takes the undated statements that lean on it along (登记条例 40)."""
    if not acts:
        return term
    erased = {claim.fact for claim in term if any(act.deed in _ERASING for act in acts.get(claim.fact, ()))}
    return [] if min(term, key=_rank).fact in erased else [claim for claim in term if claim.fact not in erased]


def _ends(claim: Claim) -> tuple[str, str, str]:
    return (claim.kind, claim.src_root, claim.dst_root or "")


def _order(claim: Claim) -> tuple[str, ...]:
    """Ends first; then a total order, so that the order in which an engine finds claims never shows."""
    return (*_ends(claim), claim.fact, claim.source, claim.scope)


def _key(claim: Claim) -> tuple[str, ...]:
    return tuple(str(claim.props.get(name, "")) for name in FACT_KINDS[claim.kind].key)


def _terms(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    """Groups of claims that state the same fact: same ends, same key; an undated one joins the term that covers its sight."""
    for _, together in groupby(sorted(claims, key=_order), key=_ends):
        between = list(together)
        if len(between) == 1:
            yield between
            continue
        by_key: dict[tuple[str, ...], list[Claim]] = {}
        for claim in between:
            by_key.setdefault(_key(claim), []).append(claim)
        yield from _corroborated(by_key)


def _corroborated(by_key: dict[tuple[str, ...], list[Claim]]) -> Iterable[list[Claim]]:
    """An undated statement that falls inside one dated term corroborates it; else it stands for itself."""
    undated = [key for key in by_key if key and not any(key) and len(by_key) > 1]
    for key in undated:
        alone: list[Claim] = []
        for claim in by_key.pop(key):
            home = next((term for term in by_key.values() if _covers(term, claim)), alone)
            home.append(claim)
        if alone:
            by_key[key] = alone
    return by_key.values()


def _covers(term: Sequence[Claim], undated: Claim) -> bool:
    seen = min(undated.period.from_max, undated.period.to_max - 1)
    return min(term, key=_rank).period.from_max <= seen < min(term, key=_rank).period.to_max


def _rank(claim: Claim) -> tuple[int, int, str, int, int]:
    """Who counts first: the declared precedence of the source, then the later sight, then what still runs, then a stable order.

    One full file closes the office under an old passport and states it under the new one in the same transaction: once the two
    ids are judged one person, he still holds it.
    """
    dated = claim.period.from_min == MIN_DAY
    return (claim.precedence, int(dated), f"{claim.source}/{claim.scope}", -claim.tx, -claim.period.to_max)


def _one_fact(claims: Sequence[Claim], acts: Mapping[str, Sequence[Act]]) -> Fact:
    if len(claims) == 1 and not acts:
        return _said_once(claims[0])
    ranked = sorted(claims, key=_rank)
    first = ranked[0]
    ids = tuple(dict.fromkeys(claim.fact for claim in ranked))
    known = tuple(sorted((act for fact in ids for act in acts.get(fact, ())), key=lambda act: (act.tx, act.id)))
    bare = Fact(
        id=min(ids),
        ids=ids,
        kind=first.kind,
        src=first.src_root,
        dst=first.dst_root,
        period=_period(ranked),
        props=_props(ranked),
        claims=tuple(ranked),
        acts=known,
        conflicts=_conflicts(ranked),
    )
    for act in known:
        bare = _applied(bare, act)
    return bare


def _said_once(claim: Claim) -> Fact:
    """The fact of a claim that stands alone and upon which nobody acted: most facts are that."""
    return Fact(claim.fact, (claim.fact,), claim.kind, claim.src_root, claim.dst_root, claim.period, claim.props, (claim,))


def _period(ranked: Sequence[Claim]) -> Period:
    """The first claim's period; where it does not know the start, the start of the first claim that does."""
    period = ranked[0].period
    if period.from_min > MIN_DAY:
        return period
    dated = next((claim.period for claim in ranked if claim.period.from_min > MIN_DAY), None)
    return period if dated is None else replace(period, from_min=dated.from_min, from_max=dated.from_max)


def _props(ranked: Sequence[Claim]) -> Props:
    merged: dict[str, Any] = {}
    for claim in reversed(ranked):
        merged.update(claim.props)
    return merged


def _conflicts(ranked: Sequence[Claim]) -> tuple[Conflict, ...]:
    if len(ranked) == 1:
        return ()
    names = dict.fromkeys(name for claim in ranked for name in claim.props)
    found = (Conflict(name, _dissents(ranked, name)) for name in names)
    return tuple(conflict for conflict in found if len(conflict.values) > 1)


@dataclass
class _Voices:
    sources: list[str] = field(default_factory=list)
    evidence: list[int] = field(default_factory=list)


def _dissents(ranked: Sequence[Claim], name: str) -> tuple[Dissent, ...]:
    voices: dict[str, tuple[Any, _Voices]] = {}
    for claim in ranked:
        if name in claim.props:
            value = claim.props[name]
            _, said = voices.setdefault(repr(value), (value, _Voices()))
            said.sources.append(claim.source)
            said.evidence.append(claim.id)
    return tuple(Dissent(value, tuple(dict.fromkeys(said.sources)), tuple(said.evidence)) for value, said in voices.values())


def _applied(fact: Fact, act: Act) -> Fact:
    if act.deed is Deed.END and act.effective is not None:
        return replace(fact, period=fact.period.ended_on(act.effective))
    if act.deed is Deed.CORRECT:
        return replace(fact, props={**fact.props, **act.props}, period=_corrected(fact.period, act.props))
    return fact


def _corrected(period: Period, props: Props) -> Period:
    """Corrected bounds come as the days `from_day` and `until_day`."""
    if isinstance(start := props.get("from_day"), int):
        period = replace(period, from_min=start, from_max=start)
    if isinstance(end := props.get("until_day"), int):
        period = replace(period, to_min=end, to_max=end)
    return period
