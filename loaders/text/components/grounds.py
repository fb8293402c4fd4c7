"""The laws that a decision rests on: those after 依据, 根据, 依照, 参照 in a sentence that decides; never those that were broken."""

import re
from dataclasses import dataclass

from loaders.text.components.blanking import COVER
from loaders.text.components.labels import Labelled
from loaders.text.numerals import integer
from loaders.text.vocabulary import words

_V = words("authorities")["basis"]
_LAW = re.compile(_V["law"])
_PLAIN_LAW = re.compile(
    r"(?:依据|根据|依照|按照|参照)(?!该|本|同|上述|前述|其)(?P<law>[\u4e00-\u9fff]{2,24}?(?:法|条例|办法|规定|细则))(?=第[一二三四五六七八九十百\d]+条)"
)
_SAME_LAW = re.compile(rf"(?:依据|根据|依照|按照)(?P<law>{_V['same_law']})(?=第)")
_VERB = re.compile(f"(?P<ground>{_V['ground']})|(?P<broken>{_V['broken']})")
_PART = re.compile(
    rf"(?P<article>{_V['article']})|(?P<paragraph>{_V['paragraph']})|(?P<item>{_V['item']})|(?P<join>[、,和及与或]|以及|之|中|的)|(?P<alias>{_V['alias']})|(?P<year>\((?:19|20)\d\d[^()\n]{{0,12}}\))"
)
_PROCEDURAL, _DECIDING = re.compile(_V["procedural"]), re.compile(_V["deciding"])
_AFTERMATH = re.compile("加处罚款|强制执行|行政诉讼|申请(?:行政)?复议|提起诉讼|履行期限|逾期不")
_STRICTLY = re.compile(_V["strictly"])
_ASIDE = re.compile(_V["aside"])
_BESIDE = re.compile(_V["beside"])
_STANDARD = re.compile(_V["standards"])
_TITLES = re.compile("《[^《》\n]{2,60}(?:《[^《》\n]*》[^《》\n]{0,20})?》")
_NEAR = 1500
_NEXT_DECIDES = re.compile("^[^。\n]{0,80}(?:决定|责令|如下|现对|处以|处罚)")


@dataclass(frozen=True, slots=True)
class Ground:
    """One article of one law, or a standard as a whole (`article` empty)."""

    law: str
    article: str
    start: int
    end: int
    doubt: str = ""


@dataclass(slots=True)
class _Reading:
    """The article that is being put together."""

    article: str = ""
    paragraph: str = ""
    item: str = ""

    def text(self) -> str:
        return self.article + self.paragraph + self.item


def _articles(text: str, start: int) -> tuple[list[str], int]:
    """The finest articles after a law's name: `第一款第二项及第二款` shares the article before them."""
    found: list[str] = []
    now, at, end = _Reading(), start, start
    while part := _PART.match(text, at):
        at = part.end()
        kind = part.lastgroup or ""
        if kind in ("join", "alias", "year"):
            continue
        if now.text() and (getattr(now, kind) or (kind == "paragraph" and now.item)):
            found.append(now.text())
            now = _Reading() if kind == "article" else _Reading(now.article, "" if kind == "paragraph" else now.paragraph)
        setattr(now, kind, part.group())
        end = at
    return [*found, *([now.text()] if now.article else [])], end


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place; of one without an end, what is near."""
    floor, ceiling = max(0, start - _NEAR), min(len(text), end + _NEAR)
    first = max(floor, *(text.rfind(sign, floor, start) + 1 for sign in "。\n;"))
    ends = [at for at in (text.find("。", end, ceiling), text.find(";", end, ceiling)) if at >= 0]
    line = text.find("\n", end, ceiling)
    if line >= 0 and text[line - 1] in "。;!":
        ends.append(line)
    return first, min(ends, default=ceiling)


def _is_ground(text: str, start: int) -> bool:
    """Whether the nearest governing word before a law says that it is the ground."""
    first, _ = _sentence(text, start, start)
    verbs = list(_VERB.finditer(text, first, start))
    return bool(verbs) and verbs[-1]["ground"] is not None


def _is_aside(text: str, start: int) -> bool:
    """Whether the sentence threatens, or tells what somebody says, rather than decides."""
    first, _ = _sentence(text, start, start)
    return bool(_ASIDE.search(text, first, start))


def _decides(text: str, end: int, strict: bool) -> bool:
    """Whether what follows the law decides something, before it turns to procedure."""
    _, last = _sentence(text, end, end)
    after = _TITLES.sub("", text[end:last])
    decides, turns = (_STRICTLY if strict else _DECIDING).search(after), _PROCEDURAL.search(after)
    if decides is None and len(after) < 60 and turns is None and not strict:
        decides = _NEXT_DECIDES.match(text[last + 1 : last + 100].lstrip("\n "))
        return decides is not None
    if decides is None or _AFTERMATH.search(after[: decides.end() + 30] if "如下" in after else after):
        return False
    return turns is None or decides.start() < turns.start()


def _laws(text: str) -> list[tuple[str, int, int]]:
    found = [(each["law"], each.start(), each.end()) for each in _LAW.finditer(text)]
    found += [(each["law"], each.start("law"), each.end("law")) for each in _PLAIN_LAW.finditer(text)]
    return sorted(found, key=lambda each: each[1])


def _same_laws(text: str, laws: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """`依据该法第七十三条`: the law named last before."""
    same = []
    for each in _SAME_LAW.finditer(text):
        before = [law for law, _, end in laws if end <= each.start() and "书" not in law[-2:]]
        if before:
            same.append((before[-1], each.start("law"), each.end("law")))
    return same


def _grounds_of(text: str, law: tuple[str, int, int], labelled: bool, strict: bool) -> list[Ground]:
    name, start, end = law
    articles, after = _articles(text, end)
    if not labelled and not (_is_ground(text, start) and _decides(text, after, strict) and not _is_aside(text, start)):
        return []
    if articles:
        return [Ground(name, article, start, after) for article in articles if not _is_procedure(name, article)]
    doubt = "beside" if _BESIDE.search(text, max(0, start - 12), start) else ""
    return [Ground(name, "", start, end, doubt)] if _STANDARD.search(name) and "表" not in name[-1:] else []


_PROCEDURE: dict[str, frozenset[int]] = {law: frozenset(map(int, told)) for law, told in _V["procedural_articles"].items()}
_NUMBER = re.compile("第([一二三四五六七八九十百零〇]+|\\d+)条")


def _is_procedure(law: str, article: str) -> bool:
    """Whether an article says how to inform, to pay or to enforce."""
    found = _NUMBER.match(article)
    number = integer(found[1]) if found and not found[1].isdigit() else int(found[1]) if found else 0
    name = law if law.startswith("中华人民共和国") else f"中华人民共和国{law}"
    return number in _PROCEDURE.get(name, ())


def _in_label(fields: tuple[Labelled, ...], text: str, start: int) -> bool:
    for each in fields:
        if each.field in ("basis", "result_basis") and each.start <= start < each.end:
            verbs = list(_VERB.finditer(text, each.start, start))
            return not (verbs and verbs[-1]["broken"])
        if each.field == "violation_basis" and each.start <= start < each.end:
            return _is_ground(text, start)
    return False


def grounds(text: str, fields: tuple[Labelled, ...], strict: bool) -> tuple[Ground, ...]:
    """The grounds of what is decided, each once. `text` has quoted law covered, and the titles of laws left.

    `strict`: the paper states no penalty of its own, so that a sentence about one (of a review, a list) decides nothing.
    """
    laws = _laws(text)
    found: dict[tuple[str, str], Ground] = {}
    for law in sorted([*laws, *_same_laws(text, laws)], key=lambda each: each[1]):
        for ground in _grounds_of(text, law, _in_label(fields, text, law[1]), strict):
            found.setdefault((ground.law, ground.article), ground)
    return tuple(found.values())


def covered(text: str) -> str:
    """Quoted law between a law and what is decided, without the sign that covers it."""
    return text.replace(COVER, " ")
