"""What else a column gives besides its value: `share.min`, `code.uscc`, `doc_no.raw` …"""

from loaders.mapping.definition import Column

_SUFFIXES = {
    "share": ("min", "max"),
    "id_no": ("type", "country", "masked_hash", "full_hash"),
    "any_code": (
        "uscc", "org_code", "reg_no", "id_no", "id_no.type", "id_no.country", "id_no.masked_hash", "id_no.full_hash",
    ),
}  # fmt: skip


def virtual_names(name: str, column: Column) -> tuple[str, ...]:
    """All names under which the column's values can be asked for. `.raw` is the cell's own text."""
    return (name, f"{name}.raw", *(f"{name}.{suffix}" for suffix in _SUFFIXES.get(column.read, ())))
