"""Writes docs/schema.md from the declaration of kinds: `python -m graph.schema_page`. A test holds the page to it."""

from collections.abc import Iterator
from pathlib import Path

from credit.kinds import EDGE_KINDS, NODE_KINDS, STATEMENT_KINDS, Absence, EdgeKind, FactKind, Lane, NodeKind, prefixes_of

PAGE = Path(__file__).parents[1] / "docs" / "schema.md"

_HEAD = """# Schema

What the graph holds: kinds of node, of dated statement about a node, and of relation. Written by `python -m graph.schema_page` from
`credit/kinds/`, the only place where kinds are declared; a test holds this page to it.

Every line of a source becomes *claims*; claims of the same fact become one *fact* (`credit/facts.py`). Each fact has a period of four
bounds, each claim the transaction since which it is known, and its evidence. The **key** of a kind tells one fact from the next between
the same ends. What a full snapshot no longer says has ended where *absence* ends it. An *advisory* kind is never a step in the proof of
a measure. Properties in *italics* are about natural persons and masked for callers without the right `persons:read`.

Types: `text`; `day` (days since 1970-01-01); `fen` (hundredths of a yuan); `share` (a decimal string in [0, 1]); `number`; `flag`;
`code` and `codes` (of `rules/vocabulary.yaml`).
"""


def schema_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_nodes(), *_statements(), *_relations()])


def _nodes() -> Iterator[str]:
    yield "## Nodes\n"
    for kind in NODE_KINDS:
        yield f"### {kind.name} {kind.zh}\n"
        yield f"Ids: {', '.join(f'`{prefix}:…`' for prefix in prefixes_of(kind.name))}. {_traits(kind)}\n"
        yield _props(kind)


def _statements() -> Iterator[str]:
    yield "## Statements\n"
    for kind in STATEMENT_KINDS:
        yield f"### {kind.name} {kind.zh}\n"
        yield f"About: {', '.join(kind.of)}. {_traits(kind)}\n"
        yield _props(kind)


def _relations() -> Iterator[str]:
    yield "## Relations\n"
    for kind in EDGE_KINDS:
        yield f"### {kind.name} {kind.zh}\n"
        yield f"From {', '.join(kind.src)} to {', '.join(kind.dst)}. {_traits(kind)}\n"
        yield _props(kind)


def _traits(kind: FactKind) -> str:
    said = [f"Key: {', '.join(f'`{name}`' for name in kind.key) or 'its ends'}"]
    said += ["absence ends it"] if kind.absence is Absence.ENDS else []
    said += ["advisory"] if kind.lane is Lane.ADVISORY else []
    said += ["a holder without an id is known by this office"] if isinstance(kind, EdgeKind) and kind.office else []
    if not isinstance(kind, EdgeKind) and (found := [*kind.identifiers, *kind.names]):
        said.append(f"found by {', '.join(f'`{name}`' for name in found)}")
    if isinstance(kind, NodeKind):
        said[0] = "One record a node" if not kind.key else said[0]
    return f"{'; '.join(said)}. Code {kind.code}."


def _props(kind: FactKind) -> str:
    if not kind.props:
        return ""
    rows = [f"| {f'*{prop.name}*' if prop.personal else prop.name} | {prop.type} | {prop.zh} |" for prop in kind.props]
    return "\n".join(["| property | type | |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(schema_page(), "utf-8")
