"""Why somebody fits: the steps, in words, each with its facts."""

from collections.abc import Iterable
from fractions import Fraction

from reasoning.control.model import Joined, Sphere, Step
from reasoning.ownership import Chain, Share, Sureness


def percent(low: float | Fraction, high: float | Fraction) -> str:
    """A share as a person reads it; an interval where it is open."""
    least, most = _digits(float(low)), _digits(float(high))
    return f"{least}%" if least == most else f"{least}%–{most}%"


def _digits(part: float) -> str:
    return f"{part * 100:.6f}".rstrip("0").rstrip(".")


def share_steps(ways: Iterable[Chain], total: Share) -> tuple[Step, ...]:
    """Each way with its product, then the sum over all ways, circles included."""
    steps = [Step(_way(way), tuple(stake.fact for stake in way.stakes)) for way in ways]
    return (*steps, Step(f"各路径(含交叉持股)合计 {percent(total.low, total.high)}", ()))


def _way(way: Chain) -> str:
    hops = "".join(f" —{percent(stake.low, stake.high)}→ {{{stake.company}}}" for stake in way.stakes)
    return f"{{{way.stakes[0].owner}}}{hops},乘积 {percent(way.share.low, way.share.high)}"


def control_steps(under: Sphere, company: str, wanted: Sureness) -> tuple[Step, ...]:
    """The companies that had to come under control first, in their order, and the company itself."""
    needed: dict[str, Joined] = {}
    waiting = [company]
    for name in waiting:  # grows while it is walked
        each = under.joined.get(name)
        if each and name not in needed:
            needed[name] = each
            waiting += [held.owner for held in each.held] + ([each.command.owner] if each.command else [])
    return tuple(_joined(under, each) for each in sorted(needed.values(), key=lambda each: (each.sureness.rank, each.place)))


def _joined(under: Sphere, each: Joined) -> Step:
    if each.command:
        maybe = "" if each.command.certain else "(截至当日是否仍然如此不确定)"
        return Step(f"{{{each.command.owner}}}支配{{{each.company}}}{maybe}", (each.command.fact,))
    names = "、".join(f"{{{held.owner}}}" for held in each.held)
    together = "合计" if len(each.held) > 1 else ""
    part = percent(each.low, each.high)
    return Step(f"{names}{together}持有{{{each.company}}} {part}", tuple(held.stake.fact for held in each.held))
