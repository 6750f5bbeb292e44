"""The numbers of a day or a week as a mail: who is due one, and what it says."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan.calendar.feed import language_of
from campaigns.plan.models import Campaign
from campaigns.results.figures.counted import count
from campaigns.results.figures.definitions import OF, Definition, Words
from campaigns.results.figures.freshness import CACHED_OUTSIDE
from campaigns.results.figures.marks import told
from campaigns.results.figures.periods import choose
from campaigns.results.figures.targets import targets
from campaigns.results.mails.mailing import may_read
from campaigns.results.models import ReportSubscription, ResultMail
from campaigns.results.public.series import is_protected
from core.editor.calendar import day_of
from core.measures.indicators import Indicator
from reach.figures import reading
from reach.figures.reading import Period
from reach.journal.beats import lag
from reach.models import Reconciliation
from serving.page_cache import is_counted

LATE = timedelta(minutes=15)  # the counter, before it is told
HOUR = 6  # of the morning in Paris: what is told is folded by then, and nobody is woken
Every = ReportSubscription.Every


@dataclass(frozen=True)
class Line:
    definition: Definition
    n: int

    @property
    def label(self) -> Words:
        return self.definition.name


def period_for(every: str, today: date) -> Period:
    """Yesterday, or the last whole week."""
    if every == Every.DAY:
        return Period(today - timedelta(days=1), today - timedelta(days=1))
    monday = today - timedelta(days=today.weekday())
    return Period(monday - timedelta(days=7), monday - timedelta(days=1))


def write_due() -> int:
    """Write each mail that is due and was not written before; returns how many."""
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    if now.hour < HOUR:
        return 0
    found = ReportSubscription.objects.select_related("campaign", "user__wagtail_userprofile")
    return sum(_write(one, now.date()) for one in found)


def _write(subscription: ReportSubscription, today: date) -> bool:
    period = period_for(subscription.every, today)
    if not _is_due(subscription, period, today) or not may_read(subscription.user):
        return False
    with translation.override(language_of(subscription.user)):
        subject, text = written(subscription.campaign, period)
    with transaction.atomic():
        # Compare and set: the mail is written by whoever moves the date, in the same transaction.
        unmoved = ReportSubscription.objects.filter(pk=subscription.pk, sent_for=subscription.sent_for)
        if not unmoved.update(sent_for=period.last):
            return False
        _mail, is_new = ResultMail.objects.get_or_create(
            campaign=subscription.campaign,
            user=subscription.user,
            about=f"report {period.first} {period.last}",
            defaults={"subject": subject, "text": text},
        )
    return is_new


def _is_due(subscription: ReportSubscription, period: Period, today: date) -> bool:
    campaign, last = subscription.campaign, subscription.sent_for
    if not campaign.has_started or day_of(campaign.launched_at) > period.last:
        return False
    if campaign.over_since and day_of(campaign.over_since) < period.first:
        return False
    if last is None:
        return subscription.every == Every.DAY or today.weekday() == 0
    return last < period.last


def written(campaign: Campaign, period: Period) -> tuple[str, str]:
    """Subject and text, in the language that is active; a fixed number of queries."""
    context = context_of(campaign, period)
    subject = _("%(campaign)s: %(period)s") % {"campaign": campaign.name, "period": context["period"]}
    return " ".join(subject.split())[:200], render_to_string("results/mails/report.txt", context)


def context_of(campaign: Campaign, period: Period) -> dict[str, object]:
    sums = reading.sums(campaign.pk, Indicator.values, period)
    rejected, counted = sum(reading.rejected(campaign.pk, period).values()), sum(sums.values())
    span = choose(campaign, "").span
    whole = count(span) if span else None
    alerts = campaign.alerts.filter(begins__date__range=(period.first, period.last))
    is_late = (behind := lag()) > LATE
    return {
        "campaign": campaign,
        "period": _in_words(period),
        "lines": [Line(OF[kind], sums[kind]) for kind in OF if sums.get(kind)],
        "corrections": [
            Line(OF[kind], n) for kind, n in reading.adjustments(campaign.pk, period).items() if kind in OF
        ],
        "is_protected": is_protected(campaign),
        "span": span,
        "targets": targets(whole, day_of(timezone.now()) if not is_late else None) if whole else [],
        "rejected": rejected,
        "rejected_share": 100 * rejected / (rejected + counted) if rejected + counted else None,
        "alerts": [(alert, told(alert)) for alert in reversed(alerts)],
        "late": is_late and behind,
        "cached_outside": None if is_counted() else CACHED_OUTSIDE,
        "reconciled": Reconciliation.objects.first(),
        "address": address("results_overview", campaign),
        "mails": address("results_mails", campaign),
    }


def _in_words(period: Period) -> str:
    first, last = date_format(period.first, "DATE_FORMAT"), date_format(period.last, "DATE_FORMAT")
    return first if period.first == period.last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def address(name: str, campaign: Campaign) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(name, args=[campaign.pk])
