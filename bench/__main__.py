"""`python -m bench` runs every measurement at its default size; `python -m bench load --rows 1000000` one of them at yours."""

import importlib
import signal
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Runs the named measurement, or all; each is a module of this folder with a `main(arguments)`."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if "\ndef main(" in path.read_text(encoding="utf-8"))
    chosen = arguments[:1] or names
    if unknown := set(chosen) - set(names):
        print(f"no measurement {', '.join(unknown)}; there are: {', '.join(names)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers are stopped and folders removed
    for name in chosen:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
