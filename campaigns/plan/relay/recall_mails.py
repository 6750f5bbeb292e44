"""Tells partners of a recall: one mail each, in their language, once the recall is committed.

A mail that fails undoes no recall: its reason is kept beside it, and the team sends it again.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
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
from campaigns.plan.sheets.staleness import HOLDERS
from campaigns.plan.signals import items_recalled
from core.editor.mails import Shown, Written, first_of_each

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


def preview(items: Iterable[PrintedItem], reason: str) -> list[Shown]:
    """What a recall of these would send, the first mail of each language as it goes; nothing is sent."""
    return first_of_each(
        _held(items).items(),
        lambda held: held[0][1].language,
        lambda held: written(held[0][1], held[0][0], held[1], reason),
    )


def _held(items: Iterable[PrintedItem]) -> dict[tuple[int, Partner], list[PrintedItem]]:
    """{(campaign, partner): what the partner holds of it}; nobody for what hangs at no partner's."""
    held: dict[tuple[int, Partner], list[PrintedItem]] = defaultdict(list)
    found = PrintedItem.objects.filter(pk__in=[item.pk for item in items]).order_by("format", "language", "pk")
    for item in found.select_related("link__channel", *HOLDERS):
        if item.partner:
            held[item.campaign_id, item.partner].append(item)
    return held


def _record(items: list[PrintedItem], reason: str) -> list[RecallMail]:
    mails = []
    for (campaign, partner), theirs in _held(items).items():
        mail = RecallMail.objects.create(campaign_id=campaign, partner=partner, reason=reason)
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
    items = list(mail.items.select_related("link__placement", "link__channel", "edition"))
    one = written(mail.partner, mail.campaign_id, items, mail.reason)
    send_mail(one.subject, one.text, None, [one.to])


def written(partner: Partner, campaign: int, items: list[PrintedItem], reason: str) -> Written:
    """The mail to a partner, in its language."""
    language = partner.language
    with translation.override(language):
        served = addresses.in_language(language, addresses.languages_served())
        context = {
            "partner": partner,
            "reason": reason,
            "sheets": [(Sheet(item), addresses.of_item(item, served)) for item in items],
            "address": _page_of(partner, campaign, served),
        }
        subject = ngettext(
            "Recall: please take down %(count)d poster or file",
            "Recall: please take down %(count)d posters or files",
            len(items),
        ) % {"count": len(items)}
        return Written(partner.email, subject, render_to_string("plan/relay/recall_mail.txt", context))


def _page_of(partner: Partner, campaign: int, language: str) -> str:
    """The partner's own page, where it has one."""
    found = Partnership.objects.filter(partner=partner, campaign=campaign, ended_at=None).first()
    return addresses.of_partnership(found, language) if found else ""
