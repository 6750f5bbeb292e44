"""Mails about consents that come to their end; they name the testimony as the team does, and no person."""

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from testimonies.consent.ends import Ending, endings
from testimonies.models import ConsentEvent

logger = logging.getLogger(__name__)
BACKEND = "django.contrib.auth.backends.ModelBackend"
KINDS = {7: ConsentEvent.Kind.REMINDED_7, 30: ConsentEvent.Kind.REMINDED_30}  # days before the end


class NotToldError(Exception):
    """Says of how many consents nobody could be told; the next run tries again."""


def remind() -> int:
    """Tell of each consent once 30 days and once 7 days before its last day; returns how many were told.

    That it was told is written down once the mail server has taken it: a kill in between sends it again, better twice than never.
    Raises NotToldError where the server was away or knew nobody, after all were tried.
    """
    today = timezone.localdate()
    told, refused = 0, []
    for ending in endings(today, today + timedelta(days=max(KINDS) + 1)):
        days = min(days for days in KINDS if ending.last_day <= today + timedelta(days=days))
        if ConsentEvent.objects.filter(consent_number=ending.consent.pk, kind=KINDS[days]).exists():
            continue
        try:
            if _tell(ending):
                _note(ending, days)
                told += 1
        except (OSError, SMTPException) as error:
            logger.exception("the end of consent %s could not be told", ending.consent.pk)
            refused.append(type(error).__name__)
    if refused:
        raise NotToldError(f"{len(refused)} could not be told: {refused[-1]}")
    return told


@transaction.atomic
def _note(ending: Ending, days: int) -> None:
    """Who is told late of a nearer day is not told of the one before, too."""
    numbers = {"testimony_number": ending.testimony.pk}
    for kind in [KINDS[limit] for limit in KINDS if limit >= days]:
        ConsentEvent.objects.get_or_create(consent_number=ending.consent.pk, kind=kind, defaults=numbers)


def _tell(ending: Ending) -> bool:
    """Whether the server took it for anybody; raises where it was away, or knew none of them."""
    may = get_user_model().objects.with_perm("testimonies.change_testimony", include_superusers=False, backend=BACKEND)
    address = settings.BASE_URL.rstrip("/") + reverse("testimony_consents", args=[ending.testimony.pk])
    with override(settings.LANGUAGE_CODE):
        said = {"name": ending.testimony, "day": date_format(ending.last_day, "DATE_FORMAT")}
        subject = _("Consent ends on %(day)s: %(name)s") % said
        text = "\n\n".join(
            [
                _("The consent for the testimony “%(name)s” ends on %(day)s.") % said,
                _("From the day after, it leaves every page by itself. A new consent keeps it."),
                address,
            ]
        )
    recipients = sorted(set(may.exclude(email="").values_list("email", flat=True)))
    unknown = []
    for recipient in recipients:
        try:
            send_mail(subject, text, None, [recipient])
        except SMTPRecipientsRefused as error:  # the others are not to wait for this address
            logger.warning("the end of consent %s could not be told to one address", ending.consent.pk)
            unknown.append(error)
    if recipients and len(unknown) == len(recipients):
        raise unknown[-1]
    return bool(recipients)
