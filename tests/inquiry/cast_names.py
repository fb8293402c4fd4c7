"""The names of the demo county's cast, to be looked for where they must not stand."""

import re

from demo.make.cast import load_cast


def names_of_the_cast() -> re.Pattern[str]:
    """Every name of the cast, in group 1; an organisation that bears its owner's name is no disclosure: it goes first and is let pass."""
    cast = load_cast()
    persons = {each.name for each in cast.persons.values()}
    entries = cast.organizations.values()
    firms = {first.name for first, _ in entries} | {change["name"] for _, changes in entries for change in changes if "name" in change}
    around = "|".join(re.escape(firm) for firm in sorted(firms, key=len, reverse=True))
    spaced = "|".join(r"\s*".join(re.escape(sign) for sign in name if sign.strip()) for name in persons)
    return re.compile(f"(?:{around})|({spaced})", re.IGNORECASE)


def named_in(text: str, names: re.Pattern[str]) -> set[str]:
    """Who of the cast is named."""
    return {found for found in names.findall(text) if found}
