"""Options that several commands share, declared once as a class and added to a command by `@given`: each command declares only its own."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Concatenate, Literal, ParamSpec, TypeVar, get_type_hints

import typer

P = ParamSpec("P")
G = TypeVar("G")

Subject = Annotated[str, typer.Argument(help="标识、有效代码,或唯一的全名。An id, a valid code, or a full name that one subject bears.")]
Json = Annotated[bool, typer.Option("--json", help="输出与 API 相同的 JSON。The same body as the API.")]
AnsweredBy = Annotated[
    Literal["projection", "store"] | None, typer.Option("--view", help="由内存投影还是直接由库回答。The arrays answer, or the store alone.")
]


@dataclass(frozen=True, slots=True)
class Ask:
    """As of which day, known when, by which rules, for which purpose, in which form; and by which command."""

    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="哪一天的情况,默认今天。What was so on this day.")] = None
    known_at: Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="当时已知的情况,默认现在。What was known then.")] = None
    purpose: Annotated[str | None, typer.Option("--purpose", metavar="CODE", help="用途;给出才显示姓名。Shows names; recorded.")] = None
    min_transaction: Annotated[
        int | None,
        typer.Option("--min-transaction", metavar="N", min=0, help="稍候第 N 笔到达。Wait a moment for transaction N."),
    ] = None
    view: AnsweredBy = None
    rules: Annotated[str | None, typer.Option("--rules", metavar="HASH", help="用存档的规则重答。By an archived catalogue.")] = None
    as_json: Json = False
    command: str = ""
    settings: Any = None
    """HomeSettings, where a command reads another home than the one that the environment names."""

    def words(self) -> dict[str, Any]:
        """The same as parameters of a question."""
        said = {"as_of": self.as_of, "known_at": self.known_at, "rules": self.rules, "purpose": self.purpose}
        return {**said, "min_transaction": self.min_transaction}


def given(group: type[G]) -> Callable[[Callable[Concatenate[G, P], None]], Callable[..., None]]:
    """A command that is given a `group` first, and has the group's options after its own."""
    shared = _parameters(group)

    def decorate(command: Callable[Concatenate[G, P], None]) -> Callable[..., None]:
        @functools.wraps(command)
        def called(*args: Any, **said: Any) -> None:
            command(group(**{each.name: said.pop(each.name) for each in shared}), *args, **said)

        own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
        told = [*(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own), *shared]
        called.__signature__ = inspect.Signature(told)  # type: ignore[attr-defined]  # what typer reads
        called.__annotations__ = {each.name: each.annotation for each in told}
        return called

    return decorate


def asking(command: Callable[Concatenate[Ask, P], None]) -> Callable[..., None]:
    """A command that asks: given an `Ask` that knows the command's name."""

    @functools.wraps(command)
    def named(ask: Ask, /, *args: P.args, **said: P.kwargs) -> None:
        command(replace(ask, command=command.__name__), *args, **said)

    return given(Ask)(named)


def _parameters(group: type[Any]) -> list[inspect.Parameter]:
    """The options of a group: its fields that are declared as options."""
    hints = get_type_hints(group, include_extras=True)
    options = (each for each in fields(group) if hasattr(hints[each.name], "__metadata__"))
    return [
        inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, annotation=hints[each.name], default=each.default) for each in options
    ]
