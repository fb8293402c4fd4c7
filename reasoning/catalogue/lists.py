"""The law of each list: how long an entry stands, how one leaves it, which persons stand on it, what of it is published and to whom."""

from typing import Literal

from pydantic import Field

from reasoning.catalogue.rules import Basis, Earliest, Part

Verified = Literal["yes", "partial", "no"]
"""Whether the text was read: all of it, some of it, or nothing but memory and summaries."""


class ListTerm(Part):
    """How long an entry stands. None: no text read says it, or it stands until the list's own event (`text_zh`). `from`: the day of the
    entry that it is counted from."""

    from_: str = Field(default="listed_on", alias="from")
    years: int | None = None
    months: int | None = None
    extendable_years: int = 0
    text_zh: str


class Removal(Part):
    """How an entry ends before its term: from which day at the earliest, on which conditions, and within how many working days."""

    earliest: Earliest | None = None
    working_days: int | None = None
    text_zh: str


class ListPersons(Part):
    """Which persons stand on the list, or are bound through it."""

    roles: tuple[str, ...]
    by: Literal["entry", "order", "none", "unknown"]
    text_zh: str


class Published(Part):
    """Which fields the list's own law publishes: they win over what a profile hides (domain rules, D08). Empty: not read.

    `republished`: this deployer has found a basis to show persons' entries to the public again; the list's own publication is none (D06).
    """

    fields: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    republished: bool = False
    basis: tuple[Basis, ...] = ()
    note: str | None = None


class ListLaw(Part):
    """One list and its law; `code` is the list's code in the vocabulary."""

    code: str
    authority_zh: str
    basis: tuple[Basis, ...] = Field(min_length=1)
    term: ListTerm
    removal: Removal
    persons: ListPersons
    published: Published
    source: tuple[str, ...]
    verified: Verified
    note: str | None = None


class PublicationProfile(Part):
    """What one kind of reader may see (domain rules, section 6). `hides` names properties of records and persons, never shown to him.

    `person_name`, `person_number`: of the subject itself; `third_persons`: of everybody else. `person_records`: which records of natural
    persons. `published_only`: nothing repaired, past its publicity or of the past. `record_kinds`: only these kinds of record (empty: all).
    `hides_lists`: no entry on these. `leads`: whether he sees the advisory lane. `raw_rows`: whether he sees rows as they were read.
    """

    zh: str
    en: str
    person_name: Literal["hidden", "masked", "full", "own"]
    person_number: Literal["hidden", "masked", "own"]
    person_records: Literal["none", "by_list_law", "relevant", "own"]
    third_persons: Literal["hidden", "masked", "full"]
    needs: tuple[Literal["purpose", "authorisation", "identity"], ...] = ()
    logged: bool
    hides: tuple[str, ...] = ()
    published_only: bool = False
    record_kinds: tuple[str, ...] = ()
    hides_lists: tuple[str, ...] = ()
    leads: bool = True
    raw_rows: bool = True
    basis: tuple[Basis, ...] = Field(min_length=1)
    says_zh: str
