"""The secret address by which an organisation corrects its entries, and by which nobody can guess another's."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from campaigns.outreach.directory.models import Organisation, new_key


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


def renew(organisation: Organisation) -> None:
    organisation.correction_key = new_key()
    organisation.save(update_fields=["correction_key"])


def _signer(organisation: Organisation) -> signing.Signer:
    return signing.Signer(salt=f"directory corrections: {organisation.correction_key}")
