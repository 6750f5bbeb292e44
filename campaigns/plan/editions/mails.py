"""Mails about editions: the link that verifies a partner's address, and what was decided.

A mail that fails undoes no decision: its reason is kept beside it, and the team sees it.
"""

import logging

from django.core.mail import send_mail
from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from campaigns.plan.editions import verification
from campaigns.plan.models import Edition, Partnership
from campaigns.plan.relay import addresses

logger = logging.getLogger(__name__)


@task()
def send(edition_id: int) -> None:
    """Tell what was decided, once."""
    found = Edition.objects.select_related("partnership__partner", "partnership__campaign").filter(pk=edition_id)
    edition = found.first()
    if edition is None or edition.told_at:
        return
    try:
        _send(edition)
    except (InterfaceError, OperationalError):
        raise  # the database is away: the task is begun again
    except Exception as error:  # a server that is down, an address that it refuses: the team is told of each
        logger.exception("partnership %s could not be told of a decision", edition.partnership_id)
        edition.problem = str(error)[:500] or type(error).__name__
    else:
        edition.told_at, edition.problem = timezone.now(), ""
    edition.save(update_fields=["told_at", "problem"])


def _send(edition: Edition) -> None:
    partnership = edition.partnership
    with translation.override(partnership.partner.language):
        subjects = {
            Edition.State.APPROVED: _("Your local edition is approved"),
            Edition.State.REFUSED: _("Your local edition was not approved"),
            Edition.State.WITHDRAWN: _("Your local edition was withdrawn"),
        }
        context = {"edition": edition, "partner": partnership.partner, "address": _page_of(partnership)}
        text = render_to_string("plan/editions/decision_mail.txt", context)
        send_mail(subjects[edition.state], text, None, [partnership.partner.email])


@task()
def send_verification(partnership_id: int) -> None:
    """The link is made as it is sent: a task that waited sends one that is good for as long as any."""
    partnership = Partnership.objects.select_related("partner").get(pk=partnership_id)
    partner = partnership.partner
    with translation.override(partner.language):
        language = addresses.in_language(partner.language, addresses.languages_served())
        link = addresses.whole(language, "relay_address", partnership.token, verification.signed(partner))
        text = render_to_string(
            "plan/editions/verification_mail.txt", {"partner": partner, "link": link, "days": verification.DAYS}
        )
        send_mail(_("Please confirm this address"), text, None, [partner.email])


def _page_of(partnership: Partnership) -> str:
    language = addresses.in_language(partnership.partner.language, addresses.languages_served())
    return addresses.of_partnership(partnership, language)
