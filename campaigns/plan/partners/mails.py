"""Mails that invite partners to a campaign, or remind them of it: one each, in their language, to those who agreed to be mailed.

A mail is taken by one worker before it leaves, so that none leaves twice. What the server refuses is tried again for some
hours; then the team is told why. Nothing in a mail tells who opened it.
"""

import logging
from collections.abc import Iterable
from functools import partial

from django.core.mail import send_mail
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Prefetch, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from campaigns.plan.models import Campaign, PartnerMail, Partnership, TrackedLink
from campaigns.plan.models.partner_mails import TRIES
from campaigns.plan.partners import choice
from campaigns.plan.relay import addresses, partnerships
from core.editor.mails import Written

Kind = PartnerMail.Kind
logger = logging.getLogger(__name__)


def written(partnership: Partnership, kind: str, sentence: str, served: set[str]) -> Written:
    """In the partner's language, whichever is active. `partnership` is one of `ready`."""
    partner, campaign = partnership.partner, partnership.campaign
    with translation.override(partner.language):
        subjects = {
            Kind.INVITE: _("An invitation to pass on a campaign"),
            Kind.REMIND: _("A reminder: a campaign to pass on"),
        }
        context = {
            "partner": partner,
            "kind": str(kind),
            "sentence": sentence,
            "has_started": campaign.has_started,
            "address": addresses.of_partnership(partnership, addresses.in_language(partner.language, served)),
            "link": partnerships.posted(partner.own_links),
        }
        return Written(partner.email, subjects[kind], render_to_string("plan/partners/mail.txt", context))


def ready(found: QuerySet[Partnership], campaign: int) -> QuerySet[Partnership]:
    """With all that a mail names."""
    links = TrackedLink.objects.filter(campaign=campaign, retired_at=None).select_related("channel")
    own = Prefetch("partner__links", links, to_attr="own_links")
    return found.select_related("partner", "campaign").prefetch_related(own)


@transaction.atomic
def order(campaign: Campaign, kind: str, chosen: Iterable[int], sentences: dict[str, str], user) -> int:
    """A mail for each of the chosen who may get one now, and send them after the commit; returns how many."""
    # Whoever orders at the same moment waits here, and then finds them mailed.
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    may = {one.partnership.pk: one.partnership for one in choice.candidates(campaign, kind) if one.may_be_chosen}
    mails = [
        PartnerMail(
            partnership=may[pk], kind=kind, sentence=sentences.get(may[pk].partner.language, ""), created_by=user
        )
        for pk in dict.fromkeys(chosen)
        if pk in may
    ]
    PartnerMail.objects.bulk_create(mails)
    if mails:
        transaction.on_commit(partial(send_all.enqueue, campaign.pk), robust=True)
    return len(mails)


def order_again(mail: PartnerMail) -> None:
    """One that has not gone out, or of which nobody knows."""
    PartnerMail.objects.filter(pk=mail.pk, sent_at=None).update(begun_at=None, tries=0, problem="")
    transaction.on_commit(partial(send_all.enqueue, mail.partnership.campaign_id), robust=True)


@task()
def send_all(campaign_id: int) -> None:
    """All mails of a campaign that wait."""
    send_waiting(PartnerMail.objects.filter(partnership__campaign=campaign_id))


def send_waiting(mails: QuerySet[PartnerMail]) -> tuple[int, int]:
    """(how many were sent, how many were not)."""
    served = addresses.languages_served()
    waiting = mails.filter(begun_at=None, sent_at=None, tries__lt=TRIES).order_by("pk")
    outcomes = [_send(pk, served) for pk in waiting.values_list("pk", flat=True)]
    return outcomes.count(True), outcomes.count(False)


def _send(pk: int, served: set[str]) -> bool | None:
    """None where another worker has it already."""
    mail = PartnerMail.objects.filter(pk=pk)
    if not mail.filter(begun_at=None, sent_at=None).update(begun_at=timezone.now()):
        return None
    kept = mail.get()
    partnership = ready(Partnership.objects.filter(pk=kept.partnership_id), kept.partnership.campaign_id).get()
    if reason := choice.refusal(partnership):
        mail.update(begun_at=None, tries=TRIES, problem=reason)
        return False
    try:
        one = written(partnership, kept.kind, kept.sentence, served)
        send_mail(one.subject, one.text, None, [one.to])
    except (InterfaceError, OperationalError):
        raise  # the database is away
    except Exception as error:  # a server that is down, an address that it refuses: the team is told of each
        logger.warning("partner %s was not mailed: %s", partnership.partner_id, type(error).__name__)
        mail.update(begun_at=None, tries=F("tries") + 1, problem=str(error)[:500] or type(error).__name__)
        return False
    mail.update(sent_at=timezone.now(), problem="")
    return True
