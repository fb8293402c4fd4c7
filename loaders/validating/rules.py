"""The validator's rules as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.mapping.yaml_file import read_mapping
from loaders.validating.findings import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what breaking it does to a row, unless the source says otherwise, and what to call it."""

    severity: Severity
    zh: str
    en: str


RULES: Mapping[str, Rule] = {name: Rule(**said) for name, said in read_mapping(Path(__file__).with_name("rules.yaml")).items()}
