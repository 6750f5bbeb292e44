"""The secret address by which an organisation corrects its entries, and by which nobody can guess another's."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override
from wagtail.log_actions import registry

from campaigns.outreach.directory.models import Organisation, new_key

SHOWN, SENT = "directory.show_link", "directory.send_link"  # in the log of an organisation


def token(organisation: Organisation) -> str:
    """Its number, signed with its own key: a new key ends every token that was made with the old one."""
    return _signer(organisation).sign(str(organisation.pk))


def address(organisation: Organisation, language: str | None = None) -> str:
    with override(language or settings.LANGUAGE_CODE):
        path = reverse("directory_corrections", args=[token(organisation)])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def organisation_of(text: str) -> Organisation | None:
    """The organisation whose link this is; None where it was tampered with, or has ended."""
    number, _separator, _signature = text.partition(":")
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    found = Organisation.objects.filter(pk=int(number)).first()
    try:
        return found if found and _signer(found).unsign(text) == str(found.pk) else None
    except signing.BadSignature:
        return None


def was_known_to(organisation: Organisation, user, at: datetime) -> bool:
    """Whether somebody of the team had seen the link, or had it sent to the address of their choice."""
    logged = registry.get_logs_for_instance(organisation)
    return logged.filter(user=user, action__in=[SHOWN, SENT], timestamp__lte=at).exists()


def renew(organisation: Organisation) -> None:
    organisation.correction_key = new_key()
    organisation.save(update_fields=["correction_key"])


def _signer(organisation: Organisation) -> signing.Signer:
    return signing.Signer(salt=f"directory corrections: {organisation.correction_key}")
