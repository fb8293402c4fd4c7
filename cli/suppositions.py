"""Suppositions as they are typed in a shell."""

import json
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
