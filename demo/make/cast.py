"""Who lives and trades in 青禾县: the cast, with codes made by our own check-digit functions.

Everything here is invented. `Cast.on(day)` is what the registry would have said that day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from credit.identifiers import make_reg_no, make_resident_id, make_uscc, mask_resident_id, org_code_of

HOME = Path(__file__).parent / "cast"
COMPANY = "有限责任公司(自然人投资或控股)"
_CODE_OF_FORM = {"机关": "11", "个体工商户": "92", "农民专业合作社": "93", "民办非企业单位": "52", "律师事务所": "31"}


@dataclass(frozen=True)
class Organization:
    """One organisation as the registry has it on some day."""

    name: str
    no: int
    form: str
    on: date
    region: str
    capital: str = ""
    town: str = "城关镇"
    industry: str = ""
    phone: str = ""
    status: str = "存续"
    status_on: str = ""
    former_name: str = ""
    former_until: str = ""
    id: str = ""
    id_type: str = ""
    country: str = ""
    holder_form: str = "企业法人"

    @cached_property
    def uscc(self) -> str:
        """Its unified code."""
        kind = _CODE_OF_FORM.get(self.form, "91")
        return make_uscc(kind[0], kind[1], self.region, f"MAQH{self.no:04d}")

    @cached_property
    def org_code(self) -> str:
        """The organisation code inside the unified code."""
        return org_code_of(self.uscc)

    @cached_property
    def reg_no(self) -> str:
        """The old registration number (15 digits): 6… for traders, 2… for companies (GS 15-2006)."""
        return make_reg_no(self.region, f"{6 if self.form == '个体工商户' else 2}{self.no:07d}")

    @property
    def address(self) -> str:
        """Somewhere in the county."""
        return f"青禾县{self.town}禾安路{self.no}号"


@dataclass(frozen=True)
class Person:
    """One person. Without `id`, no office has his document number: he is the holder of his offices."""

    name: str
    id_type: str = ""
    id: str = ""
    renewed: str = ""
    country: str = ""
    uscc: str = ""
    holder_form: str = "自然人股东"

    @property
    def masked(self) -> str:
        """The number as courts publish it."""
        return mask_resident_id(self.id)

    @property
    def spaced(self) -> str:
        """The name as clerks letter-space it in tables."""
        return "　".join(self.name)


@dataclass(frozen=True)
class Tie:
    """A row of a relation: an office, a holding, a filing."""

    left: str
    right: str
    word: str
    since: str
    until: str = ""
    amount: str = ""


@dataclass(frozen=True)
class Cast:
    """All of them, and what ties them."""

    region: str
    organizations: Mapping[str, tuple[Organization, tuple[Mapping[str, Any], ...]]]
    persons: Mapping[str, Person]
    offices: tuple[Tie, ...]
    holdings: tuple[Tie, ...]
    agents: tuple[Tie, ...]

    def on(self, day: date) -> dict[str, Any]:
        """Every name that a table may use, with the organisations as they were on that day."""
        return {**self.persons, **{key: _changed(*entry, day) for key, entry in self.organizations.items()}}


def _changed(first: Organization, changes: tuple[Mapping[str, Any], ...], day: date) -> Organization:
    for change in changes:
        if change["on"] > day:
            continue
        if "name" in change:
            first = replace(first, name=change["name"], former_name=first.name, former_until=str(change["on"]))
        else:
            first = replace(first, status=change["status"], status_on=str(change["on"]))
    return first


def load_cast() -> Cast:
    """The cast from its YAML."""
    organizations, persons, relations = (_read(name) for name in ("organizations", "persons", "relations"))
    region = organizations["region"]
    return Cast(
        region,
        {key: _organization(key, region, dict(entry)) for key, entry in organizations["organizations"].items()},
        dict(_persons(region, persons)),
        tuple(Tie(who, where, word, *term) for who, where, word, *term in _lines(relations["offices"])),
        tuple(Tie(who, where, share, since, amount=amount) for who, where, share, since, amount in _lines(relations["holdings"])),
        tuple(Tie(who, agent, "登记代办", since) for who, agent, since in _lines(relations["agents"])),
    )


def _read(name: str) -> Any:
    return YAML(typ="safe").load(HOME / f"{name}.yaml")


def _lines(block: str) -> Iterator[list[str]]:
    return ([cell.strip() for cell in line.split("|")] for line in block.splitlines() if line.strip())


def _organization(key: str, region: str, entry: dict[str, Any]) -> tuple[Organization, tuple[Mapping[str, Any], ...]]:
    changes = tuple(entry.pop("changes", ()))
    name = entry.pop("name", f"青禾县{key}有限公司")
    form = entry.pop("form", COMPANY)
    capital = str(entry.pop("capital", ""))
    return Organization(name=name, form=form, region=region, capital=capital, **entry), changes


def _persons(region: str, data: Any) -> Iterator[tuple[str, Person]]:
    for no, (key, entry) in enumerate(data["with_number"].items(), start=1):
        if "passport" in entry:
            yield entry["key"], Person(key, "护照", entry["passport"], entry["renewed"], entry["country"])
        else:
            serial = 2 * no + (0 if entry.get("sex") == "女" else 1)
            number = make_resident_id(region, entry["born"], f"{serial:03d}")
            yield key, Person(entry.get("name", key), "身份证", number, country="中国")
    for each in data["name_only"]:
        entry = {"name": each, "key": each} if isinstance(each, str) else each
        yield entry["key"], Person(entry["name"])
