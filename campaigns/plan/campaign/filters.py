"""By what the list of campaigns is narrowed down."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from campaigns.plan.models import Campaign
from campaigns.plan.models.campaign import State


class CampaignFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, method="in_state")

    class Meta:
        model = Campaign
        fields = ["state", "audience", "frame"]

    def in_state(self, found, name, value):
        """As `State.of` says."""
        now = timezone.now()
        over = Q(closed_at__isnull=False) | Q(ends_at__isnull=False, ends_at__lte=now)
        if value == State.OVER:
            return found.filter(over)
        started = Q(launched_at__isnull=False, launched_at__lte=now)
        late = Q(launched_at=None, starts_at__lt=now)
        wanted = {State.RUNNING: started, State.LATE: late}.get(value, ~started & ~late)
        return found.exclude(over).filter(wanted)
