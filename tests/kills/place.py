"""The home that is struck: what lies in it is read here, by SQLite alone, while no process of ours has it open in this one."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.inquiry.world import TODAY

XINMAI = Path(sys.executable).with_name("xinmai")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Place:
    """A home folder and the environment of whoever works in it."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XINMAI")}
        return {**kept, "XINMAI_HOME": str(self.home), "XINMAI_TODAY": TODAY}

    def xinmai(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        return subprocess.run([str(XINMAI), *words], env=self.environment, capture_output=True, text=True, check=False)

    def begun(self, command: list[str]) -> subprocess.Popen[str]:
        """A process of ours that is about to be killed, with all that it starts."""
        return subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
        )

    @contextmanager
    def _reading(self, name: str) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(f"{(self.home / name).as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            yield connection
        finally:
            connection.close()

    def rows(self, name: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of one of the home's databases."""
        with self._reading(name) as connection:
            return connection.execute(statement, values).fetchall()

    def audit(self) -> list[dict[str, Any]]:
        """What every line says."""
        return [json.loads(body) for (body,) in self.rows("audit.db", "SELECT body FROM audit_line")]

    def faults(self) -> list[str]:
        """What `xinmai audit verify` finds."""
        told = self.xinmai("audit", "verify", "--json")
        return [] if told.returncode == 0 else [told.stdout[-2000:], told.stderr[-2000:]]
