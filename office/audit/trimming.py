"""Retention: the oldest lines of each chain are removed once they are past it, and where each chain was cut is on record."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, text

from inquiry.asking.days import SHANGHAI
from office.audit.book import Book
from office.audit.lines import Line
from office.audit.tables import about, checks, feedback, lines, trims
from office.database import writing


def trim(book: Book, years: int, *, apply: bool) -> int:
    """How many lines are older than so many years, and removes them if told to. The removal is itself a line."""
    today = datetime.now(SHANGHAI).date()
    before = f"{today.year - years:04d}-{today:%m-%d}"
    with book.engine.connect() as connection:
        cuts = _cuts(connection, before)
    number = sum(count for _, _, count in cuts)
    if apply and number:
        book.write(Line("trim", "xinmai", "", "", "audit trim", more={"before": before, "lines": number}))
        with writing(book.engine) as connection:
            _cut(connection, cuts)
    return number


def _cuts(connection: Connection, before: str) -> list[tuple[str, int, int]]:
    """Chain, last line to go, and how many go: of each chain the lines before its first younger one."""
    younger = select(lines.c.chain, func.min(lines.c.seq).label("seq")).where(lines.c.day >= before).group_by(lines.c.chain).subquery()
    old = (
        select(lines.c.chain, func.max(lines.c.seq), func.count())
        .outerjoin(younger, younger.c.chain == lines.c.chain)
        .where(lines.c.day < before, (younger.c.seq.is_(None)) | (lines.c.seq < younger.c.seq))
        .group_by(lines.c.chain)
    )
    return [(chain, seq, count) for chain, seq, count in connection.execute(old)]


def _cut(connection: Connection, cuts: list[tuple[str, int, int]]) -> None:
    """The triggers that forbid removal are lifted within this transaction alone."""
    triggers = _lifted(connection)
    for chain, seq, _ in cuts:
        last = connection.execute(select(lines.c.hash).where(lines.c.chain == chain, lines.c.seq == seq)).scalar_one()
        for table in (about, checks, feedback, lines):
            connection.execute(delete(table).where(table.c.chain == chain, table.c.seq <= seq))
        connection.execute(delete(trims).where(trims.c.chain == chain))
        connection.execute(insert(trims).values(chain=chain, seq=seq, hash=last, at=datetime.now(UTC).isoformat(timespec="milliseconds")))
    for trigger in triggers:
        connection.execute(text(trigger))


def _lifted(connection: Connection) -> list[str]:
    """Takes the triggers away, and returns what puts them back."""
    names = [f"{table.name}_remains" for table in (lines, about, checks, feedback)]
    if connection.dialect.name == "postgresql":
        tables = [table.name for table in (lines, about, checks, feedback)]
        for name in tables:
            connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER {name}_remains"))
        return [f"ALTER TABLE {name} ENABLE TRIGGER {name}_remains" for name in tables]
    kept = []
    for name in names:
        found = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"), {"name": name}
        ).scalar_one()
        kept.append(str(found))
        connection.execute(text(f"DROP TRIGGER {name}"))
    return kept
