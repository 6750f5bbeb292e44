"""Spikes and silences: rarely where nothing happens, always where something does, told once, and no count is changed."""

from datetime import UTC, timedelta
from math import comb, exp

import pytest
import time_machine
from django.core import mail
from django.db.models import Sum
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from campaigns.results.alarms import watch
from campaigns.results.alarms.bounds import LEAST, SILENCE, SPIKE, examine
from campaigns.results.mails import mailing
from campaigns.results.models import Alert, ReportSubscription
from core.editor.calendar import midnight
from reach.models import Hour
from tests import factories
from tests.editorial.conftest import people
from tests.results.sealed import MONDAY, wave

__all__ = ["people"]
ONE, DAY = timedelta(hours=1), timedelta(days=1)
NOW = midnight(MONDAY) + 7 * DAY + timedelta(hours=12, minutes=10)


# How likely a false alarm is


def poisson(rate: float, most: int) -> list[float]:
    chances, chance = [], exp(-rate)
    for n in range(most):
        chances.append(chance)
        chance *= rate / (n + 1)
    return chances


def false_alarms(rate: float, days: int) -> tuple[float, float]:
    """The chance of a spike and of a silence in an hour where nothing changes, for an odd number of days.

    With the least spread that is ever taken, so that it is an upper bound.
    """
    chances = poisson(rate, int(rate + 15 * rate**0.5 + 60))
    up_to, sofar = [], 0.0
    for chance in chances:
        sofar = min(1.0, sofar + chance)
        up_to.append(sofar)
    half = (days + 1) // 2
    median_up_to = [sum(comb(days, j) * f**j * (1 - f) ** (days - j) for j in range(half, days + 1)) for f in up_to]
    spike = silence = before = 0.0
    for median, share in enumerate(median_up_to):
        weight, before = share - before, share
        if weight > 0:
            same = [median] * days
            first = next((n for n in range(LEAST, len(chances)) if examine(n, same)), len(chances))
            spike += weight * sum(chances[first:])
            silence += weight * chances[0] * (examine(0, same) is not None)
    return spike, silence


@pytest.mark.parametrize("rate", [0.5, 3, 10, 15, 20, 60, 400])
@pytest.mark.parametrize("days", [3, 7, 13])
def test_false_alarm_is_rarer_than_one_hour_in_a_million(rate, days):
    assert max(false_alarms(rate, days)) < 1e-6


@given(st.integers(1, 20), st.lists(st.just(0), min_size=3, max_size=11))
def test_doubling_of_little_is_no_spike(n, padding):
    assert examine(2 * n, [n] * len(padding)) is None


@given(st.lists(st.integers(40, 60), min_size=3, max_size=14), st.integers(5, 50))
def test_real_spike_is_found(before, factor):
    found = examine(60 * factor, before)

    assert (found.kind, found.seen) == (SPIKE, 60 * factor)


@given(st.lists(st.integers(25, 500), min_size=3, max_size=14))
def test_real_silence_is_found(before):
    assert examine(0, before).kind == SILENCE


def test_silence_where_little_is_expected_is_none():
    assert examine(0, [19, 19, 19]) is None


def test_one_odd_day_before_hides_no_spike():
    assert examine(400, [50, 50, 5000, 52, 48]).kind == SPIKE


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), max_size=2))
def test_too_few_days_say_nothing(seen, before):
    assert examine(seen, before) is None


# What the job makes of it


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def campaign(home):
    return factories.campaign(
        slug="la-loi", name="La loi", starts_at=midnight(MONDAY), ends_at=midnight(MONDAY) + 90 * DAY
    )


@pytest.fixture
def running(campaign):
    """A wave with sixty visits in each hour since its start until the hour that is counted last."""
    made = wave(campaign, weeks=6)
    hours = [midnight(MONDAY) + number * ONE for number in range(7 * 24 + 12)]
    Hour.objects.bulk_create(
        Hour(hour=hour.astimezone(UTC), campaign=campaign.pk, wave=made.pk, kind="entry", n=60) for hour in hours
    )
    return made


def hour(before: int):
    """The rows of an hour, counted back from the last one that is over."""
    return Hour.objects.filter(hour=midnight(MONDAY) + 7 * DAY + (11 - before) * ONE)


def raised() -> list[tuple]:
    return list(Alert.objects.order_by("begins").values_list("kind", "indicator", "seen", "expected"))


def test_steady_hours_raise_nothing(running):
    assert str(watch.watch()) == "0 raised"
    assert raised() == []


def test_spike_is_raised_once_where_it_begins(running):
    hour(0).update(n=700)
    hour(1).update(n=900)
    before = Hour.objects.aggregate(Sum("n"))

    watch.watch()
    watch.watch()

    assert raised() == [("spike", "entry", 900, 60.0)]
    assert Hour.objects.aggregate(Sum("n")) == before


def test_silence_is_raised_where_the_hour_has_no_row_at_all(running):
    hour(0).delete()

    watch.watch()

    assert raised() == [("silence", "entry", 0, 60.0)]
    assert Alert.objects.get().begins == midnight(MONDAY) + 7 * DAY + 11 * ONE


def test_counter_that_is_late_is_said_to_be_late_and_nothing_is_called_a_silence(running, monkeypatch):
    hour(0).delete()
    hour(1).delete()
    monkeypatch.setattr(watch, "lag", lambda: timedelta(hours=2, minutes=30))

    found = watch.watch()

    assert str(found) == "0 raised; the counter is late by 2:30:00"
    assert raised() == []


def test_hour_that_is_not_over_waits(running):
    Hour.objects.filter(hour=midnight(MONDAY) + 7 * DAY + 12 * ONE).delete()

    watch.watch()

    assert raised() == []


@pytest.mark.parametrize("reason", ["wave over", "campaign closed", "protected surface", "not started"])
def test_what_does_not_run_is_not_watched(running, campaign, reason):
    hour(0).delete()
    if reason == "wave over":
        running.ended_at = NOW
    elif reason == "not started":
        running.started_at = None
    elif reason == "campaign closed":
        campaign.closed_at = NOW
    else:
        campaign.audience = "outreach"
    running.save()
    campaign.save()

    watch.watch()

    assert raised() == []


def test_alert_is_mailed_once_to_subscribers_who_may_see_results(running, campaign, people):
    for name in ("analyst", "lawyer", "editor"):
        ReportSubscription.objects.create(campaign=campaign, user=people[name])
    people["editor"].is_active = False
    people["editor"].save()
    hour(0).update(n=900)

    for _time in range(2):
        watch.watch()
        mailing.send_waiting()

    [sent] = mail.outbox
    assert (sent.to, "900" in sent.body, "/results/" in sent.body) == (["analyst@example.org"], True, True)


def test_admin_lists_alerts_and_a_late_counter(client, running, campaign, people, in_english, monkeypatch):
    hour(0).update(n=900)
    watch.watch()
    monkeypatch.setattr(watch, "lag", lambda: ONE)
    client.force_login(people["analyst"])

    html = client.get(reverse("results_mails", args=[campaign.pk])).content.decode()

    assert "Spike in “visits that began here”: 900, where about 60 were expected" in html
    assert "The counter is late" in html


def test_clock_change_compares_the_same_hour_of_the_day(campaign):
    """On 29 March 2026 Paris goes from UTC+1 to UTC+2: nine in the morning stays nine in the morning."""
    made = wave(campaign, first=MONDAY + 21 * DAY, weeks=6)
    start = midnight(MONDAY + 21 * DAY).astimezone(UTC)
    for number in range(9 * 24):
        at = start + number * ONE
        local = at.astimezone(midnight(MONDAY).tzinfo)
        Hour.objects.create(hour=at, campaign=campaign.pk, wave=made.pk, kind="entry", n=400 if local.hour >= 9 else 4)

    with time_machine.travel(midnight(MONDAY + 28 * DAY) + timedelta(hours=20), tick=False):
        watch.watch()

    assert raised() == []
