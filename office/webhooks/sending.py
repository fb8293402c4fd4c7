"""One attempt to hand a message over: to the one address that was looked up and checked; no redirect is followed, no body read."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

from office.settings import OfficeSettings
from office.webhooks.addresses import Address, Door, Refused, Resolve, door_of, looked_up, resolved
from office.webhooks.outbox import Attempt
from office.webhooks.signatures import headers_of

GONE = 410
"""By this answer a receiver says that it wants nothing more (Standard Webhooks)."""
_AGENT = "Xinmai-Webhooks/1"


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, whereto, and by which secrets it is signed, the newest first."""

    id: str
    url: str
    body: bytes
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """What the settings say of sending."""

    door: Door
    timeout_s: float
    tls: ssl.SSLContext
    resolve: Resolve = resolved

    async def send(self, message: Message) -> Attempt:
        """Hands a message over. Whatever goes wrong is told as a code; it never raises but when it is cancelled."""
        try:
            async with asyncio.timeout(self.timeout_s):  # over all: a receiver that drips its answer holds nobody up
                return await self._sent(message)
        except Refused as refused:
            return Attempt(fault=str(refused))
        except (TimeoutError, httpx.TimeoutException):
            return Attempt(fault="timeout")
        except httpx.ConnectError as fault:
            return Attempt(fault="tls" if _of_tls(fault) else "no_connection")
        except Exception:  # noqa: BLE001  # whatever a receiver does must not end the round of the others
            return Attempt(fault="no_answer")

    async def _sent(self, message: Message) -> Attempt:
        url = httpx.URL(message.url)
        *others, last = await looked_up(self.door, url, self.resolve)
        for address in others:
            try:
                return await self._to(address, url, message)
            except httpx.ConnectError:  # a name may have an address of a family that leads nowhere from here
                continue
        return await self._to(last, url, message)

    async def _to(self, address: Address, url: httpx.URL, message: Message) -> Attempt:
        signed = headers_of(message.secrets, message.id, int(time.time()), message.body)
        headers = {"host": url.netloc.decode(), "content-type": "application/json", "user-agent": _AGENT, **signed}
        there = url.copy_with(host=str(address))
        more: Mapping[str, Any] = {"extensions": {"sni_hostname": url.host}} if url.scheme == "https" else {}
        # no proxy and no .netrc of the environment: what was checked is what is called
        client = httpx.AsyncClient(verify=self.tls, trust_env=False, follow_redirects=False, timeout=self.timeout_s)
        async with client, client.stream("POST", there, content=message.body, headers=headers, **more) as answer:
            return _attempt(answer)


def sender_of(rules: OfficeSettings) -> Sender:
    """The sender that the settings describe."""
    return Sender(door_of(rules), rules.webhook_timeout_s, _tls(rules.webhook_ca_file))


@lru_cache(maxsize=4)
def _tls(ca_file: str) -> ssl.SSLContext:
    """By whom receivers are known. Read once a process: it takes longer than a message."""
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


def _attempt(answer: httpx.Response) -> Attempt:
    """Any 2xx is a receipt. A redirect is none: whoever moves tells us where to."""
    if answer.is_success:
        return Attempt(status=answer.status_code)
    fault = "gone" if answer.status_code == GONE else "redirect" if answer.is_redirect else "status"
    return Attempt(answer.status_code, fault, _seconds(answer.headers.get("retry-after", "")))


def _seconds(told: str) -> float:
    """Retry-After in seconds; a date, or anything else, counts as nothing said."""
    return float(told) if told.isascii() and told.isdecimal() and len(told) < 7 else 0


def _of_tls(fault: BaseException | None) -> bool:
    while fault is not None:
        if isinstance(fault, ssl.SSLError):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
