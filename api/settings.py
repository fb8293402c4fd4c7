"""Settings of the HTTP service. Documented in docs/settings.md, which a test holds to this file."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """How the service listens, and for whom."""

    model_config = SettingsConfigDict(env_prefix="XINMAI_", extra="ignore", frozen=True)

    demo: bool = Field(
        default=False,
        description="Answers without a key, to callers on this machine alone, and marks every answer `meta.demo`. For invented data.",
    )
    threads: int = Field(default=16, ge=1, le=200, description="Questions answered at the same time by one process.")
    max_url: int = Field(default=4096, ge=512, le=65536, description="Longest address in bytes; a longer one gets 414.")
    max_body: int = Field(default=65536, ge=0, description="Largest request body in bytes; a larger one gets 413. Few questions take one.")
    request_seconds: float = Field(
        default=30, gt=0, description="How long a question may take: its readings stop then, and its asker is answered 504."
    )
    batch_seconds: float = Field(default=600, gt=0, description="The same for batches.")
    ready_behind: int | None = Field(
        default=None,
        ge=0,
        description="Transactions that the projection may lag before /readyz says 503, which it then also says where there is none; "
        "unset: it may be absent or lag, and the store answers.",
    )
    otlp_endpoint: str = Field(
        default="", description="Where spans go: the OTLP/HTTP address of a collector (http://127.0.0.1:4318/v1/traces); unset: nowhere."
    )
    otlp_ratio: float = Field(default=1.0, ge=0, le=1, description="Which part of the traces is sent; a caller's own decision goes first.")
    max_batch: int = Field(default=2_000_000, ge=0, description="The same for batches: checks of many subjects, rows, watch lists.")
    max_upload: int = Field(default=50_000_000, ge=0, description="The same for files: names to be checked, tables to be loaded.")
