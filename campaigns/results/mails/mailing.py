"""Sends what was written to people: at most once, in order, and again later where the mail server refused."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext_noop

from campaigns.results.frame import MAY
from campaigns.results.models import ResultMail

TRIES = 24
KEPT = timedelta(days=30)
UNSURE = gettext_noop("whoever sent it ended meanwhile: it may have gone out")
MAY_NOT = gettext_noop("may not see results any more, or has no address")
State = ResultMail.State
logger = logging.getLogger(__name__)


def may_read(user) -> bool:
    """Asked when a mail is written and again when it is sent."""
    return bool(user.is_active and user.email and user.has_perm(MAY))


def send_waiting() -> tuple[int, int]:
    """(how many were sent, how many were not); forgets what is older than `KEPT`."""
    ResultMail.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    _mark_unsure()
    outcomes = [_send(mail) for mail in _waiting()]
    return outcomes.count(True), outcomes.count(False)


def _mark_unsure() -> None:
    """What an earlier run was sending. Where that one is still at it, its answer takes this word back."""
    if count := ResultMail.objects.filter(state=State.SENDING).exclude(problem=UNSURE).update(problem=UNSURE):
        logger.warning("%s mails about results may not have arrived: who sent them ended meanwhile", count)


def _waiting() -> list[ResultMail]:
    return list(ResultMail.objects.filter(state=State.WAITING).select_related("user").order_by("made_at", "pk"))


def _send(mail: ResultMail) -> bool | None:
    """None where another worker has it already."""
    if not _move(mail, State.WAITING, State.SENDING, tries=mail.tries + 1):
        return None
    if not may_read(mail.user):
        _move(mail, State.SENDING, State.GIVEN_UP, problem=MAY_NOT)
        return False
    try:
        send_mail(mail.subject, mail.text, None, [mail.user.email])
    except (OSError, SMTPException, ValueError) as error:
        logger.warning("mail %s about results was not sent: %s", mail.pk, type(error).__name__)
        later = State.GIVEN_UP if mail.tries + 1 >= TRIES else State.WAITING
        _move(mail, State.SENDING, later, problem=str(error)[:500] or type(error).__name__)
        return False
    _move(mail, State.SENDING, State.SENT, sent_at=timezone.now(), problem="")
    return True


def _move(mail: ResultMail, old: str, new: str, **fields) -> bool:
    """Compare and set: of two workers one moves it."""
    return bool(ResultMail.objects.filter(pk=mail.pk, state=old).update(state=new, **fields))
