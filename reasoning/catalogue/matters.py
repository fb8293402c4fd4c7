"""Matters (事项): what an office decides, and which facts count in it. What is not on a matter's list it never looks at."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from credit.errors import CatalogueFault
from reasoning.catalogue.rules import Basis, Part, Rule

if TYPE_CHECKING:
    from reasoning.catalogue.reading import Catalogue

Action = Literal["prohibit", "limit", "strict", "notice"]
"""禁止, 限制, 从严, 提示. What red lists bring is 激励, and never takes one of these away."""

RECORD_KINDS = ("Penalty", "CourtOrder")
_TAKES_RIGHTS = ("prohibit",)


class Effect(Part):
    """What the office does where one of these measures binds the subject."""

    action: Action
    measures: tuple[str, ...] = Field(min_length=1)


class Matter(Part):
    """One matter. `lists`, `records`: what a measure must rest on to count; `watch_lists`: listings that are told and restrict nobody.

    `needs`: lists and kinds of record of which somebody must have been heard before a subject is called clear.
    """

    code: str = Field(pattern=r"^[a-z][a-z_]{1,58}$")
    zh: str
    en: str
    domain: str
    executor: str
    subjects: tuple[Literal["Organization", "Person"], ...] = ("Organization", "Person")
    lists: tuple[str, ...] = ()
    watch_lists: tuple[str, ...] = ()
    records: tuple[Literal["Penalty", "CourtOrder"], ...] = ()
    effects: tuple[Effect, ...] = Field(min_length=1)
    red_lists: tuple[str, ...] = ()
    needs: tuple[str, ...] = Field(min_length=1)
    basis: tuple[Basis, ...] = Field(min_length=1)
    note: str | None = None

    @property
    def measures(self) -> dict[str, Action]:
        """Measure → what it brings in this matter."""
        return {measure: effect.action for effect in self.effects for measure in effect.measures}


class Supply(Part):
    """Which sources speak of which list, and of which kind of record."""

    lists: Mapping[str, tuple[str, ...]]
    records: Mapping[str, tuple[str, ...]]

    def of(self, needed: str) -> tuple[str, ...]:
        """The sources of a list or a kind of record; none where nobody is known to supply it."""
        return self.records.get(needed, ()) if needed in RECORD_KINDS else self.lists.get(needed, ())


def matters_fit(catalogue: "Catalogue") -> None:
    """Raises CatalogueFault where a matter names what is not defined, or could never come about as it stands."""
    for matter in catalogue.matters.values():
        _named(matter, catalogue)
        _red_is_red(matter, catalogue)
        for effect in matter.effects:
            _alive(matter, effect, catalogue)
    _known("supply", "list", catalogue.supply.lists, catalogue.vocabulary["list_code"])


def counts(matter: Matter, kind: str, list_code: str | None) -> bool:
    """Whether a record of this kind (and list) is one that the matter looks at."""
    return list_code in matter.lists if kind == "ListEntry" else kind in matter.records


def _named(matter: Matter, catalogue: "Catalogue") -> None:
    lists = catalogue.vocabulary["list_code"]
    _known(matter.code, "list", (*matter.lists, *matter.watch_lists, *matter.red_lists), lists)
    _known(matter.code, "measure", matter.measures, catalogue.measures)
    _known(matter.code, "domain", [matter.domain], catalogue.vocabulary["domain"])
    _known(matter.code, "instrument", [each.instrument for each in matter.basis], catalogue.instruments)
    looked_at = (*matter.lists, *matter.records)
    _known(matter.code, "need outside its own list", matter.needs, dict.fromkeys(looked_at))
    if missing := [need for need in matter.needs if not catalogue.supply.of(need)]:
        raise CatalogueFault(f"matter {matter.code} needs {', '.join(missing)}, which no source supplies (rules/supply.yaml)")


def _red_is_red(matter: Matter, catalogue: "Catalogue") -> None:
    lists = catalogue.vocabulary["list_code"]
    for code in matter.red_lists:
        if lists[code].polarity != "red":
            raise CatalogueFault(f"matter {matter.code}: {code} is no red list")
    for code in (*matter.lists, *matter.watch_lists):
        if lists[code].polarity == "red":
            raise CatalogueFault(f"matter {matter.code}: {code} is a red list and restricts nobody")


def _alive(matter: Matter, effect: Effect, catalogue: "Catalogue") -> None:
    """A measure that no rule gives on what the matter looks at would promise a check that never happens."""
    for measure in effect.measures:
        giving = [rule for rule in catalogue.rules.values() if rule.measure == measure]
        if not any(_may_rest(matter, rule) for rule in giving):
            raise CatalogueFault(f"matter {matter.code}: no rule gives {measure} on the lists and records that it looks at")
        if effect.action in _TAKES_RIGHTS and catalogue.measures[measure].class_ != "rights_reducing":
            raise CatalogueFault(f"matter {matter.code}: {measure} reduces no rights and cannot prohibit")


def _may_rest(matter: Matter, rule: Rule) -> bool:
    """Whether some case of the rule may rest on a record that counts. A case set off by a measure rests on what that one rests on."""
    for case in rule.cases:
        if case.trigger.fact is None:
            return True
        codes = [code for where in (case.trigger.where, *case.trigger.any) for code in where.get("list_code", ())]
        if case.trigger.fact != "ListEntry" and case.trigger.fact in matter.records:
            return True
        if case.trigger.fact == "ListEntry" and (set(codes) & set(matter.lists) or (not codes and matter.lists)):
            return True
    return False


def _known(of: str, what: str, codes: Iterable[str], defined: Mapping[str, object]) -> None:
    for code in codes:
        if code not in defined:
            raise CatalogueFault(f"matter {of}: {what} {code} is not defined in rules/")
