"""In which fields a load may speak: whoever writes for some fields alone neither states a record of another one nor acts upon it."""

import json
from collections.abc import Collection, Iterable

from credit.errors import NotPermitted
from credit.facts import Fact
from credit.kinds import FACT_KINDS, KIND_OF_CODE
from graph.store import StagedClaims

_HAVE_FIELDS = frozenset(code for code, kind in KIND_OF_CODE.items() if any(prop.name == "domain" for prop in kind.props))


def must_state_within(domains: Collection[str], claims: StagedClaims) -> None:
    """Raises NotPermitted for a decision of another field, or of none that can be told: the column 领域 tells it."""
    if not domains:
        return
    told = (json.loads(props).get("domain") for kind, props in zip(claims.kind, claims.props, strict=True) if kind in _HAVE_FIELDS)
    _must_be_within(domains, told)


def must_act_within(domains: Collection[str], facts: Iterable[Fact]) -> None:
    """The same for facts at which an act aims."""
    if domains:
        _must_be_within(domains, (fact.props.get("domain") for fact in facts if FACT_KINDS[fact.kind].code in _HAVE_FIELDS))


def _must_be_within(domains: Collection[str], told: Iterable[str | None]) -> None:
    if strange := sorted({each or "" for each in told} - set(domains)):
        named = "、".join(each or "未载明领域" for each in strange)
        raise NotPermitted(
            f"此密钥只能写入领域 {'、'.join(sorted(domains))},所写的有:{named}。This key may not write in these domains.",
            missing_right="facts:write",
        )
