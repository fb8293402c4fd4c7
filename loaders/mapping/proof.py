"""Proof of a definition before any row is read: every name that it uses exists, every kind, property and code is one of ours."""

from collections.abc import Iterable, Iterator, Mapping

from credit.errors import CatalogueFault
from credit.kinds import EDGES, FACT_KINDS, NODES, EdgeKind, StatementKind
from loaders.mapping.definition import (
    ActMap,
    Check,
    Column,
    Condition,
    Definition,
    Each,
    EdgeMap,
    KindBy,
    Lookup,
    NodeMap,
    StatementMap,
    When,
)
from loaders.mapping.privacy import private_problems
from loaders.mapping.virtual import virtual_names
from loaders.mapping.vocabulary import FREE_CODES, part_for, vocabulary
from loaders.validating.forms import FORMS
from loaders.validating.rules import RULES


def prove(definition: Definition, where: str, categories: Iterable[str]) -> None:
    """Raises CatalogueFault with the file, the field and what is wrong about it."""
    for field, problem in _problems(definition, frozenset(categories)):
        raise CatalogueFault(f"{where}: {field}: {problem}")


Problems = Iterator[tuple[str, str]]


def _problems(d: Definition, categories: frozenset[str]) -> Problems:
    if d.category not in categories:
        yield "category", f"“{d.category}”不在目录中。Not a class of the catalogue: {', '.join(sorted(categories))}."
    names = _names(d.columns) | set(d.nodes)
    yield from _clashes(d)
    yield from _block("", d.columns, d, names)
    yield from _maps("", d.nodes, d.statements, d.edges, names, d)
    for name, each in d.each.items():
        yield from _each(f"each.{name}.", each, d, names)
    for at, condition in {**{f"skip.{k}": v for k, v in d.skip.items()}, **{f"conditions.{k}": v for k, v in d.conditions.items()}}.items():
        yield from _condition(at, condition, names, d)
    for name, lookup in d.lookups.items():
        yield from _lookup(f"lookups.{name}", lookup, d)
    yield from _rest(d, names)
    yield from private_problems(d)


def _clashes(d: Definition) -> Problems:
    """Columns, nodes, items and their columns live in one space of names."""
    taken = set(d.columns)
    blocks = [("nodes", d.nodes), *((f"each.{at}.{part}", said) for at, each in d.each.items() for part, said in _parts(each))]
    for field, said in blocks:
        for name in said:
            if name in taken:
                yield f"{field}.{name}", "这个名称已用于另一列或节点。The name is taken by another column or node."
            taken.add(name)


def _parts(each: Each) -> list[tuple[str, Iterable[str]]]:
    return [("columns", each.columns), ("nodes", each.nodes)]


def _names(columns: Mapping[str, Column]) -> set[str]:
    return {each for name, column in columns.items() for each in virtual_names(name, column)}


def _unknown(field: str, asked: Iterable[str], names: set[str]) -> Problems:
    for name in asked:
        if not name.startswith("=") and name not in names:
            yield field, f"没有名为“{name}”的列或节点。There is no column or node of that name."


def _block(at: str, columns: Mapping[str, Column], d: Definition, names: set[str]) -> Problems:
    for name, column in columns.items():
        field = f"{at}columns.{name}"
        derived = [one.of for one in column.first] + list(column.join)
        yield from _unknown(field, [*derived, *(x for x in (column.blob, column.type, column.country) if x)], names)
        for lookup in [column.lookup, *(one.lookup for one in column.first)]:
            if lookup and lookup not in d.lookups:
                yield field, f"没有名为“{lookup}”的对照表。There is no lookup of that name."
        if column.read in ("word", "words") and not (column.lookup or column.first or column.const):
            yield field, "词语列需要对照表。A column of words needs a lookup."
        if column.rule and column.rule not in RULES:
            yield field, f"没有规则 {column.rule}。There is no such rule."
        if column.when is not None:
            yield from _condition(field, column.when, names, d)


def _maps(
    at: str,
    nodes: Mapping[str, NodeMap],
    statements: Mapping[str, StatementMap],
    edges: Mapping[str, EdgeMap],
    names: set[str],
    d: Definition,
) -> Problems:
    for name, node in nodes.items():
        yield from _node(f"{at}nodes.{name}", node, names, d)
    for name, statement in statements.items():
        yield from _statement(f"{at}statements.{name}", statement, names, d)
    for name, edge in edges.items():
        yield from _edge(f"{at}edges.{name}", edge, names, d)


def _each(at: str, each: Each, d: Definition, outer: set[str]) -> Problems:
    names = outer | _names(each.columns) | set(each.items) | set(each.nodes)
    yield from _unknown(f"{at}items", each.items.values(), outer)
    if set(each.items) - set(each.columns):
        yield f"{at}columns", f"缺少 {sorted(set(each.items) - set(each.columns))} 的读法。Say how these items are read."
    yield from _block(at, each.columns, d, names)
    yield from _maps(at, each.nodes, each.statements, each.edges, names, d)


def _condition(field: str, condition: Condition, names: set[str], d: Definition) -> Problems:
    if isinstance(condition, str):
        if condition not in d.conditions:
            yield field, f"没有名为“{condition}”的条件。There is no condition of that name."
        return
    yield from _unknown(field, [x for x in (condition.has, condition.lacks, condition.file_has, condition.column) if x], names)
    parts = (condition.has, condition.lacks, condition.file_has, condition.column, condition.all, condition.any, condition.negated)
    said = sum(bool(part) for part in parts)
    if said != 1 or (condition.column is None) is bool(condition.values):
        yield field, "条件须恰有一项:has、lacks、file_has、column 与 in、all、any、not。A condition says exactly one thing."
    for part in (*condition.all, *condition.any, *([condition.negated] if condition.negated else [])):
        yield from _condition(field, part, names, d)


def _props(field: str, kind: str, props: Iterable[str]) -> Problems:
    known = {prop.name for prop in FACT_KINDS[kind].props}
    for name in props:
        if name not in known:
            yield field, f"{kind} 没有属性“{name}”。This kind has no such property; it has {', '.join(sorted(known))}."


def _coded(field: str, kind: str, props: Mapping[str, tuple[str, ...]], d: Definition) -> Problems:
    """Constants and lookups that feed a code property must speak the vocabulary."""
    for prop in FACT_KINDS[kind].props:
        part = part_for(kind, prop.name) if prop.type in ("code", "codes") and prop.name not in FREE_CODES else None
        for ref in props.get(prop.name, ()) if part else ():
            for value in _values_of(ref, d):
                if part and value not in vocabulary()[part]:
                    yield field, f"“{value}”不是 {part} 的代码。Not a code of the vocabulary for {kind}.{prop.name}."


def _values_of(ref: str, d: Definition) -> Iterator[str]:
    if ref.startswith("="):
        yield ref[1:]
    columns = {**d.columns, **{name: column for each in d.each.values() for name, column in each.columns.items()}}
    column = columns.get(ref)
    if column is None:
        return
    if column.const is not None:
        yield column.const
    for name in [column.lookup, *(one.lookup for one in column.first)]:
        if name and name in d.lookups:
            yield from _codes_of(d.lookups[name], d)


def _codes_of(lookup: Lookup, d: Definition) -> Iterator[str]:
    if lookup.codes is None and not lookup.kinds:
        for value in [*lookup.words.values(), *(value for _, value in lookup.patterns)]:
            if isinstance(value, str) and not value.startswith("$") and value != "SELF":
                yield value
    if lookup.also:
        yield from _codes_of(d.lookups[lookup.also], d)


def _node(field: str, node: NodeMap, names: set[str], d: Definition) -> Problems:
    if node.kind not in NODES:
        yield field, f"没有节点类型“{node.kind}”。There is no such kind of node; there are {', '.join(NODES)}."
        return
    by = node.by
    singles = [by.uscc, by.org_code, by.reg_no, by.tax_no, by.own, by.document, by.name, by.office_of, by.office, by.party_of, by.contact]
    yield from _unknown(f"{field}.by", [x for x in singles if x] + list(by.otherwise) + [x for part in by.key for x in part], names)
    if not by.model_fields_set:
        yield f"{field}.by", "没有说明以什么识别。Say by what the node is known."
    yield from _common(field, node.kind, node, names, d)


def _common(field: str, kind: str, mapped: NodeMap | StatementMap | EdgeMap, names: set[str], d: Definition) -> Problems:
    yield from _unknown(f"{field}.props", [ref for refs in mapped.props.values() for ref in refs], names)
    yield from _unknown(f"{field}.period", _span_names(mapped), names)
    yield from _props(f"{field}.props", kind, mapped.props)
    yield from _coded(f"{field}.props", kind, mapped.props, d)
    if mapped.when is not None:
        yield from _condition(f"{field}.when", mapped.when, names, d)


def _span_names(mapped: NodeMap | StatementMap | EdgeMap) -> list[str]:
    span = mapped.period
    return [*span.from_, *span.until, *span.through, *span.attested]


def _statement(field: str, statement: StatementMap, names: set[str], d: Definition) -> Problems:
    if not isinstance(FACT_KINDS.get(statement.kind), StatementKind):
        yield field, f"没有陈述类型“{statement.kind}”。There is no such kind of statement."
        return
    yield from _unknown(f"{field}.of", statement.of, names)
    yield from _common(field, statement.kind, statement, names, d)


def _edge(field: str, edge: EdgeMap, names: set[str], d: Definition) -> Problems:
    yield from _unknown(field, [*edge.from_, *edge.to, *([edge.kind.by] if isinstance(edge.kind, KindBy) else [])], names)
    for kind in _kinds_of(edge.kind, d):
        if not isinstance(FACT_KINDS.get(kind), EdgeKind):
            yield f"{field}.kind", f"没有关系类型“{kind}”。There is no such kind of relation; there are {', '.join(EDGES)}."
        elif isinstance(edge.kind, str):
            yield from _common(field, kind, edge, names, d)
            yield from _ends(field, kind, edge, d)


def _kinds_of(kind: str | KindBy, d: Definition) -> list[str]:
    if isinstance(kind, str):
        return [kind]
    return []


def _ends(field: str, kind: str, edge: EdgeMap, d: Definition) -> Problems:
    nodes = {**d.nodes, **{name: node for each in d.each.values() for name, node in each.nodes.items()}}
    for end, allowed, refs in (("from", EDGES[kind].src, edge.from_), ("to", EDGES[kind].dst, edge.to)):
        for ref in refs:
            if ref in nodes and nodes[ref].kind not in allowed:
                yield f"{field}.{end}", f"{kind} 的一端不能是 {nodes[ref].kind}。This end must be one of {', '.join(allowed)}."


def _lookup(field: str, lookup: Lookup, d: Definition) -> Problems:
    values = [*lookup.words.values(), *(value for _, value in lookup.patterns)]
    if lookup.codes is not None and lookup.codes not in vocabulary():
        yield field, f"没有词表“{lookup.codes}”。The vocabulary has no such part."
    for value in values:
        if lookup.kinds and (kind := value if isinstance(value, str) else str(value.get("kind"))) not in EDGES:
            yield field, f"没有关系类型“{kind}”。There is no such kind of relation."
        if lookup.codes in vocabulary() and value not in vocabulary()[str(lookup.codes)]:
            yield field, f"“{value}”不是 {lookup.codes} 的代码。Not a code of the vocabulary."
    if lookup.also and lookup.also not in d.lookups:
        yield field, f"没有名为“{lookup.also}”的对照表。There is no lookup of that name."


def _rest(d: Definition, names: set[str]) -> Problems:
    for name, check in d.checks.items():
        yield from _check(f"checks.{name}", check, names, d)
    for name, act in d.acts.items():
        yield from _act(f"acts.{name}", act, names, d)
    for name, same in d.same.items():
        yield from _unknown(f"same.{name}", [same.a, same.b], set(d.nodes))
    for name, dialect in d.dialects.items():
        yield from _unknown(f"dialects.{name}", [*dialect.marks, *dialect.required], names)
    for column in d.template:
        yield from _unknown("template", [column if isinstance(column, str) else column.column], set(d.columns))
    for rule in d.severity:
        if rule not in RULES:
            yield "severity", f"没有规则 {rule}。There is no such rule."
    if d.document:
        yield from _unknown("document", [d.document], names)


def _check(field: str, check: Check, names: set[str], d: Definition) -> Problems:
    if check.rule not in RULES:
        yield field, f"没有规则 {check.rule}。There is no such rule."
    if check.form not in FORMS:
        yield field, f"没有检查形式“{check.form}”。There is no such form of check; there are {', '.join(sorted(FORMS))}."
    yield from _unknown(field, check.of, names)
    if check.when is not None:
        yield from _condition(field, check.when, names, d)


def _act(field: str, act: ActMap, names: set[str], d: Definition) -> Problems:
    target = act.target
    asked = [x for x in (target.document, act.effective, act.author) if x]
    asked += [x.by for x in (act.deed, target.kind) if isinstance(x, KindBy)]
    yield from _unknown(field, [*asked, *act.reason, *target.party, *target.from_, *target.to, *target.key.values()], names)
    if (target.document is None) is (target.kind is None):
        yield f"{field}.target", "须以 document 或 kind、from、to 之一指明对象。Name the target by document or by kind and ends."
    if isinstance(act.when, When | str):
        yield from _condition(f"{field}.when", act.when, names, d)
