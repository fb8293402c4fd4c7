"""Who is who: public ids, and the id of a fact.

Claims keep the id that their source gave (DESIGN section 4). A valid USCC, else organisation code, else registration number
makes an organisation; a name joins nothing. A person is country + document type + number as keyed hash, else the holder of one
office in one organisation, else the party of one decision. The key lives in the home of the store, never in the code.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from credit.errors import BadIdentifier
from credit.kinds import NODES, node_kind_of

_ID = re.compile(r"[a-z]{1,4}:[0-9A-Za-z~._-]{1,80}", re.ASCII)

VERIFIED, OFFICE_HOLDER, PARTY_ONLY, OWN_NUMBER = "verified", "office_holder", "party_only", "own_number"
"""How a person is known (`Person.identity`): by document number, as the holder of an office, as a party, by the source's own number.

Only `verified` carries a measure beyond the organisation or decision at which the person is known (DESIGN section 2).
"""


def checked_id(text: str) -> str:
    """The public id, where its form is one of ours; BadIdentifier tells which forms there are."""
    if _ID.fullmatch(text) and node_kind_of(text):
        return text
    known = ", ".join(f"{kind.prefix}:…" for kind in NODES.values())
    raise BadIdentifier(f"标识“{text[:60]}”无法识别。Ids look like uscc:…, reg:…, {known}; names are looked up with find.")


def organization_id(uscc: str | None, org_code: str | None, reg_no: str | None) -> str | None:
    """The id that valid codes give, in that precedence; None where the organisation has none. Codes must already be valid."""
    if uscc:
        return f"uscc:{uscc}"
    if org_code:
        return f"org:{org_code}"
    return f"reg:{reg_no}" if reg_no else None


def own_organization_id(source: str, *raw: str) -> str:
    """The id of an organisation without a code: known only within its source, by the fewest stable raw values."""
    return f"org:~{_digest((source, *raw))}"


def thing_id(kind: str, *key: str) -> str:
    """The id of a decision, entry, order … by the values that tell it from every other of its kind."""
    return f"{NODES[kind].prefix}:{_digest((kind, *key))}"


def fact_id(kind: str, src: str, dst: str | None, key: Sequence[object]) -> bytes:
    """16 bytes that name what a claim states: kind, the source's own end ids, the kind's key; not who states it."""
    parts = (kind, src, dst or "", *(str(part) for part in key))
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).digest()


def content_digest(props: str, bounds: Sequence[object]) -> bytes:
    """16 bytes that change when what a claim says changes: `props` is canonical JSON, `bounds` the days that the source stated."""
    return hashlib.blake2b(f"{props}\x1f{bounds!r}".encode(), digest_size=16).digest()


def canonical_json(value: object) -> str:
    """One text for one value: sorted keys, no blanks, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class PersonKey:
    """The secret that turns document numbers into hashes, with its version so that it can be rotated."""

    version: int
    secret: bytes = field(repr=False)

    def person(self, country: str, document: str, number: str) -> str:
        """The id of a person whose document was stated and checked; `number` must be clean."""
        return f"p:v{self.version}{self._mac('document', country, document, number)}"

    def office_holder(self, organization: str, office: str, name: str) -> str:
        """The id of somebody known only as the holder of that office in that organisation."""
        return f"p:h{self.version}{self._mac('office', organization, office, name)}"

    def party(self, decision: str, name: str) -> str:
        """The id of somebody known only as a party of, or named in, that decision."""
        return f"p:d{self.version}{self._mac('party', decision, name)}"

    def own_number(self, source: str, number: str) -> str:
        """The id of somebody whom one source numbers itself (a staff number is no identity beyond that source)."""
        return f"p:s{self.version}{self._mac('own', source, number)}"

    def masked_number(self, masked: str) -> str:
        """The hash of a document number as courts print it (first ten and last four): compatible, never identical."""
        return f"m{self.version}{self._mac('masked', masked)}"

    def _mac(self, *parts: str) -> str:
        return hmac.new(self.secret, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


_ROOT_ORDER = ("uscc:", "org:", "reg:", "p:v")


def root_of(ids: Iterable[str]) -> str:
    """The id that a cluster of merged ids is known by: the strongest scheme, then the least."""
    return min(ids, key=lambda each: (next((i for i, prefix in enumerate(_ROOT_ORDER) if each.startswith(prefix)), 9), each))


def _digest(parts: Sequence[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()
