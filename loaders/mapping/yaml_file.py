"""YAML as plain values (YAML 1.2: `on` and `no` are words)."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from credit.errors import CatalogueFault


def read_yaml(path: Path) -> Any:
    """What the file says. Raises CatalogueFault, which names the file and the line."""
    try:
        return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except (YAMLError, UnicodeDecodeError, OSError) as fault:
        raise CatalogueFault(f"{path.name}: 不是有效的 YAML。Not valid YAML: {' '.join(str(fault).split())[:300]}") from fault


def read_mapping(path: Path) -> dict[str, Any]:
    """The same, where the file must hold a mapping at its top."""
    value = read_yaml(path)
    if not isinstance(value, dict):
        raise CatalogueFault(f"{path.name}: 顶层应为键值表。The file must hold a mapping.")
    return value
