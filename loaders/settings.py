"""Settings of the loaders, from the environment. A test holds docs/settings.md to this list."""

from datetime import date
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class LoadSettings(BaseSettings):
    """Where the home folder is, and how files are read."""

    model_config = SettingsConfigDict(env_prefix="XINMAI_LOAD_", frozen=True)

    home: Path = Field(default=Path(".xinmai"), validation_alias="XINMAI_HOME")
    """The folder that holds the store, the person key and the quality log."""
    today: date | None = Field(default=None, validation_alias="XINMAI_TODAY")
    """Fixes today's date, for the demo and for replays; unset: the day in Asia/Shanghai."""
    person_key: SecretStr = Field(default=SecretStr(""), validation_alias="XINMAI_PERSON_KEY")
    """The secret behind person ids, 64 hexadecimal digits, or `version:digits`; empty: the file person.key in the home folder."""
    chunk_rows: int = Field(default=10_000, ge=1)
    """Rows that are read, checked and staged at a time: memory stays flat however long the file."""
    parallel_bytes: int = Field(default=8_000_000, ge=0)
    """From this size on a file is read in processes of their own while this one writes."""
    readers: int = Field(default=2, ge=0)
    """How many processes read a large file; a workbook has one. 0: the loading process itself."""
    catalogue_strict: bool = True
    """Whether columns that must not be collected about persons are reported as errors; they are dropped in any case."""
