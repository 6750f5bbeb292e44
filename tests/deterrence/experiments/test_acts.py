"""How an experiment runs its course: it stops at its size, ends when its page changes, and its result is kept."""

import pytest
from django.test import TestCase

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.statistics import Arm
from campaigns.deterrence.experiments.models import Experiment
from campaigns.deterrence.experiments.periodic_jobs import watch_experiments
from campaigns.deterrence.experiments.running import acts
from campaigns.deterrence.experiments.running.acts import RefusedError
from reach.events import Event
from reach.journal import journal
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def happen(experiment: Experiment, letter: str, views: int, outcomes: int = 0) -> None:
    """So many views of a wording, and clicks, in the journal; not folded yet."""
    about = {
        "surface": "buyers",
        "campaign": experiment.campaign_id,
        "page": experiment.page_id,
        "locale": "fr",
        "variant": experiment.variant(letter),
    }
    when = journal.bucket_of(False, experiment.started_at)
    for kind, n in (("view", views), (experiment.outcome, outcomes)):
        for _event in range(n):
            journal.append(Event(when, kind, **about))


def watch() -> str:
    journal.close()
    return watch_experiments()


def test_experiment_goes_on_until_every_wording_has_its_size(running):
    happen(running, "a", 130, 9)
    happen(running, "b", 99, 4)

    assert watch() == "0 stopped at their size, 0 ended early"

    running.refresh_from_db()
    assert running.is_running
    assert arms(running) == {"a": Arm(130, 9), "b": Arm(99, 4)}


def test_experiment_stops_at_its_size_with_what_was_counted(running):
    happen(running, "a", 104, 9)
    happen(running, "b", 100, 4)

    assert watch() == "1 stopped at their size, 0 ended early"

    running.refresh_from_db()
    assert (running.state, running.ended_by, running.reason) == ("stopped", None, "")
    assert running.counts == {"a": {"views": 104, "outcomes": 9}, "b": {"views": 100, "outcomes": 4}}
    assert running.ended_at > running.started_at


def test_what_is_counted_after_the_end_changes_no_result(running):
    happen(running, "a", 100, 9)
    happen(running, "b", 100, 4)
    watch()
    happen(running, "b", 50, 50)

    watch()

    running.refresh_from_db()
    assert arms(running) == {"a": Arm(100, 9), "b": Arm(100, 4)}


def test_other_events_of_the_page_are_in_no_wording(running):
    happen(running, "a", 5, 1)
    other = {"surface": "buyers", "campaign": running.campaign_id, "page": running.page_id}
    journal.append(Event(journal.bucket_of(False, running.started_at), "view", **other))
    journal.append(
        Event(journal.bucket_of(False, running.started_at), "read_90", variant=running.variant("a"), **other)
    )
    watch()

    assert arms(running) == {"a": Arm(5, 1), "b": Arm(0, 0)}


def test_wording_never_has_more_outcomes_than_views(running):
    happen(running, "a", 2, 3)
    watch()

    assert arms(running)["a"] == Arm(2, 2)


def test_ending_early_takes_a_reason(running, admin):
    with pytest.raises(RefusedError):
        acts.end_early(running, "  ", admin)

    acts.end_early(running, "La loi change demain.", admin)

    assert (running.state, running.reason, running.ended_by) == ("ended", "La loi change demain.", admin)
    with pytest.raises(RefusedError):
        acts.end_early(running, "Encore.", admin)


def changed(page) -> None:
    page.statement = "Autre chose."
    factories.go_live(page)


def withdrawn(page) -> None:
    page.unpublish()


def without_help(page) -> None:
    page.body = []
    factories.go_live(page)


@pytest.mark.parametrize("change", [changed, withdrawn, without_help])
def test_change_of_the_page_ends_it_with_a_trace(running, page, change):
    with TestCase.captureOnCommitCallbacks(execute=True):
        change(page)

    running.refresh_from_db()
    assert running.state == "ended"
    assert running.reason
    assert running.ended_by is None


def test_wording_that_is_withdrawn_ends_it(running):
    with TestCase.captureOnCommitCallbacks(execute=True):
        running.wordings.get().unpublish()

    running.refresh_from_db()
    assert running.state == "ended"


def test_another_change_of_the_page_ends_nothing(running, page):
    page.lead = "Un autre chapeau."
    with TestCase.captureOnCommitCallbacks(execute=True):
        factories.go_live(page)

    running.refresh_from_db()
    assert running.is_running


@pytest.mark.parametrize("how", ["protected", "cache", "over"])
def test_what_no_signal_tells_is_found_by_the_periodic_work(running, page, settings, how):
    match how:
        case "protected":
            type(page).objects.filter(pk=page.pk).update(zone="protected")
        case "cache":
            settings.SHARED_HTML_SECONDS = 60
        case "over":
            type(page.campaign).objects.filter(pk=page.campaign_id).update(closed_at=page.campaign.starts_at)

    assert watch() == "0 stopped at their size, 1 ended early"


def test_result_is_published_once_it_has_ended_and_may_be_withdrawn(running, admin):
    with pytest.raises(RefusedError):
        acts.publish(running, admin, is_on=True)
    acts.end_early(running, "Fini.", admin)

    acts.publish(running, admin, is_on=True)
    assert (running.published_by, running.published_at is None) == (admin, False)

    acts.publish(running, admin, is_on=False)
    assert running.published_at is None
