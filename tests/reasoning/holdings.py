"""Registers of holders, made without a store, and the same by brute force in fractions."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product

from credit.facts import Fact
from credit.periods import Period
from reasoning.ownership import Register, Stake
from reasoning.ownership.stakes import register_of

Bounds = tuple[Fraction, Fraction]
Columns = Mapping[str, Mapping[str, Bounds]]
"""Company → owner → least and most."""


def fact(kind: str, src: str, dst: str, **props: object) -> Fact:
    """A relation in force ever since."""
    return Fact(f"{kind}/{src}/{dst}", (f"{kind}/{src}/{dst}",), kind, src, dst, Period.known(0), props, ())


def stake(owner: str, company: str, low: Fraction, high: Fraction) -> Stake:
    """A stake with these bounds."""
    return Stake(owner, company, low, high, True, True, False, fact("SHAREHOLDER_OF", owner, company))


def registers(columns: Columns) -> dict[str, Register]:
    """The registers of these companies."""
    return {
        company: register_of(company, [stake(owner, company, *bounds) for owner, bounds in held.items()])
        for company, held in columns.items()
        if held
    }


def bounds_in(registers: Mapping[str, Register]) -> dict[str, dict[str, Bounds]]:
    """The bounds as they fit together."""
    return {name: {held.owner: (held.low, held.high) for held in register.held} for name, register in registers.items()}


def hits(shares: Mapping[str, Mapping[str, Fraction]], owner: str, company: str, rounds: int = 4000) -> float:
    """The chance that the upward walk from the company meets the owner: by power iteration, no linear algebra."""
    names = {owner, company, *shares, *(k for held in shares.values() for k in held)}
    value = {name: float(name == owner) for name in names}
    steps = {name: [(k, float(part)) for k, part in shares.get(name, {}).items()] for name in names}
    for _ in range(rounds):
        then = {name: 1.0 if name == owner else sum(part * value[k] for k, part in steps[name]) for name in names}
        if max(abs(then[name] - value[name]) for name in names) < 1e-14:
            break
        value = then
    return value[company]


def corners(columns: Columns) -> Iterator[dict[str, dict[str, Fraction]]]:
    """Every way in which the open parts can be given away to the full, first come first served: where the greatest lie."""
    companies = sorted(columns)
    for orders in product(*(list(permutations(sorted(columns[company]))) for company in companies)):
        yield {company: _given(columns[company], order) for company, order in zip(companies, orders, strict=True)}


def _given(held: Mapping[str, Bounds], order: tuple[str, ...]) -> dict[str, Fraction]:
    left = 1 - sum((low for low, _ in held.values()), Fraction(0))
    given = {}
    for owner in order:
        low, high = held[owner]
        more = min(high - low, left)
        given[owner], left = low + more, left - more
    return given
