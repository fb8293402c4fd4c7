"""Questions about the law alone: they need no graph, so where nothing is loaded yet an empty one is asked, and none is left behind."""

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from cli.asking import Tell, operator, premises, print_answer
from cli.options import Ask
from credit.errors import StoreMissing
from graph.opening import open_place
from inquiry.answering.wire import Wire
from inquiry.archive import Archive
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.settings import HomeSettings
from office.desk import Desk, Enquiry
from office.premises import Premises

D = TypeVar("D", bound=Wire)


def answer_of_law(
    ask: Ask,
    overlay: Path | None,
    parameters: Parameters,
    inquire: Callable[[Question, Archive], Outcome[D]],
    tell: Tell,
    **named: str,
) -> dict[str, Any]:
    """Asks, prints, and gives the body. An overlay that is only tried is archived nowhere: it has answered nobody."""
    settings = ask.settings or HomeSettings()
    archive = Archive(settings.home)
    with _desk(settings, overlay, archive) as desk:
        asked = desk.answer(
            Enquiry(operator(), f"rules {ask.command}", parameters, uuid.uuid4().hex, named), lambda question: inquire(question, archive)
        )
    print_answer(ask, asked, tell)
    return asked.body


@contextmanager
def _desk(settings: HomeSettings, overlay: Path | None, archive: Archive) -> Iterator[Desk]:
    with premises(settings) as home:
        found = None if overlay else _standing(home)
        if found is not None:
            yield found
            return
    with tempfile.TemporaryDirectory() as place:
        own = settings.model_copy(update={"home": Path(place), "rules_overlay": overlay or settings.rules_overlay})
        bare = Premises(own, lambda folder: open_place(str(folder / "graph.db"), create=True))
        try:
            yield replace(bare.desk(), archive=archive)
        finally:
            bare.close()


def _standing(home: Premises) -> Desk | None:
    try:
        return home.desk()
    except StoreMissing:
        return None
