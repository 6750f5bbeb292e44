"""When a campaign that is begun again takes place: whole days later, at the same hours of the clock."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from campaigns.plan.models import Campaign
from core.editor.calendar import day_of, last_day_of, midnight

DAY = timedelta(days=1)
TO_PREPARE = timedelta(weeks=4)
YEARS = 10  # from today, in which a campaign may begin and end


def first_day(campaign: Campaign) -> date:
    return day_of(campaign.starts_at)


def last_day(campaign: Campaign) -> date | None:
    """None for an open end."""
    return last_day_of(campaign.ends_at) if campaign.ends_at else None


def proposed(campaign: Campaign) -> tuple[date, date | None]:
    """(first day, last day): on the next anniversary that leaves time to prepare; as many days as before."""
    first, soonest = first_day(campaign), day_of(timezone.now()) + TO_PREPARE
    years = max(1, soonest.year - first.year)
    begins = in_years(first, years) if in_years(first, years) >= soonest else in_years(first, years + 1)
    last = last_day(campaign)
    return begins, begins + (last - first) if last else None


def accepted() -> tuple[date, date]:
    """The first and the last day that may be chosen."""
    today = day_of(timezone.now())
    return in_years(today, -YEARS), in_years(today, YEARS)


def in_years(day: date, years: int) -> date:
    """The same day of another year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def shifted(moment: datetime, days: int) -> datetime:
    """So many days later at the same hour of the team's clock, also where the clock changes in between."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return timezone.make_aware(local.replace(tzinfo=None) + days * DAY, timezone.get_default_timezone())


def end(campaign: Campaign, last: date | None) -> datetime | None:
    """When the copy ends, after its last day or at the hour at which the campaign itself ended; None for an open end."""
    if last is None:
        return None
    before = last_day(campaign)
    return shifted(campaign.ends_at, (last - before).days) if before else midnight(last + DAY)
