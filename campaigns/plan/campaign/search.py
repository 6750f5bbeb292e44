"""What this room finds: campaigns, placements, codes, partners, and sheets by what they say."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Case, Count, Q, When
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.plan.models import Campaign, Partner, Placement, PrintedItem, TrackedLink
from core.editor.calendar import day_of, last_day_of
from core.editor.search.sources import SHOWN, Asked, Found, Section

GAP = r"[\s\u00a0\u202f.,’']?"  # between the figures of a number, as languages write it


def plan(user, asked: Asked) -> Iterator[Section]:
    """For who may see campaigns: each kind in one query."""
    if not user.has_perm("plan.view_campaign") and not user.has_perm("plan.change_campaign"):
        return
    text = asked.text
    named = Q(name__icontains=text) | Q(waves__name__icontains=text) | Q(channels__name__icontains=text)
    rows = list(Campaign.objects.filter(named).distinct()[: SHOWN + 1])
    found = [Found(one.name, reverse("campaign_overview", args=[one.pk]), _days(one)) for one in rows[:SHOWN]]
    place = f"{reverse('wagtailsnippets_plan_campaign:list')}?{urlencode({'q': text})}"
    yield Section(_("Campaigns"), "calendar", found, len(rows), place)
    yield from _placements(text)
    yield from _links(text)
    yield from _partners(text)
    yield from _sheets(asked)


def _days(campaign: Campaign) -> str:
    ends = [day_of(campaign.starts_at), *([last_day_of(campaign.ends_at)] if campaign.ends_at else [])]
    days = " – ".join(date_format(one, "SHORT_DATE_FORMAT") for one in ends)
    return f"{campaign.get_audience_display()} · {days}"


def _placements(text: str) -> Iterator[Section]:
    """Where they stand in the plan; those whose name begins as it was typed, then the shortest, first."""
    found = Placement.objects.filter(name__icontains=text).select_related("channel__campaign", "wave")
    begins = Case(When(name__istartswith=text, then=0), default=1)
    rows = list(found.order_by(begins, Length("name"), "name", "pk")[: SHOWN + 1])
    shown = [
        Found(
            one.name,
            f"{reverse('campaign_plan', args=[one.channel.campaign_id])}#placement-{one.pk}",
            " · ".join(part.name for part in (one.channel.campaign, one.channel, one.wave) if part),
        )
        for one in rows[:SHOWN]
    ]
    place = f"{reverse('wagtailsnippets_plan_placement:list')}?{urlencode({'q': text})}"
    yield Section(_("Placements"), "site", shown, len(rows), place)


def _links(text: str) -> Iterator[Section]:
    """By code, also where the whole address was pasted."""
    code = text.rstrip("/").rpartition("/")[2].lower()
    rows = TrackedLink.objects.filter(code__startswith=code).select_related(
        "campaign", "channel", "placement", "partner"
    )
    rows = list(rows.order_by("code")[: SHOWN + 1]) if len(code) >= 3 else []
    found = [
        Found(
            one.letters,
            f"{reverse('campaign_links', args=[one.campaign_id])}?{urlencode({'q': one.code})}",
            " · ".join(str(part) for part in (one.campaign.name, one.channel.name, one.placement, one.partner) if part),
        )
        for one in rows[:SHOWN]
    ]
    yield Section(_("Links and codes"), "link", found, len(rows))


def _partners(text: str) -> Iterator[Section]:
    said = Q(name__icontains=text) | Q(email__icontains=text) | Q(contact__icontains=text)
    rows = list(Partner.objects.filter(said)[: SHOWN + 1])
    found = [
        Found(one.name, reverse("wagtailsnippets_plan_partner:edit", args=[one.pk]), one.email) for one in rows[:SHOWN]
    ]
    place = f"{reverse('wagtailsnippets_plan_partner:list')}?{urlencode({'q': text})}"
    yield Section(_("Partners"), "group", found, len(rows), place)


def _sheets(asked: Asked) -> Iterator[Section]:
    """How many sheets and films of each campaign say it, as they were made; those that a new one replaced are left out."""
    said = Q(text__icontains=asked.text)
    if asked.number.isdecimal():
        said |= Q(text__regex=GAP.join(asked.number) + r"(?!\d)")
    rows = PrintedItem.objects.filter(said, replaced_at=None, recalled_at=None).order_by()
    counted = list(rows.values("campaign", "campaign__name").annotate(n=Count("pk")).order_by("-n")[: SHOWN + 1])
    found = [
        Found(
            row["campaign__name"],
            reverse("campaign_print", args=[row["campaign"]]),
            ngettext("%(count)d sheet or film says it", "%(count)d sheets and films say it", row["n"])
            % {"count": row["n"]},
        )
        for row in counted[:SHOWN]
    ]
    yield Section(_("Sheets and films"), "doc-full", found, len(counted))
