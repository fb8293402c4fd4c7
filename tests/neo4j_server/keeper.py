"""Runs the server for another process, and stops it when that one is gone: a killed test run leaves no server behind.

`python -m tests.neo4j_server.keeper OWNER_PID java …`
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType


def keep(owner: int, command: list[str]) -> int:
    """Returns when the server has ended."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        """Nothing on a test server is worth the time of a clean end."""
        server.kill()

    signal.signal(signal.SIGTERM, stop)
    while server.poll() is None:
        if not os.path.exists(f"/proc/{owner}"):  # noqa: PTH110  # every tick
            server.kill()
        time.sleep(0.2)
    return server.returncode


if __name__ == "__main__":
    sys.exit(keep(int(sys.argv[1]), sys.argv[2:]))
