"""How sure each rule of the reader is: measured where a set of labelled papers was looked at for the first time, and kept as data.

    python -m tests.text.calibrate look SPLIT     scores a new set once and keeps what each rule said on it (gold/first_looks.yaml)
    python -m tests.text.calibrate write          the confidence of every rule, and below which a person looks (data/confidence.yaml)

Only first looks count: on papers that rules were mended for every rule is right. A finding that has a doubt of its own counts for no rule.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from loaders.text.pipeline import read
from loaders.text.scoring import fact_of, facts_of_gold, labelled_texts, scores
from loaders.text.vocabulary import words
from tests.text.make_gold import GOLD

LOOKS = GOLD / "first_looks.yaml"
CONFIDENCE = Path(__file__).parents[2] / "loaders" / "text" / "data" / "confidence.yaml"
_PRIOR = 20
"""How many findings of average precision a rule is given to begin with: a rule seen twice is not sure because it was right twice."""
_TARGET = 0.988
"""Above the 0.985 that is asked for: what all sets together just reach, half of them miss."""
_ENOUGH = 30
"""With fewer findings a rule that was set by hand below the rest is not raised."""


def said(split: str) -> dict[str, list[int]]:
    """How many findings of each rule are right on a set, of how many."""
    right, told = Counter[str](), Counter[str]()
    for each in labelled_texts(GOLD / f"{split}.jsonl"):
        if not each.id.endswith("-0"):  # the papers of one template are one case
            continue
        wanted, reading = facts_of_gold(each.gold), read(each.text)
        for finding in reading.findings:
            field, fact = fact_of(finding, len(wanted["parties"]) > 1)
            if field in wanted and not finding.why:
                told[finding.rule] += 1
                right[finding.rule] += fact in wanted[field]
    return {rule: [right[rule], told[rule]] for rule in sorted(told)}


def looks() -> dict[str, Any]:
    """The first looks so far: for each set its scores and what each rule said."""
    return dict(YAML(typ="safe").load(LOOKS.read_text(encoding="utf-8"))) if LOOKS.is_file() else {}


def pooled(kept: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """What each rule said on all first looks together."""
    rules = sorted({rule for look in kept.values() for rule in look["rules"]})
    counts = {rule: [look["rules"].get(rule, [0, 0]) for look in kept.values()] for rule in rules}
    return {rule: (sum(right for right, _ in each), sum(told for _, told in each)) for rule, each in counts.items()}


def confidences(counts: dict[str, tuple[int, int]]) -> dict[str, float]:
    """The precision to expect of each rule: what was measured, drawn towards the average where little was."""
    average = sum(right for right, _ in counts.values()) / max(1, sum(told for _, told in counts.values()))
    return {rule: round((right + _PRIOR * average) / (told + _PRIOR), 3) for rule, (right, told) in counts.items()}


def measured(counts: dict[str, tuple[int, int]]) -> dict[str, float]:
    """The confidences as they are kept: what was set by hand is not raised by a few findings."""
    sure = confidences(counts)
    by_hand: dict[str, float] = words("confidence")["by_hand"]
    return sure | {rule: min(value, sure[rule]) for rule, value in by_hand.items() if rule in sure and counts[rule][1] < _ENOUGH}


def threshold(counts: dict[str, tuple[int, int]], sure: dict[str, float]) -> tuple[float, float, float]:
    """The lowest confidence from which on all first looks together reach the target; with the precision and the share of findings there."""
    everything = sum(told for _, told in counts.values())
    for least in sorted(set(sure.values())):
        kept = [counts[rule] for rule in counts if sure[rule] >= least]
        right, told = sum(each for each, _ in kept), sum(each for _, each in kept)
        if told and right / told >= _TARGET:
            return least, right / told, told / everything
    return 1.0, 1.0, 0.0


def look(split: str) -> None:
    """Scores a set for the first time and keeps it. A set that was looked at is refused."""
    kept = looks()
    if split in kept:
        sys.exit(f"{split} has been looked at before: only the first look counts")
    found = scores((each, read(each.text)) for each in labelled_texts(GOLD / f"{split}.jsonl")).as_json()
    kept[split] = {"all": found["all"], "without_review": found["without_review"], "rules": said(split)}
    comment = "".join(line for line in LOOKS.read_text("utf-8").splitlines(keepends=True) if line.startswith("#"))
    with LOOKS.open("w", encoding="utf-8") as file:
        file.write(comment)
        form = YAML()
        form.default_flow_style, form.width = None, 150
        form.dump(kept, file)
    sys.stdout.write(f"{ {name: found[name] for name in ('all', 'without_review', 'forms', 'families')} }\n")


def write() -> None:
    """Writes the measured confidences and the threshold into the data that the reader uses."""
    counts = pooled(looks())
    sure = measured(counts)
    least, precision, share = threshold(counts, sure)
    text = CONFIDENCE.read_text(encoding="utf-8")
    head, mark, rest = text.partition("by_hand:")
    for rule, value in sure.items():
        head = re.sub(rf"(?m)^  {rule}: .*$", f"  {rule}: {value:<5} # {counts[rule][0]} of {counts[rule][1]}", head)
    head = re.sub(r"(?m)^review_below: .*$", f"review_below: {least}", head)
    CONFIDENCE.write_text(head + mark + rest, encoding="utf-8")
    unmeasured = sorted(set(words("confidence")["rules"]) - set(sure))
    sys.stdout.write(f"review below {least}: precision {precision:.4f}, share {share:.3f}; not measured: {', '.join(unmeasured)}\n")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["look", name]:
            look(name)
        case ["write"]:
            write()
        case _:
            sys.exit(__doc__)
