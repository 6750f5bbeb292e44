"""Mails about consents that come to their end; they name the testimony as the team does, and no person."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from testimonies.ends import Ending, endings
from testimonies.models import ConsentEvent

logger = logging.getLogger(__name__)
BACKEND = "django.contrib.auth.backends.ModelBackend"
KINDS = {7: ConsentEvent.Kind.REMINDED_7, 30: ConsentEvent.Kind.REMINDED_30}  # days before the end


def remind() -> int:
    """Tell of each consent once 30 days and once 7 days before its last day; returns how many mails were due.

    That it was told is written down before the mail goes: a kill in between loses a mail, and none is sent twice.
    """
    today = timezone.localdate()
    sent = 0
    for ending in endings(today, today + timedelta(days=max(KINDS) + 1)):
        days = min(days for days in KINDS if ending.last_day <= today + timedelta(days=days))
        if _is_new(ending, days):
            _tell(ending)
            sent += 1
    return sent


@transaction.atomic
def _is_new(ending: Ending, days: int) -> bool:
    """Whether this was not told yet; who is told late of a nearer day is not told of the one before, too."""
    numbers = {"testimony_number": ending.testimony.pk, "consent_number": ending.consent.pk}
    new = False
    for kind in [KINDS[limit] for limit in KINDS if limit >= days]:
        _event, created = ConsentEvent.objects.get_or_create(
            consent_number=ending.consent.pk, kind=kind, defaults=numbers
        )
        new = new or (created and kind == KINDS[days])
    return new


def _tell(ending: Ending) -> None:
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
    for recipient in sorted(may.exclude(email="").values_list("email", flat=True).distinct()):
        try:
            send_mail(subject, text, None, [recipient])
        except (OSError, SMTPException):
            logger.exception("the end of a consent could not be told to %s", recipient)
