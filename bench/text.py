"""How fast papers are read: documents a second on one core, for papers of about 2,400 characters and for short ones.

`--events FILE.jsonl[.gz]`: what is read of labelled sentences of financial news (pledges, transfers; the form of FewFC).
`--titles FILE.csv`: whether any title that announces a notice before a decision, with its facts, makes penalties.
"""

import csv
import gzip
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "tests" / "text" / "gold"
_FILLER = (
    "\n经查,当事人自2021年3月起在其经营场所从事相关活动,执法人员现场制作了笔录,并对有关单位进行了询问。上述事实有现场检查笔录、询问笔录、"
    "照片等证据证明,当事人对此无异议,以上证据形式合法,内容真实,与本案具有关联性。我局认为,上述行为扰乱了市场秩序,应当依法承担相应的法律责任。"
)
_LONG = 2400
_TURNS = 3


def _texts() -> list[str]:
    lines = [line for path in sorted(GOLD.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def _lengthened(text: str) -> str:
    """The paper with further facts in its middle, up to 2,400 characters."""
    at = text.find("\n", len(text) // 3)
    missing = max(0, _LONG - len(text))
    return text[:at] + (_FILLER * (missing // len(_FILLER) + 1))[:missing] + text[at:]


def _speed(texts: list[str]) -> float:
    """The best of three turns: other work on the machine only slows."""
    from loaders.text.pipeline import read

    best = 0.0
    for _ in range(_TURNS):
        start = time.process_time()
        for text in texts:
            read(text)
        best = max(best, len(texts) / (time.process_time() - start))
    return best


_DEALS = {"质押": "质押", "股份股权转让": "股权转让", "担保": "担保"}


def _sentences(path: Path) -> Iterator[dict[str, Any]]:
    """The sentences of a file of labelled events."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return (json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip())


def _sides(event: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Each pair of a giving and a receiving side of an event."""
    words: dict[str, list[str]] = {"sub": [], "obj": []}
    for mention in event["mentions"]:
        words.get(mention["role"][:3], []).append(mention["word"].replace(" ", ""))
    return {(head, tail) for head in words["sub"] for tail in words["obj"]}


def _events(path: Path) -> None:
    """Precision and recall of pairs, compared by their very words, by kind of deal."""
    from loaders.text.model import Tie
    from loaders.text.pipeline import read

    counts = {kind: [0, 0, 0] for kind in _DEALS}
    for sentence in _sentences(path):
        told = [each for each in read(sentence["content"]).values("relations") if isinstance(each, Tie)]
        for kind, word in _DEALS.items():
            found = {(each.head.replace(" ", ""), each.tail.replace(" ", "")) for each in told if each.relation == word}
            wanted = {pair for event in sentence["events"] if event["type"] == kind for pair in _sides(event)}
            counts[kind] = [sum(pair) for pair in zip(counts[kind], (len(found & wanted), len(found), len(wanted)), strict=True)]
    for kind, (right, said, due) in counts.items():
        print(f"{kind}: precision {right / max(said, 1):.3f}, recall {right / max(due, 1):.3f} ({right} right, {said} told, {due} wanted)")


def _titles(path: Path) -> None:
    """Notices before a decision among the titles, and how many of them make penalties."""
    from loaders.text.pipeline import read

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    notices = [read(f"{row['title']}\n{row['facts_excerpt']}") for row in rows if "告知书" in row["title"]]
    wrong = sum(bool(each.of("penalties")) or each.effect == "penalty" for each in notices)
    print(f"{len(rows)} titles, {len(notices)} announce a notice before a decision, {wrong} of these read as penalties")


def main(arguments: list[str]) -> None:
    """Prints documents a second; the start-up (vocabularies, patterns) apart. Or what the options ask."""
    for option, told in (("--events", _events), ("--titles", _titles)):
        if arguments[:1] == [option]:
            told(Path(arguments[1]))
            return
    start = time.perf_counter()
    from loaders.text.pipeline import read

    read("行政处罚决定书")
    print(f"start-up: {time.perf_counter() - start:.2f} s")
    short = _texts()
    for name, texts in (("as they are", short), ("lengthened", [_lengthened(text) for text in short])):
        mean = sum(map(len, texts)) / len(texts)
        print(f"{name}: {len(texts)} papers of {mean:,.0f} characters on average, {_speed(texts):,.0f} documents/s")
