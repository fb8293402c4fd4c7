"""Counters for whoever runs the service, in Prometheus' format."""

import os
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_BUCKETS = (0.001, 0.003, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Where workers keep their counters for each other (cli/serving.py names it): one page then tells of all of them."""


@dataclass
class Metrics:
    """Counts requests by route, method and status, and how long they took. One registry an application: two may live in one process."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        self._requests = Counter("xinmai_requests", "Requests answered", ["route", "method", "status"], registry=self.registry)
        self._seconds = Histogram("xinmai_request_seconds", "Time to answer", ["route"], registry=self.registry, buckets=_BUCKETS)

    def note(self, route: str, method: str, status: int, took: float) -> None:
        """Counts one request."""
        self._requests.labels(route, method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(took)

    def page(self) -> bytes:
        """All counters as text: of every worker, also of those that were killed, where workers share them; else of this process."""
        if _SHARED not in os.environ:
            return generate_latest(self.registry)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]
        return generate_latest(everybody)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
