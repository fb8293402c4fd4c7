"""The key that signs receipts: Ed25519, made once, kept beside the store; its public half is handed to whoever verifies."""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from credit.errors import BadParameter

_PURPOSE = b"xinmai audit line v1\n"
"""What is signed begins with this, so that the signature can never be taken for one of something else."""
_FILE = "receipt.key"


@dataclass(frozen=True)
class SigningKey:
    """The private half."""

    private: Ed25519PrivateKey = field(repr=False)

    def sign(self, line_hash: str) -> str:
        """The signature of a line's hash, as hexadecimal digits."""
        return self.private.sign(_PURPOSE + bytes.fromhex(line_hash)).hex()

    @cached_property
    def public(self) -> str:
        """The public half: 64 hexadecimal digits."""
        raw = self.private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return raw.hex()


def signed_by(public: str, line_hash: str, signature: str) -> bool:
    """Whether the holder of that key signed that hash."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), _PURPOSE + bytes.fromhex(line_hash))
    except (InvalidSignature, ValueError):
        return False
    return True


def signing_key_in(home: Path) -> SigningKey:
    """The key of this home, made at first use. BadParameter where the file is no key."""
    path = home / _FILE
    if not path.exists():
        made_once(path, secrets.token_bytes(32).hex().encode())
    try:
        return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())))
    except ValueError:
        raise BadParameter(f"{_FILE} 应为 64 位十六进制数。{_FILE} must hold 64 hexadecimal digits.") from None


def made_once(path: Path, content: bytes) -> None:
    """Writes a file that its owner alone may read; where two come first at once, one of them wins whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
