"""The verification code: a digest over everything that a report says, so that its holder can find out whether it was changed.

It proves that a body is the one from which the code was made, not who made it: signing is the office's matter (`Verification.signature`).
"""

import base64
import hashlib
import hmac
import re
from typing import Any

from credit.errors import WrongUse
from credit.identity import canonical_json
from inquiry.report.wire import Verification

_OVER = ("data", "meta")
_LEFT_OUT = ("took_ms", "request_id")
_GROUPS, _GROUP = 5, 4
"""Twenty letters of base32 are a hundred bits: too many to find another report with the same short form."""
_NO_SIGN = re.compile(r"[^0-9A-Za-z]")


def sealed(body: dict[str, Any]) -> dict[str, Any]:
    """The body with the digests of its evidence and its verification code. The subject stands under its id, however it was asked for."""
    data = body["data"] | {"annex": [each | {"digest": _digest(each, ("digest",))} for each in body["data"]["annex"]]}
    meta = body["meta"] | {"parameters": body["meta"]["parameters"] | {"subject": data["subject"]["id"]}}
    whole = {"data": data, "meta": meta}
    code = code_of(whole)
    mark = Verification(
        code=code, short=short_of(code), algorithm="sha256", over=list(_OVER), left_out=[f"meta.{name}" for name in _LEFT_OUT]
    )
    return whole | {"verification": mark.model_dump(mode="json")}


def code_of(body: dict[str, Any]) -> str:
    """SHA-256 over the canonical text of data and meta, without what differs each time that the same is asked."""
    meta = {name: value for name, value in body["meta"].items() if name not in _LEFT_OUT}
    return hashlib.sha256(canonical_json({"data": body["data"], "meta": meta}).encode()).hexdigest()


def short_of(code: str) -> str:
    """The form that people read to each other: the first hundred bits in base32, in groups."""
    letters = base64.b32encode(bytes.fromhex(code)).decode()
    return "-".join(letters[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))


def is_unchanged(body: Any, code: str) -> bool:
    """Whether a body is the one from which the code was made, and its evidence has the digests that it states. WrongUse for no report."""
    if not _is_report(body):
        raise WrongUse("这不是信脉报告的 JSON 正文。This is not the JSON body of a report.")
    made = code_of(body)
    given = _NO_SIGN.sub("", code).casefold()
    known = (made, _NO_SIGN.sub("", short_of(made)).casefold())
    digests = all(each.get("digest") == _digest(each, ("digest",)) for each in body["data"]["annex"])
    return digests and any(hmac.compare_digest(given, each) for each in known)


def _is_report(body: Any) -> bool:
    if not isinstance(body, dict) or not all(isinstance(body.get(name), dict) for name in _OVER):
        return False
    annex = body["data"].get("annex")
    return isinstance(annex, list) and all(isinstance(each, dict) for each in annex)


def _digest(value: dict[str, Any], without: tuple[str, ...]) -> str:
    kept = {name: each for name, each in value.items() if name not in without}
    return hashlib.sha256(canonical_json(kept).encode()).hexdigest()
