"""Recalling what was printed: nobody fetches it any more, and whoever holds it is told."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from campaigns.plan.models import Campaign, PrintedItem
from campaigns.plan.sheets.public import settle
from campaigns.plan.sheets.staleness import HOLDERS
from campaigns.plan.signals import items_recalled
from press.content import PressError

WITHOUT_REASON = gettext_lazy("Say why: whoever holds the sheet reads it, and so does whoever opens its page.")


@transaction.atomic
def recall(campaign: Campaign, ids: Iterable[int], reason: str, user) -> list[PrintedItem]:
    """Recall those items of a campaign that are not recalled yet; raises PressError without a reason, or without any.

    What listens to `items_recalled` is called once it is committed, and its failure takes nothing back.
    """
    reason = reason.strip()
    if not reason:
        raise PressError(str(WITHOUT_REASON))
    items = list(_open(campaign, ids).select_for_update(of=("self",)))
    if not items:
        raise PressError(_("There is nothing to recall here: it was recalled already."))
    now = timezone.now()
    for item in items:
        item.recalled_at, item.recall_reason = now, reason
    PrintedItem.objects.bulk_update(items, ["recalled_at", "recall_reason"], batch_size=500)
    for item in items:
        item.show_anew()
    data = {"reason": reason, "items": [str(item) for item in items[:100]], "number": len(items)}
    log(campaign, "plan.recall", user=user, data=data)
    transaction.on_commit(lambda: _tell(items, reason, user))
    return items


def _open(campaign: Campaign, ids: Iterable[int]):
    joined = campaign.printed.select_related("campaign", "link__channel", *HOLDERS)
    return joined.filter(pk__in=list(ids), recalled_at=None).order_by("format", "language", "pk")


def _tell(items: list[PrintedItem], reason: str, user) -> None:
    """Partners first: the files are refused already, wherever they lie."""
    items_recalled.send_robust(sender=PrintedItem, items=items, reason=reason, user=user)
    settle(items)
