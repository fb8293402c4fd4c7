"""What a definition may never do with a person's number: it becomes an id or a hash, and nothing else."""

from collections.abc import Iterator, Mapping

from loaders.mapping.definition import Column, Definition, Each, EdgeMap, NodeMap, StatementMap

_PROBLEM = "个人证件号码或电话不得成为属性或标识的一部分。A person's number or telephone must not become a property or a key."


def private_problems(d: Definition) -> Iterator[tuple[str, str]]:
    """Properties, keys and derived columns that would hold a person's number: field and problem."""
    columns = {**d.columns, **{name: column for each in d.each.values() for name, column in each.columns.items()}}
    private = _private_names(d, columns)
    blocks: list[Definition | Each] = [d, *d.each.values()]
    for field, refs in [*_stated(blocks), *_keyed(blocks), *_passed_on(d, columns)]:
        if private.intersection(refs):
            yield field, _PROBLEM


def _private_names(d: Definition, columns: Mapping[str, Column]) -> frozenset[str]:
    names = {at for name, column in columns.items() if column.read in ("id_no", "phone") for at in (name, f"{name}.raw")}
    names |= {f"{name}.id_no" for name, column in columns.items() if column.read == "any_code"}
    names |= {f"{name}.raw" for name in d.withheld} | {name for name in d.withheld if columns[name].read == "text"}
    return frozenset(names)


def _stated(blocks: list[Definition | Each]) -> Iterator[tuple[str, list[str]]]:
    for block in blocks:
        maps: dict[str, NodeMap | StatementMap | EdgeMap] = {**block.nodes, **block.statements, **block.edges}
        for at, each in maps.items():
            yield f"{at}.props", [ref for refs in each.props.values() for ref in refs]


def _keyed(blocks: list[Definition | Each]) -> Iterator[tuple[str, list[str]]]:
    for block in blocks:
        for at, node in block.nodes.items():
            by = node.by
            yield f"nodes.{at}.by", [ref or "" for ref in (by.own, by.name, *by.otherwise, *(ref for part in by.key for ref in part))]


def _passed_on(d: Definition, columns: Mapping[str, Column]) -> Iterator[tuple[str, list[str]]]:
    """What a join holds, and what a lookup hands through (`$1`)."""
    for name, column in columns.items():
        passing = [one.of for one in column.first if any(str(to).startswith("$") for _, to in d.lookups[one.lookup].patterns)]
        yield f"columns.{name}", [*passing, *column.join]
