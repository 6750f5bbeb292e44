"""The experiments of the demonstration: one that is over and public, one that runs, through the team's own steps and the fold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.report import report
from campaigns.deterrence.experiments.models import Experiment
from campaigns.plan.models import Wave
from demo import experiments
from demo.accounts import create_accounts
from reach.folding.fold import fold
from reach.journal import journal
from tests import factories
from tests.deterrence.landing import channel, landing_page


@pytest.fixture
def campaign(home, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    create_accounts()
    now = timezone.now()
    made = factories.campaign(starts_at=now - timedelta(days=120))
    for begins, ends in ((100, 55), (30, -60)):
        started = now - timedelta(days=begins)
        Wave.objects.create(
            campaign=made,
            name=f"Vague {begins}",
            starts_at=started,
            started_at=started,
            ends_at=now - timedelta(days=ends),
        )
    body = [factories.block("statement", text=experiments.OVER.says, detail="")]
    body.append(factories.block("helplines", heading="Appeler", audience="buyers"))
    factories.campaign_page(factories.campaign_index(home), made, body=body, slug=experiments.OVER.slug)
    landing_page(home, channel(made), slug=experiments.RUNNING.slug, statement="Cette loi est une bonne chose.")
    yield made
    journal.close()


def test_one_experiment_is_over_and_public_and_one_runs(campaign):
    tried = experiments.begin(campaign)
    journal.close()
    fold()
    experiments.finish(tried, campaign)

    over, running = Experiment.objects.order_by("pk")
    assert (over.state, running.state) == ("stopped", "running")
    assert (over.published_by.username, running.published_at) == ("publisher", None)
    assert over.started_at < over.ended_at < running.started_at < timezone.now()
    assert [row.comparison.verdict.value for row in report(over, arms(over), "fr").others] == ["none", "none"]
    assert min(arm.views for arm in arms(over).values()) >= over.planned
    assert 0 < min(arm.views for arm in arms(running).values()) < running.planned
