"""An answer on its way out: its data as values or as the JSON text that leaves, and what the office must know of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import from_json, to_json

from credit.identity import canonical_json


@dataclass(frozen=True)
class Asked:
    """The answer, and what the office must know before it leaves.

    `told`: the data, as values or written already; `fields`: those of its fields that hold something; `persons`: ids of the persons whom
    it may name in full; `moved_to`: the asked id lives under another one now.
    """

    told: dict[str, Any] | str
    meta: dict[str, Any]
    fields: tuple[str, ...]
    persons: tuple[str, ...] = ()
    moved_to: str | None = None
    page: dict[str, Any] | None = None

    @cached_property
    def body(self) -> dict[str, Any]:
        """The whole answer as values."""
        data = from_json(self.told) if isinstance(self.told, str) else self.told
        return {"data": data, "meta": self.meta} | ({} if self.page is None else {"page": self.page})

    @cached_property
    def data(self) -> str:
        """The data as the JSON text that leaves."""
        return self.told if isinstance(self.told, str) else to_json(self.told).decode()

    @property
    def written(self) -> str:
        """The whole answer as the JSON text that leaves."""
        page = "" if self.page is None else f',"page":{to_json(self.page).decode()}'
        return f'{{"data":{self.data},"meta":{to_json(self.meta).decode()}{page}}}'

    @property
    def digest(self) -> str:
        """What an enquiry's answer comes down to: its data as they leave, the day, the transaction and the rules (decision 0106)."""
        rests_on = canonical_json({name: self.meta[name] for name in ("as_of", "transaction", "rules")})
        return hashlib.sha256(f'{{"data":{self.data},"rests_on":{rests_on}}}'.encode()).hexdigest()


def fields_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the fields that hold something, in order."""
    return tuple(sorted(name for name, value in data.items() if value not in (None, [], {})))
