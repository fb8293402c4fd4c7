"""Where a webhook may go: public addresses, and networks that the settings name. A name is looked up once and the connection goes there.

A receiver's name is his own to change: it may lead to a machine of ours between two lookups, so what was checked is what is called.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

from credit.errors import BadParameter
from office.settings import OfficeSettings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOBODYS = (ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("fec0::/10"), ipaddress.ip_network("192.88.99.0/24"))
"""Translation within a site, the old site-local range, the old relays: global by the library's tables, and nobody's receiver."""
_LONGEST = 2000


class Refused(Exception):
    """An address to which nothing may be sent; the text is a code for the list of deliveries."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the settings allow. `networks`: beyond the public internet; `http`: without TLS, within those networks alone."""

    networks: tuple[Network, ...] = ()
    http: bool = False

    def lets(self, address: Address, scheme: str) -> bool:
        """Whether a message may go to that address. Unencrypted ones stay within the networks that were named."""
        told = _told_networks(address, self.networks)
        return told if scheme == "http" else told or is_public(address)


def door_of(rules: OfficeSettings) -> Door:
    """The door that the settings describe. BadParameter for a network that is none."""
    try:
        networks = tuple(ipaddress.ip_network(part.strip()) for part in rules.webhook_networks.split(",") if part.strip())
    except ValueError as fault:
        raise BadParameter(
            f"XINMAI_WEBHOOK_NETWORKS: {fault}", errors=[{"field": "webhook_networks", "message": "10.20.0.0/16,fd00::/8"}]
        ) from None
    return Door(networks, rules.webhook_http)


def is_public(address: Address) -> bool:
    """Whether an address is the public internet's: none of ours, nobody's own, no group; nor one of those in the clothes of IPv6."""
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or any(address in each for each in _NOBODYS))


def checked_url(door: Door, given: str) -> str:
    """A receiver's address as it is kept. BadParameter where it is none, carries credentials, or names where nothing may go."""
    try:
        url = httpx.URL(given)
    except (httpx.InvalidURL, ValueError):
        raise _wrong("这不是网址。It is no address.") from None
    if len(given) > _LONGEST or not given.isascii() or any(char <= " " or char in "\\\x7f" for char in given):
        raise _wrong(f"网址须为 ASCII,最长 {_LONGEST} 字符。ASCII, {_LONGEST} characters at most.")
    if url.scheme not in ({"https", "http"} if door.http else {"https"}):
        raise _wrong("网址应以 https:// 开头。It begins with https://.")
    if url.port is not None and not 0 < url.port < 65_536:
        raise _wrong("端口无效。No such port.")
    if not url.host or url.userinfo or "@" in given or url.fragment:
        raise _wrong("网址须有主机名,且不得含用户名、密码或片段。It names a host, and no user, password or fragment.")
    literal = _literal(url.host)
    if literal is not None and not door.lets(literal, url.scheme):
        raise _wrong("不得发往此地址。Nothing may be sent to this address.")
    return str(url)


async def looked_up(door: Door, url: httpx.URL, resolve: Resolve) -> Sequence[Address]:
    """The addresses to connect to: looked up once. Refused where any of the name's addresses may not be called, or it has none."""
    literal = _literal(url.host)
    found = [literal] if literal is not None else await resolve(url.host, url.port or 443)
    if not found:
        raise Refused("no_address")
    if not all(door.lets(address, url.scheme) for address in found):
        raise Refused("address_refused")
    return found


async def resolved(host: str, port: int) -> Sequence[Address]:
    """A name's addresses as this machine looks them up, in its order; none where it has none."""
    try:
        told = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in told))


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _told_networks(address: Address, networks: Sequence[Network]) -> bool:
    """Whether an address, or the one that it wraps, lies within the networks."""
    inner = _inside(address) or address
    return any(inner.version == network.version and inner in network for network in networks)


def _inside(address: Address) -> Address | None:
    """The IPv4 address at which an IPv6 address ends up: mapped, 6to4, Teredo or NAT64."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _wrong(says: str) -> BadParameter:
    return BadParameter(says, errors=[{"field": "url", "message": "https://…"}])
