"""How fast papers are read: documents a second on one core, for papers of about 2,400 characters and for short ones."""

import json
import time
from pathlib import Path

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


def main(arguments: list[str]) -> None:
    """Prints documents a second; the start-up (vocabularies, patterns) apart."""
    start = time.perf_counter()
    from loaders.text.pipeline import read

    read("行政处罚决定书")
    print(f"start-up: {time.perf_counter() - start:.2f} s")
    short = _texts()
    for name, texts in (("as they are", short), ("lengthened", [_lengthened(text) for text in short])):
        mean = sum(map(len, texts)) / len(texts)
        print(f"{name}: {len(texts)} papers of {mean:,.0f} characters on average, {_speed(texts):,.0f} documents/s")
