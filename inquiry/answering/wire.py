"""The forms that leave: every answer is `data` and `meta` (DESIGN section 7). Names on the wire are fixed; new ones may be added."""

from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from credit.periods import Period


class Wire(BaseModel):
    """A part of an answer: frozen, and written under the names that DESIGN fixes."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True, extra="forbid")


M = TypeVar("M", bound=Wire)


class Written(Wire, Generic[M]):
    """Data in the very form in which `M` would be written, where making and checking models would take longer than the answer does.

    `text`: as JSON; `words`: whatever stands in it that is no code, number or day; `fields`: those of its fields that hold something.
    Tests read what was written with `M`; nobody does for each request (decisions 0091, 0105).
    """

    text: str
    words: str
    fields: tuple[str, ...]

    @property
    def body(self) -> dict[str, Any]:
        """The same, read."""
        read: dict[str, Any] = from_json(self.text)
        return read


class Valued(Wire, Generic[M]):
    """The same as values, not yet text: for data of which somebody reads parts before they leave (decision 0101)."""

    body: dict[str, Any]


class Label(Wire):
    """A code with what it says."""

    code: str
    label_zh: str
    label_en: str


class Ref(Wire):
    """A thing, named. `masked` tells that the name is a natural person's and was withheld in part."""

    id: str
    kind: str
    name: str | None
    masked: bool = False


class Span(Wire):
    """A half-open period with its unknowns said out loud."""

    from_: str | None = Field(alias="from")
    from_min: str | None
    from_max: str | None
    until: str | None
    until_min: str | None
    until_max: str | None
    start_unknown: bool
    ongoing: bool

    @classmethod
    def of(cls, period: Period) -> "Span":
        """The wire form of a period."""
        return _span(period)


@lru_cache(4096)
def _span(period: Period) -> Span:
    """Most relations of an answer share a few periods, and a span never changes: made and checked once."""
    return Span.model_validate(period.as_json())


@lru_cache(4096)
def span_written(period: Period) -> dict[str, Any]:
    """The same as it leaves. Shared by all answers: nobody writes into it."""
    return _span(period).model_dump(mode="json")


class RulesMark(Wire):
    """Which rules were read: enough to ask the same again."""

    version: str
    hash: str


class Coverage(Wire):
    """How far one source speaks. `current_through` is the latest day over its scopes, `oldest_through` the earliest."""

    source: str
    title: str
    publisher: str
    scopes: int
    current_through: str | None
    oldest_through: str | None


class Meta(Wire):
    """What an answer rests on."""

    as_of: str
    known_at: str | None
    transaction: int
    parameters: dict[str, Any]
    rules: RulesMark
    coverage: list[Coverage]
    truncated: bool = False
    reason: str | None = None
    hidden_by_permission: int = 0
    persons: Literal["masked", "shown"] = "masked"
    took_ms: float
    request_id: str
    demo: bool = False


class Page(Wire):
    """Where the next page begins: hand `next` back as `cursor`."""

    next: str | None


D = TypeVar("D")


class Answer(Wire, Generic[D]):
    """Every answer."""

    data: D
    meta: Meta


class PagedAnswer(Answer[D], Generic[D]):
    """An answer of which there may be more."""

    page: Page
