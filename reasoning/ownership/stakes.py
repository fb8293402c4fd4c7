"""From facts to stakes: which share a fact states, and which of several facts between the same two counts."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import Any

from credit.facts import Fact
from credit.periods import Certainty, Day
from reasoning.catalogue import Holdings
from reasoning.ownership.model import Command, Held, Register, Stake

_NONE, _ALL = Fraction(0), Fraction(1)


def stake_of(fact: Fact, holdings: Holdings, as_of: Day) -> Stake | None:
    """The stake that a fact states on a day; one that is only possibly in force may be nothing. None where it holds nothing."""
    holding, when = holdings.kinds.get(fact.kind), fact.period.at(as_of)
    if holding is None or fact.dst is None or when is Certainty.OUTSIDE:
        return None
    owner, company = (fact.src, fact.dst) if holding.held_by == "src" else (fact.dst, fact.src)
    stated = _stated(fact)
    low, high = stated or (Fraction(holding.min), Fraction(holding.max))
    commands = bool(holding.commands_where) and all(fact.props.get(name) is is_ for name, is_ in holding.commands_where.items())
    certain = when is Certainty.CERTAIN
    return Stake(owner, company, low if certain else _NONE, high, stated is not None, holding.votes, commands and certain, fact)


def _stated(fact: Fact) -> tuple[Fraction, Fraction] | None:
    """Bounds as stated: an exact share, else a least and a most; None where the fact says nothing."""
    share = fact.props.get("share")
    if isinstance(share, dict):
        return _between(share.get("min"), share.get("max"))
    if (exact := _number(share)) is not None:
        return exact, exact
    return _between(fact.props.get("share_min"), fact.props.get("share_max"))


def _between(least: Any, most: Any) -> tuple[Fraction, Fraction] | None:
    low, high = _number(least), _number(most)
    if low is None and high is None:
        return None
    return low or _NONE, max(low or _NONE, high if high is not None else _ALL)


def _number(text: Any) -> Fraction | None:
    return min(max(Fraction(str(text)), _NONE), _ALL) if isinstance(text, str | int | float) and not isinstance(text, bool) else None


def counting(stakes: Iterable[Stake]) -> tuple[Stake, ...]:
    """One stake for each owner and company: two facts between the same two are two tellings of one holding, never a sum.

    The one surely in force counts before the possible one, the one that states a share before the one that does not, the later
    before the earlier.
    """
    ordered = sorted(stakes, key=lambda each: (each.company, each.owner))
    return tuple(max(same, key=_weight) for _, same in groupby(ordered, key=lambda each: (each.company, each.owner)))


def _weight(stake: Stake) -> tuple[bool, bool, str, int, str]:
    period, props = stake.fact.period, stake.fact.props
    return (stake.low > 0, stake.stated, str(props.get("as_of") or ""), period.from_max, stake.fact.id)


def register_of(company: str, stakes: Iterable[Stake], commands: Iterable[Command] = ()) -> Register:
    """The holders of one company, their bounds made to fit together: nobody has more than the others leave over.

    Where the stated shares exceed the whole by some part, any one of them may be too high by that part, and each is only sure beyond it.
    """
    counted = counting(stakes)
    total = sum((stake.low for stake in counted), _NONE)
    excess = max(_NONE, total - 1)
    lows = {stake.owner: max(_NONE, stake.low - excess) for stake in counted}
    free = 1 - sum(lows.values(), _NONE)
    held = tuple(Held(stake.owner, lows[stake.owner], min(stake.high, lows[stake.owner] + free), stake) for stake in counted)
    return Register(company, held, total, tuple(commands))
