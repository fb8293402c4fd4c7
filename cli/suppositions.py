"""Suppositions as they are typed in a shell."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from credit.errors import BadParameter


def day_said(text: str) -> tuple[str, str]:
    """What is named, and the day after the last `=`."""
    name, separator, day = text.rpartition("=")
    if not separator:
        raise BadParameter(f"“{text[:60]}”应写成 名=日期。Write it as name=2026-03-01.")
    return name, day


def json_said(text: str) -> dict[str, Any]:
    """One supposition as the API takes it."""
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise BadParameter(f'“{text[:60]}”不是 JSON 对象。Not a JSON object, such as {{"deed": "repair", "fact": "pen:…"}}.')
    return said


def draft_in(place: Path) -> dict[str, Any]:
    """A draft in a file of YAML: the same names as in the body of the API."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        said = YAML(typ="safe", pure=True).load(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as fault:
        raise BadParameter(f"不能读草稿 {place.name}:{fault.__class__.__name__}。The draft cannot be read.") from None
    if not isinstance(said, dict):
        raise BadParameter(f"{place.name} 应为 名: 值 的 YAML。A draft is YAML of names and values.")
    return {str(name): _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:
    """YAML reads 2026-12-01 as a day; the API takes its text."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
