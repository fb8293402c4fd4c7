"""Options that every question has, added to a command by `@asking`, so that each command declares only its own."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Concatenate, ParamSpec

import typer

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Ask:
    """Which command, as of which day, known when, for which purpose, and in which form."""

    command: str
    as_of: str | None
    known_at: str | None
    purpose: str | None
    as_json: bool

    def words(self) -> dict[str, str | None]:
        """The same as parameters of a question."""
        return {"as_of": self.as_of, "known_at": self.known_at, "purpose": self.purpose}


Subject = Annotated[str, typer.Argument(help="标识、有效代码,或唯一的全名。An id, a valid code, or a full name that one subject bears.")]
Json = Annotated[bool, typer.Option("--json", help="输出与 API 相同的 JSON。The same body as the API.")]

_COMMON: dict[str, tuple[Any, Any]] = {
    "as_of": (Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="哪一天的情况,默认今天。What was so on this day.")], None),
    "known_at": (
        Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="当时已知的情况,默认现在。What was known then.")],
        None,
    ),
    "purpose": (
        Annotated[str | None, typer.Option("--purpose", metavar="CODE", help="用途;给出才显示姓名。Shows persons' names; recorded.")],
        None,
    ),
    "as_json": (Json, False),
}


def asking(command: Callable[Concatenate[Ask, P], None]) -> Callable[..., None]:
    """A command that is given an `Ask` first, and has the common options after its own."""

    @functools.wraps(command)
    def asked(*args: Any, **given: Any) -> None:
        ask = Ask(command.__name__, **{name: given.pop(name) for name in _COMMON})
        command(ask, *args, **given)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    last = inspect.Parameter.KEYWORD_ONLY
    common = [inspect.Parameter(name, last, annotation=kind, default=default) for name, (kind, default) in _COMMON.items()]
    told = [each.replace(kind=last) for each in own] + common
    asked.__signature__ = inspect.Signature(told)  # type: ignore[attr-defined]  # what typer reads
    asked.__annotations__ = {each.name: each.annotation for each in told}
    return asked
