"""Writers: one load at a time over processes, kill -9 at any moment, readers that never wait."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from credit.errors import BadParameter, NotYetKnown, StoreBusy, StoreFault
from credit.facts import Deed
from credit.kinds import NODES
from graph.settings import StoreSettings
from graph.store import NewAct
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.connections import READ_WRITE, opened, writing
from tests.graph.makers import Said, at, batch, columns, load, raws, said

IMPATIENT = StoreSettings(act_patience_s=0.1, load_patience_s=0.1)
FIRM = said("Organization", "org:123456789", name="绍兴华达商贸有限公司")
OTHER = said("Organization", "org:987654321", name="杭州信达科技有限公司", row=2)
ACT = NewAct(FIRM.hex, Deed.DISPUTE, None, "office", "objection")

_HOLD = """
import sys
from pathlib import Path
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.connections import READ_WRITE, opened, writing
from tests.graph.makers import batch, columns, raws, said

store = SqliteStore(Path(sys.argv[1]), create=True)
claims = [said("Organization", f"org:{n:09}", name=f"第{n}有限公司", row=n) for n in range(1, 2000)]
with store.load(batch("killed", "2024-01-01")) as load:
    load.add(columns(claims), raws(claims))
    if sys.argv[2] == "published":
        load.publish()
    print("ready", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(path: Path, until: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has staged (or published) a load and holds the lease."""
    command = [sys.executable, "-c", _HOLD, str(path), until]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_load_waits_for_the_first_of_another_process(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.db", create=True, settings=IMPATIENT)
    with holder(tmp_path / "graph.db", "staged") as process:
        with pytest.raises(StoreBusy, match=str(process.pid)) as caught:
            load(store, batch("saic", "2024-01-01", 0), [FIRM])
        assert caught.value.extra["retry_after"] > 0
        assert store.record([ACT], at(0)) == 1  # acts are recorded while another load is staging
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert list(tmp_path.glob("staging-*"))
        assert load(store, batch("saic", "2024-01-01", 1), [FIRM]).new == 1
    assert not list(tmp_path.glob("staging-*"))
    assert store.stats().nodes == {"Organization": 1}


def test_what_was_published_outlives_kill_9(tmp_path: Path) -> None:
    with holder(tmp_path / "graph.db", "published") as process:
        os.kill(process.pid, signal.SIGKILL)
    store = SqliteStore(tmp_path / "graph.db", create=False)
    assert store.last_transaction()[0] == 1
    assert store.stats().claims == {"Organization": 1999}
    with store.view() as view:
        assert view.find("第77有限公司", NODES, 1)[0].id == "org:000000077"


def test_a_second_load_of_the_same_process_waits_too(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.db", create=True, settings=IMPATIENT)
    with store.load(batch("saic", "2024-01-01", 0)), pytest.raises(StoreBusy):
        load(store, batch("court", "2024-01-01", 0), [FIRM])
    assert load(store, batch("court", "2024-01-01", 0), [FIRM]).new == 1


def test_acts_wait_only_so_long(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.db", create=True, settings=IMPATIENT)
    load(store, batch("saic", "2024-01-01", 0), [FIRM])
    other = opened(tmp_path / "graph.db", READ_WRITE, 0, 8)
    with writing(other):
        with pytest.raises(StoreBusy):
            store.record([ACT], at(1))
        with pytest.raises(StoreBusy):
            store.judge(FIRM.src, OTHER.src, True, "clerk", "file")
    other.close()
    assert store.record([ACT], at(1)) == 2


def test_a_publishing_that_found_the_store_busy_may_be_tried_again(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.db", create=True, settings=IMPATIENT)
    other = opened(tmp_path / "graph.db", READ_WRITE, 0, 8)
    with store.load(batch("saic", "2024-01-01", 0)) as taken:
        taken.add(columns([FIRM]), raws([FIRM]))
        with writing(other), pytest.raises(StoreBusy):
            taken.publish()
        with pytest.raises(StoreFault):
            taken.add(columns([OTHER]), raws([OTHER]))
        assert taken.publish().new == 1
    other.close()


def test_a_load_that_is_left_leaves_nothing(sqlite: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="stop"), sqlite.load(batch("saic", "2024-01-01", 0)) as taken:
        taken.add(columns([FIRM]), raws([FIRM]))
        raise RuntimeError("stop")
    assert sqlite.last_transaction() == (0, None)
    assert not list(tmp_path.glob("staging-*"))
    with sqlite.view() as view:
        assert (view.node(FIRM.src), view.sources()) == (None, ())


def test_a_load_is_published_once(sqlite: SqliteStore) -> None:
    with sqlite.load(batch("saic", "2024-01-01", 0)) as taken:
        taken.publish()
        with pytest.raises(StoreFault):
            taken.publish()
        with pytest.raises(StoreFault):
            taken.add(columns([FIRM]), raws([FIRM]))


def test_a_reader_keeps_its_picture_while_a_load_is_published(sqlite: SqliteStore) -> None:
    load(sqlite, batch("saic", "2024-01-01", 0), [FIRM])
    with sqlite.view() as before:
        assert before.transaction == 1
        load(sqlite, batch("saic", "2024-02-01", 1), [FIRM, OTHER])
        assert before.node(OTHER.src) is None
        assert before.find("信达", NODES, 5) == ()
        assert [each.current_through for each in before.sources()] == [19723]
        with sqlite.view() as after:
            assert after.transaction == 2
            assert after.node(OTHER.src) is not None
            assert [each.current_through for each in after.sources()] == [19754]


def test_many_threads_may_look_at_once(sqlite: SqliteStore) -> None:
    claims = [said("Organization", f"org:{n:09}", name=f"第{n}有限公司", row=n) for n in range(60)]
    load(sqlite, batch("saic", "2024-01-01", 0), claims)

    def ask(n: int) -> str:
        with sqlite.view() as view:
            return view.find(f"第{n % 60}有限公司", NODES, 1)[0].id

    def shared(n: int) -> str:
        return one.find(f"第{n % 60}有限公司", NODES, 1)[0].id

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(120))) == [f"org:{n % 60:09}" for n in range(120)]
        with sqlite.view() as one:
            assert list(threads.map(shared, range(120))) == [f"org:{n % 60:09}" for n in range(120)]


def test_a_view_ends_with_its_context(sqlite: SqliteStore) -> None:
    with sqlite.view() as view:
        pass
    with pytest.raises(StoreFault, match="closed"):
        view.sources()


def test_record_time_never_runs_backwards(store: SqliteStore) -> None:
    load(store, batch("saic", "2024-01-01", 5), [FIRM])
    for attempt in (
        lambda: store.record([ACT], at(4)),
        lambda: store.judge(FIRM.src, OTHER.src, True, "clerk", "file", at(4)),
        lambda: load(store, batch("saic", "2024-02-01", 4), [OTHER]),
        lambda: store.record([ACT], at(6).replace(tzinfo=None)),
    ):
        with pytest.raises(BadParameter):
            attempt()
    assert store.record([ACT], at(5)) == 2
    assert [store.transaction_at(at(hour)) for hour in (4, 5, 6)] == [0, 2, 2]
    assert store.last_transaction() == (2, at(5))
    assert store.record([ACT]) == 3


def test_a_view_of_the_future_is_refused(store: SqliteStore) -> None:
    with pytest.raises(NotYetKnown), store.view(1):
        pass
    with pytest.raises(BadParameter), store.view(-1):
        pass


@pytest.mark.parametrize(
    "wrong",
    [
        replace(columns([FIRM]), row=[]),
        replace(columns([FIRM]), kind=[999]),
        replace(columns([FIRM]), dst=["org:987654321"]),
        replace(columns([said("BRANCH_OF", FIRM.src, OTHER.src)]), dst=[None]),
    ],
)
def test_columns_that_do_not_fit_are_refused(store: SqliteStore, wrong: Said) -> None:
    with store.load(batch("saic", "2024-01-01", 0)) as taken, pytest.raises(BadParameter):
        taken.add(wrong, raws([FIRM]))  # type: ignore[arg-type]


@pytest.mark.parametrize("fact", ["", "xyz", FIRM.hex[:-1], FIRM.hex.upper() + "0"])
def test_acts_that_do_not_fit_are_refused(store: SqliteStore, fact: str) -> None:
    with pytest.raises(BadParameter):
        store.record([replace(ACT, fact=fact)])
    with pytest.raises(BadParameter):
        store.record([])


@pytest.mark.parametrize(("a", "b"), [("org:1", "org:1"), ("org:1", "p:v1aa")])
def test_judgements_that_do_not_fit_are_refused(store: SqliteStore, a: str, b: str) -> None:
    with pytest.raises(BadParameter):
        store.judge(a, b, True, "clerk", "file")
