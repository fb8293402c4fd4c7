"""What a source.yaml may say (loaders/README.md explains it). Unknown keys are refused, so that a typing error is never silent."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Read = Literal[
    "text", "name", "person_name", "uscc", "org_code", "reg_no", "tax_no", "any_code", "id_no", "date", "money", "share",
    "number", "flag", "word", "words", "doc_no", "case_no", "phone", "address",
]  # fmt: skip
Severity = Literal["reject", "warn", "fix"]
Deeds = Literal["end", "void", "repair", "dispute", "uphold", "dismiss"]


def _as_tuple(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""A name, or several of which the first that is stated counts. `=text` is a constant."""


class Part(BaseModel):
    """The root of the grammar's forms: closed and unchanging."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Title(Part):
    """What people call it."""

    zh: str
    en: str


class Counts(Part):
    """How many rows a file of this source may hold; outside of that nothing of it is published."""

    min: int = 0
    max: int = 1_000_000_000


class Looked(Part):
    """The value of another column, through a lookup; a word that the lookup does not know is no value."""

    of: str
    lookup: str


class When(Part):
    """A condition on a row: exactly one of its keys, except that `column` goes with `in`."""

    has: str | None = None
    lacks: str | None = None
    file_has: str | None = None
    column: str | None = None
    values: tuple[str, ...] = Field(default=(), alias="in")
    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    negated: "Condition | None" = Field(default=None, alias="not")


Condition = str | When
"""A condition, or the name of one in `conditions`."""


class Column(Part):
    """A column: where it is found, how it is read, and what an empty or unreadable cell does to its row."""

    headers: tuple[str, ...] = ()
    key: str | None = None
    blob: str | None = None
    first: tuple[Looked, ...] = ()
    join: tuple[str, ...] = ()
    const: str | None = None
    read: Read = "text"
    lookup: str | None = None
    unknown: Literal["reject", "warn"] = "warn"
    split: str = "、;；,，"
    type: str | None = None
    country: str | None = None
    required: bool = False
    missing: Literal["reject", "warn"] | None = None
    bad: Literal["reject", "warn"] = "warn"
    rule: str | None = None
    formats: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    no_day: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    unit: Literal["wan", "yuan", "percent", "fraction"] | None = None
    hide: bool = False
    when: Condition | None = None


class Lookup(Part):
    """Words and what they mean here. `ignore`: words to leave out, with the reason. `also`: another lookup to ask after this one.

    `codes`: the part of the vocabulary that the values must be of; `kinds`: they are kinds of relation.
    """

    words: Mapping[str, str | Mapping[str, str | bool]] = {}
    patterns: tuple[tuple[str, str | Mapping[str, str | bool]], ...] = ()
    ignore: Mapping[str, str] = {}
    also: str | None = None
    codes: str | None = None
    kinds: bool = False


class Span(Part):
    """When it is so: `until` is the first day outside, `through` the last day inside; `attested`: certain on that one day."""

    from_: Names = Field(default=(), alias="from")
    until: Names = ()
    through: Names = ()
    attested: Names = ()
    undated: Literal["seen", "past"] | None = None


class Identify(Part):
    """By what a node is told from every other of its kind; which keys fit depends on the kind (loaders/README.md)."""

    uscc: str | None = None
    org_code: str | None = None
    reg_no: str | None = None
    tax_no: str | None = None
    own: str | None = None
    otherwise: tuple[str, ...] = Field(default=(), alias="else")
    document: str | None = None
    name: str | None = None
    office_of: str | None = None
    office: str | None = None
    party_of: str | None = None
    key: tuple[Names, ...] = ()
    contact: str | None = None
    contact_kind: str | None = None


class NodeMap(Part):
    """A node that each row (or item) describes. `record: false`: only an end of relations, described by another table."""

    kind: str
    by: Identify
    when: Condition | None = None
    need: Literal["reject"] | None = None
    record: bool = True
    props: Mapping[str, Names] = {}
    period: Span = Span()


class KindBy(Part):
    """The kind of the relation, or the deed, is what a column's lookup says; its other values become properties."""

    by: str


class EdgeMap(Part):
    """A relation between two nodes; of several nodes named for an end, the first that the row has."""

    kind: str | KindBy
    from_: Names = Field(alias="from")
    to: Names
    when: Condition | None = None
    need: Literal["reject"] | None = None
    props: Mapping[str, Names] = {}
    period: Span = Span()


class StatementMap(Part):
    """A dated statement about one node."""

    kind: str
    of: Names
    when: Condition | None = None
    props: Mapping[str, Names] = {}
    period: Span = Span()


class Each(Part):
    """Cells that hold several items: the named columns are split in step, and every item is mapped like a row of its own."""

    items: Mapping[str, str]
    split: str = "、;；,，"
    pattern: str | None = None
    columns: Mapping[str, Column] = {}
    nodes: Mapping[str, NodeMap] = {}
    statements: Mapping[str, StatementMap] = {}
    edges: Mapping[str, EdgeMap] = {}


class Target(Part):
    """At which fact an act aims: a record found by its document or case number, or a relation by its two ends and its key."""

    document: str | None = None
    kinds: tuple[str, ...] = ()
    party: Names = ()
    kind: str | KindBy | None = None
    from_: Names = Field(default=(), alias="from")
    to: Names = ()
    key: Mapping[str, str] = {}


class ActMap(Part):
    """A row that repairs, voids, ends or disputes what another source said."""

    deed: Deeds | KindBy
    target: Target
    effective: str | None = None
    author: str | None = None
    reason: Names
    when: Condition | None = None


class SameMap(Part):
    """A pair of nodes that the source officially says are one."""

    a: str
    b: str
    basis: str


class Check(Part):
    """A rule of loaders/validating/rules.yaml, the form of its test and the columns that it looks at."""

    rule: str
    form: str
    of: Names
    value: str | int | None = None
    severity: Severity | None = None
    when: Condition | None = None


class Dialect(Part):
    """A dialect of headers: known by the columns that mark it, and what it requires."""

    marks: tuple[str, ...]
    required: tuple[str, ...] = ()


class Ledgered(Part):
    """What 上报率, 合规率 and 迟报率 are counted over (data_standards 6.2)."""

    kind: str
    authority: str
    doc_no: str
    decided_on: str
    party: str | None = None
    received_on: str | None = None


class Scope(Part):
    """Which part of the source a file speaks for: a constant, a column (one value a file), or a pattern on the file's name."""

    const: str | None = None
    column: str | None = None
    file: str | None = None


class TemplateColumn(Part):
    """A column of the empty template under a header of its own."""

    column: str
    header: str


class Definition(Part):
    """One source: everything that its source.yaml says, after `extends` and `use` have been resolved."""

    name: str
    title: Title
    publisher: str
    category: str
    precedence: int = 50
    namespace: str = ""
    scope: Scope = Scope()
    files: tuple[str, ...] = ()
    only_files: tuple[str, ...] = ()
    rows: Counts = Counts()
    skip: Mapping[str, Condition] = {}
    columns: Mapping[str, Column]
    lookups: Mapping[str, Lookup] = {}
    conditions: Mapping[str, Condition] = {}
    dialects: Mapping[str, Dialect] = {}
    nodes: Mapping[str, NodeMap] = {}
    statements: Mapping[str, StatementMap] = {}
    edges: Mapping[str, EdgeMap] = {}
    each: Mapping[str, Each] = {}
    acts: Mapping[str, ActMap] = {}
    same: Mapping[str, SameMap] = {}
    checks: Mapping[str, Check] = {}
    severity: Mapping[str, Severity] = {}
    document: str | None = None
    quality: Ledgered | None = None
    template: tuple[str | TemplateColumn, ...] = ()

    @property
    def withheld(self) -> frozenset[str]:
        """The columns whose cells no raw row may show: numbers of persons' documents, telephones, and cells from which such are split."""
        items = [(each.items[name], each.columns[name]) for each in self.each.values() for name in each.items]
        return frozenset(name for name, column in [*items, *self.columns.items()] if column.hide or column.read in ("id_no", "phone"))

    @property
    def judged(self) -> frozenset[str]:
        """The columns of codes and numbers whose invalid values a check of this source judges; others are only warned about."""
        return frozenset(name for check in self.checks.values() if check.form == "valid" for name in check.of)

    @property
    def space(self) -> str:
        """Within what the source's own numbers are unique: the tables of one owner share it."""
        return self.namespace or self.name
