"""What a report says in fixed words: read from words.yaml, because articles are data."""

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from inquiry.answering.consequences import Citation
from inquiry.answering.wire import Label


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """The same in two languages."""

    zh: str
    en: str


class Right(_Part):
    """A right of whoever a report is about."""

    title: Said
    text_zh: str
    basis: tuple[Citation, ...]


class Fixed(_Part):
    """Everything that is said in the same words each time. `repair_rules`: ids in the catalogue."""

    record_states: dict[str, Said]
    parts: dict[str, Said]
    repair_rules: tuple[str, ...]
    rights: tuple[Right, ...]
    disclaimer: tuple[Said, ...]
    advisory: Said

    def state(self, code: str) -> Label:
        """A state of a record."""
        return Label(code=code, label_zh=self.record_states[code].zh, label_en=self.record_states[code].en)


@cache
def fixed() -> Fixed:
    """The fixed words, read once."""
    text = files("inquiry.report").joinpath("words.yaml").read_text(encoding="utf-8")
    return Fixed.model_validate(YAML(typ="safe", pure=True).load(text))
