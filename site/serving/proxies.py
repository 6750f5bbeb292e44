"""Whose word on a client's address and scheme is believed: that of the proxies which the operator names, and nobody else's."""

import ipaddress
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings

SOCKET = "unix"  # in TRUSTED_PROXIES: a peer that comes through a socket file has no address
SAID = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")
NEVER_HEARD = ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED")
FROM_STRANGERS = SAID + NEVER_HEARD
MOST = 1000  # addresses of proxies that are known by heart

Environ = dict[str, Any]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Doorstep:
    """The WSGI application around all others: what a stranger says of itself ends here, before anything reads it."""

    def __init__(self, application: Callable[..., Iterable[bytes]]):
        self.application = application
        self.has_proxies = bool(settings.TRUSTED_PROXIES)
        self.trusted: set[str] = set()  # proxies alone: the address of no visitor stays

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        # At each request, before the page cache: as few steps as can be.
        known = self.has_proxies and self._knows(environ.get("REMOTE_ADDR", ""))
        for name in NEVER_HEARD if known else FROM_STRANGERS:
            if name in environ:
                del environ[name]
        return self.application(environ, start_response)

    def _knows(self, peer: str) -> bool:
        if peer in self.trusted:
            return True
        if not is_trusted(peer):
            return False
        if len(self.trusted) >= MOST:
            self.trusted.clear()
        self.trusted.add(peer)
        return True


def is_trusted(peer: str) -> bool:
    """Whether the other end of a connection, or an entry of X-Forwarded-For, is one of the operator's proxies."""
    if not settings.TRUSTED_PROXIES:
        return False
    address = parsed(peer)
    if address is None:
        return SOCKET in settings.TRUSTED_PROXIES and _has_no_address(peer)
    return any(address in network for network in settings.TRUSTED_PROXIES if network != SOCKET)


def client_address(environ: Mapping[str, Any]) -> str:
    """The address of the client: the last one on the way that is no proxy of ours. It is for counting at once, not for keeping.

    Each proxy writes down who asked it at the end of X-Forwarded-For; what a client wrote there itself stands before that.
    Where an entry is no address, the proxy that wrote it is as far as anybody can see.
    """
    known = environ.get("REMOTE_ADDR", "")
    if not is_trusted(known):
        return _plain(known)
    for entry in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if parsed(entry) is None:
            break
        known = entry
        if not is_trusted(entry):
            break
    return _plain(known)


def parsed(entry: str) -> Address | None:
    """An address as proxies write it: with a port, in brackets, or as IPv4 within IPv6; None where it is none."""
    try:
        address = ipaddress.ip_address(_without_port(entry.strip()))
    except ValueError:
        return None
    if address.version == 6 and address.scope_id:
        address = ipaddress.IPv6Address(int(address))
    return (address.version == 6 and address.ipv4_mapped) or address


def _without_port(entry: str) -> str:
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    host, mark, port = entry.rpartition(":")
    return host if mark and ":" not in host and port.isdecimal() else entry


def _plain(entry: str) -> str:
    address = parsed(entry)
    return str(address) if address is not None else entry


def _has_no_address(peer: str) -> bool:
    """What servers say of a client behind a socket file: nothing, or the name or path of the socket."""
    return peer in ("", SOCKET) or peer.startswith((f"{SOCKET}:", "/"))
