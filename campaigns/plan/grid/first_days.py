"""Whether a campaign and its waves begin together."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import day_of


def disagreement(campaign: Campaign, waves: Iterable[Wave]) -> str:
    """A sentence where the plan of a campaign that is not launched has two first days; what is saved counts. Empty where it has one."""
    first = min((day_of(wave.starts_at) for wave in waves), default=None)
    start = day_of(campaign.starts_at)
    if first is None or first == start or campaign.launched_at:
        return ""
    said = _(
        "The campaign starts on %(start)s, its first wave on %(wave)s. Tasks are counted from the first of these days: change the campaign or the wave."
    )
    days = {"start": start, "wave": first}
    return said % {name: date_format(day, "SHORT_DATE_FORMAT") for name, day in days.items()}
