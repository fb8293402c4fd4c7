"""From a command to an answer: the shell's user is the operator of this machine, and persons' names still need a purpose."""

import getpass
import json
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cli.options import Ask
from cli.sheets import Told, write
from inquiry.answering.wire import Wire
from inquiry.asking.answered import Asked
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.settings import HomeSettings
from office.audit.book import SHELL
from office.desk import Enquiry
from office.premises import Premises, open_home
from office.rights import ALL_RIGHTS, Principal

D = TypeVar("D", bound=Wire)
Tell = Callable[[Any], Iterator[Told]]


@contextmanager
def premises(settings: HomeSettings | None = None, view: str | None = None) -> Iterator[Premises]:
    """The home folder that the settings name, given back at the end. `view`: what answers, the projection or the store."""
    opened = Premises(settings or HomeSettings(), partial(open_home, view=view), chain=SHELL)
    try:
        yield opened
    finally:
        opened.close()


def home_folder() -> Path:
    """The home folder that the settings name."""
    return HomeSettings().home


def operator() -> Principal:
    """Whoever runs the command: the machine's own user."""
    return Principal("shell", getpass.getuser(), ALL_RIGHTS, operator=True)


def answer(ask: Ask, parameters: Parameters, inquire: Callable[[Question], Outcome[D]], tell: Tell, **named: str) -> None:
    """Asks and prints: the API's body with --json, else what `tell` makes of it. `named`: what the API's address would name."""
    with premises(ask.settings, ask.view) as home:
        enquiry = Enquiry(operator(), ask.command, parameters, uuid.uuid4().hex, named)
        asked = home.desk().answer(enquiry, inquire)
    print_answer(ask, asked, tell)


def print_answer(ask: Ask, asked: Asked, tell: Tell) -> None:
    """The API's body with --json, else what `tell` makes of it."""
    if ask.as_json:
        print(json.dumps(asked.body, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))
        return
    if asked.moved_to:
        print(f"已并入 {asked.moved_to}。This id lives under {asked.moved_to} now.", file=sys.stderr)
    write(tell(asked.body))
