"""Counts as the fold leaves them: an act by the day and by the month, once for each dimension."""

from datetime import date

from django.db.models import F

from campaigns.plan.models import Campaign, Channel, TrackedLink, Wave
from reach.events import Dimension
from reach.models import Rejected, Total


def counted(
    campaign: Campaign,
    day: date,
    kind: str,
    n: int,
    *,
    wave: Wave | None = None,
    channel: Channel | None = None,
    link: TrackedLink | None = None,
    page=None,
    locale: str = "fr",
) -> None:
    """Add `n` of a kind on a day to every total that the fold adds it to."""
    channel = channel or (link.channel if link else None)
    keys = {
        Dimension.ALL: "",
        Dimension.SURFACE: campaign.audience,
        Dimension.CHANNEL: channel.pk if channel else "",
        Dimension.LINK: link.pk if link else "",
        Dimension.PAGE: page.pk if page else "",
        Dimension.LOCALE: locale,
        Dimension.VARIANT: "",
    }
    for grain, start in ((Total.Grain.DAY, day), (Total.Grain.MONTH, day.replace(day=1))):
        for dimension, key in keys.items():
            total, _new = Total.objects.get_or_create(
                grain=grain,
                start=start,
                campaign=campaign.pk,
                wave=wave.pk if wave else 0,
                kind=kind,
                dimension=dimension,
                key=str(key),
            )
            Total.objects.filter(pk=total.pk).update(n=F("n") + n)


def rejected(campaign: Campaign, day: date, reason: str, n: int, kind: str = "view") -> None:
    Rejected.objects.create(day=day, surface=campaign.audience, campaign=campaign.pk, kind=kind, reason=reason, n=n)
