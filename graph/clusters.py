"""Clusters of ids that are judged to name one thing, found from the pairs that stand: said once for every engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from credit.identity import root_of


def roots_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The root of every id that some pair names."""
    neighbors: dict[str, list[str]] = {}
    for a, b in pairs:
        neighbors.setdefault(a, []).append(b)
        neighbors.setdefault(b, []).append(a)
    roots: dict[str, str] = {}
    for each in neighbors:
        if each not in roots:
            cluster = set(_reach(each, neighbors))
            roots.update(dict.fromkeys(cluster, root_of(cluster)))
    return roots


def _reach(start: str, neighbors: Mapping[str, Sequence[str]]) -> Iterator[str]:
    seen, ahead = {start}, [start]
    while ahead:
        each = ahead.pop()
        yield each
        fresh = set(neighbors[each]) - seen
        seen |= fresh
        ahead.extend(fresh)
