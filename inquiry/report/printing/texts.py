"""Values as they are printed. Anybody may have written the texts: no control sign, no reversed line, no endless paragraph."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from credit.kinds import FACT_KINDS

_LONGEST = 1_200
_BREAKS = "\n\t"
_FORBIDDEN = frozenset({"Cc", "Cs", "Co", "Cn", "Cf"})
"""Control signs, halves of signs, private and unassigned ones, and those that turn or hide text without being seen."""


def printable(value: Any) -> Any:
    """The same body with every text fit for print; what is cut off says so."""
    if isinstance(value, str):
        return _fit(value)
    if isinstance(value, Mapping):
        return {_fit(name): printable(each) for name, each in value.items()}
    return [printable(each) for each in value] if isinstance(value, list) else value


def _fit(text: str) -> str:
    shown = text[:_LONGEST]
    if not shown.isprintable():
        shown = "".join(" " if sign in _BREAKS else "\ufffd" if unicodedata.category(sign) in _FORBIDDEN else sign for sign in shown)
    return shown if len(text) <= _LONGEST else f"{shown}……〔全文 {len(text)} 字,此处只印前 {_LONGEST} 字〕"


def named(ref: Mapping[str, Any]) -> str:
    """A name; a masked person with the end of his id, so that two of one surname can be told apart."""
    name = ref["name"] or ("(未具名)" if ref["kind"] == "Person" else ref["id"])
    return f"{name}〔{ref['id'][-6:]}〕" if ref["kind"] == "Person" and (ref["masked"] or not ref["name"]) else str(name)


def span(period: Mapping[str, Any]) -> str:
    """A period in short: unknown bounds as `?`, an open end as 至今."""
    start = period["from"] or (f"≤{period['from_max']}" if period["from_max"] else "?")
    end = "至今" if period["ongoing"] else period["until"] or f"≤{period['until_max'] or '?'}"
    return f"{start} – {end}"


def money(fen: Any) -> str:
    """Hundredths of a yuan as yuan."""
    return f"{fen / 100:,.2f} 元" if isinstance(fen, int) else str(fen)


def value_of(value: Any) -> str:
    """A property's value: a code by its label."""
    if isinstance(value, Mapping):
        return str(value.get("label_zh", "")) or "、".join(f"{name}: {value_of(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "、".join(value_of(each) for each in value)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else "" if value is None else str(value)


def prop_value(kind: str, name: str, value: Any) -> str:
    """A property's value, money as yuan and shares in percent."""
    declared = next((prop.type for prop in FACT_KINDS[kind].props if prop.name == name), "text")
    return {"fen": money, "share": _percent}.get(declared, value_of)(value)


def props(item: Mapping[str, Any], without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The properties of a fact under their declared Chinese names."""
    declared = {prop.name: prop.zh for prop in FACT_KINDS[item["kind"]].props}
    kept = [(name, value) for name, value in item["props"].items() if name in declared and name not in without]
    return [(declared[name], prop_value(item["kind"], name, value)) for name, value in kept]


def cited(basis: list[Mapping[str, Any]]) -> str:
    """Articles as lawyers write them."""
    return "；".join(f"《{each['instrument']}》{each['article']}" for each in basis)


def numbers(evidence: list[int]) -> str:
    """Evidence numbers in one cell; of very many the first and how many more."""
    shown = "、".join(str(number) for number in evidence[:8])
    return f"{shown} 等 {len(evidence)} 份" if len(evidence) > 8 else shown


def _percent(value: Any) -> str:
    try:
        return f"{float(value) * 100:.6g}%"
    except (TypeError, ValueError):
        return value_of(value)
