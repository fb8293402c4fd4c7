"""Names of natural persons: masked by default, and compared without ever proving anything."""

import re

from credit.names.normal import HAN, name_key, normal_name

_COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘"
        "子车亓官司寇巫马颛孙壤驷漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘西门南荣即墨达奚褚师纳兰完颜耶律",
    )
)
_SIGNS = "*×✕✖□■●○◯"
_HAN = re.compile(f"[{HAN}]")
_ALWAYS_MASK = re.compile(f"[{re.escape(_SIGNS)}某]")
_MASK_RUN = re.compile(f"[{re.escape(_SIGNS)}某]+")
_MASK_RUN_WITH_X = re.compile(f"[{re.escape(_SIGNS)}某xX]+")
"""X masks only inside a Chinese name (王X某); Latin names contain the letter."""
_ONLY_X = re.compile("[xX]{2,}")
_SEVERAL = re.compile("[、,;,;/\n]+")
_REMARK = re.compile("（.*$")
_WORD = re.compile(r"[^\s·\-]+")
_LONGEST_CHINESE = 6
"""A longer run of Han characters is no Chinese name as such: how long it is would tell too much."""


def is_masked_name(name: str) -> bool:
    """Whether somebody has hidden part of a name: 张某某, 李*, 王X某, xxx, J*** S***."""
    text = normal_name(name)
    if _ALWAYS_MASK.search(text) or _ONLY_X.fullmatch(text):
        return True
    return bool(_HAN.search(text)) and bool(re.search("[xX]", text))


def _surname(text: str) -> str:
    return text[:2] if len(text) > 2 and text[:2] in _COMPOUND_SURNAMES else text[:1]


def _mask_chinese(text: str) -> str:
    surname = _surname(text)
    if _MASK_RUN_WITH_X.fullmatch(surname):
        surname = "某"
    return surname + "某" * max(1, min(len(text), _LONGEST_CHINESE) - len(surname))


def _mask_word(text: str) -> str:
    return _mask_chinese(text) if _HAN.search(text) else f"{text[0]}***"


def _mask_one(name: str) -> str:
    shown = _REMARK.sub("", name).strip()
    if _HAN.search(shown):
        shown = normal_name(shown.replace(" ", ""))
    return _WORD.sub(lambda word: _mask_word(word.group()), shown)


def mask_person(name: str) -> str:
    """A person's name as shown to callers without the right: 王伟 → 王某, 欧阳娜娜 → 欧阳某某, John Smith → J*** S***.

    Remarks in brackets (曾用名…) go; each of several names is masked; masking again changes nothing.
    """
    shown = normal_name(name)
    masked = (_mask_one(each) for each in _SEVERAL.split(shown))
    return "、".join(each for each in masked if each) or ("某某" if shown else "")


def _shown_parts(masked: str) -> list[str]:
    """What stands before, between and after the masks; the first and last may be empty."""
    text = normal_name(masked)
    runs = _MASK_RUN_WITH_X if _HAN.search(text) or _ONLY_X.fullmatch(text) else _MASK_RUN
    return [name_key(part) for part in runs.split(text)]


def _stand_in_order(parts: list[str], full: str) -> bool:
    """Whether the parts stand in `full` in order, at its ends, each mask hiding at least one character."""
    head, *middle, tail = parts
    if not (full.startswith(head) and full.endswith(tail)):
        return False
    end = len(head)
    for part in filter(None, middle):
        found = full.find(part, end + 1)
        if found < 0:
            return False
        end = found + len(part)
    return len(full) - len(tail) > end


def compatible_names(masked: str, full: str) -> bool:
    """Whether a masked name may be that full name: what is shown must stand there, in order, and something must be hidden.

    Masks do not keep length (张某 stands for 张三丰 in judgments), so length excludes nothing. True proves nothing:
    a false exclusion would clear somebody by silence (addenda 8). Without a mask, the two must be one name.
    """
    if not is_masked_name(masked):
        return name_key(masked) == name_key(full)
    return _stand_in_order(_shown_parts(masked), name_key(full))
