"""Until when everything is counted, and what is not counted at all."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.editor.calendar import day_of
from reach.events import Dimension
from reach.journal.beats import lag
from reach.models import Reconciliation, Segment, Total
from serving.page_cache import is_counted

CACHED_OUTSIDE = _(
    "A cache before this site keeps pages, as its operator set it up. What it answers by itself never comes here: "
    "views and visits are too low, and are marked “not counted”."
)


@dataclass(frozen=True)
class Freshness:
    """`until` is None where nothing was ever folded; `day` is the last day that is counted, at least in part."""

    until: datetime | None
    day: date | None
    reconciled: Reconciliation | None

    @property
    def cached_outside(self) -> Promise | None:
        """What to say where a cache before this site answers with pages that this site then does not count."""
        return None if is_counted() else CACHED_OUTSIDE


def freshness(*campaigns: int) -> Freshness:
    """Of the whole site, since what happened is folded in the order in which it came; and the last day with a count of these."""
    until = timezone.now() - lag() if Segment.objects.exists() else None
    days = Total.objects.filter(campaign__in=campaigns, dimension=Dimension.ALL, grain=Total.Grain.DAY)
    newest = days.aggregate(last=Max("start"))["last"]
    day = max((one for one in (newest, until and day_of(until)) if one), default=None)
    return Freshness(until, day, Reconciliation.objects.first())
