"""The secret behind the ids of persons: from the environment, else a file in the home folder, made at first use."""

import hmac
import os
import secrets
from pathlib import Path

from credit.errors import BadParameter
from credit.identity import PersonKey
from loaders.settings import LoadSettings

FILE = "person.key"
_BYTES = 32


class QuickKey(PersonKey):
    """The same key, its hashes made by one call of the library: files name persons by the million."""

    __slots__ = ()

    def _mac(self, *parts: str) -> str:
        return hmac.digest(self.secret, "\x1f".join(parts).encode(), "sha256").hex()[:32]


def person_key(settings: LoadSettings) -> PersonKey:
    """The key of this store. Raises BadParameter where what is set is no key."""
    said = settings.person_key.get_secret_value()
    return _parsed(said or _kept(settings.home / FILE))


def _parsed(text: str) -> PersonKey:
    version, _, digits = text.strip().rpartition(":")
    try:
        secret, number = bytes.fromhex(digits), int(version or 1)
    except ValueError:
        secret, number = b"", 0
    if len(secret) < _BYTES or number < 1:
        raise BadParameter("XINMAI_PERSON_KEY 或 person.key 应为 64 位十六进制数。Give 64 hexadecimal digits, or version:digits.")
    return PersonKey(number, secret)


def _kept(path: Path) -> str:
    """The key in the file; of two processes that make it at once, the first one's counts."""
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"1:{secrets.token_hex(_BYTES)}\n")
    return path.read_text("ascii")
