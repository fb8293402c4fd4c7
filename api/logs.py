"""One JSON line an event, to standard error. Routes and ids of requests, never addresses or names."""

import logging
import sys
from typing import TextIO

import structlog


def configure_logging(to: TextIO | None = None) -> None:
    """Sets structlog up, once a process; whoever set it up before (a test) keeps his way. No line holds the message of a fault."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(to or sys.stderr),
        cache_logger_on_first_use=True,
    )
