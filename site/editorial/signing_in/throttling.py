"""From where somebody tries to sign in: told apart for a limit on attempts, and kept nowhere."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def sender(request: HttpRequest) -> str:
    """A digest of the sender's network under the site's secret: the cache learns no address."""
    return salted_hmac("editorial.signing_in.throttling", _network(_address(request)), algorithm="sha256").hexdigest()


def _address(request: HttpRequest) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # What a client sent under this name stands before it: the proxy adds its word at the end.
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    return address


def _network(address: str) -> str:
    """An IPv4 address, or the 64 bits of an IPv6 one that a provider gives to a household."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
