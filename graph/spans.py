"""Where time is measured: a span has a name and attributes that say of nobody who he is. Nothing is measured until somebody listens."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Attribute = str | int | float | bool
Listener = Callable[[str, dict[str, Attribute]], AbstractContextManager[object]]

_NOBODY: AbstractContextManager[object] = nullcontext()
_listener: Listener | None = None


def listen(listener: Listener | None) -> None:
    """From now on spans go to this listener; None: to nobody. Of the process: a service has one."""
    global _listener  # one a process, set when a service starts and when it ends
    _listener = listener


def is_listened_to() -> bool:
    """Whether spans go to anybody."""
    return _listener is not None


def span(name: str, **attributes: Attribute) -> AbstractContextManager[object]:
    """Measures a context. Ids, names and addresses are no attributes: counts, codes and templates of routes are."""
    return _NOBODY if _listener is None else _listener(name, attributes)
