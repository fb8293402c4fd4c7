"""The shapes of names: what can be an organisation's, a person's or an authority's name."""

import re
from functools import cache

from credit.names import is_masked_name
from credit.names.places import leading_place
from loaders.text.canonical import HAN
from loaders.text.vocabulary import any_of, words

_N = words("names")
MASKS = "某*×X○"
_SURNAME = f"(?:{any_of(_N['compound'])}|[{_N['surnames']}])"
_MASKED = rf"[{MASKS}]{{1,2}}[{HAN}]{{1,2}}|[{MASKS}xX]{{2,4}}"
_GIVEN = rf"[{MASKS}]{{1,3}}[{HAN}]?|[{HAN}][{MASKS}]{{1,2}}|[{HAN}]{{1,2}}"
PERSON = rf"(?:{_SURNAME}(?:{_GIVEN})|{_MASKED}|[{HAN}]{{2,8}}·[{HAN}·]{{2,16}})"
"""A person's name; it says nothing about where it ends, so use it between known edges."""
_PERSON_ONLY = re.compile(rf"{PERSON}|[{HAN}]{{2,4}}")
_SURE_PERSON = re.compile(PERSON)
_ENDINGS = tuple(sorted(_N["endings"], key=len, reverse=True))
_BRANCH_TAIL = _N["branch_tail"]
_ORG_CHARS = re.compile(rf"[{HAN}A-Za-z0-9()·&\-*×.、{MASKS}]+")
_AGENCY = re.compile(f"[{HAN}()]{{1,36}}?(?:{any_of(_N['agency_endings'])})(?:[{HAN}]{{1,8}}(?:分局|大队|所))?")
_REMARK = re.compile(
    r"\((?:以下|下)?(?:简)?称[^()]*\)|\((?:统一社会信用代码|身份证|公民身份|曾用名|注册号|信用代码|证件)[^()\n]*\)?.*$|\([男女][^()]*\)|\(盖章\)|\(公章\)|\(印章\)"
)
_HEADING = re.compile(r"^(?:单位)?(?:个人)?(?:名称|姓名)[ :]+")
_LABELS = frozenset(label for labels in words("labels")["fields"].values() for label in labels)
_AND_OTHERS = re.compile(r"等(?:[\d一二三四五六七八九十]+)?(?:家|名|人|户|位|个)?[^,。;]{0,8}(?:\([^()]*\))?$")
_PERSON_REMARK = re.compile(rf"^({PERSON})\((?:时任|现任|原|男|女|身份证|系|曾|公民|[^()]{{0,12}}(?:人|员|经理|董事)).*$")
_TRAILING = re.compile(r"(?<=.{4})\((?![^()]*(?:合伙|独资|个体|中国|集团))[^()]*\)$")
_ROLE_WORDS = frozenset(words("roles")["words"])
_TAIL_TITLE = re.compile("(?:先生|女士|同志|等人|等|(?<=公司)董事会)$")
_NO_NAME = re.compile("决定书|告知书|公告|公示|信息公[示开布]|详见|如下|处罚|违法|规定|营业执照|许可证|编号|20\\d\\d年")


def bare_name(text: str) -> str:
    """A stated name without remarks, honorifics and inner blanks."""
    name = _AND_OTHERS.sub("", _REMARK.sub("", text)).strip(" ,、:;。\t")
    name = _HEADING.sub("", name)
    name = _TRAILING.sub("", _PERSON_REMARK.sub(r"\1", name))
    name = re.split(r"[,;。]|\s{2,}|\t", name)[0].strip()
    if re.fullmatch(rf"[{HAN}] +[{HAN}](?: ?[{HAN}])?", name):
        name = name.replace(" ", "")
    return _TAIL_TITLE.sub("", name.split(" ")[0] if " " in name and HAN_ONLY.search(name) else name)


HAN_ONLY = re.compile(f"[{HAN}*]")


def is_org_name(name: str) -> bool:
    """Whether a stated name ends like an organisation's, or is masked like one."""
    plain = re.sub(r"\([^()]*\)$", "", name) or name
    return len(name) >= 3 and (name.endswith(_ENDINGS) or plain.endswith(_ENDINGS)) and bool(_ORG_CHARS.fullmatch(name))


def is_person_name(name: str) -> bool:
    """Whether a stated name can be a natural person's: surname and one or two characters, or masked."""
    return (
        bool(_SURE_PERSON.fullmatch(name))
        and name not in _N["not_persons"]
        and name not in _ROLE_WORDS
        and not (len(name) >= 4 and name.endswith(_ENDINGS))
    )


def stated_kind(name: str) -> str | None:
    """ORG or PERSON for a name under a label; None where it is no name."""
    if not 2 <= len(name) <= 60 or _NO_NAME.search(name) or name in _N["not_names"] or name in _LABELS or not HAN_ONLY.search(name):
        return None
    if len(name) <= 4 and is_person_name(name) and not (len(name) == 4 and is_org_name(name)):
        return "PERSON"
    if is_org_name(name):
        return "ORG"
    if "·" in name and len(name) <= 16:
        return "PERSON"
    if len(name) <= 3:
        return "PERSON" if _PERSON_ONLY.fullmatch(name) and name not in _ROLE_WORDS and name not in _N["not_persons"] else None
    return "ORG" if len(name) >= 5 and _ORG_CHARS.fullmatch(name) and "、" not in name else None


def is_agency_name(name: str) -> bool:
    """Whether a text is an authority's name and nothing else."""
    return bool(_AGENCY.fullmatch(name)) or name in _N["agency_short"]


def is_masked(name: str) -> bool:
    """Whether part of a name is hidden: 张某某, 王**, 上海某食品有限公司, **县****公司."""
    return is_masked_name(name)


_CORES = re.compile(
    r"公司(?:\((?:集团|有限合伙|普通合伙|个人独资|筹)\))?|合伙企业(?:\((?:有限|普通|特殊普通)合伙\))?|中心\((?:有限|普通)合伙\)|事务所(?:\((?:特殊普通|普通)合伙\))?|"
    + any_of(each for each in _N["strong_endings"] if not each.endswith(("公司", "合伙企业", "合伙)", "事务所")))
)
_BRANCH = re.compile(_BRANCH_TAIL)
_STRONG = re.compile(_N["strong_cuts"])
_STICKY = sorted(_N["sticky"], key=len, reverse=True)
_STICKY_RE = re.compile(any_of(_STICKY))
_RUN = re.compile(rf"[{HAN}A-Za-z0-9()·&*×]")
_SHORTEST = 4
_SELF = re.compile("(?:你|该|本|贵|我|其|两家|多家|各|目标|关联|控股子|全资子|子|母|上市|有关|相关|上述)(?:公司|厂|店)$")


@cache
def _is_placed(text: str) -> bool:
    return len(leading_place(text)) >= 2


def _run_start(text: str, end: int) -> int:
    """Where the run of name characters before `end` begins, at most forty characters back; brackets must close."""
    start, depth = end, 0
    while start > 0 and end - start < 40 and _RUN.match(text[start - 1]):
        char = text[start - 1]
        depth += {")": 1, "(": -1}.get(char, 0)
        if depth < 0:
            break
        start -= 1
    return start


_LONE = frozenset("对和与及为在于是系至到经其称该")
_WHOLE_BEFORE = re.compile(r"(?:公司|厂|店|部|中心|局|院|某|人|方|等|\))$")


def _parts(run: str, start: int, cut: int) -> bool:
    """Whether a word that may as well stand inside a name (中和, 与时) parts two: it begins the run, or what is before it is whole."""
    if cut == start or run[cut - 1] not in _LONE:
        return True
    before = run[start : cut - 1]
    return not before or bool(_WHOLE_BEFORE.search(before)) or is_person_name(before)


@cache
def _left_edge(run: str, ending: str) -> int:
    """Where the name begins in a run of characters before its ending: at the first place name, else after the last word that sticks."""
    digits = re.match(r"^[0-9、.()]+", run)
    start = digits.end() if digits and not run.startswith("(") else 0
    start = max([start, *(cut.end() for cut in _STRONG.finditer(run, start) if len(run) - cut.end() >= 2)])
    cuts = [start] + [found.end() for found in _STICKY_RE.finditer(run, start)]
    for cut in cuts:
        if _is_placed(run[cut:] + ending):
            return cut
    kept = [cut for cut in cuts if len(run) - cut >= 2 and _parts(run, start, cut)]
    return kept[-1] if kept else 0


def organizations_in(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of organisations' names that their endings show. Authorities are not among them."""
    spans: list[tuple[int, int]] = []
    at = 0
    for core in _CORES.finditer(text):
        if core.start() < at:
            continue
        start = max(_run_start(text, core.start()), at)
        start += _left_edge(text[start : core.start()], core.group())
        end = core.end()
        if branch := _BRANCH.match(text, end):
            end = branch.end()
        name = text[start:end]
        if len(name) >= _SHORTEST + 1 and not _SELF.search(name) and name not in _N["not_names"] and core.start() - start >= 2:
            spans.append((start, end))
            at = end
    return tuple(spans)
