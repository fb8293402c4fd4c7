"""Answers that need not be worked out twice: the same question about the same picture of the graph, under the same rules, has one answer.

Every check is still admitted, numbered, signed and put on record by itself; what is saved is the working out of the verdict.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from inquiry.asking.question import Asked


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer with what is made of it once. `data`: its data as JSON text, as it leaves; `fields`: which of them hold something."""

    asked: Asked
    digest: str
    fields: tuple[str, ...]
    data: bytes


@dataclass
class Memory:
    """The answers that were asked for last. `room`: how many are kept; 0: none. Many threads may use it at once."""

    room: int
    _kept: OrderedDict[Hashable, Remembered] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable) -> Remembered | None:
        """The answer under this key, which names the transaction and the rules that it rests on."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Hashable, answer: Remembered) -> None:
        """Keeps an answer, and forgets the one that nobody has asked for longest."""
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)
