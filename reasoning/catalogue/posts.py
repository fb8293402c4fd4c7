"""Which offices a measure closes to a person, in which organisations, and the duty that follows where he holds one all the same."""

from typing import Literal

from pydantic import Field

from reasoning.catalogue.rules import Basis, Part, RecordFilter, Where


class PostRule(Part):
    """One ground on which a person may not hold some offices: `measures` that bar him, a day of his own record (`ended_by`: he died), or a
    record of his (`found_in`: he lacks capacity).

    `legal_form`: of which organisations; empty means any. `holds`: only of those that hold such a record. `own`: also in the very
    organisation whose record bars him. `at_most`: possible where the register does not show what the article asks.
    `in_office`: the duties where he was in office when barred; `appointed_later`: where he was appointed in spite of the bar.
    """

    id: str
    title_zh: str
    measures: tuple[str, ...] = ()
    ended_by: str | None = None
    found_in: RecordFilter | None = None
    offices: tuple[str, ...] = Field(min_length=1)
    office_any: tuple[Where, ...] = ()
    legal_form: tuple[str, ...] = ()
    holds: RecordFilter | None = None
    own: bool = False
    at_most: Literal["bound", "possible"] = "bound"
    in_office: tuple[str, ...]
    appointed_later: tuple[str, ...]
    basis: tuple[Basis, ...] = Field(min_length=1)
    source: tuple[str, ...]
    note: str | None = None
