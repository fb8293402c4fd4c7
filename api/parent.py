"""A worker ends when the process that started it is gone: one that stayed behind would hold the port against the next start."""

import multiprocessing
import os
import signal
import threading


def end_with_parent() -> None:
    """Watches from a thread; a process that nobody started as a worker watches nothing. It ends as if told to: requests are answered."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()
