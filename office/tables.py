"""The office's tables as they are now. `office/migrations/` brings older databases to them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

principals = Table(
    "principal",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("authority", String(120), nullable=False),
    Column("domains", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("profile", String(40), nullable=False),
    Column("subject", String(100)),
    Column("token_subject", String(200), unique=True),
    Column("rate_per_minute", Integer),
    Column("quota_per_day", Integer),
    Column("created_at", String(32), nullable=False),
    Column("ended_at", String(32)),
)
"""Who may ask. `subject`: the one id about which this principal may ask, being that subject; `token_subject`: his name with the issuer."""

keys = Table(
    "key",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("expires_on", String(10)),
    Column("revoked_at", String(32)),
)

authorisations = Table(
    "authorisation",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("document", String(120), nullable=False),
    Column("from_on", String(10), nullable=False),
    Column("until_on", String(10), nullable=False),
    Column("withdrawn_at", String(32)),
)
"""A subject's word that an enquirer may ask about it: for a time, never for ever."""

requests = Table(
    "request",
    metadata,
    Column("principal", String(80), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("begun_at", String(32), nullable=False),
    Column("status", Integer),
    Column("answer", Text),
)
"""Writes by their idempotency key: what was asked (its digest), and what was answered once it was."""

watches = Table(
    "watch",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
    Column("name", String(80), nullable=False),
    Column("seen", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("purpose", String(40)),
)
"""A saved set of subjects; `seen`: the transaction through which their changes have been looked at; `purpose`: why persons are watched."""

watched = Table(
    "watched",
    metadata,
    Column("watch", String(16), ForeignKey("watch.id"), primary_key=True),
    Column("node", String(100), primary_key=True),
)

alerts = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("watch", String(16), ForeignKey("watch.id"), nullable=False),
    Column("node", String(100), nullable=False),
    Column("transaction", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("what", Text, nullable=False),
)
"""What changed of a watched subject, and why: facts that came or went, measures that began, ended or changed their state."""

Index("ix_watch_principal", watches.c.principal)
Index("ix_alert_watch", alerts.c.watch, alerts.c.id)

jobs = Table(
    "job",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("owner", String(80), nullable=False),
    Column("authority", String(120), nullable=False),
    Column("state", String(12), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("created_at", String(32), nullable=False),
    Column("started_at", String(32)),
    Column("ended_at", String(32)),
    Column("cancel_asked_at", String(32)),
    Column("parameters", Text, nullable=False),
    Column("outcome", Text),
    Column("problem", Text),
    Column("file", String(160)),
    Column("expires_at", String(32)),
    Column("removed_at", String(32)),
    Column("seed", String(32), nullable=False),
    Column("worker", String(40)),
    Column("alive_at", String(32)),
    Column("again_at", String(32)),
    Column("tries", Integer, nullable=False),
)
"""Long work. `done`: the last acknowledged step; `worker` and `alive_at`: who does it, and his last sign of life; `tries`: how often it
was taken up since the last step; `seed`: what the numbers of its receipts are made of; `file`: the result's, in the job's own folder."""

Index("ix_job_owner", jobs.c.owner, jobs.c.created_at)
Index("ix_job_state", jobs.c.state)

webhooks = Table(
    "webhook",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
    Column("url", String(2000), nullable=False),
    Column("events", Text, nullable=False),
    Column("salt", String(32), nullable=False),
    Column("salt_before", String(32)),
    Column("before_until", String(32)),
    Column("created_at", String(32), nullable=False),
    Column("ended_at", String(32)),
    Column("ended_why", String(40)),
)
"""Whom to tell, of which events. No secret is kept: it is derived from the home's key and the salt. `salt_before` signs until then."""

deliveries = Table(
    "delivery",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("webhook", String(16), ForeignKey("webhook.id"), nullable=False),
    Column("event", String(40), nullable=False),
    Column("about", String(64), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("next_at", String(32), nullable=False),
    Column("tried_at", String(32)),
    Column("status", Integer),
    Column("fault", String(40)),
)
"""The outbox: one message to one webhook, written with what it tells of. `about` and `turn`: of what, the how manieth time; once each."""

leases = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", String(32), nullable=False),
)
"""Work that one process does at a time: who, and until when unless it says so again."""

marks = Table("mark", metadata, Column("name", String(40), primary_key=True), Column("value", String(64), nullable=False))
"""How far such work has come."""

Index("ix_webhook_principal", webhooks.c.principal)
Index("ix_delivery_once", deliveries.c.webhook, deliveries.c.event, deliveries.c.about, deliveries.c.turn, unique=True)
Index("ix_delivery_due", deliveries.c.state, deliveries.c.next_at)
Index("ix_delivery_webhook", deliveries.c.webhook, deliveries.c.created_at)

access = Table(
    "access",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("principal", String(80), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("question", String(40), nullable=False),
    Column("subject", String(100)),
    Column("parameters", Text, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("request_id", String(64), nullable=False),
)
"""Disclosures of the first version, kept as they were written. Since then each is an audit line."""

Index("ix_key_principal", keys.c.principal)
Index("ix_authorisation_subject", authorisations.c.principal, authorisations.c.subject)
