"""What a search index keeps of a name: bigrams, pinyin, initials."""

import re
from dataclasses import dataclass

from credit.names.normal import name_key
from credit.names.readings import syllables_of

_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Pinyin:
    """How a name is said: one syllable a character, a Latin run as it is."""

    syllables: tuple[str, ...]
    initials: str

    @property
    def full(self) -> str:
        """All syllables in one, as people type them: dalianxinde."""
        return "".join(self.syllables)


def bigrams(text: str) -> tuple[str, ...]:
    """Each two neighbouring characters of a name's key, in order; the character itself where there is but one.

    Index and query are cut alike, so that a query of two characters is one token: names have no blanks to cut at.
    Also fit for initials and full pinyin.
    """
    key = name_key(text)
    return tuple(key[start : start + 2] for start in range(len(key) - 1)) or ((key,) if key else ())


def _said(run: str) -> tuple[tuple[str, ...], str]:
    """Syllables and initials of a run of Han characters, or a Latin run as it is."""
    if run.isascii():
        return (run,), run
    syllables = tuple(syllables_of(run))
    return syllables, "".join(syllable[0] for syllable in syllables)


def pinyin_of(text: str) -> Pinyin:
    """The pinyin of a name, without tones; ü is written v. A character of several readings gets its likeliest in context."""
    said = [_said(run) for run in _RUN.findall(name_key(text))]
    return Pinyin(tuple(syllable for syllables, _ in said for syllable in syllables), "".join(initials for _, initials in said))
