"""Words of a source and what they mean: lookups with patterns. An unknown word is named, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from loaders.cleaning.memo import Fixed, Ignored, Partly, Unreadable
from loaders.mapping.definition import Lookup


class Sense(str):
    """A code with what else the word said: 执行事务合伙人 is PARTNER_OF, general and executive."""

    __slots__ = ("props", "whole")
    props: Mapping[str, str | bool]
    whole: str

    @classmethod
    def of(cls, said: str | Mapping[str, str | bool]) -> "Sense":
        """The sense of a lookup's entry: a code alone, or `kind` with further properties."""
        sense = cls(said if isinstance(said, str) else said["kind"])
        sense.props = {} if isinstance(said, str) else {name: value for name, value in said.items() if name != "kind"}
        sense.whole = f"{sense} {sorted(sense.props.items())}"
        return sense


_BLANKS = re.compile(r"\s+")


def _plain(word: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", word))


def word_reader(lookup: Lookup, lookups: Mapping[str, Lookup]) -> Callable[[str], Sense]:
    """Reads words through a lookup: whole words first, then patterns in order, then the lookup that it says to ask `also`.

    Raises Ignored for a word that the source says to leave out, else Unreadable, which names the word.
    """
    words = {_plain(word): Sense.of(said) for word, said in lookup.words.items()}
    patterns = [(re.compile(pattern), Sense.of(said)) for pattern, said in lookup.patterns]
    ignored = {_plain(word): why for word, why in lookup.ignore.items()}
    further = word_reader(lookups[lookup.also], lookups) if lookup.also else None

    def read(text: str) -> Sense:
        word = _plain(text)
        if word in words:
            return words[word]
        for pattern, sense in patterns:
            if found := pattern.search(word):
                return Sense.of(found[int(sense[1:])]) if sense.startswith("$") else sense
        if word in ignored:
            raise Ignored(f"“{text[:40]}”:{ignored[word]}")
        if further is not None:
            return further(text)
        raise Unreadable(f"对照表中没有“{text[:40]}”")

    return read


def words_reader(lookup: Lookup, lookups: Mapping[str, Lookup], split: str) -> Callable[[str], tuple[str, ...] | Fixed]:
    """Reads cells of several words, each once; unknown ones are named, known ones stay."""
    read_one, parts = word_reader(lookup, lookups), re.compile(f"[{re.escape(split)}]")

    def read(text: str) -> tuple[str, ...] | Fixed:
        known, unknown = dict[str, None](), list[str]()
        for word in filter(None, map(str.strip, parts.split(text))):
            try:
                known[str(read_one(word))] = None
            except Unreadable as fault:
                unknown.append(str(fault))
        if unknown and not known:
            raise Unreadable(unknown[0])
        return Partly(tuple(known), ";".join(unknown)) if unknown else tuple(known)

    return read
