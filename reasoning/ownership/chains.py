"""The ways from an owner down to a company, the heaviest first: the trace behind an effective share."""

import heapq
from itertools import count

from reasoning.ownership.model import Chain, Held, Share, Structure

_LOOKED_AT = 4000


def chains(structure: Structure, owner: str, company: str, most: int) -> tuple[Chain, ...]:
    """The heaviest ways without a circle, at most `most`. Best first over the greatest possible product, so the first is the heaviest."""
    number = count()
    queue: list[tuple[float, int, tuple[Held, ...], str]] = [(-1.0, next(number), (), company)]
    found: list[Chain] = []
    while queue and len(found) < most and next(number) < _LOOKED_AT:
        weight, _, path, at = heapq.heappop(queue)
        if at == owner:
            found.append(_chain(path))
            continue
        seen = {company, *(held.owner for held in path)}
        register = structure.registers.get(at)
        for held in register.held if register else ():
            if held.owner not in seen and held.high > 0:
                heapq.heappush(queue, (weight * float(held.high), next(number), (*path, held), held.owner))
    return tuple(found)


def _chain(path: tuple[Held, ...]) -> Chain:
    low = high = 1.0
    for held in path:
        low, high = low * float(held.low), high * float(held.high)
    return Chain(tuple(held.stake for held in reversed(path)), Share(low, high))
