"""One JSON line an event, to standard error. Routes and ids of requests, never addresses or names."""

import logging
import sys

import structlog


def configure_logging() -> None:
    """Sets structlog up, once a process; whoever set it up before (a test) keeps his way."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
