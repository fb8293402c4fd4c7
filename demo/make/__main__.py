"""Makes demo/files anew."""

import sys
from pathlib import Path

from demo.make.cast import load_cast
from demo.make.files import DEMO, write
from demo.make.tables import load_tables


def main(home: Path = DEMO / "files") -> int:
    """Writes every table below `home`, and says what it wrote."""
    for table in load_tables(load_cast()):
        path = write(table, home)
        sys.stdout.write(f"{len(table.lines) - 1:5d} rows  {path.relative_to(home)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
