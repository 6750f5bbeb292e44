"""Where the quick exit leads: to a page that anybody might read, never to this site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


def default_address(language: str) -> str:
    """An encyclopedia in the visitor's language: what anybody might have open."""
    return f"https://{language.partition('-')[0]}.wikipedia.org/"


def check_exit(address: str) -> None:
    """Raises ValidationError unless `address` is a whole https address of another site."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        raise ValidationError(_("This is no address.")) from None
    if parts.scheme != "https" or "" in host.split(".") or "." not in host or parts.username is not None:
        raise ValidationError(_("Write a whole address that begins with https://, as in https://fr.wikipedia.org/."))
    if any(host == own or host.endswith(f".{own}") for own in own_hosts()):
        raise ValidationError(
            _("“%(host)s” is this site: whoever leaves must land elsewhere. Choose a page that anybody might read.")
            % {"host": host}
        )


def own_hosts() -> set[str]:
    """The names of this site, without those that stand for many."""
    hosts = {
        urlsplit(settings.BASE_URL).hostname,
        *settings.ALLOWED_HOSTS,
        *Site.objects.values_list("hostname", flat=True),
    }
    return {host.lstrip(".").lower() for host in hosts if host and "*" not in host}
