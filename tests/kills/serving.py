"""A real `xinmai serve` with workers, and clients who write down what they were told."""

import os
import random
import signal
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.kills.place import XINMAI, Place

Ask = Callable[[httpx.Client, str], Any]
"""Asks once under a request's id: what was acknowledged, or None."""


@dataclass
class Service:
    """The service on a port of its own, and its supervisor's process."""

    place: Place
    port: int
    key: str
    workers: int = 2
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and waits until it is ready; a start that needs a hand fails here."""
        self.process = subprocess.Popen(
            [str(XINMAI), "serve", "--port", str(self.port), "--workers", str(self.workers)],
            env=self.place.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.wait()

    def wait(self) -> None:
        """Until it is ready and has all its workers."""
        with self.client() as client:
            for _ in range(1200):
                assert self.process is not None and self.process.poll() is None, "the service did not stay up"
                try:
                    if client.get("/readyz").status_code == 200 and len(self.worker_ids()) >= self.workers:
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.05)
        raise AssertionError("the service did not become ready")

    def client(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.key}", "X-Purpose": "credit_check"}
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers=headers, timeout=60)

    def worker_ids(self) -> list[int]:
        """The processes that answer: the supervisor's children, but for Python's own tracker of resources."""
        assert self.process is not None
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(each) for each in found if self.workers > 1 and "spawn_main" in Path(f"/proc/{each}/cmdline").read_text()] or (
            [self.process.pid] if self.workers == 1 else []
        )

    def kill_worker(self) -> None:
        """One worker, as when memory runs out."""
        os.kill(random.choice(self.worker_ids()), signal.SIGKILL)

    def kill_all(self) -> None:
        """Everything at once, as when the machine is reset (but for its disk)."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """Tells it to end, and waits."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@dataclass
class Storm:
    """Clients who ask without a pause, and what each was told before it was over."""

    service: Service
    asks: list[Ask]
    told: list[Any] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, least: int = 3) -> None:
        """Starts them; returns once so many were acknowledged: the work is under way."""
        self._threads = [threading.Thread(target=self._asking, args=(ask,)) for ask in self.asks]
        for each in self._threads:
            each.start()
        for _ in range(3000):
            if len(self.told) >= least:
                return
            time.sleep(0.01)
        raise AssertionError("nothing was acknowledged")

    def end(self) -> list[Any]:
        """Stops them; everything that was acknowledged."""
        self._over.set()
        for each in self._threads:
            each.join()
        return self.told

    def _asking(self, ask: Ask) -> None:
        with self.service.client() as client:
            while not self._over.is_set():
                try:
                    said = ask(client, uuid.uuid4().hex)
                except httpx.TransportError:
                    time.sleep(0.02)  # whoever was cut off asks again, under another id
                    continue
                if said is not None:
                    self.told.append(said)


def a_service(place: Place, workers: int = 2) -> Service:
    """A service that can be started, and a key to ask it with."""
    added = place.xinmai("keys", "add", "某局", *(f"--right={right}" for right in RIGHTS))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Service(place, probe.getsockname()[1], added.stdout.strip(), workers)


RIGHTS = ("subjects:read", "persons:read", "measures:read", "checks:run", "facts:write", "quality:read")
