"""What an experiment teaches: a sentence of briefing notes, and nothing else of its page meanwhile."""

import pytest
from django.utils import timezone, translation

from campaigns.deterrence.experiments.learnt import said
from campaigns.deterrence.experiments.models import Experiment
from campaigns.deterrence.experiments.running import acts
from campaigns.plan.models import Campaign
from campaigns.results.figures.periods import whole
from campaigns.results.tomorrow.evidence import gather
from core.editor.calendar import day_of
from reach.figures.reading import Period
from tests import factories
from tests.deterrence.experiments.conftest import say
from tests.deterrence.experiments.test_acts import happen, watch
from tests.results.conftest import DAY
from tests.results.counts import counted

CALL = "11111111-0000-4000-8000-000000000002"


@pytest.fixture
def today():
    return day_of(timezone.now())


def told(experiment: Experiment, day) -> list[str]:
    with translation.override("en"):
        return said(experiment.campaign, Period(day, day))


def end(experiment: Experiment, *counts: tuple[int, int]) -> None:
    Experiment.objects.filter(pk=experiment.pk).update(planned=1)
    for letter, (views, outcomes) in zip("abc", counts, strict=False):
        happen(experiment, letter, views, outcomes)
    watch()


def test_sentence_names_what_was_measured_and_each_wording_with_its_views(running, today):
    end(running, (100, 20), (104, 22))

    (sentence,) = told(running, today)

    assert sentence.startswith(
        "An experiment, measured by “calls begun” – A, “Acheter est interdit.” (100 views); "
        "B, “La loi vous vise.” (104 views): No difference seen between B and A: it lies between"
    )


def test_what_all_wordings_share_is_left_out(make, admin, page, today):
    experiment = make(place=CALL)
    say(experiment, "b", "Appeler", page.locale, detail="Gratuit.")
    acts.start(experiment, admin)
    end(experiment, (100, 20), (104, 22))

    (sentence,) = told(experiment, today)

    assert "A, “En parler” (100 views); B, “Appeler” (104 views)" in sentence
    assert "Gratuit." not in sentence


def test_experiment_that_ended_on_another_day_is_not_told(running, today):
    end(running, (100, 20), (104, 22))

    assert told(running, today - DAY) == []


def test_page_with_wordings_being_tried_is_not_held_against_others(running, page, today):
    Campaign.objects.update(launched_at=timezone.now() - 20 * DAY)
    running.campaign.refresh_from_db()
    other = factories.campaign_page(page.get_parent(), running.campaign, slug="autre")
    for one in (page, other):
        counted(running.campaign, today - DAY, "view", 50, page=one)
        counted(running.campaign, today - DAY, "read_50", 20, page=one)

    meanwhile = gather(whole(running.campaign), today).pages
    acts.end_early(running, "Assez")

    assert set(meanwhile) == {str(other.pk)}
    assert set(gather(whole(running.campaign), today).pages) == {str(page.pk), str(other.pk)}
