"""Tells jobs, and does them."""

import json
import os
import shutil
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from cli.asking import home_folder, operator, premises
from cli.sheets import Sheet, write
from inquiry.settings import HomeSettings
from office.jobs.asking import cancelled_job, result_of, seen_job
from office.jobs.register import Job, jobs_of
from office.jobs.submitting import Asker
from office.jobs.wire import told
from office.premises import Premises

_STATES = {"queued": "等待", "running": "进行", "done": "完成", "failed": "失败", "cancelled": "已取消"}
_KINDS = {"check_file": "名单核查", "load": "装载预检", "load_commit": "装载发布", "report": "报告"}
_LOOK_S = 1.0
_AFTER_QUESTIONS = 10
"""How far a service's own worker stands back (nice): somebody waits for a check, nobody for a job's next second."""


def list_and_tell(limit: int, as_json: bool) -> None:
    """Everybody's jobs: the operator of the machine sees them all."""
    with premises() as home:
        found = jobs_of(home.office, None, [], limit)
    if as_json:
        print(json.dumps({"data": {"items": [_as_json(job) for job in found]}}, ensure_ascii=False))
        return
    columns = ("编号", "种类", "状态", "进度", "交办机关", "交办", "结束")
    write([Sheet("任务 jobs", columns, [_row(_as_json(job), job) for job in found])])


def show_and_tell(number: str, out: Path | None, as_json: bool) -> None:
    """One job; its result is copied to `out`."""
    with premises() as home:
        job = seen_job(home, operator(), number)
        if out is not None:
            shutil.copyfile(result_of(home, Asker(operator(), "", uuid.uuid4().hex), number), out)
    _tell(job, as_json)


def cancel_and_tell(number: str, as_json: bool) -> None:
    """Asks that a job end."""
    with premises() as home:
        job = cancelled_job(home, operator(), number)
    _tell(job, as_json)


def work_until_stopped(at_once: int | None, while_parent_lives: bool) -> None:
    """Does jobs. A home folder that does not exist yet is waited for, not made."""
    from office.jobs.working import work

    import_module("api.logs").configure_logging()  # by its name: the shell and the HTTP service do not know each other
    if while_parent_lives:
        os.nice(_AFTER_QUESTIONS)
    gone = _parents_end() if while_parent_lives else threading.Event()
    while not home_folder().exists():
        if gone.wait(_LOOK_S):
            return
    home = Premises(HomeSettings())
    try:
        work(home, at_once or max(1, home.rules.jobs_at_once), gone.is_set)
    finally:
        home.close()


def _parents_end() -> threading.Event:
    """Set when whoever started this process is gone, however he ended: then the pipe between the two closes."""
    gone = threading.Event()

    def wait() -> None:
        while sys.stdin.buffer.read(1):
            time.sleep(0)
        gone.set()

    threading.Thread(target=wait, daemon=True).start()
    return gone


def _as_json(job: Job) -> dict[str, Any]:
    return told(job).model_dump(mode="json")


def _row(said: Mapping[str, Any], job: Job) -> tuple[object, ...]:
    kind, state = _KINDS.get(job.kind, job.kind), _STATES[job.state]
    return job.id, kind, state, _progress(said["progress"]), job.authority, said["created_at"][:19], (said["ended_at"] or "")[:19]


def _progress(said: Mapping[str, Any]) -> str:
    return f"{said['done']}/{said['total'] or '?'} {said['unit']}"


def _tell(job: Job, as_json: bool) -> None:
    said = _as_json(job)
    if as_json:
        print(json.dumps({"data": said}, ensure_ascii=False))
        return
    print(f"{job.id}  {_KINDS.get(job.kind, job.kind)} {job.kind}  {_STATES[job.state]} {job.state}  {_progress(said['progress'])}")
    for name in ("parameters", "outcome"):
        if said[name]:
            print(f"  {name}: {json.dumps(said[name], ensure_ascii=False)}")
    if said["problem"]:
        print(f"  {said['problem']['title']}: {said['problem']['detail']}")
    if said["result"]:
        print(f"  结果 result: {said['result']['file']},保存至 until {said['result']['expires_at']}")
