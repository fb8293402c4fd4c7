"""The office's enumerations, served beside all others."""

from typing import Any

from office.rights import Right, purposes


def office_words() -> dict[str, list[dict[str, Any]]]:
    """Rights and purposes as data."""
    return {
        "rights": [{"code": str(right), "label_zh": right.labels[0], "label_en": right.labels[1]} for right in Right],
        "purposes": [{"code": code, "label_zh": said["zh"], "label_en": said["en"]} for code, said in purposes().items()],
    }
