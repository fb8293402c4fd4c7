"""Red and black at once: a subject that a list of honour and a list of breach name on the same day."""

from collections.abc import Collection, Iterable
from itertools import groupby

from credit.facts import Fact
from credit.periods import Certainty
from reasoning.catalogue import Catalogue
from reasoning.conflicts.model import Conflict, conflict_id
from reasoning.propagation.matching import fits, stands
from reasoning.propagation.proof import record_words
from reasoning.propagation.scene import Record, Scene


def red_and_black(scene: Scene, subjects: Collection[str]) -> list[Conflict]:
    """One conflict for each red entry of a subject whom a black list names too. The law of incentives says which colours clash."""
    clash = scene.catalogue.head.red_and_black
    records = [each for each in scene.records(subjects) if _stands(scene, each)]
    found = []
    for _, group in groupby(records, key=lambda each: each.subject):
        of_one = list(group)
        black = [each for each in of_one if fits(coloured(scene.catalogue, each.fact), clash.black)]
        found += [_conflict(scene, red, black) for red in of_one if black and fits(coloured(scene.catalogue, red.fact), clash.red)]
    return found


def _stands(scene: Scene, record: Record) -> bool:
    return record.fact.kind == "ListEntry" and stands(record, scene.as_of)


def coloured(catalogue: Catalogue, entry: Fact) -> dict[str, object]:
    """What an entry states, with the polarity of its list where the entry does not say."""
    label = catalogue.vocabulary["list_code"].get(str(entry.props.get("list_code")))
    return {"polarity": label.polarity if label else None, **entry.props}


def _conflict(scene: Scene, red: Record, black: Iterable[Record]) -> Conflict:
    clash, against = scene.catalogue.head.red_and_black, list(black)
    told = "；".join(record_words(scene.catalogue, each, each.day("listed_on")) for each in (red, *against))
    sure = all(each.fact.period.at(scene.as_of) is Certainty.CERTAIN for each in (red, *against))
    registrar = scene.profile(red.subject).get("registrar")
    return Conflict(
        id=conflict_id("red_and_black", red.subject, red.id, *sorted(each.id for each in against)),
        kind="red_and_black",
        subject=red.subject,
        organization=None,
        state="bound" if sure else "possible",
        rule=clash.id,
        says_zh=f"{told}：{clash.says_zh}",
        duties=(),
        basis=clash.basis,
        registrar=str(registrar) if registrar else None,
        record=red.id,
        grounds=(red.fact, *(each.fact for each in against)),
    )
