"""Rights and purposes: what a caller may ask, and why he says that he asks."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from credit.errors import BadParameter, NotPermitted


class Right(StrEnum):
    """What a key can be given."""

    SUBJECTS = "subjects:read"
    PERSONS = "persons:read"
    MEASURES = "measures:read"
    QUALITY = "quality:read"
    CHECKS = "checks:run"
    FACTS = "facts:write"
    RULES = "rules:write"
    AUDIT = "audit:read"
    ADMIN = "admin"

    @property
    def labels(self) -> tuple[str, str]:
        """What the right allows, in Chinese and English."""
        return _LABELS[self]

    @property
    def reads_facts(self) -> bool:
        """Whether its answers tell of somebody: such an answer needs a purpose. Words, the law and figures on loads need none."""
        return self in _READS_FACTS


_LABELS = {
    Right.SUBJECTS: ("查询主体、关联、时间线、证据", "subjects, relations, timelines, evidence"),
    Right.PERSONS: ("说明用途后读取自然人姓名", "persons' names, for a stated purpose"),
    Right.MEASURES: ("查询措施与关联风险", "measures and linked risk"),
    Right.QUALITY: ("查询数据质量与来源", "quality and sources of the data"),
    Right.CHECKS: ("逢办必查并反馈执行情况", "checks of a subject in a matter, and feedback upon them"),
    Right.FACTS: ("写入修复、异议、撤销等行为和来源数据", "acts on facts, and rows of a source"),
    Right.RULES: ("变更规则目录", "changes of the catalogue of rules"),
    Right.AUDIT: ("查阅留痕", "the audit"),
    Right.ADMIN: ("管理使用者与密钥", "principals and keys"),
}
ALL_RIGHTS = frozenset(Right)
_READS_FACTS = frozenset({Right.SUBJECTS, Right.PERSONS, Right.MEASURES, Right.CHECKS, Right.AUDIT})


class Profile(StrEnum):
    """What kind of reader a principal is: a profile of rules/publication.yaml says what such a reader sees."""

    PUBLIC = "public"
    DEPARTMENT = "department"
    AUTHORISED = "authorised_enquirer"
    SUBJECT = "subject"


def rights_of(codes: Iterable[str]) -> frozenset[Right]:
    """The rights of these codes; BadParameter lists those that there are."""
    given, known = list(codes), ", ".join(Right)
    if unknown := [code for code in given if code not in set(Right)]:
        errors = [{"field": "right", "message": f"one of {known}"}]
        raise BadParameter(f"没有权限 {'、'.join(unknown)};可用:{known}。Unknown rights.", errors=errors)
    return frozenset(Right(code) for code in given)


def profile_of(code: str) -> Profile:
    """The profile of that code; BadParameter lists those that there are."""
    if code not in set(Profile):
        known = ", ".join(Profile)
        raise BadParameter(
            f"没有口径 {code[:40]};可用:{known}。Unknown profile.", errors=[{"field": "profile", "message": f"one of {known}"}]
        )
    return Profile(code)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: the holder of a key or token, the user of a shell, or whoever looks at the demo.

    `operator`: sits at the machine that holds the data; he may look a name up, and still states a purpose to be shown one.
    `authority`: for whom he asks. `domains`: the fields in which he may write (none: all). `subject`: the one id that he may ask about.
    """

    id: str
    name: str
    rights: frozenset[Right]
    operator: bool = False
    authority: str = ""
    domains: frozenset[str] = frozenset()
    profile: Profile = Profile.DEPARTMENT
    subject: str | None = None
    rate_per_minute: int | None = None
    quota_per_day: int | None = None

    def must_have(self, right: Right) -> None:
        """Raises NotPermitted, which names the right that is missing."""
        if right not in self.rights:
            raise NotPermitted(f"此密钥缺少权限 {right}({right.labels[0]})。This key lacks the right {right}.", missing_right=str(right))


DEMO = Principal("demo", "demo", ALL_RIGHTS)
"""Whoever looks at the demo, which answers this machine alone."""


@cache
def purposes() -> Mapping[str, Mapping[str, str]]:
    """Code → labels of every purpose."""
    read: Mapping[str, Mapping[str, str]] = YAML(typ="safe", pure=True).load(
        files("office").joinpath("purposes.yaml").read_text(encoding="utf-8")
    )
    return read


def must_state_purpose(needs: Collection[str], right: Right | None, purpose: str | None) -> None:
    """Whoever is told of somebody says why, where the law of his profile has it so (`needs`). BadParameter lists the purposes."""
    if purpose is None and right is not None and right.reads_facts and "purpose" in needs:
        raise _purpose_wanted("须载明用途(purpose 或 X-Purpose)", "State why you ask")


def sees_persons(principal: Principal, purpose: str | None) -> bool:
    """Whether names leave unmasked: the right alone will not do, a known purpose must be stated."""
    if purpose is None:
        return False
    if purpose not in purposes():
        raise _purpose_wanted(f"用途“{purpose[:40]}”不在用途表中", "Unknown purpose")
    return Right.PERSONS in principal.rights


def _purpose_wanted(zh: str, en: str) -> BadParameter:
    known = "、".join(f"{code}({each['zh']})" for code, each in purposes().items())
    return BadParameter(f"{zh},可用:{known}。{en}.", errors=[{"field": "purpose", "message": known}])
