"""Long work on both engines: taken once, taken up again where it was, cancelled, expired; and files of subjects with no receipt twice."""

import csv
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select, update

from credit.errors import NotFound, TooMany
from inquiry.settings import HomeSettings
from office.audit.tables import checks
from office.check_files import COLUMNS, FileOrder, hand_in
from office.jobs import register
from office.jobs.asking import cancelled_job, seen_job
from office.jobs.folder import SentFile, folder_of
from office.jobs.kinds import Course, Gone
from office.jobs.register import Ending, Job, NewJob, acknowledge, add_job, due_jobs, end_job, find_job, hand_back, take
from office.jobs.submitting import Asker
from office.jobs.working import Worker, remove_expired
from office.premises import Premises
from office.principals import Card, add_principal, end_principal, principal_by_id
from office.rights import ALL_RIGHTS, Principal, Right
from office.settings import OfficeSettings
from office.tables import jobs
from tests.inquiry.world import CLEAN, DEBTOR, PERSONS, REP, TODAY, rulebook, sqlite_world

LEASE = 20.0
LONG_AGO = "2020-01-01T00:00:00.000+00:00"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the small world in it; the tests of this module only read the graph."""
    folder = tmp_path_factory.mktemp("home")
    sqlite_world(folder).store.close()
    yield folder


@pytest.fixture
def premises(home: Path, place: str) -> Iterator[Premises]:
    for name in ("office.db", "audit.db", "queue.db"):
        for path in home.glob(f"{name}*"):
            path.unlink()
    opened = Premises(HomeSettings(home=home, today=TODAY), rules=OfficeSettings(office_url=place, job_lease_s=LEASE))
    opened.__dict__["rulebook"] = rulebook()
    yield opened
    opened.close()


@pytest.fixture
def owner(premises: Premises) -> Principal:
    number = add_principal(premises.office, Card("经办", ALL_RIGHTS, "某局"))
    found = principal_by_id(premises.office, number)
    assert found is not None
    return found


def a_job(premises: Premises, owner: Principal, number: str = "a" * 24) -> Job:
    return add_job(premises.office, owner, NewJob(number, "check_file", {}), 20)


def sent(premises: Premises, owner: Principal, rows: int, key: str = "key-00001", form: str = "csv") -> str:
    """A file of so many subjects, handed in; the job's id."""
    lines = ["主体代码,名称,办件编号", *(f"{(DEBTOR, CLEAN, REP)[at % 3]},,办{at}" for at in range(rows))]
    order = FileOrder(matter="high_consumption", purpose="credit_check", result=form)
    body = "\n".join(lines).encode()
    answered = hand_in(premises, Asker(owner, key, "r1"), order, SentFile("名单.csv", BytesIO(body)))
    return str(answered.body["data"]["id"])


def told_rows(premises: Premises, number: str) -> list[dict[str, str]]:
    """The result of a job, row by row."""
    job = find_job(premises.office, number)
    assert job is not None and job.file is not None
    with (folder_of(premises.settings.home, number) / job.file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def receipts(premises: Premises) -> list[str]:
    with premises.book.engine.connect() as connection:
        return list(connection.execute(select(checks.c.number)).scalars())


def died(premises: Premises, number: str) -> None:
    """What a killed worker leaves: a job that runs, and no sign of life."""
    with premises.office.begin() as connection:
        connection.execute(update(jobs).where(jobs.c.id == number).values(state="running", worker="dead", alive_at=LONG_AGO))


def test_a_job_is_taken_by_one_of_many(premises: Premises, owner: Principal) -> None:
    number = a_job(premises, owner).id
    taken: list[Job | None] = []
    threads = [threading.Thread(target=lambda at=at: taken.append(take(premises.office, number, f"w{at}", LEASE))) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each is not None for each in taken) == 1
    assert due_jobs(premises.office, LEASE) == []


def test_a_step_of_a_worker_whose_job_was_taken_up_counts_no_longer(premises: Premises, owner: Principal) -> None:
    number = a_job(premises, owner).id
    assert take(premises.office, number, "old", LEASE)
    assert acknowledge(premises.office, number, "old", 5, 10).mine
    died(premises, number)
    assert due_jobs(premises.office, LEASE) == [number]
    job = take(premises.office, number, "new", LEASE)
    assert job is not None and (job.done, job.total) == (5, 10)
    assert not acknowledge(premises.office, number, "old", 9, 10).mine
    assert not end_job(premises.office, number, "old", Ending("done"), 1)
    with pytest.raises(Gone):
        Course(premises, job, "old", lambda: False).step(9, 10)
    now = find_job(premises.office, number)
    assert now is not None and (now.done, now.state) == (5, "running")


def test_the_same_job_handed_in_twice_is_one(premises: Premises, owner: Principal) -> None:
    first = a_job(premises, owner)
    assert take(premises.office, first.id, "w", LEASE)
    assert a_job(premises, owner).state == "running"
    assert len(register.jobs_of(premises.office, owner.id, [], 10)) == 1


def test_nobody_has_more_open_jobs_than_he_may(premises: Premises, owner: Principal) -> None:
    for at in range(2):
        add_job(premises.office, owner, NewJob(f"job{at}", "check_file", {}), 2)
    with pytest.raises(TooMany):
        add_job(premises.office, owner, NewJob("job2", "check_file", {}), 2)


def test_a_job_put_back_is_not_taken_before_its_time(premises: Premises, owner: Principal) -> None:
    number = a_job(premises, owner).id
    assert take(premises.office, number, "w", LEASE)
    assert hand_back(premises.office, number, "w", 600)
    assert due_jobs(premises.office, LEASE) == []
    assert take(premises.office, number, "w", LEASE) is None


def test_a_job_that_kills_every_worker_is_given_up(premises: Premises, owner: Principal) -> None:
    number = sent(premises, owner, 3)
    for _ in range(5):
        assert take(premises.office, number, "dead", LEASE)
        died(premises, number)
    assert Worker(premises).do_all_due() == 1
    job = find_job(premises.office, number)
    assert job is not None and job.state == "failed"
    assert receipts(premises) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_of_subjects_gets_a_verdict_and_a_receipt_for_each_row(premises: Premises, owner: Principal, form: str) -> None:
    number = sent(premises, owner, 7, form=form)
    assert len(premises.queue) == 1
    assert Worker(premises).do_all_due() == 1
    job = find_job(premises.office, number)
    assert job is not None and (job.state, job.done, job.total) == ("done", 7, 7)
    assert job.outcome == {"rows": 7, "verdicts": {"block": 5, "unknown": 2}, "not_checked": 0, "unread_columns": []}
    assert len(receipts(premises)) == 7
    if form == "csv":
        rows = told_rows(premises, number)
        assert [row["行号"] for row in rows] == [str(at) for at in range(2, 9)]
        assert {row["核查编号"] for row in rows} == set(receipts(premises))
        assert tuple(rows[0]) == COLUMNS


def cut(premises: Premises, number: str, monkeypatch: pytest.MonkeyPatch, when: int, before: bool) -> None:
    """Does a job and dies at the step of that number: before its acknowledgement, or right behind it."""

    class Killed(BaseException):
        pass

    count = 0
    real = Course.step

    def step(course: Course, done: int, total: int | None) -> None:
        nonlocal count
        count += 1
        if count == when and before:
            raise Killed
        real(course, done, total)
        if count == when:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Course, "step", step)
        with pytest.raises(Killed):
            Worker(premises).do(number)
    died(premises, number)


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("when", [2, 3])
def test_a_worker_that_dies_at_a_step_costs_no_receipt_and_makes_none_twice(
    premises: Premises, owner: Principal, monkeypatch: pytest.MonkeyPatch, when: int, before: bool
) -> None:
    monkeypatch.setattr("office.check_files._STEP", 4)
    number = sent(premises, owner, 11)
    cut(premises, number, monkeypatch, when, before)
    had = receipts(premises)
    assert len(had) == 4 * (when - 1)
    Worker(premises).do_all_due()
    rows = told_rows(premises, number)
    assert sorted(row["核查编号"] for row in rows) == sorted(receipts(premises))
    assert len(set(receipts(premises))) == 11
    assert set(had) <= set(receipts(premises))
    assert [row["办件编号"] for row in rows] == [f"办{at}" for at in range(11)]
    assert len({(row["主体代码"], row["verdict"], row["措施"]) for row in rows}) == 3


def test_a_cancelled_job_tells_what_was_checked_and_what_was_not(
    premises: Premises, owner: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.check_files._STEP", 2)
    number, step = sent(premises, owner, 6), Course.step

    def wanted_no_longer(course: Course, done: int, total: int | None) -> None:
        if done == 4:
            cancelled_job(premises, owner, number)
        step(course, done, total)

    monkeypatch.setattr(Course, "step", wanted_no_longer)
    Worker(premises).do(number)
    ended = find_job(premises.office, number)
    assert ended is not None and (ended.state, ended.done) == ("cancelled", 4)
    rows = told_rows(premises, number)
    assert [row["verdict"] == "not_checked" for row in rows] == [False] * 4 + [True] * 2
    assert {row["核查编号"] for row in rows[:4]} == set(receipts(premises))


def test_a_worker_that_is_told_to_stop_puts_its_job_back_and_another_goes_on(premises: Premises, owner: Principal) -> None:
    number = sent(premises, owner, 3)
    Worker(premises, stopping=lambda: True).do(number)
    job = find_job(premises.office, number)
    assert job is not None and (job.state, job.tries) == ("queued", 0)
    Worker(premises).do(number)
    assert len(receipts(premises)) == 3


def test_a_job_that_waits_is_cancelled_at_once(premises: Premises, owner: Principal) -> None:
    number = sent(premises, owner, 3)
    assert cancelled_job(premises, owner, number).state == "cancelled"
    assert Worker(premises).do_all_due() == 0
    assert cancelled_job(premises, owner, number).state == "cancelled"


def test_a_job_is_nobody_elses(premises: Premises, owner: Principal) -> None:
    number = sent(premises, owner, 1)
    other = Principal("who:other", "他人", ALL_RIGHTS - {Right.ADMIN})
    with pytest.raises(NotFound):
        seen_job(premises, other, number)
    assert seen_job(premises, Principal("who:admin", "管理", frozenset({Right.ADMIN})), number).id == number


def test_files_go_when_their_time_is_over_and_what_came_of_it_stays(premises: Premises, owner: Principal) -> None:
    number = sent(premises, owner, 2)
    Worker(premises).do_all_due()
    folder = folder_of(premises.settings.home, number)
    assert remove_expired(premises) == 0
    assert folder.exists()
    with premises.office.begin() as connection:
        connection.execute(update(jobs).values(expires_at=LONG_AGO))
    assert remove_expired(premises) == 1
    assert not folder.exists()
    job = find_job(premises.office, number)
    assert job is not None and job.outcome and job.removed_at
    assert remove_expired(premises) == 0


def test_what_a_file_cannot_be_asked_of_stands_in_its_row(premises: Premises, owner: Principal) -> None:
    lines = ["办理名单", "主体代码,名称", f"{DEBTOR},甲", ",只有名称", "", "nonsense,乙", f"{CLEAN},丙,多一格", f"{'9' * 200},丁"]
    order = FileOrder(matter="government_procurement", purpose="credit_check", result="csv")
    sent_file = SentFile("名单.csv", BytesIO("\n".join(lines).encode("gb18030")))
    number = str(hand_in(premises, Asker(owner, "key-00001", "r"), order, sent_file).body["data"]["id"])
    Worker(premises).do_all_due()
    rows = told_rows(premises, number)
    assert [(row["行号"], row["verdict"] != "not_checked") for row in rows] == [
        ("3", True),
        ("4", False),
        ("6", False),
        ("7", False),
        ("8", False),
    ]
    assert all(row["说明"] for row in rows if row["verdict"] == "not_checked")
    assert len(receipts(premises)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("名单.csv", "名称\n甲\n", "bad_parameter"),
        ("名单.csv", "主体代码\n", "bad_parameter"),
        ("名单.csv", "", "load_failed unreadable_file"),
        ("名单.xlsx", "no workbook", "load_failed unreadable_file"),
        ("名单.pdf", "x", "bad_parameter"),
        ("名单.csv", "主体代码\n" + "x\n" * 9, "bad_parameter"),
    ],
)
def test_a_file_that_cannot_be_read_fails_with_the_reason(
    home: Path, premises: Premises, owner: Principal, name: str, content: str, code: str
) -> None:
    premises.rules = premises.rules.model_copy(update={"most_file_rows": 8})
    order = FileOrder(matter="licence", purpose="credit_check")
    number = str(hand_in(premises, Asker(owner, "key-00001", "r"), order, SentFile(name, BytesIO(content.encode()))).body["data"]["id"])
    Worker(premises).do_all_due()
    job = find_job(premises.office, number)
    assert job is not None and job.state == "failed" and job.problem is not None
    assert job.problem["code"] in code.split()
    assert receipts(premises) == []


def test_rights_are_those_of_the_moment_in_which_the_work_is_done(premises: Premises, owner: Principal) -> None:
    number = sent(premises, owner, 2)
    end_principal(premises.office, owner.id)
    Worker(premises).do_all_due()
    job = find_job(premises.office, number)
    assert job is not None and job.problem is not None and job.problem["code"] == "not_permitted"
    assert receipts(premises) == []


def test_names_in_a_result_are_masked_for_whoever_may_not_see_them(premises: Premises) -> None:
    for at, (rights, shown) in enumerate(((ALL_RIGHTS, True), (ALL_RIGHTS - {Right.PERSONS}, False))):
        found = principal_by_id(premises.office, add_principal(premises.office, Card(f"经办{at}", rights, "某局")))
        assert found is not None
        number = sent(premises, found, 3)
        Worker(premises).do_all_due()
        text = "".join("".join(row.values()) for row in told_rows(premises, number))
        assert (PERSONS[REP] in text) is shown


def test_the_queue_and_the_log_hold_no_more_than_an_id(premises: Premises, owner: Principal, capsys: pytest.CaptureFixture[str]) -> None:
    number = sent(premises, owner, 3)
    (item,) = premises.queue._huey.storage.enqueued_items()
    assert bytes(item).startswith(b"[") and number.encode() in bytes(item)
    Worker(premises).do_all_due()
    printed = "".join(capsys.readouterr())
    assert not [name for name in (*PERSONS.values(), DEBTOR, REP, "名单") if name in printed]
