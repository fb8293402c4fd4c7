"""From an identified chunk to its claims: records of nodes, statements, relations."""

from collections.abc import Mapping, Sequence

from credit.kinds import FACT_KINDS
from loaders.cleaning.codes import stated_code
from loaders.cleaning.context import Context
from loaders.cleaning.words import Sense
from loaders.mapping.definition import Condition, EdgeMap, KindBy, Names, NodeMap, Span, StatementMap
from loaders.staging.claims import ClaimColumns, Ends, add_claims
from loaders.staging.conditions import holds
from loaders.staging.frame import Frame, Values
from loaders.staging.props import Columns
from loaders.staging.spans import bounds_of

Remembered = dict[tuple[str, ...], set[tuple[object, ...]]]
"""Records that have been said, by the shape in which they were."""
_REMEMBERED = 100_000
_REPEATED = frozenset({"Organization", "Person", "ContactPoint", "CourtOrder"})
"""Kinds that many rows describe alike; the others have a row of their own."""


def stage_nodes(claims: ClaimColumns, nodes: Mapping[str, NodeMap], frame: Frame, context: Context, said: Remembered) -> None:
    """A record for every node that the rows describe; the same record of the same node once."""
    for name, node in nodes.items():
        if node.record:
            some = _where(frame, [value is not None for value in frame.of(name)])
            columns: Columns = {**_props(node.props, some), **_own_props(name, node, some)}
            fresh = some
            if node.kind in _REPEATED:
                fresh, columns = _fresh(some, name, columns, node, said)
            if len(fresh):
                _add(claims, node.kind, Ends(fresh.of(name), None), fresh, (columns, node.period, context))


def stage_statements(claims: ClaimColumns, statements: Mapping[str, StatementMap], frame: Frame, context: Context) -> None:
    """Dated statements about a node."""
    for statement in statements.values():
        subjects = frame.first_of(statement.of)
        some, (src,) = _with_ends(frame, statement.when, [subjects], context)
        if len(some):
            _add(claims, statement.kind, Ends(src, None), some, (_props(statement.props, some), statement.period, context))


def stage_edges(claims: ClaimColumns, edges: Mapping[str, EdgeMap], frame: Frame, context: Context) -> None:
    """Relations; where a column says the kind, one pass for each sense that occurs."""
    for edge in edges.values():
        some, (src, dst) = _with_ends(frame, edge.when, [frame.first_of(edge.from_), frame.first_of(edge.to)], context)
        if isinstance(edge.kind, str):
            if len(some):
                _add(claims, edge.kind, Ends(src, dst), some, (_props(edge.props, some), edge.period, context))
        else:
            _by_sense(claims, edge, some, Ends(src, dst), context)


def _by_sense(claims: ClaimColumns, edge: EdgeMap, frame: Frame, ends: Ends, context: Context) -> None:
    if not isinstance(edge.kind, KindBy) or ends.dst is None:
        return
    places: dict[str, list[int]] = {}
    senses: dict[str, Sense] = {}
    for at, sense in enumerate(frame.of(edge.kind.by)):
        if isinstance(sense, Sense):
            senses.setdefault(sense.whole, sense)
            places.setdefault(sense.whole, []).append(at)
    for whole, sense in sorted(senses.items()):
        some = Frame.of_items(frame, places[whole], {})
        taken = Ends([ends.src[at] for at in places[whole]], [ends.dst[at] for at in places[whole]])
        declared = {prop.name for prop in FACT_KINDS[sense].props}
        columns = {name: values for name, values in _props(edge.props, some).items() if name in declared}
        constants: dict[str, Values] = {name: [value] * len(some) for name, value in sense.props.items()}
        _add(claims, str(sense), taken, some, ({**columns, **constants}, edge.period, context))


def _add(claims: ClaimColumns, kind: str, ends: Ends, frame: Frame, said: tuple[Columns, Span, Context]) -> None:
    columns, span, context = said
    document = context.definition.document
    documents = frame.nothing if document is None else frame.of(document)
    add_claims(claims, kind, ends, frame, (columns, bounds_of(span, frame, context.data_on), documents))


def _where(frame: Frame, mask: Sequence[bool]) -> Frame:
    if all(mask):
        return frame
    return Frame.of_items(frame, [at for at, so in enumerate(mask) if so], {})


def _with_ends(frame: Frame, when: Condition | None, ends: list[Values], context: Context) -> tuple[Frame, list[Values]]:
    """The rows that have all ends and for which the condition holds, and their ends."""
    mask = [None not in row for row in zip(*ends, strict=True)]
    if when is not None:
        mask = [so and also for so, also in zip(mask, holds(when, frame, context.definition), strict=True)]
    if all(mask):
        return frame, ends
    places = [at for at, so in enumerate(mask) if so]
    return Frame.of_items(frame, places, {}), [[values[at] for at in places] for values in ends]


def _props(props: Mapping[str, Names], frame: Frame) -> dict[str, Values]:
    return {name: frame.first_of(refs) for name, refs in props.items()}


def _own_props(name: str, node: NodeMap, frame: Frame) -> dict[str, Values]:
    """What the way of identifying says by itself: the codes of an organisation, how a person is known, a contact's hash."""
    if node.kind == "Organization":
        return _codes(node, frame)
    if node.kind == "Person":
        return _person(name, node, frame)
    if node.kind == "ContactPoint":
        return {"hash": frame.of(f"{name}.hash"), "contact_kind": [node.by.contact_kind] * len(frame)}
    return {}


def _codes(node: NodeMap, frame: Frame) -> dict[str, Values]:
    by = node.by
    columns = {name: frame.of(ref) for name in ("uscc", "org_code", "reg_no", "tax_no") if (ref := getattr(by, name))}
    if by.own:
        columns["own_id"] = frame.of(by.own)
    if by.uscc and not by.uscc.endswith(".uscc"):
        pairs = zip(frame.of(by.uscc), frame.of(f"{by.uscc}.raw"), strict=True)
        columns["stated_code"] = [stated_code(raw) if raw and not code else None for code, raw in pairs]
    return columns


def _person(name: str, node: NodeMap, frame: Frame) -> dict[str, Values]:
    columns = {"identity": frame.of(f"{name}.identity")}
    if by := node.by.document:
        columns |= {"id_type": frame.of(f"{by}.type"), "id_country": frame.of(f"{by}.country")}
        if "masked_id_hash" not in node.props:
            columns["masked_id_hash"] = frame.of(f"{by}.full_hash")
    if node.by.own:
        columns["own_id"] = frame.of(node.by.own)
    return columns


def _fresh(frame: Frame, name: str, columns: Columns, node: NodeMap, said: Remembered) -> tuple[Frame, Columns]:
    """Only the rows whose record of this node has not been said already."""
    stated = {prop: values for prop, values in columns.items() if values is not frame.nothing}
    known = said.setdefault((name, *stated), set())
    if len(known) > _REMEMBERED:
        known.clear()
    days = [frame.of(day) for day in (*node.period.from_, *node.period.until, *node.period.through)]
    places = []
    for at, row in enumerate(zip(frame.of(name), *stated.values(), *days, strict=True)):
        if row not in known:
            known.add(row)
            places.append(at)
    if len(places) == len(frame):
        return frame, stated
    return Frame.of_items(frame, places, {}), {prop: [values[at] for at in places] for prop, values in stated.items()}
