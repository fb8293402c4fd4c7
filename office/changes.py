"""The change feed for systems that pull: in transaction order, and never a transaction in half."""

from typing import Any

from credit.errors import NotPermitted
from graph.store import Store
from office.rights import Principal, Profile, Right


def may_follow(principal: Principal) -> None:
    """Raises NotPermitted for a reader who is shown a part of the picture: the feed names every fact, published or not."""
    principal.must_have(Right.SUBJECTS)
    if principal.profile is not Profile.DEPARTMENT:
        raise NotPermitted("变更流供有关部门使用。The change feed is for departments.", missing_right="profile")


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
