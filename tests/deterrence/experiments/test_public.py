"""Experiments on the public page of results: told when the team says so, null results too, and no small count."""

import csv
import io
import json

import pytest

from campaigns.deterrence.experiments.models import Experiment
from campaigns.deterrence.experiments.running import acts
from campaigns.results.models import PublicResults
from tests.deterrence.experiments.test_acts import happen, watch


@pytest.fixture
def tell(running, admin, client):
    """The public page, JSON and CSV after so many (views, outcomes) of A and B; published unless told otherwise."""

    def told(*counts: tuple[int, int], publish: bool = True):
        Experiment.objects.filter(pk=running.pk).update(planned=1)
        for letter, (views, outcomes) in zip("ab", counts, strict=True):
            happen(running, letter, views, outcomes)
        watch()
        running.refresh_from_db()
        PublicResults.objects.create(campaign=running.campaign, is_on=True)
        if publish:
            acts.publish(running, admin, is_on=True)
        base = f"/en/results/{running.campaign.slug}/"
        base = f"/fr/results/{running.campaign.slug}/"
        page = client.get(base).text
        data = json.loads(client.get(base + "results.json").text)["experiments"]
        rows = [row for row in csv.reader(io.StringIO(client.get(base + "results.csv").text)) if row[1] == "experiment"]
        return page, data, rows

    return told


def test_result_that_is_not_published_is_not_told(tell):
    page, data, rows = tell((100, 20), (100, 30), publish=False)

    assert 'class="experiments"' not in page
    assert (data, rows) == ([], [])


def test_null_result_is_told_with_rounded_counts(tell, running):
    page, [data], rows = tell((104, 21), (106, 24))

    assert 'class="experiments"' in page
    assert {letter: (one["views"], one["outcomes"]) for letter, one in data["wordings"].items()} == {
        "a": (100, 20),
        "b": (110, 20),
    }
    assert data["wordings"]["b"]["from_a"]["seen"] == "none"
    assert [row[2:3] + row[5:8] for row in rows] == [
        ["view", "a", "100", "told"],
        ["cta_call", "a", "20", "told"],
        ["view", "b", "110", "told"],
        ["cta_call", "b", "20", "told"],
    ]
    for exact in ("104", "106"):
        assert f">{exact}<" not in page


def test_small_count_withholds_every_number_and_the_result_is_still_there(tell):
    page, [data], rows = tell((104, 3), (106, 24))

    assert 'class="experiments"' in page
    assert "La loi vous vise." in page
    assert data["wordings"] is None
    assert {row[7] for row in rows} == {"withheld"}
    assert {row[6] for row in rows} == {""}


def test_difference_that_rounding_alone_shows_is_not_told(tell, running, monkeypatch):
    from campaigns.deterrence.experiments import public

    monkeypatch.setattr(public, "rounded", lambda n: n * 10)
    _page, [data], _rows = tell((100, 20), (100, 32))

    assert data["wordings"]["b"]["from_a"]["low"] > 0
    assert data["wordings"]["b"]["from_a"]["seen"] == "none"


def test_experiment_that_runs_is_not_told(running, client, admin):
    PublicResults.objects.create(campaign=running.campaign, is_on=True)
    with pytest.raises(acts.RefusedError):
        acts.publish(running, admin, is_on=True)

    assert 'class="experiments"' not in client.get(f"/fr/results/{running.campaign.slug}/").text
