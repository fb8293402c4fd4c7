"""Backup, restore, and what is kept how long."""

from pathlib import Path
from typing import Annotated

import typer


def backup(
    target: Annotated[Path, typer.Argument(metavar="TO", help="写到哪个文件夹,须尚不存在。A folder that does not exist yet.")],
    with_keys: Annotated[bool, typer.Option("--with-keys", help="连同密钥(须加密存放)。The keys too.")] = False,
) -> None:
    """备份:服务运行中即可,取同一时点,写完后逐项核验。Backs everything up while it runs: one moment, verified.

    例 e.g.  xinmai backup 备份/2026-11-20
    """
    from cli.keeping import backup_and_tell

    backup_and_tell(target, with_keys)


def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", exists=True, file_okay=False, help="备份的文件夹。A backup's folder.")],
    replace: Annotated[bool, typer.Option("--replace", help="替换已有内容(改名保留)。Puts what is there aside.")] = False,
    check: Annotated[bool, typer.Option("--check", help="只核验,不恢复。Only reads it.")] = False,
) -> None:
    """恢复:先全部核验,再一次改名就位。Verifies a backup, then puts it in place by renaming.

    例 e.g.  xinmai restore 备份/2026-11-20
    """
    from cli.keeping import restore_and_tell

    restore_and_tell(source, replace, check)


def retention(apply: Annotated[bool, typer.Option("--apply", help="真的删除;不给则只说会删多少。Really removes them.")] = False) -> None:
    """按保存期限清理办公记录(XINMAI_RETENTION_DAYS);留痕另见 audit trim。Removes operational rows past their time.

    例 e.g.  xinmai retention --apply
    """
    from cli.keeping import retention_and_tell

    retention_and_tell(apply)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(backup)
    app.command()(restore)
    app.command()(retention)
