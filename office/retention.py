"""Operational rows and files past their time: what they were for is over, and the audit tells that they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Table, delete, func, or_, select

from credit.errors import BadParameter
from office.audit.lines import Line
from office.database import writing
from office.premises import Premises
from office.rights import Principal
from office.tables import alerts, authorisations, keys, requests

_REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Due:
    """How many of what are past their time."""

    what: str
    zh: str
    number: int


def remove_due(premises: Premises, who: Principal, request_id: str, *, apply: bool) -> list[Due]:
    """Counts what is past `retention_days`, and removes it where told to: the removal is a line before it is done.

    BadParameter where no retention is set. Facts, acts with their files, and principals are no operational rows and stay.
    """
    days = premises.rules.retention_days
    if days is None:
        raise BadParameter("未设保存期限 XINMAI_RETENTION_DAYS,办公记录一直保存。No retention is set.", errors=[])
    before = datetime.now(UTC) - timedelta(days=days)
    files = list(_old_files(premises.settings.home / _REJECTED, before))
    with premises.office.connect() as connection:
        found = [
            Due(table.name, zh, connection.execute(select(func.count()).select_from(table).where(over)).scalar_one())
            for table, zh, over in _over(before)
        ]
    found.append(Due(_REJECTED, "退回行文件", len(files)))
    if apply and any(each.number for each in found):
        told = {each.what: each.number for each in found}
        premises.book.write(
            Line("office", who.id, who.name, who.authority, "retention", request_id=request_id, more={"days": days, "removed": told})
        )
        with writing(premises.office) as connection:
            for table, _, over in _over(before):
                connection.execute(delete(table).where(over))
        for file in files:
            file.unlink(missing_ok=True)
    return found


def _over(before: datetime) -> Iterator[tuple[Table, str, ColumnElement[bool]]]:
    """Each table whose rows have a time, and which of them are past it. A request without an answer was cut short and may go too."""
    instant, day = before.isoformat(timespec="milliseconds"), before.date().isoformat()
    yield requests, "已答复的写入请求", requests.c.begun_at < instant
    yield alerts, "预警", alerts.c.at < instant
    yield keys, "已撤销或过期的密钥", or_(keys.c.revoked_at < instant, keys.c.expires_on < day)
    yield authorisations, "已结束的授权", or_(authorisations.c.withdrawn_at < instant, authorisations.c.until_on < day)


def _old_files(folder: Path, before: datetime) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path
