"""How a message is signed: HMAC-SHA256 over its id, its time and its body, with a secret that the receiver was shown once.

Secrets are derived and not kept: HKDF over a key in the home folder and a salt beside the webhook. Whoever reads the office's
database alone can sign nothing.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from office.signing import made_once

PREFIX = "whsec_"
_PURPOSE = b"xinmai webhook secret v1\n"
_FILE = "webhook.key"
_BYTES = 32


def webhook_key_in(home: Path) -> bytes:
    """The key from which this home's webhook secrets are derived, made at first use. It belongs into every backup."""
    path = home / _FILE
    if not path.exists():
        made_once(path, secrets.token_bytes(_BYTES))
    return path.read_bytes()


def new_salt() -> str:
    """What tells one secret from the next."""
    return secrets.token_hex(16)


def secret_of(key: bytes, webhook: str, salt: str) -> str:
    """The secret of a webhook under a salt, as the receiver is shown it: `whsec_` and 32 bytes in base64."""
    derived = HKDF(SHA256(), _BYTES, bytes.fromhex(salt), _PURPOSE + webhook.encode()).derive(key)
    return PREFIX + base64.b64encode(derived).decode()


def signature_of(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """One signature: `v1,` and the HMAC in base64. `timestamp`: seconds of the Unix epoch, of this attempt."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((message.encode(), str(timestamp).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers_of(valid: Sequence[str], message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers; during a rotation one signature for each secret that is valid, the newest first."""
    signatures = " ".join(signature_of(secret, message, timestamp, body) for secret in valid)
    return {"webhook-id": message, "webhook-timestamp": str(timestamp), "webhook-signature": signatures}
