"""The past campaign, made once for a module, and its copy."""

import pytest

from campaigns.plan.copying.acts import begin_again
from campaigns.plan.models import Campaign
from home.models import HomePage
from tests import factories
from tests.plan.copying import past


@pytest.fixture(scope="module")
def past_campaign(module_db) -> int:
    """Its id: to make it, with four pages that are approved, takes a second."""
    return past.campaign(HomePage.objects.get(), factories.home_in("en")).pk


@pytest.fixture
def campaign(past_campaign, db) -> Campaign:
    return Campaign.objects.get(pk=past_campaign)


@pytest.fixture
def copy(campaign, admin) -> Campaign:
    return begin_again(campaign, past.AUTUMN, admin)
