"""How Chinese is read, fast enough for a first load: pypinyin's own dictionaries, walked longest phrase first."""

from collections.abc import Iterator
from functools import cache


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """All phrases, also those read like their characters: 广东 in 广东阿… keeps 东阿 from being seen there."""
    from pypinyin.constants import PHRASES_DICT  # loads for a moment: only who searches pays

    return {phrase: tuple(_toneless(readings[0]) for readings in said) for phrase, said in PHRASES_DICT.items()}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _phrase_heads() -> frozenset[str]:
    return frozenset(phrase[:2] for phrase in _phrases())


@cache
def _toneless(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return to_normal(syllable)


@cache
def _reading(char: str) -> str:
    """The likeliest reading of one character, or the character itself where it has none."""
    from pypinyin.constants import PINYIN_DICT

    return _toneless(PINYIN_DICT[ord(char)].split(",")[0]) if ord(char) in PINYIN_DICT else char


def syllables_of(text: str) -> Iterator[str]:
    """One syllable a character, by the longest phrase that it stands in."""
    start = 0
    while start < len(text):
        phrase = _phrase_at(text, start)
        yield from _phrases()[phrase] if phrase else (_reading(text[start]),)
        start += len(phrase) or 1


def _phrase_at(text: str, start: int) -> str:
    if text[start : start + 2] not in _phrase_heads():
        return ""
    sizes = range(min(_longest(), len(text) - start), 1, -1)
    return next((text[start : start + size] for size in sizes if text[start : start + size] in _phrases()), "")
