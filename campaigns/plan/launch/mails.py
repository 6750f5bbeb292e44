"""Mails about launches."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plan.models import Launch

logger = logging.getLogger(__name__)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def tell_of_failure(launch: Launch) -> None:
    """To whoever asked for it and to all who may launch: what did not happen, why, and where to mend it."""
    may = get_user_model().objects.with_perm("plan.launch_campaign", include_superusers=False, backend=BACKEND)
    told = set(may.exclude(email="").values_list("email", flat=True))
    if launch.requested_by and launch.requested_by.email:
        told.add(launch.requested_by.email)
    address = settings.BASE_URL.rstrip("/") + reverse("campaign_readiness", args=[launch.campaign_id])
    subject = _("Not done: %(what)s") % {"what": launch}
    text = "\n\n".join([_("Nothing was changed, for these reasons:"), *launch.reasons, address])
    for recipient in sorted(told):
        try:
            send_mail(subject, text, None, [recipient])
        except (OSError, SMTPException):
            logger.exception("the failure of a launch could not be told to %s", recipient)
