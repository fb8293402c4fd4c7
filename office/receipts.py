"""Receipts: found by their number, verified without us, asked again with the same data and the same rules."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from credit.errors import BadParameter, NotFound, NotPermitted
from inquiry.answering.checking import ACTIONS
from inquiry.checks import CheckParameters, check
from inquiry.rulebook import Rulebook
from office.audit.book import Book
from office.audit.lines import Sealed, digest_of, hash_of
from office.audit.reading import receipt_line
from office.desk import Desk, Enquiry
from office.rights import Principal, Right
from office.signing import signed_by

VERDICTS = {"block": "禁止", "limit": "限制或从严", "attention": "注意", "clear": "未见限制情形", "unknown": "无法给出结论"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a receipt that does not hold."""

    what: str
    says_zh: str


def find_receipt(book: Book, principal: Principal, number: str) -> Sealed:
    """The line of a receipt. It is shown to the authority that ran the check, and to whoever may read the audit."""
    line = receipt_line(book.engine, number)
    if line is None:
        raise NotFound(f"没有核查编号 {number[:40]}。No receipt of this number.")
    said = line.said
    own = principal.id == said["principal"] or (principal.authority and principal.authority == said.get("authority"))
    if not (own or principal.operator or Right.AUDIT in principal.rights):
        raise NotPermitted("回执只向作出核查的机关出示。A receipt is its authority's own.", missing_right=str(Right.AUDIT))
    return line


def faults_of(document: Mapping[str, Any], public_key: str | None = None) -> list[Fault]:
    """What does not hold of a receipt, or of an answer with its receipt, without asking anybody. `public_key`: the one you were given."""
    receipt = document.get("receipt", document)
    line, said = _line_of(receipt)
    key = public_key or receipt.get("public_key", "")
    found = []
    if hash_of(line["prev"], line["body"]) != line["hash"]:
        found.append(Fault("changed", "内容与摘要不符"))
    if not signed_by(key, line["hash"], line["signature"] or ""):
        found.append(Fault("unsigned", "签名与公钥不符"))
    if public_key and receipt.get("public_key") not in (None, public_key):
        found.append(Fault("other_key", "回执自带的公钥不是所给的公钥"))
    if "data" in document and "meta" in document and digest_of(document) != said.get("digest"):
        found.append(Fault("other_answer", "答复内容与回执所记的摘要不符"))
    if receipt.get("number") not in (None, said.get("check", {}).get("number")):
        found.append(Fault("other_number", "编号与内容不符"))
    return found


def replayed(desk: Desk, line: Sealed, principal: Principal) -> dict[str, Any]:
    """The same check asked again with the same data and, from the archive, the same rules: the same digest, or what differs.

    NotFound where the rules of then were never archived here.
    """
    said = line.said
    asked, rules = said["parameters"], desk.rulebook.mark.hash
    then = said["rules"] if said["rules"] != rules else None
    wanted = CheckParameters(subject=asked["subject"], matter=asked["matter"], on=said["as_of"], purpose=said["purpose"], rules=then)
    sees = said.get("more", {}).get("persons") == "shown"
    rights = (
        (principal.rights | {Right.PERSONS}) if sees and principal.operator else principal.rights - ({Right.PERSONS} if not sees else set())
    )
    enquiry = Enquiry(replace(principal, rights=rights), "replay_receipt", wanted, said.get("request_id", ""), right=Right.CHECKS)
    enquiry = replace(enquiry, authorisation=said.get("authorisation"))
    again = desk.answer(replace(enquiry, transaction=said["transaction"]), lambda question: check(question, wanted))
    digest = digest_of(again.body)
    return {
        "number": said["check"]["number"],
        "same": digest == said["digest"],
        "same_rules": again.body["meta"]["rules"]["hash"] == said["rules"],
        "transaction": said["transaction"],
        "rules": {"then": said["rules"], "now": rules},
        "digest": {"then": said["digest"], "now": digest},
        "verdict": {"then": said["check"]["verdict"], "now": again.body["data"]["verdict"]},
    }


def page_of(line: Sealed, public_key: str, rulebook: Rulebook) -> str:
    """The receipt as a page that can be printed. It names nobody: the subject by id, the answer by its digest."""
    said = line.said
    entry = said["check"]
    matter = rulebook.catalogue.matters.get(entry["matter"])
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        files("office").joinpath("receipt.html").read_text(encoding="utf-8")
    )
    return template.render(
        said=said,
        entry=entry,
        line=line,
        public_key=public_key,
        matter=matter.zh if matter else entry["matter"],
        verdict=VERDICTS[entry["verdict"]],
        actions=[ACTIONS[code][0] for code in entry.get("actions", ())],
        measures=[rulebook.measure(code).label_zh for code in entry.get("measures", ())],
    )


def _line_of(receipt: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    line = receipt.get("line", receipt)
    try:
        said = json.loads(line["body"])
        assert {"prev", "hash", "signature"} <= line.keys()
    except (KeyError, TypeError, ValueError, AssertionError):
        raise BadParameter("不是回执:应有 line.body、prev、hash、signature。Not a receipt.", errors=[]) from None
    return line, said
