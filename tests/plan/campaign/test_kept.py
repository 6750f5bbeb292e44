"""What hangs on a campaign keeps it, and is said before anybody asks for it to be deleted."""

import pytest
from django.urls import reverse

from campaigns.plan.models import Campaign
from campaigns.results.models import Protocol
from tests import factories
from tests.plan.sheets.printed import link

pytestmark = pytest.mark.usefixtures("in_english")


def address(campaign: Campaign, act: str) -> str:
    return reverse(f"wagtailsnippets_plan_campaign:{act}", args=[campaign.pk])


def test_campaign_on_which_nothing_hangs_is_offered_to_be_deleted(admin_client):
    campaign = factories.campaign()

    html = admin_client.get(address(campaign, "edit")).content.decode()

    assert address(campaign, "delete") in html
    assert "cannot be deleted" not in html


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        (
            lambda campaign: Protocol.objects.create(campaign=campaign, version=1, content={}),
            "plans of what is to be known",
        ),
        (link, "tracked links"),
    ],
)
def test_campaign_says_what_keeps_it_instead(admin_client, keep, said):
    campaign = factories.campaign()
    keep(campaign)

    html = admin_client.get(address(campaign, "edit")).content.decode()

    assert f"This campaign cannot be deleted. What hangs on it and stays: {said}." in html
    assert address(campaign, "delete") not in html


def test_who_may_delete_no_campaign_is_told_nothing_of_it(client, people):
    campaign = factories.campaign()
    link(campaign)
    client.force_login(people["editor"])

    html = client.get(address(campaign, "edit")).content.decode()

    assert "cannot be deleted" not in html
    assert address(campaign, "delete") not in html
