"""Mails to the team about reviews by link: what was decided, and whose address awaits a second person. None quotes a word that was said."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from editorial.models import OutsideReviewer, ReviewLink
from editorial.review.outside_reviewers import may_confirm

SUBJECTS = {"answered": _("Your review link was answered"), "proposed": _("An outside reviewer is to be confirmed")}
BACKEND = "django.contrib.auth.backends.ModelBackend"
logger = logging.getLogger(__name__)


def tell_of_decision(link: ReviewLink) -> None:
    """To whoever sent it, unless they hear of the same changes as their author."""
    sender = link.created_by
    hears_of_it = not link.approved and all(_requested_by(item) == sender for item in link.items.all())
    if sender is not None and not hears_of_it:
        _tell([sender], "answered", {"link": link, "address": _whole("desk")})


def _requested_by(item):
    state = item.instance and item.instance.current_workflow_state
    return state and state.requested_by


def tell_of_proposal(reviewer: OutsideReviewer) -> None:
    """To all who may confirm the address."""
    may = get_user_model().objects.with_perm("editorial.add_reviewlink", include_superusers=False, backend=BACKEND)
    second = [user for user in may if may_confirm(reviewer, user)]
    _tell(second, "proposed", {"reviewer": reviewer, "address": _whole("outside_reviewers")})


def _whole(name: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse(name)


def _tell(people: Iterable, template: str, context: dict) -> None:
    """Each in their own language."""
    for user in people:
        if not (user.is_active and user.email):
            continue
        profile = getattr(user, "wagtail_userprofile", None)
        with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
            subject, text = str(SUBJECTS[template]), render_to_string(f"editorial/review/{template}_mail.txt", context)
            try:
                send_mail(subject, text, None, [user.email])
            except (OSError, SMTPException) as error:
                logger.warning("person %s was not told of a review by link: %s", user.pk, type(error).__name__)
