"""Settings of the stores, from the environment: XINMAI_STORE and XINMAI_STORE_<NAME>. A test holds docs/settings.md to this list."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class StoreSettings(BaseSettings):
    """How a store is opened and how long its writers wait."""

    model_config = SettingsConfigDict(env_prefix="XINMAI_STORE_", frozen=True)

    place: str = Field(default="", validation_alias="XINMAI_STORE")
    """Where the graph rests: a path of a SQLite file, or a server as neo4j://host:7687; empty: graph.db in the home folder."""
    user: str = "neo4j"
    """The server's user."""
    password: SecretStr = SecretStr("")
    """The server's password. It has no default: without one no server is talked to."""
    database: str = "neo4j"
    """The server's database."""
    view: Literal["projection", "store"] = "projection"
    """What answers: `projection`, the arrays beside the store where they were built; or `store` alone. --view says the same."""
    server_batch: int = Field(default=5_000, ge=1)
    """Rows that go to the server at a time."""
    server_retry_s: float = Field(default=15.0, ge=0)
    """How long a transaction is tried again that the server could not take, and how long a connection is waited for."""
    server_lease_s: float = Field(default=20.0, gt=0)
    """After how long without a sign of life a loader's lease on the server runs out: a killed one holds up the next no longer."""
    question_patience_s: float = Field(default=60.0, gt=0)
    """How long one question in Cypher may take on the server."""
    publish_patience_s: float = Field(default=3600.0, gt=0)
    """How long the transaction of one load may take on the server."""
    act_patience_s: float = Field(default=2.0, ge=0)
    """How long acts and judgements wait for another writer before they answer 503 with Retry-After (DESIGN section 5)."""
    load_patience_s: float = Field(default=30.0, ge=0)
    """How long a load waits for another load, and its publishing for another writer."""
    writer_cache_mb: int = Field(default=256, ge=8)
    """Page cache of a load: what keeps a merge into a full store off the disk."""
    reader_cache_mb: int = Field(default=64, ge=2)
    """Page cache of each reading connection."""
    idle_readers: int = Field(default=8, ge=0)
    """Reading connections kept open while nobody reads."""
    search_scan: int = Field(default=20_000, ge=100)
    """Names that one search looks at before it ranks them: a search for 公司 must not read a whole nation."""
