"""From readings to rows: a decision with penalties, an entry of a list, an order of a court; and whether a person must look first.

What is certain is loaded; the rest goes into review files with the same headers, which a person corrects and loads with `xinmai load`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.text.entries import entry_rows, order_rows
from loaders.text.model import Finding, Party, Responsible, Sanction
from loaders.text.narrow import papers_of_rows
from loaders.text.papers.folder import Paper
from loaders.text.row import Row, doubts, head_cells, heads_by_party, party_kind, place, safe, shared
from loaders.text.vocabulary import words

SOURCE = "decision_texts"


def rows_of(paper: Paper) -> tuple[Row, ...]:
    """The rows of one paper. A notice before a decision, an order to put right alone and a review decision have none."""
    return tuple(row for each in papers_of_rows(paper) for row in _rows_of_one(each))


def _rows_of_one(paper: Paper) -> tuple[Row, ...]:
    if paper.reading.effect == "penalty":
        return penalty_rows(paper)
    return (*entry_rows(paper), *order_rows(paper))


def penalty_rows(paper: Paper) -> tuple[Row, ...]:
    """One row a party of a decision that states penalties."""
    if not any(_codes(paper)):
        return ()
    parties = [finding for finding in paper.reading.of("parties") if isinstance(finding.value, Party)]
    if not parties:
        return (Row(SOURCE, {**_shared(paper), **place(paper, [])}, "no_party"),)
    struck = _struck_by_party(paper, parties)
    heads = heads_by_party(paper)
    told = ((finding, struck[_name(finding)] + (struck[""] if len(parties) > 1 else [])) for finding in parties)
    return tuple(_row(paper, finding, penalties, heads.get(_name(finding))) for finding, penalties in told if penalties)


def _name(finding: Finding) -> str:
    return finding.value.name if isinstance(finding.value, Party) else ""


def _codes(paper: Paper) -> Iterator[str]:
    return (each.code for each in paper.reading.values("penalties") if isinstance(each, Sanction) and each.code)


def _struck_by_party(paper: Paper, parties: list[Finding]) -> dict[str, list[Finding]]:
    """The penalties by whom they strike: the only party all of them; under no name those of which the paper does not say whom."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for each in paper.reading.of("penalties"):
        if isinstance(each.value, Sanction):
            found[each.value.party if len(parties) > 1 else _name(parties[0])].append(each)
    return found


def _row(paper: Paper, finding: Finding, struck: list[Finding], head: Finding | None) -> Row:
    party = finding.value
    assert isinstance(party, Party)
    named = [each for each in paper.reading.of("responsible") if not each.needs_review] if party.kind == "ORG" else []
    cells = {
        **_shared(paper),
        "party_name": party.name,
        "party_kind": party_kind(party),
        "uscc": party.uscc or party.stated_code,
        **head_cells(head),
        **_penalties(struck),
        "responsible": "、".join(each.value.person for each in named if isinstance(each.value, Responsible)),
        "responsible_duty": "、".join(_duty_zh(each.value.duty) for each in named if isinstance(each.value, Responsible)),
        **place(paper, [finding, *struck, *([head] if head else []), *named]),
    }
    return Row(SOURCE, cells, _why(paper, finding, struck))


def _duty_zh(duty: str) -> str:
    listed = words("roles")["duties"].values()
    return next(str(each["words"][0]) for each in listed if each["duty"] == duty)


def _shared(paper: Paper) -> dict[str, str]:
    told = shared(paper)
    return {
        "doc_no": told["number"],
        "authority_name": told["authority"],
        "decided_on": told["day"],
        "violation_facts": told["facts"],
        "legal_basis": told["laws"],
    }


def _penalties(struck: list[Finding]) -> dict[str, str]:
    """Kinds, the sum of each kind as structured records state it, and every amount by itself (decision 0070)."""
    sanctions = [each.value for each in struck if isinstance(each.value, Sanction) and each.value.code]
    sums = {code: sum(each.fen or 0 for each in sanctions if each.code == code) for code in ("fine", "confiscation")}
    labels = {each.code: words("sanctions")["labels"][each.code] for each in sanctions}
    revoked = [each.detail for each in sanctions if each.code in ("licence_revoked", "licence_suspended")]
    return {
        "penalty_kinds": "、".join(labels.values()),
        "content": ";".join(safe(each.detail) for each in sanctions),
        "fine": f"{sums['fine'] / 100:.2f}" if sums["fine"] else "",
        "confiscated": f"{sums['confiscation'] / 100:.2f}" if sums["confiscation"] else "",
        "amounts": ";".join(f"{each.kind}{each.fen / 100:.2f}元" for each in sanctions if each.fen is not None),
        "licence_revoked": ";".join(revoked),
    }


def _why(paper: Paper, party: Finding, struck: Iterable[Finding]) -> str:
    """Why a person must look first; empty where the row may be loaded."""
    reasons = [] if paper.reading.document_type == "decision" else ["not_a_decision"]
    return ";".join(dict.fromkeys([*reasons, *doubts(paper, [party, *struck])]))
