"""What the demonstration's waves reached: every kind of event that its campaign can count."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.plan.models import TrackedLink, Wave
from core.measures.indicators import Indicator
from demo import elsewhere
from demo.experiments import OVER, RUNNING
from demo.plan import WAVES
from demo.reach import AFTER_A_VIEW, LINKS_A_DAY, Paths, events
from reach.journal.lines import as_kept, day_of
from tests import factories
from tests.deterrence.landing import channel

ELSEWHERE = {"video_start", "video_half", "video_end", "check_start", "check_done", "cta_chat", "stage_info"}
SERVED = {"view", "entry", "link_hit", "kit_download"}


@pytest.fixture
def wave(home):
    started = timezone.now() - timedelta(days=10)
    campaign = factories.campaign(starts_at=started)
    factories.campaign_page(factories.campaign_index(home), campaign)
    return Wave.objects.create(
        campaign=campaign, name="Vague", starts_at=started, started_at=started, ends_at=started + timedelta(days=40)
    )


def test_wave_counts_all_that_can_happen_on_its_pages_and_with_its_files(wave):
    links = {
        kind: [TrackedLink.objects.create(campaign=wave.campaign, channel=channel(wave.campaign, kind, kind))]
        for kind in LINKS_A_DAY
    }
    paths = Paths(list(wave.campaign.pages.all()), links)

    counts = Counter(event.kind for event in events(wave, paths, 1.0, random.Random(1)) if not event.reason)

    assert set(counts) == {*Indicator.values} - ELSEWHERE
    assert 50 < counts["kit_download"] < counts["link_hit"] < counts["view"]


def test_plan_aims_at_nothing_that_is_never_counted():
    aims = {indicator for *_words, targets in WAVES for indicator in targets} | {OVER.outcome, RUNNING.outcome}

    assert aims - SERVED - set(AFTER_A_VIEW) == set()


def test_what_happens_elsewhere_has_no_campaign_and_of_protected_pages_no_hour(home):
    factories.standard_page(home, zone="protected", audience="outreach")
    factories.campaign_page(factories.campaign_index(home), factories.campaign())
    day = timezone.localdate() - timedelta(days=3)

    busy = [replace(one, views=60) for one in elsewhere.places()]
    happened = list(elsewhere.events(day, busy, random.Random(1)))

    assert {event.campaign for event in happened} == {0}
    protected = [event for event in happened if event.surface == "outreach"]
    assert {event.kind for event in protected} == {"view", "entry"}
    assert {event.bucket for event in protected} == {day}
    assert {day_of(event.bucket) for event in happened} == {day}
    assert all(event == as_kept(event) for event in happened)
