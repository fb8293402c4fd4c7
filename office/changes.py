"""The change feed for systems that pull: in transaction order, and never a transaction in half."""

from typing import Any

from graph.store import Store


def feed(store: Store, since: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """What changed after a transaction, and the last transaction that is told whole: the next pull begins there.

    A transaction longer than `limit` is told whole all the same, for it could never be told otherwise.
    """
    told: list[dict[str, Any]] = []
    for change in store.changes(since):
        if len(told) >= limit and change.transaction != told[-1]["transaction"]:
            break
        told.append({"transaction": change.transaction, "what": change.what, "fact": change.fact, "node": change.node})
    return told, told[-1]["transaction"] if told else since
