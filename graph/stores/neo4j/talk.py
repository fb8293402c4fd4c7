"""Talking to the server: one driver, managed transactions that are retried, and its failures in our words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable, TransientError

from credit.errors import BadParameter, StoreBusy, StoreFault, StoreUnreachable
from graph.patience import must_not_be_over
from graph.settings import StoreSettings
from graph.stores.neo4j.query import Run

T = TypeVar("T")

_STOPPED = ("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated")
"""How the server says that it ended a transaction: which of these depends on what the transaction did at that moment."""


class Talk:
    """A driver and the database that it talks to. Threads may share it."""

    def __init__(self, url: str, settings: StoreSettings) -> None:
        password = settings.password.get_secret_value()
        if not password:
            raise BadParameter(
                "未设置 Neo4j 口令:请设置 XINMAI_STORE_PASSWORD。The server's password has no default: set XINMAI_STORE_PASSWORD."
            )
        self.settings = settings
        self._database = settings.database
        self._driver = neo4j.GraphDatabase.driver(
            url,
            auth=(settings.user, password),
            notifications_min_severity="OFF",
            max_transaction_retry_time=settings.server_retry_s,
            connection_acquisition_timeout=settings.server_retry_s,
        )

    def read(self, text: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
        """The rows of a statement, in a read transaction of its own, retried."""
        must_not_be_over()
        with answering(), self._driver.session(database=self._database) as session:
            return session.execute_read(lambda tx: [record.values() for record in tx.run(text, dict(parameters))])

    def ask(self, text: str, parameters: Mapping[str, Any]) -> tuple[tuple[str, ...], list[list[Any]]]:
        """Columns and rows of a statement, in a read transaction of its own, retried, and no longer than is set."""

        @neo4j.unit_of_work(timeout=self.settings.question_patience_s)
        def transaction(tx: neo4j.ManagedTransaction) -> tuple[tuple[str, ...], list[list[Any]]]:
            result = tx.run(text, dict(parameters))
            return tuple(result.keys()), [record.values() for record in result]

        with answering(), self._driver.session(database=self._database) as session:
            return session.execute_read(transaction)

    def stream(self, text: str) -> Iterator[list[Any]]:
        """The rows of a statement as they come, not tried again: for whole tables."""
        with answering(), self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            for record in session.run(text):
                yield record.values()

    def await_turn(self, probe: Callable[[Run], object], patience_s: float) -> None:
        """Waits that long for the lock that the probe takes, and lets it go again: StoreBusy where another writer keeps it."""
        self.write(probe, patience_s)

    def write(self, work: Callable[[Run], T], timeout_s: float) -> T:
        """Does the work in one transaction, again from its start where the server asks for it. StoreBusy where it takes too long."""

        @neo4j.unit_of_work(timeout=timeout_s)
        def transaction(tx: neo4j.ManagedTransaction) -> T:
            return work(lambda text, parameters: [record.values() for record in tx.run(text, dict(parameters))])

        with answering(), self._driver.session(database=self._database) as session:
            return session.execute_write(transaction)

    def change_schema(self, statements: Sequence[str]) -> None:
        """Runs schema statements, each in a transaction of its own, and waits until the indexes serve."""
        with answering(), self._driver.session(database=self._database) as session:
            for statement in statements:
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(7200)").consume()

    def close(self) -> None:
        """Gives back the connections."""
        self._driver.close()


@contextmanager
def answering() -> Iterator[None]:
    """The server's failures, told as ours."""
    try:
        yield
    except AuthError as error:
        raise StoreFault(
            "Neo4j 拒绝登录:请检查 XINMAI_STORE_USER 与 XINMAI_STORE_PASSWORD。The server refused user or password: check the settings."
        ) from error
    except (ServiceUnavailable, DriverError) as error:
        raise StoreUnreachable(
            "Neo4j 没有应答:请检查 XINMAI_STORE 与服务器。The server does not answer: check XINMAI_STORE and that it runs.", retry_after=5
        ) from error
    except TransientError as error:
        raise StoreBusy("Neo4j 正忙,请稍后重试。The server is busy; try again.", retry_after=2) from error
    except ClientError as error:
        if error.code and error.code.endswith(_STOPPED):
            raise StoreBusy(
                "未能及时完成,可能另有写入,请稍后重试。Not done in time, perhaps behind another writer; try again.", retry_after=2
            ) from error
        raise StoreFault(f"Neo4j 无法执行:{error.code}。The server refused a statement: {error.message}") from error
    except Neo4jError as error:
        raise StoreFault(f"Neo4j 出错:{error.code}。The server failed: {error.message}") from error


def as_columns(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> dict[str, list[Any]]:
    """Rows as a list for each column; what a row does not have is absent, and so is a column that no row has."""
    columns = ((name, [row.get(name) for row in rows]) for name in names)
    return {name: column for name, column in columns if any(value is not None for value in column)}


def in_batches(rows: Sequence[T], many: int) -> Iterator[Sequence[T]]:
    """So many at a time."""
    for start in range(0, len(rows), many):
        yield rows[start : start + many]
