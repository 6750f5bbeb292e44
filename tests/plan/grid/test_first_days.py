"""Two first days in one plan are said, where they are planned."""

from datetime import timedelta

import pytest
from django.urls import reverse

from campaigns.plan.models import Wave
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def test_two_first_days_are_said_on_the_plan_and_in_the_grid_until_they_are_one(admin_client):
    campaign = factories.campaign(launched_at=None)
    starts_at = campaign.starts_at + timedelta(days=3)
    wave = Wave.objects.create(
        campaign=campaign, name="Une", starts_at=starts_at, ends_at=starts_at + timedelta(days=2)
    )

    def said() -> list[bool]:
        pages = [admin_client.get(reverse(name, args=[campaign.pk])) for name in ("campaign_overview", "campaign_plan")]
        return ["The campaign starts on" in page.content.decode() for page in pages]

    assert said() == [True, True]
    Wave.objects.filter(pk=wave.pk).update(starts_at=campaign.starts_at)
    assert said() == [False, False]
