"""Shows the invented county: loads it once, asks three questions, serves it on this machine."""

import fcntl
import hashlib
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import IO

from cli.asking import answer
from cli.loading import load
from cli.options import Ask
from cli.serving import run
from cli.telling.measures import consequences
from cli.telling.risk import exposures
from cli.telling.subjects import shown
from credit.errors import BadParameter, LoadFailed, StoreBusy
from graph.opening import is_server, open_store
from graph.settings import StoreSettings
from graph.store import Store
from inquiry.linked_risk import LinkedRiskParameters, linked_risk_of
from inquiry.measures import MeasuresParameters, measures_of
from inquiry.settings import HomeSettings
from inquiry.show import ShowParameters, show
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings

DAY = "2026-11-20"
"""The day of which the county's stories tell (demo/STORY.md)."""
SUBJECT = "uscc:91379926MAQH010104"
"""云杉建材, the judgment debtor of the first story."""
NEIGHBOR = "uscc:91379926MAQH01037U"
"""合众投资, which holds most of it and is not bound."""

_FILES = Path(__file__).parents[1] / "demo"
_DONE = "demo.loaded"
_PATIENCE_S = 30


def demonstrate(port: int | None) -> None:
    """Loads the county where it is not yet, answers, and serves at `port` (None: not)."""
    home = HomeSettings().home / "demo"
    home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home.parent / "demo.lock").open("a") as lock:
        _load_once(home, lock)
        fcntl.flock(lock, fcntl.LOCK_SH)
        _show(home, port)


def _show(home: Path, port: int | None) -> None:
    _answers(HomeSettings(home=home, today=HomeSettings().today or date.fromisoformat(DAY)))
    print(f"\n再问:export XINMAI_HOME={home} XINMAI_TODAY={DAY};然后 xinmai --help,故事见 demo/STORY.md")
    if port is not None:
        os.environ.update({"XINMAI_HOME": str(home), "XINMAI_DEMO": "1", "XINMAI_TODAY": os.environ.get("XINMAI_TODAY", DAY)})
        run("127.0.0.1", port)


def _answers(settings: HomeSettings) -> None:
    ask = Ask(purpose="demonstration", command="demo", settings=settings)
    said = ask.words()
    whole, near = ShowParameters(**said), LinkedRiskParameters(**said)
    print(f"\n一、这是谁 Who is this?  xinmai show {SUBJECT}")
    answer(ask, whole, lambda question: show(question, SUBJECT, whole), shown, subject=SUBJECT)
    print(f"\n二、关联风险 Linked risk  xinmai risk {NEIGHBOR}")
    answer(ask, near, lambda question: linked_risk_of(question, NEIGHBOR, near), exposures, subject=NEIGHBOR)
    print(f"\n三、措施与依据 Measures and their articles  xinmai measures {SUBJECT}")
    answer(ask, MeasuresParameters(**said), lambda question: measures_of(question, SUBJECT), consequences, subject=SUBJECT)


def _load_once(home: Path, lock: IO[str]) -> None:
    """Loads the county's files as they were sent. A load that was cut short, or of other files, begins again from nothing.

    The lock keeps a second demo from taking the store away under one that still serves it.
    """
    if not _FILES.is_dir():
        raise LoadFailed("找不到 demo/ 文件夹,请在代码库中运行。The folder demo/ is not here; run this from a clone.")
    mark, done = _mark(), home / _DONE
    if not _is_loaded(done, mark):
        _alone(lock)
    if _is_loaded(done, mark):
        return
    if not is_server(StoreSettings().place):
        shutil.rmtree(home, ignore_errors=True)
    print("装载青禾县…… Loading the invented county…", file=sys.stderr)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _load(home)
    done.write_text(mark, "utf-8")


def _is_loaded(done: Path, mark: str) -> bool:
    return done.exists() and done.read_text("utf-8") == mark


def _alone(lock: IO[str]) -> None:
    """Waits while another demo loads, and gives up where one serves other files."""
    for _ in range(_PATIENCE_S * 10):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            return
    raise StoreBusy("另一个演示正在使用这份数据,请先停止它。Another demo uses this store; stop it first.", retry_after=_PATIENCE_S)


def _load(home: Path) -> None:
    settings = LoadSettings.model_validate({"XINMAI_HOME": home})
    options = LoadOptions(author="demo", rejected_dir=home / "rejected", settings=settings)
    store = open_store(home, create=True)
    try:
        _must_be_empty(store)
        done = load(store, _FILES, options, lambda each: None)
    finally:
        store.close()
    print(f"装载了 {len(done)} 个文件。Loaded {len(done)} files.", file=sys.stderr)


def _must_be_empty(store: Store) -> None:
    """A server is filled where it is empty: nobody's graph is mixed with an invented county. A load that was cut short cannot go on either,
    for the county's files are recorded in the order of their times."""
    if is_server(StoreSettings().place) and store.last_transaction()[0]:
        raise BadParameter(
            "XINMAI_STORE 所指的服务器已有数据;演示只装入空库,请另用一个数据库(装到一半的演示须先清空)。"
            " The server holds data already: give the demo an empty database (one that was cut short is to be emptied first)."
        )


def _mark() -> str:
    """What was loaded, and where: every file of the county by name and content, and the server's address."""
    digest = hashlib.sha256(StoreSettings().place.encode())
    for path in sorted(each for each in _FILES.rglob("*") if each.is_file() and "make" not in each.relative_to(_FILES).parts):
        digest.update(path.relative_to(_FILES).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
