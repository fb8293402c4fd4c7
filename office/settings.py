"""Settings of the office's own records. Documented in docs/settings.md, which a test holds to this file."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LEAST_RETENTION_YEARS = 5
"""Domain rules D13: records of enquiries are kept five years or more."""


class OfficeSettings(BaseSettings):
    """Where the office keeps its records, how much one principal may ask, and whose tokens it takes."""

    model_config = SettingsConfigDict(env_prefix="XINMAI_", extra="ignore", frozen=True)

    office_url: SecretStr = Field(
        default=SecretStr(""),
        description="Keys, principals, requests: a PostgreSQL database (postgresql://…); unset: office.db in the home folder.",
    )
    audit_url: SecretStr = Field(
        default=SecretStr(""),
        description="Audit lines, receipts, feedback; unset: audit.db in the home folder, or the database of XINMAI_OFFICE_URL.",
    )
    audit_retention_years: int | None = Field(
        default=None,
        ge=LEAST_RETENTION_YEARS,
        description="Whole years after which `xinmai audit trim` may remove lines, five at least; unset: they are kept for ever.",
    )
    retention_days: int | None = Field(
        default=None,
        ge=30,
        description="Days after which `xinmai retention --apply` removes answered requests, alerts, ended keys, authorisations and files"
        " of rejected rows, thirty at least; unset: they are kept.",
    )
    anchor_seconds: float = Field(default=60, gt=0, description="How often a worker's chain notes the heads of the others' chains.")
    rate_per_minute: int = Field(default=6000, ge=1, description="Requests a minute of one principal at one worker; more get 429.")
    quota_per_day: int | None = Field(
        default=None, ge=1, description="Recorded answers a day (Asia/Shanghai) of one principal over all workers; unset: no end."
    )
    most_items: int = Field(default=10_000, ge=1, le=100_000, description="Most subjects of one batch of checks.")
    remembered_checks: int = Field(
        default=5000,
        ge=0,
        description="Verdicts that a worker remembers (5 to 10 kB each), until the graph, the rules or the day are others; 0: none.",
    )
    feedback_days: int = Field(
        default=10, ge=1, description="Days after which a check that asks for action and got no feedback is overdue."
    )
    most_file_rows: int = Field(
        default=100_000, ge=1, le=1_000_000, description="Most rows of one uploaded file of subjects to be checked."
    )
    most_jobs: int = Field(default=20, ge=1, description="Most jobs of one principal that wait or run at a time; more get 429.")
    jobs_at_once: int = Field(
        default=2,
        ge=0,
        le=32,
        description="Jobs that the worker beside `xinmai serve` does at a time; 0: none, somebody runs `xinmai jobs work`.",
    )
    job_hours: int = Field(default=72, ge=1, description="Hours after which the files of a job that ended, and of a preview, are removed.")
    job_lease_s: float = Field(
        default=20,
        ge=1,
        description="After how many seconds without a sign of life from its worker a job is taken up by another. Set it alike for all.",
    )
    oidc_issuer: str = Field(default="", description="The issuer whose bearer tokens are taken besides API keys; unset: none.")
    oidc_audience: str = Field(default="", description="The audience that such a token must name.")
    oidc_keys: str = Field(default="", description="Its public keys: an https address of a JWK set, or a file of one.")
    webhook_poll_s: float = Field(
        default=5, ge=0, description="How often `xinmai serve` looks for alerts, reminders and messages to send, in seconds; 0: never."
    )
    webhook_networks: str = Field(
        default="",
        description="Networks besides the internet to which webhooks may go, as 10.20.0.0/16,fd00::/8; unset: public addresses alone.",
    )
    webhook_http: bool = Field(
        default=False, description="Whether webhooks may go to http:// addresses too, within XINMAI_WEBHOOK_NETWORKS alone."
    )
    webhook_ca_file: str = Field(
        default="", description="A file of certificates (PEM) by which receivers are known besides the public authorities."
    )
    webhook_timeout_s: float = Field(default=10, gt=0, le=60, description="Most that one attempt may take, from lookup to answer.")
    webhook_attempts: int = Field(default=10, ge=1, le=30, description="Attempts after which a message is a dead letter.")
    webhook_first_retry_s: float = Field(
        default=5,
        gt=0,
        description="The wait after the first attempt that fails; four times as long after each further one, a day at most.",
    )
    webhook_keep_days: int = Field(default=90, ge=1, description="Days after which messages that were sent, dropped or dead are forgotten.")
