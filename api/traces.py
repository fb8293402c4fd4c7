"""Spans to a collector (OpenTelemetry, OTLP over HTTP), where the settings name one; nothing of it is imported before.

No id, name, address or text of an error goes out: routes as templates, codes and counts alone.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from graph.spans import Attribute, listen

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter


def start(endpoint: str, ratio: float, exporter: "SpanExporter | None" = None) -> Callable[[], None]:
    """Sends every so many spans to the collector at this address; returns what ends it, with all that waits sent."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio

    provider = TracerProvider(resource=Resource({"service.name": "xinmai"}), sampler=ParentBasedTraceIdRatio(ratio), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter(endpoint)))
    tracer = provider.get_tracer("xinmai")

    def opened(name: str, attributes: dict[str, Attribute]) -> AbstractContextManager[object]:
        # an exception's text may quote what was asked: the span says neither it nor its trace
        return tracer.start_as_current_span(name, attributes=attributes, record_exception=False, set_status_on_exception=False)

    def end() -> None:
        listen(None)
        provider.shutdown()

    listen(opened)
    return end


def tell(measured: object, attributes: Mapping[str, Any]) -> None:
    """Adds to an open span what is known only at its end. What `span` gave while nobody listened is left alone."""
    if measured is not None:
        measured.set_attributes(attributes)  # type: ignore[attr-defined]  # an OpenTelemetry span, which is not imported here
