"""What is generated from the declaration of kinds: the schema, and the statements whose labels and types are kinds."""

from collections.abc import Iterator
from functools import lru_cache

from credit.kinds import EDGE_KINDS, EDGES, NODE_KINDS, EdgeKind, Lane, NodeKind

VERSION = 1
"""The version of the store's shape."""

_UNIQUE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("meta_name", "Meta", ("name",)),
    ("lease_name", "Lease", ("name",)),
    ("thing_id", "Thing", ("id",)),
    ("claim_id", "Claim", ("id",)),
    ("batch_id", "Batch", ("id",)),
    ("feed_name", "Feed", ("source", "scope")),
    ("transaction_seq", "Transaction", ("seq",)),
    ("act_id", "Act", ("id",)),
    ("membership_member", "Membership", ("member", "tx")),
    ("source_row_id", "SourceRow", ("id",)),
    ("restated_line", "Restated", ("fact", "source_row")),
    ("term_key", "Term", ("key",)),
)
# an index over several properties serves only statements that say something of each of them
_INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("claim_fact", "Claim", ("fact",)),
    ("claim_out", "Claim", ("src", "kind", "tx_end")),
    ("claim_in", "Claim", ("dst", "kind", "tx_end")),
    ("claim_open", "Claim", ("feed", "tx_end", "to_max")),
    ("claim_born", "Claim", ("tx",)),
    ("claim_died", "Claim", ("tx_end",)),
    ("restated_fact", "Restated", ("fact",)),
    ("batch_feed", "Batch", ("feed",)),
    ("transaction_at", "Transaction", ("at_us",)),
    ("act_fact", "Act", ("fact",)),
    ("act_tx", "Act", ("tx",)),
    ("judgement_pair", "Judgement", ("a",)),
    ("judgement_tx", "Judgement", ("tx",)),
    ("membership_of", "Membership", ("member",)),
    ("membership_root", "Membership", ("root", "tx_end")),
)


def schema() -> tuple[str, ...]:
    """Constraints and indexes, each a statement that changes nothing where it is there already."""
    return tuple(_schema())


def _schema() -> Iterator[str]:
    for name, label, keys in _UNIQUE:
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE ({_of('n', keys)}) IS UNIQUE"
    for name, label, keys in _INDEXES:
        yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({_of('n', keys)})"
    for kind in NODE_KINDS:
        for prop in ("root", *kind.identifiers):
            yield f"CREATE INDEX {kind.name.lower()}_{prop} IF NOT EXISTS FOR (n:{kind.name}) ON (n.{prop})"
    for edge in EDGE_KINDS:
        if edge.office:  # "who came newly into office" is asked by day
            yield f"CREATE INDEX {edge.name.lower()}_starts IF NOT EXISTS FOR ()-[r:{edge.name}]-() ON (r.starts)"
    named = [kind for kind in NODE_KINDS if "name" in kind.names]
    yield _full_text("names", "|".join(kind.name for kind in named), "name", "cjk")
    yield _full_text("term_tokens", "Term", "tokens", "whitespace")


def _of(variable: str, keys: tuple[str, ...]) -> str:
    return ", ".join(f"{variable}.{key}" for key in keys)


def _full_text(name: str, labels: str, prop: str, analyzer: str) -> str:
    options = f"{{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
    return f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.{prop}] OPTIONS {options}"


def schema_text() -> str:
    """The schema as cypher/schema.cypher holds it, to be pasted into Neo4j's own tools."""
    head = "// Constraints and indexes. Generated from credit/kinds by `python -m graph.stores.neo4j.declared`; a test holds it current.\n"
    return head + "".join(f"{statement};\n" for statement in schema())


_PARTIES = frozenset({"Organization", "Person"})


def _family(kind: EdgeKind) -> str:
    """Offices and holdings are one family, ties of parties to their records another; whatever may crowd at a hub stands alone."""
    if set(kind.src) <= _PARTIES and set(kind.dst) <= _PARTIES and (kind.office or kind.lane is Lane.BINDING):
        return "parties"
    return "records" if set(kind.src) <= _PARTIES and not set(kind.dst) & {*_PARTIES, "ContactPoint"} else kind.name


@lru_cache(maxsize=1024)
def read_with(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds whose relations are read where these are asked for: whole families, the statement picks out its own by their codes.

    Each other set of types is another plan, and a plan takes the server 50 times as long as an answer (decision 0093).
    """
    families = {_family(EDGES[kind]) for kind in kinds}
    return tuple(sorted(kind.name for kind in EDGE_KINDS if _family(kind) in families))


@lru_cache(maxsize=64)
def things_of(kind: NodeKind) -> str:
    """Makes nodes of a kind that are not there yet: id, tx, root of each row."""
    return (
        "UNWIND $rows AS row MERGE (thing:Thing {id: row.id}) "
        f"ON CREATE SET thing:{kind.name}, thing.kind = {kind.code}, thing.tx = row.tx, thing.root = row.root"
    )


@lru_cache(maxsize=64)
def new_things_of(kind: NodeKind) -> str:
    """Makes nodes of a kind of which none is there: id and root of each, as columns."""
    return (
        "UNWIND range(0, size($columns.id) - 1) AS i CREATE (:Thing:"
        f"{kind.name} {{id: $columns.id[i], kind: {kind.code}, tx: $tx, root: $columns.root[i]}})"
    )


SAID = ("id", "fact", "kind", "feed", "from_min", "from_max", "to_min", "to_max", "props", "tx")
"""What a relation holds of its claim."""
OF_BATCH = ("source", "scope", "precedence", "seen_on")
"""And of the batch that stated it: the same for many claims."""
FLAGS, DAYS = ("counts", "disputed"), ("starts", "sure_from", "sure_until", "ends", "repaired_on")
"""What people see of a fact, besides its properties."""


def told_of(kind: EdgeKind | NodeKind) -> tuple[tuple[str, ...], frozenset[str]]:
    """What people see of facts of a kind, and which of it are days."""
    days = {*DAYS, *(prop.name for prop in kind.props if prop.type == "day")}
    return (*FLAGS, *DAYS, *(prop.name for prop in kind.props)), frozenset(days)


def _told(kind: EdgeKind | NodeKind) -> list[str]:
    """The same as values of row i: days by their place in $days, for the driver packs a number six times as fast as a date."""
    names, days = told_of(kind)
    return [f"{name}: $days[$columns.{name}[i]]" if name in days else f"{name}: $columns.{name}[i]" for name in names]


@lru_cache(maxsize=128)
def relations_of(kind: EdgeKind, *, new: bool) -> str:
    """Makes the standing claims of a relation kind its relations, one for each fact and feed. `new`: none of them is there."""
    said = [f"{name}: claim.{name}" for name in SAID] + [f"{name}: $batches.{name}[$columns.batch[i]]" for name in OF_BATCH]
    held = f"{{{', '.join([*said, *_told(kind)])}}}"
    merged = f"MERGE (src)-[said:{kind.name} {{fact: claim.fact, feed: claim.feed}}]->(dst) SET said = {held}"
    return (
        "UNWIND range(0, size($columns.id) - 1) AS i "
        "MATCH (claim:Claim {id: $columns.id[i]}) "
        "MATCH (src:Thing {id: claim.src}) MATCH (dst:Thing {id: claim.dst}) "
    ) + (f"CREATE (src)-[:{kind.name} {held}]->(dst)" if new else merged)


@lru_cache(maxsize=64)
def records_of(kind: NodeKind) -> str:
    """Writes on nodes of a kind what their records say now."""
    return (
        "UNWIND range(0, size($columns.id) - 1) AS i "
        f"MATCH (thing:{kind.name}:Thing {{id: $columns.id[i]}}) SET thing += {{{', '.join(_told(kind))}}}"
    )


if __name__ == "__main__":
    import sys

    sys.stdout.write(schema_text())
