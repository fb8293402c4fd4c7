"""Asks an investigator's question on the server and prints its rows. Persons' names need a purpose, and are on record before they show."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cli.asking import operator, premises
from cli.sheets import Sheet, write
from credit.errors import BadParameter
from credit.names import mask_person
from graph.opening import open_questions
from graph.settings import StoreSettings
from inquiry.asking.days import today
from inquiry.settings import HomeSettings
from office.audit.lines import Line
from office.rights import sees_persons

if TYPE_CHECKING:
    from graph.stores.neo4j.query import Word

PERSON = "person"


def list_questions(as_json: bool) -> None:
    """Every question with its parameters."""
    from graph.stores.neo4j.questions import question_named, question_names

    heads = {name: question_named(name).head for name in question_names()}
    if as_json:
        print(json.dumps({"data": {name: head.question for name, head in heads.items()}}, ensure_ascii=False))
        return
    rows = [
        (name, " ".join(f"{word.name}:{word.type}" for word in head.parameters), head.question.splitlines()[0])
        for name, head in heads.items()
    ]
    write([Sheet("问题 questions", ("名", "参数", "问"), rows)])


def ask_and_tell(name: str, given: Sequence[str], purpose: str | None, as_json: bool) -> None:
    """Asks and prints."""
    from graph.stores.neo4j.questions import question_named

    question, parameters = question_named(name), dict(map(_pair, given))
    bound = question.bind(parameters, date.fromordinal(today(HomeSettings().today) + date(1970, 1, 1).toordinal()))
    sees = sees_persons(operator(), purpose)
    with open_questions(StoreSettings().place) as ask:
        rows = question.rows(ask, bound)
    columns = [word.name for word in question.head.columns]
    persons = [place for place, word in enumerate(question.head.columns) if word.type == PERSON]
    told = [told_row(question.head.columns, row, sees) for row in rows]
    if sees and (shown := sum(row[place] is not None for row in rows for place in persons)):
        _put_on_record(name, parameters, purpose or "", shown)
    if as_json:
        print(json.dumps({"data": [dict(zip(columns, row, strict=True)) for row in told]}, ensure_ascii=False))
    else:
        write([question.head.question, Sheet(name, columns, told) if told else "没有。None."])


def _pair(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise BadParameter(f"“{text[:60]}”应写成 名=值。Write a parameter as name=value.")
    return name, value


def told_row(columns: Sequence["Word"], row: Sequence[Any], sees: bool) -> list[Any]:
    """A row as it is shown: persons' names masked for who may not see them."""
    return [
        _word(mask_person(value) if word.type == PERSON and value and not sees else value) for word, value in zip(columns, row, strict=True)
    ]


def _word(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else " ".join(map(str, value)) if isinstance(value, list) else value


def _put_on_record(name: str, parameters: dict[str, str], purpose: str, persons: int) -> None:
    who = operator()
    with premises() as home:
        line = Line("enquiry", who.id, who.name, who.authority, f"ask {name}", purpose=purpose, subject=parameters.get("id"))
        home.book.write(replace(line, parameters=parameters, request_id=uuid.uuid4().hex, more={"persons": persons}))
