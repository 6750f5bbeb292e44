"""Outcomes that are forged turn no experiment: they are no more than views, and what is out of line decides nothing."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.report import report
from campaigns.deterrence.experiments.figures.statistics import Arm
from campaigns.deterrence.experiments.models import Experiment
from campaigns.deterrence.experiments.running import acts
from campaigns.deterrence.experiments.running.acts import watch
from campaigns.results.alarms.watch import watch as raise_alarms
from campaigns.results.models import Alert
from reach.models import Rejected, Room
from reach.visits import tokens
from serving import rates
from serving.served import Served
from tests.deterrence.experiments.test_acts import happen
from tests.reach.sending import FORM, PHONE

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def running(make, admin):
    """Far from its size."""
    experiment = make("La loi vous vise.", planned=5000)
    acts.start(experiment, admin)
    return experiment


@pytest.fixture
def forge(client):
    """Send so many calls by one token of a wording, as fast as somebody with many addresses can."""

    def forged(experiment: Experiment, letter: str, n: int) -> None:
        about = {"campaign": experiment.campaign_id, "page": experiment.page_id, "locale": "fr"}
        served = Served("view", "buyers", variant=experiment.variant(letter), **about)
        token = tokens.issue(served, experiment.started_at.timestamp(), {"cta_call"})
        body = urlencode({"kind": "cta_call", "page": experiment.page_id, "token": token})
        for _call in range(n):
            rates.forget()
            client.post("/r", body, content_type=FORM, headers={"sec-fetch-site": "same-origin", "user-agent": PHONE})
        rates.forget()

    return forged


def verdicts(experiment) -> list[str]:
    experiment.refresh_from_db()
    return [row.verdict.partition(":")[0] for row in report(experiment, arms(experiment), "fr").others]


def test_forged_calls_after_one_view_make_no_difference(running, forge):
    happen(running, "a", 60, 2)
    happen(running, "b", 1)
    forge(running, "b", 120)

    watch()

    assert arms(running) == {"a": Arm(60, 2), "b": Arm(1, 1)}
    assert verdicts(running) == ["No difference seen between B and A"]


def test_calls_that_hide_among_views_are_out_of_line_and_decide_nothing(running, forge):
    Room.objects.bulk_create(  # what the page led to before the experiment
        Room(hour=timezone.now() - timedelta(hours=3), page=running.page_id, locale="fr", variant="", kind=kind, n=n)
        for kind, n in (("view", 500), ("cta_call", 10))
    )
    happen(running, "a", 400, 8)
    happen(running, "b", 400, 8)
    before = verdicts_after_watch(running)
    forge(running, "b", 120)

    after = verdicts_after_watch(running)
    raise_alarms()

    assert arms(running)["b"] == Arm(400, 128)
    assert before == ["No difference seen between B and A"]
    assert after == ["Nothing is said of B and A"]
    assert list(Alert.objects.values_list("kind", "indicator", "campaign")) == [
        ("ratio", "cta_call", running.campaign_id)
    ]


def verdicts_after_watch(experiment) -> list[str]:
    watch()
    return verdicts(experiment)


def test_what_no_view_led_to_is_rejected_where_everybody_sees_it(make, admin, forge):
    experiment = make("La loi vous vise.", planned=5000)
    acts.start(experiment, admin, at=timezone.now() - timedelta(hours=4))  # no view of that hour can come any more
    happen(experiment, "b", 1)
    forge(experiment, "b", 120)

    watch()

    assert Rejected.objects.get(reason="excess").n == 119
    assert verdicts(experiment) == ["Nothing is said of B and A"]
