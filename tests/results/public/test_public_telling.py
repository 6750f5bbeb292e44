"""Each sealed period is told once: what is told stays as it was told."""

from datetime import date, timedelta

import pytest
import time_machine

from campaigns.plan.models import Channel
from campaigns.results.models import ToldParts, ToldPeriod
from campaigns.results.public.telling import due, tell
from core.editor.calendar import midnight
from reach.models import Beat
from serving.clock import shared_now
from tests import factories
from tests.results.sealed import MONDAY, WEEK, count, reconcile, wave

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(midnight(MONDAY + 3 * WEEK), tick=False):
        yield


@pytest.fixture
def campaign(home):
    return factories.campaign(starts_at=midnight(MONDAY), ends_at=midnight(MONDAY + 10 * WEEK))


def told(kind: str = "view", **of) -> list[tuple[date, object]]:
    return [(period.first, period.numbers[kind]) for period in ToldPeriod.objects.filter(**of).order_by("first")]


def test_week_is_told_once_it_is_past_and_reconciled(campaign):
    first = wave(campaign)
    count(first, MONDAY, 104)
    count(first, MONDAY + 6 * DAY, 100)
    count(first, MONDAY + WEEK, 50)
    reconcile(MONDAY + WEEK - DAY)
    tell(campaign)
    unsealed = told(wave=first.pk)
    reconcile(MONDAY + WEEK)

    tell(campaign)

    assert unsealed == []
    assert told(wave=first.pk) == [(MONDAY, {"n": 200, "since": "2026-03-02", "total": 200})]


def test_reconciliation_that_failed_seals_nothing(campaign):
    wave(campaign)
    reconcile(MONDAY + 3 * WEEK, ok=False)

    assert due(campaign) == ([], [])


def test_reconciliation_that_left_a_node_out_seals_nothing(campaign):
    wave(campaign)
    found = reconcile(MONDAY + 3 * WEEK)
    sealed = due(campaign)
    found.not_compared = ["web-a"]
    found.save()

    assert sealed[0] != []
    assert due(campaign) == ([], [])


def test_node_that_has_not_folded_its_journal_seals_nothing(campaign):
    """Whether or not there is a Redis."""
    wave(campaign)
    reconcile(MONDAY + 3 * WEEK)
    behind = Beat.objects.create(node="web-a", folded_at=shared_now(), caught_up_at=shared_now() - 22 * DAY)
    unsealed = due(campaign)
    behind.caught_up_at = shared_now()
    behind.save()

    assert unsealed == ([], [])
    assert due(campaign)[0] != []


def test_small_week_is_told_with_the_next_although_they_are_told_apart(campaign):
    first = wave(campaign, weeks=3)
    for week, n in enumerate((4, 5, 90)):
        count(first, MONDAY + week * WEEK, n)
    for week in (1, 2, 3):
        reconcile(MONDAY + week * WEEK)
        tell(campaign)

    assert told(wave=first.pk) == [
        (MONDAY, None),
        (MONDAY + WEEK, None),
        (MONDAY + 2 * WEEK, {"n": 100, "since": "2026-03-02", "total": 100}),
    ]


def test_telling_at_once_or_week_by_week_is_the_same(campaign):
    first = wave(campaign, weeks=3)
    for day, n in enumerate((4, 0, 9, 30, 0, 0, 0, 3, 0, 0, 0, 0, 2, 0, 11)):
        count(first, MONDAY + day * DAY, n)
    reconcile(MONDAY + 3 * WEEK)
    at_once = [(period.first, period.wave, period.numbers) for period in due(campaign)[0]]

    for week in (1, 2, 3):
        with time_machine.travel(midnight(MONDAY + week * WEEK), tick=False):
            reconcile()
            tell(campaign)

    one_by_one = [(one.first, one.wave, one.numbers) for one in ToldPeriod.objects.order_by("-wave", "first")]
    assert at_once == one_by_one


def test_what_was_told_stays_whatever_is_counted_later(campaign):
    first = wave(campaign)
    count(first, MONDAY, 104)
    reconcile(MONDAY + WEEK)
    tell(campaign)
    before = told(wave=first.pk)
    count(first, MONDAY, 5)

    tell(campaign)

    assert told(wave=first.pk) == before


def test_nothing_is_told_while_another_cache_keeps_what_would_be_counted(campaign, settings):
    first = wave(campaign)
    count(first, MONDAY, 104)
    reconcile()
    settings.SHARED_HTML_SECONDS = 60

    tell(campaign)
    meanwhile = told(wave=first.pk)
    campaign.audience, campaign.launched_at = "young", midnight(MONDAY - 8 * WEEK)  # protected pages lie in no cache
    campaign.save()
    count(campaign, MONDAY - 40 * DAY, 50, surface="young")

    assert meanwhile == []
    assert due(campaign)[0] != []


def test_week_without_a_count_is_told_as_nothing(campaign):
    first = wave(campaign)
    reconcile()

    tell(campaign)

    nothing = {"n": 0, "total": 0}
    assert told("cta_call", wave=first.pk) == [
        (MONDAY, nothing | {"since": "2026-03-02"}),
        (MONDAY + WEEK, nothing | {"since": "2026-03-09"}),
    ]


def test_parts_are_told_once_the_wave_is_over_and_of_what_is_told_alone(campaign):
    first = wave(campaign)
    poster = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches du Nord")
    for locale, n in (("fr", 500), ("en", 60), ("ro", 4)):
        count(first, MONDAY, n, locale=locale)
    count(first, MONDAY + WEEK, 7, locale="ar")
    count(first, MONDAY, 33, "link_hit", channel=poster.pk)
    count(first, MONDAY, 20, "link_hit")
    reconcile()

    tell(campaign)
    tell(campaign)

    found = {one.dimension: (one.until, one.parts) for one in ToldParts.objects.filter(wave=first.pk)}
    none = dict.fromkeys(("es", "pt", "bg", "ar", "zh-hans"), 0)
    assert found == {
        "locale": (MONDAY + WEEK - DAY, {"fr": 500, "en": None, "ro": None} | none),
        "channel": (MONDAY + 2 * WEEK - DAY, {"poster": 30, "": 20}),
    }


def test_running_wave_tells_no_parts(campaign):
    first = wave(campaign, weeks=4)
    count(first, MONDAY, 500)
    reconcile()

    tell(campaign)

    assert [len(told(wave=first.pk)), ToldParts.objects.filter(wave=first.pk).count()] == [3, 0]


def test_surface_that_is_protected_is_told_by_month_and_for_all_campaigns_of_it_together(home):
    one = factories.campaign(audience="outreach", starts_at=midnight(date(2026, 1, 10)))
    other = factories.campaign(audience="outreach", starts_at=midnight(date(2026, 2, 20)))
    wave(other, first=date(2026, 2, 23), weeks=1)
    count(one, date(2026, 1, 12), 40, surface="outreach")
    count(other, date(2026, 2, 24), 50, surface="outreach")
    count(other, date(2026, 2, 24), 900, surface="public")
    reconcile()

    tell(other)
    tell(one)

    assert list(ToldPeriod.objects.values_list("campaign", "wave", "surface", "first", "last")) == [
        (0, 0, "outreach", date(2026, 1, 1), date(2026, 1, 31)),
        (0, 0, "outreach", date(2026, 2, 1), date(2026, 2, 28)),
    ]
    assert [number["n"] for _first, number in told(surface="outreach")] == [40, 50]
    assert ToldParts.objects.count() == 0


def test_nothing_is_told_before_the_launch(home):
    later = factories.campaign(starts_at=midnight(MONDAY + 5 * WEEK))
    reconcile()

    assert due(later) == ([], [])
