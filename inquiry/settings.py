"""Settings that every way of asking shares. Documented in docs/settings.md, which a test holds to this file."""

from datetime import date
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class HomeSettings(BaseSettings):
    """Where everything rests, and what day it is."""

    model_config = SettingsConfigDict(env_prefix="XINMAI_", extra="ignore", frozen=True)

    home: Path = Field(
        default=Path(".xinmai"),
        description="The folder that holds the store, the office's records, the keys of hashes and, where there is one, `workdays.csv`:"
        " holidays and make-up days that count before the announced calendar (date, is_workday 1 or 0, source).",
    )
    today: date | None = Field(
        default=None,
        description="Fixes today's date, for the demo and for replays; unset: the day in Asia/Shanghai.",
    )
    arrival_patience_s: float = Field(
        default=2.0,
        ge=0,
        le=30,
        description="How long a question with `min_transaction` waits for it, in seconds, before it is answered 503 with Retry-After.",
    )
    rules_overlay: Path | None = Field(
        default=None,
        description="A folder whose files are laid over rules/: rules, lists, switches, provincial differences (docs/overlays.md).",
    )
