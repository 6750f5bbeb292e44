"""Tells partners of a recall: one mail each, in their language, once the recall is committed.

A mail that fails undoes no recall: its reason is kept beside it, and the team sends it again.
"""

import logging
from collections import defaultdict
from functools import partial

from django.core.mail import send_mail
from django.db import InterfaceError, OperationalError, transaction
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task

from campaigns.plan.models import Partner, Partnership, PrintedItem, RecallMail
from campaigns.plan.relay import addresses
from campaigns.plan.relay.sheets import Sheet
from campaigns.plan.signals import items_recalled

logger = logging.getLogger(__name__)


@receiver(items_recalled)
def tell_partners(sender, items, reason, user=None, **kwargs) -> None:
    """Record a mail for each partner that holds any of the items, and send them after the commit."""
    try:
        with transaction.atomic():
            mails = _record(items, reason)
    except Exception:  # the recall matters more than its mails
        logger.exception("partners could not be told of a recall of %s", [item.pk for item in items])
        return
    for mail in mails:
        transaction.on_commit(partial(send.enqueue, mail.pk), robust=True)


def _record(items: list[PrintedItem], reason: str) -> list[RecallMail]:
    held: dict[tuple[int, int], list[PrintedItem]] = defaultdict(list)
    found = PrintedItem.objects.filter(pk__in=[item.pk for item in items])
    for item in found.select_related("link__partner", "link__placement__partner", "edition__partnership__partner"):
        if item.partner:
            held[item.campaign_id, item.partner.pk].append(item)
    mails = []
    for (campaign, partner), theirs in held.items():
        mail = RecallMail.objects.create(campaign_id=campaign, partner_id=partner, reason=reason)
        mail.items.set(theirs)
        mails.append(mail)
    return mails


@task()
def send(mail_id: int) -> None:
    """Send one mail, once; what keeps it from going out is recorded."""
    mail = RecallMail.objects.select_related("partner", "campaign").get(pk=mail_id)
    if mail.sent_at:
        return
    try:
        _send(mail)
    except (InterfaceError, OperationalError):
        raise  # the database is away: the task is begun again
    except Exception as error:  # a server that is down, an address that it refuses: the team is told of each
        logger.exception("partner %s could not be told of a recall", mail.partner_id)
        mail.problem = str(error)[:500] or type(error).__name__
    else:
        mail.sent_at, mail.problem = timezone.now(), ""
    mail.save(update_fields=["sent_at", "problem"])


def _send(mail: RecallMail) -> None:
    language = mail.partner.language
    with translation.override(language):
        items = list(mail.items.select_related("link__placement", "link__channel", "edition"))
        served = addresses.in_language(language, addresses.languages_served())
        context = {
            "partner": mail.partner,
            "reason": mail.reason,
            "sheets": [(Sheet(item), addresses.of_item(item, served)) for item in items],
            "address": _page_of(mail.partner, mail.campaign_id, served),
        }
        subject = ngettext(
            "Recall: please take down %(count)d poster or file",
            "Recall: please take down %(count)d posters or files",
            len(items),
        ) % {"count": len(items)}
        send_mail(subject, render_to_string("plan/relay/recall_mail.txt", context), None, [mail.partner.email])


def _page_of(partner: Partner, campaign: int, language: str) -> str:
    """The partner's own page, where it has one."""
    found = Partnership.objects.filter(partner=partner, campaign=campaign, ended_at=None).first()
    return addresses.of_partnership(found, language) if found else ""
