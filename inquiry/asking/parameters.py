"""What every question accepts. The same declaration bounds a request over HTTP and a command in a shell."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _split(value: Any) -> Any:
    """Lists may be repeated or separated by commas."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        return value
    return [part.strip() for item in items for part in str(item).split(",") if part.strip()]


Codes = Annotated[list[str], BeforeValidator(_split), Field(max_length=60)]
"""A list of codes."""

Text = Annotated[str, Field(max_length=40)]


class Parameters(BaseModel):
    """As of which day, known when, by which rules, for which purpose.

    An unknown parameter is refused: a misspelt date must not become today.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: Text | None = Field(default=None, description="What was so on this day (2026-03-01); default today.", examples=["2026-03-01"])
    known_at: Text | None = Field(
        default=None,
        description="What was known then: a day, or an RFC 3339 time with its offset; default now.",
        examples=["2026-03-01"],
    )
    min_transaction: int | None = Field(
        default=None,
        ge=0,
        le=2**62,
        description="Waits a moment until the store's last transaction has reached this one; else 503 with Retry-After.",
    )
    rules: Text | None = Field(
        default=None,
        description="The hash of an archived catalogue (/v1/catalogues) to answer with; default the one in use.",
        examples=["8a3f6c1e0b7d9254"],
    )
    purpose: Text | None = Field(
        default=None,
        description="Why you ask (a code of /v1/ontology/purposes): needed for answers about somebody, shows names with persons:read.",
    )

    def echo(self) -> dict[str, Any]:
        """What `meta.parameters` repeats: everything that was in force, as JSON has it: it goes on record too."""
        said = self.model_dump(mode="json", exclude={"as_of", "known_at", "cursor"}, exclude_none=True, by_alias=True)
        return {name: value for name, value in said.items() if value != []}


class History(Parameters):
    """For questions about relations and records."""

    include_former: bool = Field(default=False, description="Also what had ended by the day.")
    include_repaired: bool = Field(default=False, description="Also records whose credit has been repaired (信用修复).")


class Paged(History):
    """For answers of which there may be more."""

    limit: int = Field(default=50, ge=1, le=200, description="At most this many.")
    cursor: str | None = Field(default=None, max_length=600, description="`page.next` of the answer before.")
