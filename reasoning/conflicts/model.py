"""What a conflict says: what the register or a list shows and the law does not allow, and whose duty follows. Never a sanction."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from credit.facts import Fact
from reasoning.catalogue import Basis
from reasoning.propagation.model import Consequence

Kind = Literal["post", "incumbent", "red_and_black"]
State = Literal["bound", "possible"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person in an office that is closed to him (`post`), who died or lacks capacity (`incumbent`); or a subject that stands on a red
    and a black list at once (`red_and_black`).

    `term`: the office that is held; `bar`: the consequence that closes it; `grounds`: the records that it rests on. In `says_zh` a node
    stands as `{id}`.
    """

    id: str
    kind: Kind
    subject: str
    organization: str | None
    state: State
    rule: str
    says_zh: str
    duties: tuple[str, ...]
    basis: tuple[Basis, ...]
    registrar: str | None
    record: str | None
    term: Fact | None = None
    bar: Consequence | None = None
    grounds: tuple[Fact, ...] = ()

    @property
    def evidence(self) -> tuple[int, ...]:
        """Everything that it rests on, the office first."""
        barred = (number for step in self.bar.proof for number in step.evidence) if self.bar else ()
        return tuple(
            dict.fromkeys((*(self.term.evidence if self.term else ()), *barred, *(n for each in self.grounds for n in each.evidence)))
        )


@dataclass(frozen=True, slots=True)
class Allowed:
    """An office of a barred person that the bar does not close, and why: the form of the organisation, what it is licensed for, the
    office, or the very party of the record.
    """

    term: Fact
    bar: Consequence
    code: Literal["legal_form", "licence", "office", "own"]
    says_zh: str


def conflict_id(*parts: str) -> str:
    """Stable over reloads: the ground, whom it concerns, and what it rests on."""
    return "x:" + hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()
