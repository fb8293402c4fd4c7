"""The raw values of rows, as the evidence of a claim shows them: only columns that the source names, no person's document number."""

from json.encoder import encode_basestring

from graph.store import StagedRows
from loaders.cleaning.context import Context
from loaders.cleaning.texts import WITHHELD, without_ids
from loaders.mapping.definition import Column, Definition
from loaders.staging.frame import Frame, Values

_WITHHELD = ("id_no", "phone")


def withheld(definition: Definition) -> frozenset[str]:
    """The columns whose cells no raw row may show: numbers of persons' documents and telephones, also where items are split from them."""
    items = [(each.items[name], each.columns[name]) for each in definition.each.values() for name in each.items]
    return frozenset(name for name, column in [*items, *definition.columns.items()] if column.hide or column.read in _WITHHELD)


def raw_rows(frame: Frame, context: Context) -> StagedRows:
    """One JSON object a row, by the file's own headers. Empty cells are left out."""
    hidden, columns = withheld(context.definition), context.definition.columns
    shown = [(header, _shown(name, columns[name], frame, hidden)) for name, header in context.headers.items() if columns[name].blob is None]
    fragments = [_fragments(header, values) for header, values in shown if any(values)]
    objects = ["{" + "".join(row)[:-1] + "}" if any(row) else "{}" for row in zip(*fragments, strict=True)]
    return StagedRows(list(frame.rows), [without_ids(text) for text in objects] or ["{}"] * len(frame))


def _shown(name: str, column: Column, frame: Frame, hidden: frozenset[str]) -> Values:
    raw = frame.of(f"{name}.raw")
    if name in hidden:
        return [None if text is None else WITHHELD for text in raw]
    if column.read == "any_code":
        codes = frame.first_of([f"{name}.uscc", f"{name}.org_code", f"{name}.reg_no"])
        return [None if text is None else text if code else WITHHELD for text, code in zip(raw, codes, strict=True)]
    return raw


def _fragments(header: str, values: Values) -> list[str]:
    key = encode_basestring(header)
    return ["" if text is None else f"{key}:{encode_basestring(text)}," for text in values]
