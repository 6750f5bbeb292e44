"""Where a tracked link may lead: into this site, or to a host that the operator allows. Nowhere else, whatever is typed."""

import re
from posixpath import normpath
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters, white space and the backslash, which browsers read as a slash.
UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")


def check_address(address: str) -> None:
    """Raises ValidationError unless `address` is a path of this site or an https address of an allowed host."""
    if UNSAFE.search(address):
        raise ValidationError(_("The address holds a space, a line break, a backslash or a control character."))
    if address.startswith("/"):
        if address.startswith("//"):
            raise ValidationError(_("“//” would lead to another site: write the path with one slash."))
        return
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(_("This is no address.")) from None
    if parts.scheme != "https" or not host:
        raise ValidationError(_("Write a path that begins with / or an address that begins with https://."))
    if parts.username is not None or port not in (None, 443) or host not in allowed_hosts():
        raise ValidationError(
            _(
                "“%(host)s” is not among the sites to which links may lead (%(hosts)s): the operator sets them in LINK_HOSTS."
            )
            % {"host": parts.netloc[:80], "hosts": ", ".join(sorted(allowed_hosts()))}
        )


def allowed_hosts() -> set[str]:
    return {host for host in (urlsplit(settings.BASE_URL).hostname, *settings.LINK_HOSTS) if host}


def may_lead(address: str) -> bool:
    """Whether links may lead there now: the operator may have taken a host off the list since the address was typed."""
    try:
        check_address(address)
    except ValidationError:
        return False
    return True


def segments(address: str) -> list[str]:
    """The parts of its path, as a browser asks for them, where it leads into this site; none where it leads elsewhere."""
    parts = urlsplit(address)
    if parts.netloc and parts.hostname != urlsplit(settings.BASE_URL).hostname:
        return []
    return normpath(unquote(parts.path)).strip("/").split("/")


def merged(address: str, query: str) -> str:
    """`address` with the visitor's query added: what the address says itself stays as it is, and comes first."""
    parts = urlsplit(address)
    own = parse_qsl(parts.query, keep_blank_values=True)
    named = {name for name, _value in own}
    added = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in named]
    return urlunsplit(parts._replace(query=urlencode(own + added)))
