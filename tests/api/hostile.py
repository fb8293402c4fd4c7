"""Requests that wish us ill: ids, dates, texts, bodies and headers that no client of good will would send, drawn by a seeded die."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_from_bytes

from fastapi import FastAPI

_DEEP, _MEGABYTE = 20_000, 1_000_000
TEXTS: tuple[bytes, ...] = tuple(
    text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    for text in (
        *(
            "",
            " ",
            "\x00",
            "a\x00b",
            "\ud800",
            "\udfff\ud800",
            b"\xff\xfe",
            b"\xc0\xaf",
            b"\xed\xa0\x80",
            "\u202e\u2066王伟\u2069",
            "\u200b\u200d\ufeff",
        ),
        *(
            "\r\nSet-Cookie: a=b",
            "王" * 300,
            "a" * 3000,
            "𠮷" * 40,
            "e\u0301" * 60,
            "％００",
            "٣٤٥",
            "İıſK",
            "\u2028\u2029",
            "\x1b[31m",
            "\x7f",
        ),
        *(
            "../../../etc/passwd",
            "..%2f..%2fetc",
            "..\\..\\windows",
            "/etc/shadow",
            "file:///etc/passwd",
            "%2e%2e/",
            "C:\\",
            "con",
            "~root",
        ),
        *(
            "' OR 1=1 --",
            "'; DROP TABLE audit_line; --",
            '" UNION SELECT * FROM keys',
            "1); DELETE FROM claim; --",
            "%' ESCAPE '",
            "\\",
            "_%",
        ),
        *(
            "') DETACH DELETE n //",
            "MATCH (n) RETURN n",
            "}) CALL dbms.shutdown() //",
            "`n`",
            "$where",
            "{$gt: ''}",
            "NEAR(a b)",
            'a* OR "b',
            "^a -b",
        ),
        *(
            "${jndi:ldap://x}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
            "=cmd|'/c calc'!A1",
            "@SUM(1)",
            "%n%s%x",
        ),
        *(
            "-1",
            "0",
            "1e999",
            "-0",
            "NaN",
            "Infinity",
            "9" * 400,
            "9223372036854775808",
            "0x10",
            "1_000",
            "１２",
            "1.5",
            "true",
            "null",
            "[]",
            "{}",
        ),
        *(
            "0000-00-00",
            "9999-12-31",
            "10000-01-01",
            "-0001-01-01",
            "2026-02-30",
            "2026-13-01",
            "2026-3-1",
            "20260301",
            "２０２６-01-01",
            "1582-10-10",
        ),
        *(
            "9999-12-31T23:59:60Z",
            "2026-03-01T00:00:00+99:99",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.999999-14:00",
            "2026-03-01 00:00",
        ),
        *(
            "uscc:",
            "p:",
            ":",
            "uscc::",
            "p:v1",
            "uscc:91379926MA000011XX",
            "reg:' OR ''='",
            "org:" + "9" * 90,
            "list:" + "\u202e",
            "pen:\x00",
            "h:zz",
            "ord:%00",
        ),
    )
)
"""Each is put into every place that takes a text, percent-encoded or, one time in ten, as it is."""

_SMALL: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        2**63,
        10**300,
        1.5,
        "",
        [],
        {},
        [[]],
        {"": ""},
        {"$ref": "#"},
        "\x00",
        "\ud800",
        "\u202e",
        [None] * 50,
        {"a": {"a": {"a": {}}}},
    ),
)
BODIES: tuple[bytes, ...] = (
    *(
        b"",
        b"{",
        b"\x00",
        b"\xff",
        b"null",
        b"[]",
        b'"text"',
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"1" * 5000,
        b'{"a":' * 500 + b"1" + b"}" * 500,
    ),
    *(
        b"[" * _DEEP,
        b"[" * _DEEP + b"]" * _DEEP,
        b'{"subject":' * _DEEP,
        b'{"subject": "' + b"a" * 60_000 + b'"}',
        b'{"subject": "\\ud800"}',
    ),
    *(
        b'{"subject": NaN}',
        b'{"subject": ' + b"9" * 5000 + b"}",
        b'{"props": {"x": 1e999}}',
        b'{"subject": "a", "subject": "b"}',
        b"\xef\xbb\xbf{}",
    ),
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    *((b"x-purpose", text) for text in (b"", b"curiosity", b"\xff", b"a" * 41, b"enforcement\x00", "执法".encode())),
    *((b"x-request-id", text) for text in (b"a" * 65, b"a b", b"\xff", b"../..", b"")),
    *((b"idempotency-key", text) for text in (b"", b"a" * 101, "键".encode(), b"../../x", b"a b c d e f")),
    *((b"x-authorisation", text) for text in (b"' OR 1=1", b"a" * 41, b"\xff")),
    *((b"content-length", text) for text in (b"99999999999999999999", b"-1", b"x", "٣".encode(), b"1e9")),
    *(
        (b"content-type", text)
        for text in (b"", b"text/plain", b"application/json; charset=utf-16", b"multipart/form-data; boundary=x", b"\xff")
    ),
    *((b"authorization", text) for text in (b"Bearer", b"Bearer \xff", b"Basic ::::", b"Bearer " + b"a" * 8000, b"Bearer a.b.c")),
    *(
        (b"accept", b"\x00"),
        (b"host", b""),
        (b"transfer-encoding", b"chunked"),
        (b"range", b"bytes=0-" + b"9" * 400),
        (b"cookie", b";=" * 900),
    ),
)
METHODS = ("GET",) * 12 + ("POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW")


@dataclass(frozen=True)
class Shot:
    """One request, as bytes on the wire would have it."""

    method: str
    path: bytes
    query: bytes = b""
    body: bytes = b""
    headers: Sequence[tuple[bytes, bytes]] = ()


@dataclass
class Tally:
    """What became of the shots: answers by status, and those that should not have been."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


def shots(operations: Sequence[tuple[str, str, Mapping[str, Any]]], ids: Sequence[str], seed: int) -> Iterator[Shot]:
    """Shots at these operations (method, path, description) without end. `ids`: real ones, so that some shots get in."""
    die = random.Random(seed)
    while True:
        method, path, said = die.choice(operations)
        parameters = said.get("parameters", ())
        where = {each["name"]: _path_part(die, ids) for each in parameters if each["in"] == "path"}
        raw = quote(path, safe="/{}").encode()
        for name, value in where.items():
            raw = raw.replace(b"{" + name.encode() + b"}", value)
        query = b"&".join(_queried(die, each["name"], ids) for each in parameters if each["in"] == "query" and _often(die, each))
        body = _body(die, ids) if method == "POST" or die.random() < 0.03 else b""
        chosen = method if die.random() < 0.93 else die.choice(METHODS)
        yield Shot(chosen, raw, query, body, _headers(die, bool(body), len(body)))


def _often(die: random.Random, parameter: Mapping[str, Any]) -> bool:
    return die.random() < (0.9 if parameter.get("required") else 0.15)


def _text(die: random.Random, ids: Sequence[str]) -> bytes:
    """A real id, an evil text, two of them, or any bytes."""
    dice = die.random()
    if dice < 0.1:
        return die.choice(ids).encode()
    if dice < 0.8:
        return die.choice(TEXTS)
    return die.choice(TEXTS) + die.choice(ids).encode() if dice < 0.9 else die.randbytes(die.randrange(1, 24))


def _path_part(die: random.Random, ids: Sequence[str]) -> bytes:
    return quote_from_bytes(_text(die, ids), safe="").encode() or b"-"


def _queried(die: random.Random, name: str, ids: Sequence[str]) -> bytes:
    value = _text(die, ids)
    encoded = quote_from_bytes(value).encode() if die.random() < 0.9 else value.replace(b"&", b"").replace(b"#", b"")
    return quote(name).encode() + b"=" + encoded


def _body(die: random.Random, ids: Sequence[str]) -> bytes:
    """Broken, monstrous, or of the right form with evil inside."""
    if die.random() < 0.25:
        return die.choice(BODIES)
    if die.random() < 0.01:
        return b'{"subject": "' + b"a" * _MEGABYTE + b'"}'
    names: tuple[str, ...] = (
        "subject",
        "matter",
        "on",
        "purpose",
        "reference",
        "subjects",
        "suppose",
        "deed",
        "list_code",
        "grounds",
        "props",
        "named",
        "target",
    )
    names += (
        "number",
        "outcome",
        "reason",
        "basis",
        "document",
        "values",
        "source",
        "rows",
        "scope",
        "preview",
        "name",
        "effective",
        "rules",
    )
    said = {name: _value(die, ids) for name in die.sample(names, die.randrange(1, 9))}
    return json.dumps(said).encode("utf-8", "surrogatepass")


def _value(die: random.Random, ids: Sequence[str]) -> Any:
    text = _text(die, ids).decode("utf-8", "surrogateescape")
    shapes: Sequence[Any] = (
        text, text, text, die.choice(_SMALL), [text], {"subject": text}, [{"subject": text}], [{"deed": "list", "list_code": text}],
        {"fact": text}, {"record": text}, {"document": text, "party": text}, [{text: text}], "penalties", "licence", "dispute", "list",
        {text[:20] or "a": die.choice(_SMALL)}, [{"person": text, "duty": "LEGAL_REP"}],
    )  # fmt: skip
    return die.choice(shapes)


def _headers(die: random.Random, has_body: bool, length: int) -> list[tuple[bytes, bytes]]:
    said = {b"host": b"127.0.0.1", b"x-purpose": b"enforcement", b"idempotency-key": b"hostile-%d" % die.randrange(10**9)}
    if has_body:
        said |= {b"content-type": b"application/json", b"content-length": b"%d" % length}
    if die.random() < 0.2:
        name, value = die.choice(HEADERS)
        said[name] = value
    return list(said.items())


async def fire(app: FastAPI, shot: Shot, key: bytes, tally: Tally, within_s: float) -> None:
    """One shot at the application as a server hands it on, byte for byte. Notes a 500, a hang, another shape of refusal."""
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": shot.body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": shot.method, "scheme": "http",
        "path": quote_aware(shot.path), "raw_path": shot.path, "query_string": shot.query, "root_path": "", "server": ("127.0.0.1", 80),
        "headers": [(b"x-api-key", key), *shot.headers], "client": ("127.0.0.1", 50_000), "state": {},
    }  # fmt: skip
    began = asyncio.get_running_loop().time()
    try:
        await asyncio.wait_for(app(scope, receive, send), within_s)
    except Exception as fault:  # noqa: BLE001  # whatever leaves the application is a fault of ours
        tally.faults.append(f"{type(fault).__name__} {fault} {_told(shot)}")
        return
    tally.slowest_s = max(tally.slowest_s, asyncio.get_running_loop().time() - began)
    status = sent[0]["status"]
    tally.statuses[status] += 1
    body = b"".join(message.get("body", b"") for message in sent[1:])
    if (status >= 500 and b"not_yet_known" not in body) or (
        status >= 400 and shot.method != "HEAD" and not _is_problem(sent[0], body, status)
    ):
        tally.faults.append(f"{status} {body[:300]!r} {_told(shot)}")


def quote_aware(raw: bytes) -> str:
    """The path as servers hand it on: decoded once, what is no UTF-8 replaced."""
    from urllib.parse import unquote

    return unquote(raw.decode("ascii"))


def _is_problem(start: Mapping[str, Any], body: bytes, status: int) -> bool:
    kind = dict(start["headers"]).get(b"content-type", b"")
    return bool(kind == b"application/problem+json" and json.loads(body)["status"] == status)


def _told(shot: Shot) -> str:
    return f"<- {shot.method} {shot.path[:200]!r}?{shot.query[:300]!r} {shot.body[:200]!r} {list(shot.headers)}"
