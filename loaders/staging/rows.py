"""The raw values of rows, as the evidence of a claim shows them: only columns that the source names, no person's document number."""

from json.encoder import encode_basestring

from graph.store import StagedRows
from loaders.cleaning.context import Context
from loaders.cleaning.texts import WITHHELD
from loaders.staging.frame import Frame, Values


def raw_rows(frame: Frame, context: Context) -> StagedRows:
    """One JSON object a row, by the file's own headers. Empty cells are left out."""
    hidden, columns = context.definition.withheld, context.definition.columns
    shown = [(header, _shown(name, frame, hidden)) for name, header in context.headers.items() if columns[name].blob is None]
    fragments = [_fragments(header, values) for header, values in shown if any(values)]
    objects = ["{" + "".join(row)[:-1] + "}" if any(row) else "{}" for row in zip(*fragments, strict=True)]
    return StagedRows(list(frame.rows), objects or ["{}"] * len(frame))


def _shown(name: str, frame: Frame, hidden: frozenset[str]) -> Values:
    raw = frame.of(f"{name}.raw")
    if name in hidden:
        return [None if text is None else WITHHELD for text in raw]
    return raw


def _fragments(header: str, values: Values) -> list[str]:
    key = encode_basestring(header)
    return ["" if text is None else f"{key}:{encode_basestring(text)}," for text in values]
