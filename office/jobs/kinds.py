"""The kinds of long work, and what a worker hands to each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from credit.errors import NotPermitted
from office.jobs.folder import made_folder
from office.jobs.register import Ending, Job, State, acknowledge
from office.premises import Premises
from office.principals import principal_by_id
from office.rights import DEMO, Principal, Right

_ROOMS = {
    "check_file": "office.check_files",
    "load": "office.uploads",
    "load_commit": "office.uploads",
    "report": "office.report_jobs",
}
"""Which module does which kind of work; opened when the first job of it comes."""


class CutShort(Exception):
    """A job ends before its work is done. Not an error: nobody is told of it as one."""


class Cancelled(CutShort):
    """Its owner wants it no longer."""


class GoingHome(CutShort):
    """The worker is told to stop; somebody else goes on."""


class Gone(CutShort):
    """The job has been taken up by another worker, who believed this one dead; nothing more may be written for it."""


@dataclass
class Course:
    """One job under way at one worker. `resumed`: somebody has begun it before."""

    premises: Premises
    job: Job
    worker: str
    stopping: Callable[[], bool]
    resumed: bool = False
    done: int = field(init=False)

    def __post_init__(self) -> None:
        self.done = self.job.done

    @property
    def folder(self) -> Path:
        """Where the job's files are."""
        return made_folder(self.premises.settings.home, self.job.id)

    @property
    def principal(self) -> Principal:
        """For whom it is done, with the rights that he has now. NotPermitted where he may no longer ask."""
        found = owner_of(self.premises, self.job.owner)
        found.must_have(kind_of(self.job.kind).right)
        return found

    def step(self, done: int, total: int | None) -> None:
        """Acknowledges a step. Raises CutShort where the job is not to go on; what is acknowledged stays."""
        standing = acknowledge(self.premises.office, self.job.id, self.worker, done, total)
        if not standing.mine:
            raise Gone
        self.done = done
        if standing.cancelled:
            raise Cancelled
        if self.stopping():
            raise GoingHome


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of long work. `unit`: what its steps count. `left`: what one that was
    cancelled or failed leaves behind, such as the rows that were done."""

    name: str
    right: Right
    unit: str
    do: Callable[[Course], Ending]
    left: Callable[[Course, State], Ending] | None = None


@cache
def kind_of(name: str) -> Kind:
    """The kind of that name."""
    kinds: dict[str, Kind] = import_module(_ROOMS[name]).KINDS
    return kinds[name]


def owner_of(premises: Premises, number: str) -> Principal:
    """The owner of a job as he is now: a principal on record, or whoever looks at the demo."""
    if number == DEMO.id:
        return DEMO
    found = principal_by_id(premises.office, number)
    if found is None:
        raise NotPermitted("交办任务的使用者已停用。The principal who gave the job has been ended.", missing_right="principal")
    return found
