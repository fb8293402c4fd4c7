"""The queue that wakes workers: huey on a SQLite file of its own in the home folder. It holds ids of jobs and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM
from typing import Any

from huey import SqliteHuey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

FILE = "queue.db"
_BUSY_S = 10
_POLL_S, _POLL_AT_MOST_S = 0.05, 0.5


class _AsJson(Serializer):  # type: ignore[misc]  # huey ships no types
    """Messages as JSON: whoever could write into the file must not be able to have code run."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


class Queue:
    """Ids of jobs on their way to whoever does them. A lost or doubled one does no harm: the register knows (decision 0080)."""

    def __init__(self, home: Path, do: Callable[[str], None] | None = None) -> None:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = home / FILE
        path.touch(mode=0o600, exist_ok=True)
        self._huey = SqliteHuey("jobs", filename=str(path), results=False, serializer=_AsJson(), timeout=_BUSY_S)
        self._woken = self._huey.task(name="do", retries=0)(do or _nobody)

    def wake(self, number: str) -> None:
        """Tells a worker that there is something to do."""
        self._woken(number)

    def __len__(self) -> int:
        """How many ids wait."""
        return int(self._huey.storage.queue_size())

    def consumer(self, at_once: int) -> Any:
        """What does jobs in so many threads of this process until it is stopped: by SIGTERM or SIGINT after the step under way."""
        return _Consumer(
            self._huey,
            workers=at_once,
            periodic=False,
            initial_delay=_POLL_S,
            max_delay=_POLL_AT_MOST_S,
            graceful_signal="TERM",
        )

    def close(self) -> None:
        """Gives the file back."""
        self._huey.storage.close()


class _Consumer(Consumer):  # type: ignore[misc]  # huey ships no types
    """Ends alike upon SIGTERM and SIGINT: what runs is put back in line by itself, so nothing has to be interrupted."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._signal_actions: dict[int, tuple[bool, bool]] = dict.fromkeys((SIGTERM, SIGINT, SIGHUP), (False, True))


def _nobody(number: str) -> None:
    raise RuntimeError(f"this process wakes workers and is none: {number}")
