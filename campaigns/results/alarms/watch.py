"""Looks for spikes and silences in the hours of running waves, and for ratios out of line. A count is never changed by it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan.calendar.feed import language_of
from campaigns.plan.models import Campaign, Wave
from campaigns.results.alarms.bounds import Finding, examine
from campaigns.results.figures.marks import told
from campaigns.results.mails.mailing import may_read
from campaigns.results.mails.reports import LATE, address
from campaigns.results.models import Alert, ResultMail
from campaigns.results.public.series import is_protected
from core.country import country
from core.measures.indicators import Indicator
from reach.figures import proportions
from reach.journal.beats import lag
from reach.models import Hour, OutOfLine

ONE = timedelta(hours=1)
BACK = timedelta(hours=24)  # how far a run looks back: what a stopped worker missed is found later
OF_RATIOS = timedelta(hours=48)  # a token is good for a day; what it brought is settled two hours later
BEFORE = 14  # days that an hour is compared with
SETTLED = timedelta(minutes=2)  # the fold runs every second, and says where it is late


@dataclass
class Watched:
    """What one look found. `late` is how far the counter lags, where that is worth a word."""

    raised: list[Alert] = field(default_factory=list)
    late: timedelta | None = None

    def __str__(self):
        said = [f"{len(self.raised)} raised"]
        return "; ".join([*said, f"the counter is late by {self.late}"] if self.late else said)


def watch(now: datetime | None = None) -> Watched:
    """Every campaign that has a running wave; hours that are not wholly counted wait for the next look."""
    now = now or timezone.now()
    behind = lag()
    found = Watched(late=behind if behind > LATE else None)
    counted_until = now - max(behind, SETTLED)
    for campaign, begins in _running():
        found.raised += _watch(campaign, begins, counted_until)
    found.raised += _out_of_line(now)
    return found


def _out_of_line(now: datetime) -> list[Alert]:
    """One alert for each hour and kind of a campaign, whichever its page: what was sent may be forged."""
    proportions.look()
    odd = list(OutOfLine.objects.filter(hour__gt=now - OF_RATIOS).order_by("-refused", "-n"))
    campaigns = Campaign.objects.in_bulk({one.campaign for one in odd})
    return [
        alert
        for one in odd
        if one.campaign in campaigns
        for alert in _raise(
            campaigns[one.campaign], one.kind, one.hour, Finding(Alert.Kind.RATIO, one.told, one.expected)
        )
    ]


def late() -> timedelta | None:
    """How far the counter lags, where that is worth a word: then nothing is called a silence."""
    behind = lag()
    return behind if behind > LATE else None


def _running() -> list[tuple[Campaign, datetime]]:
    """Each campaign that is watched, and since when it is counted by the hour without a gap."""
    waves = Wave.objects.filter(started_at__isnull=False, ended_at=None).select_related("campaign")
    begins: dict[Campaign, datetime] = {}
    for wave in waves:
        if wave.is_running and wave.campaign.is_running and not is_protected(wave.campaign):
            begins[wave.campaign] = min(wave.started_at, begins.get(wave.campaign, wave.started_at))
    return list(begins.items())


def _watch(campaign: Campaign, begins: datetime, counted_until: datetime) -> list[Alert]:
    newest = counted_until.replace(minute=0, second=0, microsecond=0) - ONE
    first = max(_whole_hour_after(begins), newest - BACK - timedelta(days=BEFORE))
    counts = _counts(campaign, first, newest)
    raised = []
    for indicator in Indicator.values:
        hours = counts.get(indicator)
        if hours:
            raised += _examined(campaign, indicator, hours, first, newest)
    return raised


def _whole_hour_after(moment: datetime) -> datetime:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hour == moment else hour + ONE


def _counts(campaign: Campaign, first: datetime, newest: datetime) -> dict[str, dict[datetime, int]]:
    rows = Hour.objects.filter(campaign=campaign.pk, hour__range=(first, newest)).values_list("kind", "hour")
    found: dict[str, dict[datetime, int]] = defaultdict(dict)
    for kind, hour, n in rows.annotate(Sum("n")).order_by():
        found[kind][hour] = n
    return dict(found)


def _examined(
    campaign: Campaign, indicator: str, hours: Mapping[datetime, int], first: datetime, newest: datetime
) -> list[Alert]:
    """One alert for each stretch of odd hours of one kind: the hour in which it begins."""
    raised, before = [], None
    hour = max(first, newest - BACK)
    while hour <= newest:
        found = examine(hours.get(hour, 0), _same_hours(hours, hour, first))
        if found and not (before and before.kind == found.kind) and hour > newest - BACK:
            raised += _raise(campaign, indicator, hour, found)
        before, hour = found, hour + ONE
    return raised


def _same_hours(hours: Mapping[datetime, int], hour: datetime, first: datetime) -> list[int]:
    """The counts of this hour of the day, in Paris, on earlier days; an hour without a row is an hour of none."""
    here = hour.astimezone(timezone.get_default_timezone())
    earlier = ((here - timedelta(days=day)).astimezone(hour.tzinfo) for day in range(1, BEFORE + 1))
    return [hours.get(one, 0) for one in earlier if one >= first]


def _raise(campaign: Campaign, indicator: str, hour: datetime, found: Finding) -> list[Alert]:
    """Record it and write to those who subscribed, together and once."""
    with transaction.atomic():
        alert, is_new = Alert.objects.get_or_create(
            campaign=campaign,
            kind=found.kind,
            indicator=indicator,
            begins=hour,
            defaults={"seen": found.seen, "expected": found.expected},
        )
        if not is_new:
            return []
        for subscription in campaign.subscriptions.select_related("user__wagtail_userprofile"):
            if may_read(subscription.user):
                _write(alert, subscription.user)
    return [alert]


def _write(alert: Alert, user) -> None:
    with translation.override(language_of(user)):
        said = told(alert)
        begins = timezone.localtime(alert.begins, timezone.get_default_timezone())
        subject = _("Alert: %(campaign)s") % {"campaign": alert.campaign.name}
        lines = [
            said,
            _("Since %(at)s, %(zone)s.") % {"zone": country().time, "at": date_format(begins, "SHORT_DATETIME_FORMAT")},
            _(
                "No count is changed by it: whether something is broken, or the campaign is being talked about, is for you to find out."
            ),
            address("results_live", alert.campaign),
        ]
        ResultMail.objects.create(
            campaign=alert.campaign,
            user=user,
            about=f"alert {alert.pk}",
            subject=" ".join(subject.split())[:200],
            text="\n\n".join(lines) + "\n",
        )
