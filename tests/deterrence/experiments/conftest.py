"""An experiment on the first words of a page of a campaign that runs, each step as the team takes it."""

import pytest

from campaigns.deterrence.experiments.models import Experiment, VariantWording
from campaigns.deterrence.experiments.running import acts
from campaigns.plan.models import CampaignPage
from reach.journal import journal
from tests import factories
from tests.serving.page_cache.conftest import one_connection, visitor

__all__ = ["one_connection", "visitor"]

STATEMENT = "statement"


@pytest.fixture(autouse=True)
def journal_of_its_own(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    yield
    journal.close()


@pytest.fixture
def page(home) -> CampaignPage:
    body = [
        {
            "type": "statement",
            "id": "11111111-0000-4000-8000-000000000001",
            "value": {"text": "Le chiffre est 2016.", "detail": ""},
        },
        {
            "type": "call_to_action",
            "id": "11111111-0000-4000-8000-000000000002",
            "value": {"text": "En parler", "address": "tel:3919", "detail": "Gratuit.", "page": None, "counted_as": ""},
        },
    ]
    return factories.campaign_page(factories.campaign_index(home), statement="Acheter est interdit.", body=body)


@pytest.fixture
def make(page, admin):
    """A draft on a place of the page, whose wordings are approved unless told otherwise."""

    def made(*texts: str, place: str = STATEMENT, approved: bool = True, **fields) -> Experiment:
        defaults = {"name": "Essai", "hypothesis": "B fait mieux.", "outcome": "cta_call", "planned": 100}
        experiment = Experiment.objects.create(
            campaign=page.campaign, page=page, place=place, created_by=admin, **defaults | fields
        )
        for letter, text in zip("bcd", texts, strict=False):
            say(experiment, letter, text, page.locale, approved=approved)
        return experiment

    return made


def say(experiment: Experiment, letter: str, text: str, locale, *, approved: bool = True, detail: str = ""):
    wording = VariantWording.objects.create(
        experiment=experiment, letter=letter, text=text, detail=detail, locale=locale, live=False
    )
    return factories.go_live(wording) if approved else wording


@pytest.fixture
def running(make, admin) -> Experiment:
    """A and B, started."""
    experiment = make("La loi vous vise.")
    acts.start(experiment, admin)
    return experiment
