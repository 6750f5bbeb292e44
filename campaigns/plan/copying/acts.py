"""A campaign begun again in one act, whole or not at all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Model
from wagtail.log_actions import log

from campaigns.plan.copying import dates, pages, plan
from campaigns.plan.models import Campaign

BEGUN, COPIED = "plan.begin", "plan.copy"  # from answers, from another campaign
# Of the campaign, what is not proposed again.
NEW = {"slug": "", "launched_at": None, "closed_at": None, "successor_id": None, "latest_revision_id": None}


@dataclass(frozen=True)
class Wanted:
    """What is asked for; the rest is as it was. A `budget` is that of all waves together, None for what each had."""

    name: str
    first_day: date
    last_day: date | None
    budget: Decimal | None = None


@transaction.atomic
def begin_again(campaign: Campaign, wanted: Wanted, user) -> Campaign:
    """The new campaign, with its plan, its links and its pages.

    Raises IntegrityError or ValidationError where somebody else took the name, an address or a place meanwhile.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    days = (wanted.first_day - dates.first_day(campaign)).days
    when = {"starts_at": dates.shifted(campaign.starts_at, days), "ends_at": dates.end(campaign, wanted.last_day)}
    copy = plan.again(campaign, **NEW, **when, name=wanted.name, planned_sheets=plan.sheets(campaign))
    copy.save()
    made: dict[Model, Model] = {campaign: copy}
    waves, channels = plan.waves(campaign, copy, days, wanted.budget), plan.channels(campaign, copy)
    made |= waves | channels
    drafts = pages.copy(campaign, made, user)
    ids = {pk: page.pk for pk, page in drafts.items()}
    if campaign.help_page_id in ids:
        copy.help_page_id = ids[campaign.help_page_id]
        copy.save(update_fields=["help_page"])
    placements, links = plan.links(campaign, copy, made, ids, user)
    counts = {
        "waves": len(waves),
        "channels": len(channels),
        "placements": placements,
        "links": links,
        "partners": plan.partnerships(campaign, copy),
        "tasks": plan.tasks(campaign, copy, days, user),
        "sheets": len(copy.planned_sheets),
        "posts": plan.posts(campaign, copy, days, user),
        "pages": len({page.translation_key for page in drafts.values()}),
        "versions": len(drafts),
    }
    log(copy, COPIED, user=user, data={"campaign": campaign.pk, "name": campaign.name, "copied": counts})
    return copy
