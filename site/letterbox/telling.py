"""Mails to those who read messages: that one waits, never a word of it."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from letterbox.models import Message, State

logger = logging.getLogger(__name__)
AT_MOST_EVERY = timedelta(hours=1)  # to one role, however many messages come


class NotToldError(Exception):
    """Says of how many roles nobody could be told; the next run tries again."""


def tell() -> int:
    """Tell each role of new messages of which it was not told; returns how many mails left. What a server refused is told by the next run."""
    now, mails, refused = timezone.now(), 0, []
    waiting = Message.objects.kept().filter(told_at=None)
    for readers in waiting.order_by().values_list("readers", flat=True).distinct():
        if Message.objects.filter(readers=readers, told_at__gt=now - AT_MOST_EVERY).exists():
            continue
        ids = list(waiting.filter(readers=readers).values_list("pk", flat=True))
        try:
            mails += _mail(readers, Message.objects.filter(pk__in=ids, state=State.NEW).count())
        except (OSError, SMTPException) as error:
            logger.exception("role %s could not be told of its messages", readers)
            refused.append(type(error).__name__)
        else:
            Message.objects.filter(pk__in=ids).update(told_at=now)
    if refused:
        raise NotToldError(f"{len(refused)} roles could not be told: {refused[-1]}")
    return mails


def _mail(readers: int, number: int) -> int:
    """Raises where the server took it for nobody: then all are told again."""
    if not number:
        return 0
    members = get_user_model().objects.filter(groups=readers, is_active=True).exclude(email="")
    addresses = sorted(set(members.values_list("email", flat=True)))
    with override(settings.LANGUAGE_CODE):
        subject = ngettext("%(number)d message waits", "%(number)d messages wait", number) % {"number": number}
        text = "\n\n".join(
            [
                _("Somebody wrote to you by a form of the site. The message can be read there alone:"),
                settings.BASE_URL.rstrip("/") + reverse("letterbox"),
            ]
        )
    failed: Exception | None = None
    sent = 0
    for address in addresses:
        try:
            send_mail(subject, text, None, [address])
            sent += 1
        except (OSError, SMTPException) as error:
            failed = error
    if failed and not sent:
        raise failed
    return sent
