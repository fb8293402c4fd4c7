"""One penalty as the operative part states it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Struck:
    """One penalty as stated. `party` is empty where the paper does not say which; `doubt`: why it may be another's, or another sum."""

    kind: str
    code: str
    fen: int | None
    exact: bool
    party: str
    start: int
    end: int
    detail: str
    rule: str
    doubt: str = ""
