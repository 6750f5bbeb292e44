"""Which addresses may be fetched: http and https on their own ports, of machines on the public internet alone."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
# What `is_global` calls global and that leads, or may lead, somewhere else: 6to4 relays (RFC 7526).
NEVER = [ipaddress.ip_network("192.88.99.0/24")]
# All that is handed out of IPv6; mapped, translated and compatible addresses lie outside, and tunnels are private.
HANDED_OUT = ipaddress.ip_network("2000::/3")

Resolve = Callable[[str, int], list[str]]


class RefusedError(Exception):
    """This address is not fetched."""


@dataclass(frozen=True)
class Place:
    """Where a connection goes: `addresses` were resolved once, and each of them may be connected to."""

    scheme: str
    host: str
    port: int
    target: str
    addresses: list[str]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, in the order of the system. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))


def place(url: str, trusted: frozenset[tuple[str, int]] = frozenset(), resolve: Resolve = resolve) -> Place:
    """Where `url` leads. Raises RefusedError unless all of it is public, and OSError for a name without address.

    `trusted` are (address, port) that are accepted besides: for the server of a test, never from settings or data.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        host = host if not host or host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise RefusedError(str(error)) from None
    if parts.scheme not in PORTS or not host or parts.username is not None or "%" in host:
        raise RefusedError(url)
    port = port or PORTS[parts.scheme]
    addresses = resolve(host, port)
    for address in addresses:
        if (address, port) not in trusted and not (port == PORTS[parts.scheme] and is_public(address)):
            raise RefusedError(f"{host} {address} {port}")
    if not addresses:
        raise OSError(host)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port, target, addresses)


def is_public(address: str) -> bool:
    """Whether an address is of a machine on the public internet: neither private nor one that stands for another."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    if found.version == 6:
        return found in HANDED_OUT
    return not any(found in network for network in NEVER)
