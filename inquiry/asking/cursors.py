"""Where the next page begins. A cursor is signed, belongs to one question, and pins the transaction of its first page."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass

from credit.errors import BadParameter
from credit.identity import canonical_json
from inquiry.asking.caller import Asking

_SIGNED = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins, in which picture (None: the newest): so many items on, or, of a walk in id order, after an id."""

    transaction: int | None
    offset: int
    after: str = ""


def cursor_of(asking: Asking, place: Place) -> str:
    """The cursor of the page that begins at that place."""
    payload = json.dumps([place.transaction, place.offset, place.after]).encode()
    return base64.urlsafe_b64encode(_signature(asking, payload) + payload).decode().rstrip("=")


def place_of(asking: Asking) -> Place:
    """Where the asked page begins; BadParameter for a cursor that is not ours, or of another question."""
    if asking.cursor is None:
        return Place(None, 0)
    try:
        raw = base64.urlsafe_b64decode(asking.cursor + "=" * (-len(asking.cursor) % 4))
        signature, payload = raw[:_SIGNED], raw[_SIGNED:]
        if not hmac.compare_digest(signature, _signature(asking, payload)):
            raise _bad()
        return Place(*json.loads(payload))
    except (binascii.Error, ValueError, UnicodeError):
        raise _bad() from None


def _signature(asking: Asking, payload: bytes) -> bytes:
    """Binds a place to everything that was asked, so that a cursor cannot carry one question's place into another."""
    asked = canonical_json([asking.as_of, str(asking.known_at), {k: v for k, v in asking.parameters.items() if k != "limit"}])
    return hmac.digest(asking.cursor_key, asked.encode() + payload, hashlib.sha256)[:_SIGNED]


def _bad() -> BadParameter:
    return BadParameter(
        "cursor 无效:请原样使用上一页 page.next 的值,其他参数保持不变。Use page.next of the page before, other parameters unchanged.",
        errors=[{"field": "cursor", "message": "not a cursor of this question"}],
    )
