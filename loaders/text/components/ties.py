"""Posts and relations that the text states between its names, by the templates of relations.yaml."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from loaders.text.components.signs import ANY, ORGANIZATION, Signed
from loaders.text.components.signs import HUMAN as PERSON
from loaders.text.vocabulary import any_of, role_words, words

_ROLE = re.compile(role_words())
_SHARE = re.compile(r"\d+(?:\.\d+)?")
_SIGN = re.compile("[\ue000-\uefff]")
_HEADING = frozenset(each["role"] for each in words("roles")["labelled"].values())
_HEARD = re.compile(words("relations")["heard"])


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation between two names, or a person's post (`tail` may be empty).

    `guessed`: the paper does not say whose post it is; `part`: more of the post may stand before its word (质量管理部经理).
    """

    head: str
    word: str
    tail: str
    share: Decimal | None
    start: int
    end: int
    post: bool = False
    guessed: bool = False
    part: bool = False


@cache
def same_role(role: str) -> str:
    """The one word for a post that has several."""
    return str(words("roles")["same"].get(role, role))


def _expanded(pattern: str) -> str:
    vocabulary: dict[str, str] = words("relations")["macros"]
    for name, macro in vocabulary.items():
        pattern = pattern.replace("{" + name + "}", macro)
    role = f"(?:{role_words()})"
    duty = any_of(word for each in words("roles")["duties"].values() for word in each["words"])
    return (
        pattern.replace("{ROLE}", role)
        .replace("{DUTY}", duty)
        .replace("{DEPARTMENT}", words("roles")["departments"])
        .replace("{O}", ORGANIZATION)
        .replace("{P}", PERSON)
        .replace("{A}", ANY)
    )


@cache
def _templates() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    vocabulary: dict[str, Any] = words("relations")
    posts = [(re.compile(_expanded(pattern)), "", "") for pattern in vocabulary["roles"]]
    ties = [(re.compile(_expanded(each["pattern"])), each["word"], each.get("role", "")) for each in vocabulary["ties"]]
    return (*posts, *ties)


@cache
def _near() -> dict[str, re.Pattern[str]]:
    return {word: re.compile(near) for word, near in words("relations")["near"].items()}


_WHOLE_POST = re.compile(words("relations")["whole_post"])


def _posts(found: re.Match[str], signed: Signed, subject: str) -> list[Stated]:
    part = not _WHOLE_POST.search(signed.text, max(0, found.start("roles") - 4), found.start("roles"))
    roles = [same_role(role) for role in _ROLE.findall(found["roles"])]
    stated = signed.names(found.groupdict().get("t") or "")
    tails = stated or _organization_before(found, signed, subject)
    return [
        Stated(head, role, tails[0] if tails else "", None, *found.span(), True, not stated, part)
        for head in signed.names(found["h"])
        for role in roles
    ]


def _organization_before(found: re.Match[str], signed: Signed, subject: str) -> list[str]:
    """`对时任法定代表人P给予…`: the one organisation that the sentence names before, else whom the paper is about, else the last named."""
    sentence = max(signed.text.rfind(sign, 0, found.start()) + 1 for sign in "。\n")
    named = _organizations(signed, sentence, found.start())
    if not named:
        return [subject] if subject else _organizations(signed, 0, found.start())[-1:]
    return named[:1] if len(set(named)) == 1 else []


def _organizations(signed: Signed, start: int, end: int) -> list[str]:
    found = (signed.meaning.get(char, ("", "")) for char in _SIGN.findall(signed.text, start, end))
    return [name for name, kind in found if kind == "ORG"]


def _pairs(found: re.Match[str], signed: Signed, word: str) -> list[Stated]:
    """Heads and tails of a tie; several shares go to several heads, one by one."""
    group = found.groupdict()
    shares = [Decimal(share) for share in _SHARE.findall(group.get("share") or "")]
    heads, tails = signed.names(found["h"]), signed.names(found["t"])
    if len(shares) > 1 and len(shares) != len(heads):
        return []
    told = []
    for i, head in enumerate(heads):
        share = shares[i] if len(shares) > 1 else next(iter(shares), None)
        told += [Stated(head, word, tail, share, *found.span()) for tail in tails if tail != head]
    return told


def relations(signed: Signed, subject: str = "") -> tuple[Stated, ...]:
    """Every post and tie, each once. Posts that are relations of their own (实际控制人) become those too.

    `subject`: the one organisation that the paper is about, whose posts those are that it names without an organisation.
    """
    if not signed.meaning:
        return ()
    told: list[Stated] = []
    absent = {word for word, near in _near().items() if not near.search(signed.text)}
    for pattern, word, role in _templates():
        if word in absent:
            continue
        for found in pattern.finditer(signed.text):
            stated = _pairs(found, signed, word) if word else _posts(found, signed, subject)
            if not word and _HEARD.match(signed.text, found.end("h")):
                stated = [each for each in stated if each.word in _HEADING]
            told += stated
            told += [Stated(each.head, role, each.tail, None, each.start, each.end, True) for each in stated if word and role]
    sure = {(each.head, each.word) for each in told if each.post and not each.guessed}
    words_of = {head: {each.word for each in told if each.post and each.head == head} for head in {each.head for each in told}}
    kept = [each for each in told if not (each.guessed and (each.head, each.word) in sure) and not _within_another(each, words_of)]
    return tuple({(each.head, each.word, each.tail, each.share): each for each in kept}.values())


def _within_another(each: Stated, words_of: dict[str, set[str]]) -> bool:
    """Whether a post is only the end of one that is told of the same person too (厂长 of 生产厂长)."""
    return each.part and any(word != each.word and word.endswith(each.word) for word in words_of[each.head])


_LINE = re.compile(rf"(?P<h>{PERSON}),(?=[男女]|[^。;\n]{{0,40}}(?:时任|现任|曾任|历任|原任))(?P<rest>[^。;\n]*)")
_DEPARTMENT = words("roles")["departments"]
_POST = re.compile(
    rf"(?P<t>{ORGANIZATION}|公司|上市公司)?的?(?P<verb>时任|现任|曾任|历任|原任|担任|兼任|任|系)?(?P<t2>{ORGANIZATION}|公司|上市公司)?的?(?:{_DEPARTMENT})??(?P<roles>(?:{_ROLE.pattern})(?:[、,兼及和]*(?:时任|现任)?(?:{_ROLE.pattern}))*)"
)


def line_posts(signed: Signed, people: set[str], until: int) -> tuple[Stated, ...]:
    """`P，男，…，时任O董事长、总裁，住址…`: the posts of a party's line. Where the organisation is `公司`, it is the first party."""
    told: list[Stated] = []
    for line in _LINE.finditer(signed.text, 0, until):
        heads = [head for head in signed.names(line["h"]) if head in people]
        for post in _POST.finditer(line["rest"]):
            if heads and (post["verb"] or post["t"] or post["t2"]):
                told += _line_post(heads[0], post, line, signed)
    return tuple(told)


def _line_post(head: str, post: re.Match[str], line: re.Match[str], signed: Signed) -> list[Stated]:
    stated = post["t2"] or post["t"] or ""
    organizations = [name for name, kind in signed.meaning.values() if kind == "ORG"]
    tails = signed.names(stated) or (organizations[:1] if stated else [])
    tail = tails[0] if tails else ""
    return [Stated(head, same_role(role), tail, None, *line.span(), True) for role in _ROLE.findall(post["roles"])]


def branches(names: list[str]) -> tuple[tuple[str, str], ...]:
    """A branch and its head, where the branch's name begins with the head's."""
    pairs = []
    pattern = re.compile(rf"(?P<head>.+?公司(?:\([^()]*\))?){words('names')['branch_tail']}")
    for name in names:
        if name.endswith("项目部"):
            continue
        if found := pattern.fullmatch(name):
            pairs.append((name, found["head"]))
    return tuple(pairs)
