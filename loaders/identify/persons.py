"""Persons: by a checked document, else as the holder of one office, else as the party of one decision, else by the source's own number.

Only the first is an identity beyond the organisation or the decision (DESIGN 2). Hashes alone leave this module.
"""

from typing import NamedTuple

from credit.identity import OFFICE_HOLDER, OWN_NUMBER, PARTY_ONLY, VERIFIED, PersonKey
from loaders.mapping.definition import Identify
from loaders.staging.frame import Frame, Values


class Known(NamedTuple):
    """Ids, and how each person is known, row by row."""

    ids: Values
    identity: Values


def person_ids(by: Identify, frame: Frame, key: PersonKey, space: str) -> Known:
    """Who the persons are; None where neither document, office, decision nor number says it."""
    ids, identity = _by_document(by, frame, key)
    for weaker, ids_of in ((OFFICE_HOLDER, _by_office), (PARTY_ONLY, _by_decision), (OWN_NUMBER, _by_own_number)):
        if None in ids:
            found = ids_of(by, frame, key, space, ids)
            identity = [weaker if made and not known else how for how, made, known in zip(identity, found, ids, strict=True)]
            ids = found
    return Known(ids, identity)


def _by_document(by: Identify, frame: Frame, key: PersonKey) -> Known:
    numbers = frame.nothing if by.document is None else frame.of(by.document)
    if by.document is None or numbers is frame.nothing:
        return Known(list(frame.nothing), list(frame.nothing))
    rows = zip(frame.of(f"{by.document}.country"), frame.of(f"{by.document}.type"), numbers, strict=True)
    ids = [key.person(country, kind, number) if number else None for country, kind, number in rows]
    return Known(ids, [VERIFIED if made else None for made in ids])


def _by_office(by: Identify, frame: Frame, key: PersonKey, space: str, ids: Values) -> Values:
    if by.office_of is None or by.office is None or by.name is None:
        return ids
    offices = [by.office[1:]] * len(frame) if by.office.startswith("=") else frame.of(by.office)
    rows = zip(ids, frame.of(by.office_of), offices, frame.of(by.name), strict=True)
    return [known or (key.office_holder(org, office, name) if org and office and name else None) for known, org, office, name in rows]


def _by_decision(by: Identify, frame: Frame, key: PersonKey, space: str, ids: Values) -> Values:
    if by.party_of is None or by.name is None:
        return ids
    rows = zip(ids, frame.of(by.party_of), frame.of(by.name), strict=True)
    return [known or (key.party(decision, name) if decision and name else None) for known, decision, name in rows]


def _by_own_number(by: Identify, frame: Frame, key: PersonKey, space: str, ids: Values) -> Values:
    if by.own is None:
        return ids
    return [known or (key.own_number(space, number) if number else None) for known, number in zip(ids, frame.of(by.own), strict=True)]
