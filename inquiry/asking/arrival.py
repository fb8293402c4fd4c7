"""Whoever has just written asks of what he wrote: a question may wait, for a moment, until the store's last transaction has reached one."""

from time import monotonic, sleep

from credit.errors import NotYetKnown
from graph.store import Store

_LOOK_EVERY_S = 0.02
"""A look at the last transaction costs a fraction of a millisecond; a writer publishes far less often."""


def wait_for(store: Store, least: int | None, patience_s: float) -> None:
    """Returns as soon as the transaction is there. Raises NotYetKnown, with when to come back, once the patience has run out."""
    if least is None:
        return
    until = monotonic() + patience_s
    while (last := store.last_transaction()[0]) < least:
        left = until - monotonic()
        if left <= 0:
            raise NotYetKnown(
                f"第 {least} 笔尚未到达,最后一笔是 {last},请稍后重试。Transaction {least} has not arrived; the last is {last}. Try again.",
                last_transaction=last,
                retry_after=max(1, round(patience_s)),
            )
        sleep(min(_LOOK_EVERY_S, left))
