"""Names of organisations and persons. A name finds; it never joins: two records that share one stay two."""

from credit.names.normal import name_key, normal_name
from credit.names.parts import NameParts, parse_name
from credit.names.persons import compatible_names, is_masked_name, mask_person
from credit.names.search import Pinyin, bigrams, pinyin_of

__all__ = [
    "NameParts",
    "Pinyin",
    "bigrams",
    "compatible_names",
    "is_masked_name",
    "mask_person",
    "name_key",
    "normal_name",
    "parse_name",
    "pinyin_of",
]
