"""Backs a home folder up, puts it back, clears what is past its time, and says what was and was not done."""

import uuid
from pathlib import Path

from cli.asking import operator, premises
from cli.sheets import Sheet, write
from graph.settings import StoreSettings
from inquiry.settings import HomeSettings
from office.backup.checking import check_backup
from office.backup.making import make_backup
from office.backup.manifest import FILE, Manifest, sum_of
from office.backup.restoring import lost_keys, restore_backup
from office.retention import remove_due
from office.settings import OfficeSettings


def backup_and_tell(target: Path, with_keys: bool) -> None:
    """Makes a backup and prints what it holds."""
    manifest = make_backup(HomeSettings(), OfficeSettings(), target, with_keys=with_keys)
    print(f"备份完成并已核验 → {target}。Made and verified.")
    _tell(manifest, target)
    if manifest.keys and not manifest.holds_keys:
        print(f"不含密钥 {'、'.join(manifest.keys)},请另行保管(或 --with-keys)。Keys are not in it: keep them elsewhere.")
    elif manifest.holds_keys:
        print("含密钥:谁拿到备份,谁就能签发回执、推算个人标识,请加密存放。It holds the keys: store it encrypted.")


def restore_and_tell(source: Path, replace: bool, only_check: bool) -> None:
    """Puts a backup back, or only reads it."""
    if only_check:
        manifest = check_backup(source)
        print("备份完整,与清单相符。The backup is whole and as its manifest says.")
        _tell(manifest, source)
        return
    home, place = HomeSettings().home, StoreSettings().place
    restored = restore_backup(source, home, replace=replace)
    print(f"已恢复到 {home}。Restored.")
    _tell(restored.manifest, source)
    if restored.before:
        print(f"原有内容保留在 {restored.before}。What stood there lies there now.")
    for name, meaning in lost_keys(restored.missing).items():
        print(f"缺少 {name}:请在启动前放回。{meaning}")
    if restored.manifest.graph and place:
        print(f"图恢复为 {home / 'graph.db'},而 XINMAI_STORE 指向 {place}:请取消该设置或移过去。XINMAI_STORE names another place.")
    print("投影不在备份中,需要时运行 xinmai graph build。The projection is not in it: xinmai graph build.")


def _tell(manifest: Manifest, folder: Path) -> None:
    rows: list[tuple[str, ...]] = [
        (part.path, part.kind, f"{part.bytes:,}", part.sha256[:16]) for part in manifest.parts if part.kind != "file"
    ]
    files = [part for part in manifest.parts if part.kind == "file"]
    if files:
        rows.append((f"其他 {len(files)} 个文件 files", "file", f"{sum(part.bytes for part in files):,}", ""))
    write([Sheet("内容 parts", ("文件", "类别", "字节", "SHA-256"), rows)])
    if manifest.graph:
        claims = sum(manifest.graph.claims.values())
        print(f"图:事务 transaction {manifest.graph.transaction};{claims:,} 条说法 claims")
    if manifest.audit:
        print(f"留痕:{manifest.audit.lines:,} 条,{len(manifest.audit.heads)} 条链 chains")
    print(f"清单 SHA-256 {sum_of(folder / FILE)[1]}(请另记一处 note it elsewhere)")
    for each in manifest.uncovered:
        print(f"未包含 NOT covered: {each.what}\n  {each.how}")


def retention_and_tell(apply: bool) -> None:
    """Removes what is past its time, or says how much that is."""
    with premises() as home:
        found = remove_due(home, operator(), uuid.uuid4().hex, apply=apply)
    rows = [(each.zh, each.what, f"{each.number:,}") for each in found]
    write([Sheet("已删除 removed" if apply else "可删除 would be removed", ("内容", "表或文件夹", "数量"), rows)])
