"""`make neo4j`: the tests' server for a person without Docker, on this machine alone, its data kept in a folder until it is deleted."""

import os
import secrets
import sys
from pathlib import Path

from tests.neo4j_server.jars import jars
from tests.neo4j_server.server import admin, command_line, configure


def serve(home: Path) -> None:
    """Becomes the server; Ctrl+C stops it."""
    lib, kept = jars(), home / "password"
    configure(home, 7687, 7474, "1g")
    if not kept.exists():
        password = secrets.token_hex(16)
        admin(lib, home, "dbms", "set-initial-password", password)
        kept.touch(mode=0o600)
        kept.write_text(password, encoding="ascii")
    sys.stdout.write(f"http://127.0.0.1:7474  user neo4j  password in {kept}\n")
    sys.stdout.write(f"export XINMAI_STORE=neo4j://127.0.0.1:7687 XINMAI_STORE_PASSWORD=$(cat {kept})\n")
    sys.stdout.flush()
    command = command_line(lib, home, "1g")
    os.execvp(command[0], command)  # noqa: S606  # no shell, words of ours


if __name__ == "__main__":
    serve(Path(sys.argv[1]).resolve())
