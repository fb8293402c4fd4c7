"""The real command on a real store in a home folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main
from tests.inquiry.world import TODAY, Small, sqlite_world


@dataclass(frozen=True)
class Ran:
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("home")
    small: Small = sqlite_world(place)
    small.store.close()
    yield place


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `xinmai` in this process, with everything real but the process."""
    monkeypatch.setenv("XINMAI_HOME", str(home))
    monkeypatch.setenv("XINMAI_TODAY", TODAY)

    def command(*words: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["xinmai", *words])
        monkeypatch.setattr("sys.stdout.reconfigure", lambda **_: None, raising=False)
        monkeypatch.setattr("sys.stderr.reconfigure", lambda **_: None, raising=False)
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return command
