"""The records of many subjects, read in three questions however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS
from credit.view import View, Way
from reasoning.propagation.relations import PARTIES
from reasoning.propagation.scene import RECORDS, Record


@dataclass(frozen=True, slots=True)
class File:
    """What stands against one subject: its records, its own entry, and ties to records that nobody describes (or that were voided)."""

    subject: str
    records: list[Record] = field(default_factory=list)
    profile: dict[str, object] = field(default_factory=dict)
    missing: list[Fact] = field(default_factory=list)


def files_of(view: View, subjects: Collection[str]) -> Mapping[str, File]:
    """The files of these organisations, whatever the days of their records."""
    files = {subject: File(subject) for subject in sorted(set(subjects))}
    ties = view.expand(list(files), PARTIES, ALWAYS, Way.OUT) if files else ()
    wanted = {tie.dst for tie in ties if tie.dst}
    facts = {fact.src: fact for fact in view.facts_of(wanted, RECORDS, ALWAYS)} if wanted else {}
    for tie in ties:
        file, fact = files.get(tie.src), facts.get(tie.dst or "")
        if file is not None and fact is not None:
            file.records.append(Record(fact, tie, tie.src))
        elif file is not None and node_kind_of(tie.dst or "") in RECORDS:
            file.missing.append(tie)
    with_records = [subject for subject, file in files.items() if file.records]
    for fact in view.facts_of(with_records, ("Organization",), ALWAYS) if with_records else ():
        files[fact.src].profile.update(fact.props)
    return files
