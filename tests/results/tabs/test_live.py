"""Launch live: what arrives by the minute, the first hours, what was turned away."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.results.models import Annotation
from reach.figures import live
from reach.models import Beat, Hour
from serving.clock import shared_now
from tests.results.conftest import TODAY, at
from tests.results.counts import counted, rejected

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def memory(settings, tmp_path):
    """Minutes of this test alone."""
    settings.VAR_DIR = tmp_path
    settings.REDIS_URL = ""


def shown(client, campaign, name="results_live", **query):
    return client.get(reverse(name, args=[campaign.pk]), query)


def arrive(campaign, minutes_ago: int, **numbers: int) -> None:
    live.record(
        timezone.now() - timedelta(minutes=minutes_ago), {(campaign.pk, kind): n for kind, n in numbers.items()}
    )


def test_minutes_are_told_as_they_arrive(admin_client, campaign, wave):
    arrive(campaign, 0, entry=4, view=6)
    arrive(campaign, 2, entry=3, cta_call=1, cta_chat=1)
    arrive(campaign, 70, entry=900)

    charts = shown(admin_client, campaign).context["charts"]

    assert [(definition.key, number) for definition, number, _chart in charts] == [
        ("entry", 7),
        ("view", 6),
        ("link_hit", 0),
        ("clicks", 2),
    ]
    assert charts[0][2].series[0].values[-4:] == [0, 3, 0, 4]


def test_window_is_chosen_among_those_that_there_are(admin_client, campaign, wave):
    arrive(campaign, 70, entry=900)

    def first(**query):
        return shown(admin_client, campaign, **query).context["charts"][0][1]

    assert (first(window="180"), first(window="60"), first(window="999999")) == (900, 0, 0)


def test_slot_is_marked_at_its_minute(admin_client, campaign, wave):
    Annotation.objects.create(campaign=campaign, day=TODAY, at=time(10, 50), text="Spot radio")  # in Paris: 11:00 now
    Annotation.objects.create(campaign=campaign, day=TODAY, text="Sans heure")

    chart = shown(admin_client, campaign).context["charts"][0][2]

    assert [(mark.position, mark.kind, mark.text) for mark in chart.marks] == [(49, "slot", "Spot radio")]


def test_slot_of_the_evening_is_seen_the_next_morning(admin_client, campaign, wave):
    """In Paris it is eleven now; the spot was at a quarter past eight."""
    Annotation.objects.create(campaign=campaign, day=TODAY - timedelta(days=1), at=time(20, 15), text="Spot télévisé")
    for minutes_ago, n in ((886, 700), (885, 2), (881, 3), (880, 900)):
        arrive(campaign, minutes_ago, entry=n)

    [(_definition, number, chart), *_others] = shown(admin_client, campaign, window="1440").context["charts"]

    [mark] = [one for one in chart.marks if one.kind == "slot"]
    assert (len(chart.labels), number) == (144, 1605)
    assert chart.series[0].values[mark.position : mark.position + 2] == [705, 900]
    assert chart.title == "visits that began here, each bar ten minutes"
    assert chart.labels[mark.position] == "23 Nov 2026, 20:10"
    assert (len(chart.x_ticks), mark.when) == (6, "23 November, 20:15")


def test_lag_and_what_was_turned_away_are_told(admin_client, campaign, wave):
    counted(campaign, TODAY, "view", 75, wave=wave)
    rejected(campaign, TODAY, "bot", 25)

    context = shown(admin_client, campaign).context

    assert (context["lag"], context["rejected"], context["rejected_share"]) == (timedelta(), 25, 0.25)


@pytest.mark.parametrize(("redis", "says"), [("", True), ("redis://127.0.0.1:1/0", False)])
def test_minutes_of_one_machine_among_several_say_so(redis, says, admin_client, campaign, wave, settings):
    alone = shown(admin_client, campaign).content.decode()
    Beat.objects.create(node="elsewhere", folded_at=shared_now(), caught_up_at=shared_now())
    settings.REDIS_URL = redis

    among_others = shown(admin_client, campaign).content.decode()

    said = "this shows what one machine of the site has counted"
    assert (said in alone, said in among_others) == (False, says)


def test_fragment_holds_the_same_and_no_more(admin_client, campaign, wave):
    arrive(campaign, 0, entry=4)

    response = shown(admin_client, campaign, "results_live_now")

    assert response.context["charts"][0][1] == 4
    assert "<html" not in response.content.decode()


def test_first_hours_of_the_wave_are_told_by_the_hour(admin_client, campaign, wave):
    for hour, n in ((0, 5), (2, 8)):
        Hour.objects.create(hour=at(-9) + timedelta(hours=hour), campaign=campaign.pk, wave=wave.pk, kind="entry", n=n)

    hours = shown(admin_client, campaign).context["hours"]

    assert (len(hours.labels), hours.series[0].values[:4]) == (72, [5, 0, 8, 0])
    assert [(mark.position, mark.kind) for mark in hours.marks] == [(0, "start")]


def test_audience_that_is_protected_has_no_minute(admin_client, campaign, wave):
    campaign.audience = "outreach"
    campaign.save()

    text = shown(admin_client, campaign).content.decode()

    assert ("no minute and no hour is kept" in text, "data-live-shown" in text) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_live_takes_as_many_queries_for_few_as_for_many(
    number, admin_client, campaign, wave, django_assert_num_queries
):
    for one in range(number):
        arrive(campaign, one, entry=4)
        counted(campaign, TODAY, "view", 1, wave=wave)
        Annotation.objects.create(campaign=campaign, day=TODAY, at=time(10, 50), text="x")
    shown(admin_client, campaign, "results_live_now")

    with django_assert_num_queries(11):
        shown(admin_client, campaign, "results_live_now")
