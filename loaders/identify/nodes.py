"""Every node of a chunk by its id."""

from collections.abc import Mapping

from credit.identity import thing_id
from loaders.cleaning.context import Context
from loaders.identify.contacts import contact_hashes
from loaders.identify.organizations import organization_ids
from loaders.identify.parts import day_columns, safe, texts_of
from loaders.identify.persons import person_ids
from loaders.mapping.definition import EdgeMap, NodeMap
from loaders.staging.conditions import holds
from loaders.staging.frame import Frame, Values
from loaders.validating.findings import Finding


def identify(nodes: Mapping[str, NodeMap], edges: Mapping[str, EdgeMap], frame: Frame, context: Context) -> list[Finding]:
    """Puts the ids of every node into the frame under its name. A node or an end that a row needs and cannot have is a finding."""
    findings = []
    for name, node in nodes.items():
        ids = _ids(name, node, frame, context)
        applies = None if node.when is None else holds(node.when, frame, context.definition)
        if applies is not None:
            ids = [made if so else None for made, so in zip(ids, applies, strict=True)]
        frame.put(name, ids)
        if node.need:
            lost = [at for at, made in enumerate(ids) if made is None and (applies is None or applies[at])]
            findings.append(Finding("XM-ID", _told_by(node), f"不能识别“{name}”:代码、编号、名称均不足以确定主体", lost))
    for name, edge in edges.items():
        if edge.need:
            findings.append(_without_ends(name, edge, frame, context))
    return [finding for finding in findings if finding.where]


def _told_by(node: NodeMap) -> str:
    by = node.by
    return by.uscc or by.document or (by.key[1][0] if len(by.key) > 1 else None) or by.own or by.name or (by.otherwise or ("",))[0]


def _without_ends(name: str, edge: EdgeMap, frame: Frame, context: Context) -> Finding:
    applies = holds(edge.when, frame, context.definition)
    rows = zip(frame.first_of(edge.from_), frame.first_of(edge.to), applies, strict=True)
    lost = [at for at, (src, dst, applied) in enumerate(rows) if applied and (src is None or dst is None)]
    return Finding("XM-ID", name, f"关系“{name}”的一端不能识别", lost)


def _ids(name: str, node: NodeMap, frame: Frame, context: Context) -> Values:
    days, space = day_columns(context.definition), context.definition.space
    if node.kind == "Organization":
        return organization_ids(node.by, frame, space, days)
    if node.kind == "Person":
        known = person_ids(node.by, frame, context.key, space)
        frame.put(f"{name}.identity", known.identity)
        return known.ids
    if node.kind == "ContactPoint" and node.by.contact and node.by.contact_kind:
        hashes = contact_hashes(context.key, node.by.contact_kind, frame.of(node.by.contact))
        frame.put(f"{name}.hash", hashes)
        return [None if each is None else thing_id("ContactPoint", node.by.contact_kind, each) for each in hashes]
    parts = [texts_of(frame, names, days) for names in node.by.key]
    return [None if None in row else thing_id(node.kind, *map(safe, row)) for row in zip(*parts, strict=True)]
