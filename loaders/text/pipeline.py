"""The pipeline: `spacy.blank("zh")` with character tokens, and our steps as components in the order of the data.

Character tokens, because any other segmenter cuts names (法定代表/人叶某). Our own tokenizer makes them: spaCy's hangs a blank on the token
before it, so that token numbers are no places in the text, and takes half of the time.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from loaders.text.canonical import Canonical, clean
from loaders.text.components import (
    assembly,
    blanking,
    deals,
    grounds,
    headers,
    literals,
    names,
    operative,
    origin,
    records,
    sanctions,
    signs,
    ties,
    types,
)
from loaders.text.components import heads as head_labels
from loaders.text.model import Reading

ORDER = (
    "zh_types",
    "zh_literals",
    "zh_labels",
    "zh_names",
    "zh_heads",
    "zh_relations",
    "zh_operative",
    "zh_penalties",
    "zh_grounds",
    "zh_facts",
)
_EXTENSIONS = (
    "canonical", "kind", "bare", "quoted", "literals", "fields", "parties", "names", "signed", "spoken",
    "heads", "stated", "deals", "zones", "struck", "grounds", "reading",
)  # fmt: skip
Step = Callable[[Doc], None]


def _types(doc: Doc) -> None:
    text = doc._.canonical.text
    doc._.kind, doc._.bare, doc._.quoted = types.document_type(text), blanking.bare(text), blanking.without_quotes(text)


def _literals(doc: Doc) -> None:
    doc._.literals = literals.literals(doc._.canonical.text)
    doc.spans["literals"] = [Span(doc, each.start, each.end, label=each.label) for each in doc._.literals]


def _labels(doc: Doc) -> None:
    doc._.fields = headers.labelled_values(doc._.canonical.text)


def _names(doc: Doc) -> None:
    text = doc._.canonical.text
    parties = names.parties(text, doc._.fields, doc._.kind.name)
    doc._.names = names.dictionary(text, doc._.bare, (*parties, *names.weakly_stated(doc._.fields)))
    doc._.signed = signs.sign(doc._.bare, doc._.names)
    spoken = names.spoken_of(parties)
    doc._.spoken = signs.sign(doc._.bare, (*doc._.names, *spoken)) if spoken else doc._.signed
    doc._.parties = names.restricted(doc._.signed, parties, doc._.names) if doc._.kind.name in ("consumption_order", "list") else parties


def _heads(doc: Doc) -> None:
    doc._.heads = head_labels.heads(doc._.canonical.text, doc._.fields, doc._.parties)


def _relations(doc: Doc) -> None:
    people = {party.text for party in doc._.parties if party.kind == "PERSON"}
    lines = ties.line_posts(doc._.signed, people, 6000) if people else ()
    units = [party.text for party in doc._.parties if party.kind == "ORG"]
    doc._.stated = (*lines, *ties.relations(doc._.spoken, units[0] if len(units) == 1 else ""))
    doc._.deals = deals.deals(doc._.canonical.text, doc._.kind.name, doc._.names)


def _operative(doc: Doc) -> None:
    doc._.zones = operative.zones(doc._.signed.text, doc._.fields, not doc._.kind.titled)


def _penalties(doc: Doc) -> None:
    doc._.struck = sanctions.penalties(doc._.signed, doc._.zones, doc._.parties)
    if doc._.kind.effect == "penalty":
        told = names.struck_parties(doc._.parties, doc._.names, [each.party for each in doc._.struck])
        doc._.parties = names.with_codes(doc._.canonical.text, told)


def _grounds(doc: Doc) -> None:
    doc._.grounds = grounds.grounds(doc._.quoted, doc._.fields, doc._.kind.effect == "none" and doc._.kind.titled)


def _facts(doc: Doc) -> None:
    text, fields, kind = doc._.canonical.text, doc._.fields, doc._.kind
    rows = records.rows(text, fields)
    common = records.shared(fields, rows)
    apart = tuple(each for each in common if not each.record) if len(rows) > 1 else common
    found = (
        ("doc_no", origin.doc_no(text, common, records.outside(doc._.literals, rows), kind)),
        ("agency", origin.agency(text, apart, kind) or origin.agency(text, common, kind)),
        ("date", origin.decided_on(text, apart, kind) or origin.decided_on(text, common, kind)),
    )
    parts = assembly.Parts(
        canonical=doc._.canonical,
        kind=kind,
        origins=tuple((field, each) for field, each in found if each),
        parties=doc._.parties,
        names=doc._.names,
        signed=doc._.signed,
        heads=doc._.heads,
        stated=doc._.stated,
        deals=doc._.deals,
        struck=doc._.struck,
        grounds=doc._.grounds,
        violation=headers.violation(text, fields),
        rows=rows,
    )
    doc._.reading = assembly.reading(parts)


_STEPS: dict[str, Step] = dict(
    zip(ORDER, (_types, _literals, _labels, _names, _heads, _relations, _operative, _penalties, _grounds, _facts), strict=True)
)


def _register(name: str, step: Step) -> None:
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def component(doc: Doc) -> Doc:
            step(doc)
            return doc

        return component

    Language.factory(name, func=create)


class _Words(dict[str, int]):
    """The number of each character in the vocabulary's strings: a Doc of numbers is made in half the time of one of strings."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __missing__(self, char: str) -> int:
        number = self[char] = self._vocab[char].orth
        return number


class CharacterTokenizer:
    """One token a character, blanks and line ends too: the number of a token is its place in the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._words = _Words(vocab)

    def __call__(self, text: str) -> Doc:
        """The text as a Doc."""
        words = cast(list[str], [self._words[char] for char in text])  # a Doc takes their numbers too
        return Doc(self.vocab, words=words, spaces=[False] * len(text))


@cache
def pipeline() -> Language:
    """The pipeline, made once a process."""
    for extension in _EXTENSIONS:
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = 500_000
    for name, step in _STEPS.items():
        if not Language.has_factory(name):
            _register(name, step)
        nlp.add_pipe(name)
    return nlp


def _doc(canonical: Canonical) -> Doc:
    doc = pipeline().make_doc(canonical.text)
    doc._.canonical = canonical
    return doc


def read(text: str) -> Reading:
    """What one paper says. Never raises on any text: an empty or unreadable one has no findings, or only such as a person must look at."""
    reading: Reading = pipeline()(_doc(clean(text)))._.reading
    return reading


def read_all(texts: Iterable[str]) -> Iterator[Reading]:
    """The readings of many texts, in order."""
    for text in texts:
        yield read(text)
