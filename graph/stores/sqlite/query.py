"""A statement in a named .sql file, bound to its parameters and its rows.

The text is read once and never built. Its named parameters are the fields of `P`, its columns are the fields of `R`, in order:
`check` holds that, and a test calls it for every file.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from importlib.resources import files
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import apsw
import apsw.ext

from credit.errors import CatalogueFault


class Frozen(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


P = TypeVar("P", bound=Frozen)
R = TypeVar("R", bound=Frozen | tuple[object, ...])


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


NOTHING = Nothing()


def sql_text(name: str) -> str:
    """The text of sql/<name>.sql."""
    return (files("graph.stores.sqlite") / "sql" / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True)
class Command(Generic[P]):
    """A statement without rows."""

    name: str
    params: type[P]

    @cached_property
    def text(self) -> str:
        """The statement, read once."""
        return sql_text(self.name)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self.params))

    def bindings(self, params: P) -> dict[str, Any]:
        """The parameters by name."""
        return {name: getattr(params, name) for name in self._names}

    def run(self, connection: apsw.Connection, params: P) -> int:
        """Executes the statement; the number of rows that it wrote."""
        connection.execute(self.text, self.bindings(params))
        return connection.changes()

    def check(self, connection: apsw.Connection) -> None:
        """Raises CatalogueFault where the file's parameters are not those of its class."""
        known = {str(name) for name in apsw.ext.query_info(connection, self.text).bindings_names}
        if known != set(self._names):
            raise CatalogueFault(f"{self.name}.sql takes {sorted(known)}, its class has {sorted(self._names)}")


@dataclass(frozen=True)
class Query(Command[P], Generic[P, R]):
    """A statement with rows."""

    row: type[R]

    def rows(self, connection: apsw.Connection, params: P) -> list[R]:
        """All rows, typed."""
        row = self.row
        return [row(*values) for values in connection.execute(self.text, self.bindings(params))]

    def tuples(self, connection: apsw.Connection, params: P) -> list[tuple[Any, ...]]:
        """All rows bare: for columns by the hundred thousand."""
        return list(connection.execute(self.text, self.bindings(params)))

    def one(self, connection: apsw.Connection, params: P) -> R:
        """The row of a statement that always has exactly one."""
        (found,) = self.rows(connection, params)
        return found

    def check(self, connection: apsw.Connection) -> None:
        """Raises CatalogueFault where the file's parameters or columns are not those of its classes."""
        super().check(connection)
        columns = [name for name, _ in apsw.ext.query_info(connection, self.text).description]
        wanted = [*_columns_of(self.row)]
        if columns != wanted:
            raise CatalogueFault(f"{self.name}.sql gives {columns}, its class has {wanted}")


def _columns_of(row: Any) -> tuple[str, ...]:
    """The fields of a data class or of a named tuple."""
    named: tuple[str, ...] | None = getattr(row, "_fields", None)
    return named or tuple(field.name for field in fields(row))
