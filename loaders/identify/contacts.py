"""Contact points: phones and addresses as keyed hashes, which join for leads and never for measures."""

import hashlib
import hmac

from credit.identity import PersonKey
from loaders.staging.frame import Values


def contact_hashes(key: PersonKey, kind: str, values: Values) -> Values:
    """Keyed digests of phones or addresses; None where none is stated."""
    prefix = f"contact\x1f{kind}\x1f"
    return [None if value is None else _digest(key, prefix + value) for value in values]


def _digest(key: PersonKey, text: str) -> str:
    return f"{key.version}{hmac.digest(key.secret, text.encode(), hashlib.sha256).hex()[:32]}"
