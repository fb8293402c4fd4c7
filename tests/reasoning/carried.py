"""Random graphs in which records reach somebody beyond their party: over a person's posts, a head office, a partner, or a further rule."""

import random

from tests.reasoning.test_oracle_of_law import BETWEEN, CODED, DAYS, ORGS, PEOPLE, PREFIX, ROLES_OF, SPOKEN, VOCABULARY, _tie, graph
from tests.reasoning.world import CATALOGUE, World

_OUTWARD = {
    rule.id
    for rule in CATALOGUE.rules.values()
    for case in rule.cases
    for bind in case.binds
    if (role := CATALOGUE.roles[bind.role]).posts or role.head or role.partners
}
_STARTING = {rule.id for rule in CATALOGUE.rules.values() if _OUTWARD & {each.id for each, _ in CATALOGUE.set_off.get(rule.measure, ())}}
CARRYING = [(rule, kind, where) for rule, kind, where in SPOKEN if rule in _OUTWARD | _STARTING]
_POSTS = sorted({kind for role in CATALOGUE.roles.values() for kind in (*role.posts, *role.office) if role.posts} | {"LEGAL_REP_OF"})


def carried_graph(seed: int, into: World | None = None) -> World:
    """A random graph, with posts of a few persons and records that go beyond their party."""
    chance, world = random.Random(seed), graph(seed, into)
    for number in range(chance.randint(3, 8)):
        _tie(world, 50 + number, chance.choice(_POSTS), chance.choice(PEOPLE), chance.choice(ORGS), chance.choice([None, *DAYS]))
    _tie(world, 70, chance.choice(BETWEEN[:2]), chance.choice(ORGS), chance.choice(ORGS), DAYS[1])
    for number in range(chance.randint(1, 3)):
        carry(world, chance, 900 + number)
    return world


def carry(world: World, chance: random.Random, number: int) -> None:
    """A record of a rule that reaches beyond its party, or that sets such a rule off."""
    rule, kind, where = chance.choice(CARRYING)
    props = {name: list(wanted) if name in CODED else chance.choice(list(wanted)) for name, wanted in where.items()}
    record = f"{PREFIX[kind]}:{number}"
    world.record(kind, chance.choice([*ORGS, chance.choice(PEOPLE)]), record, chance.choice(DAYS[:3]), None, **props)
    for person in chance.sample(PEOPLE, chance.randint(0, 2)):
        world.say("NAMED_IN", person, record, duty=chance.choice(ROLES_OF[rule] or VOCABULARY["duty"]))
