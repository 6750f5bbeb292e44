"""Waves, channels and placements by their own forms: each save comes back to the plan of the campaign."""

import pytest
from django.urls import reverse

from campaigns.plan.models import Channel, Placement
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def test_save_and_deletion_come_back_to_the_plan(admin_client):
    campaign = factories.campaign()
    plan = reverse("campaign_overview", args=[campaign.pk])
    fields = {"campaign": campaign.pk, "kind": "poster", "name": "Affiches", "cost": ""}

    added = admin_client.post(reverse("wagtailsnippets_plan_channel:add"), fields)
    channel = Channel.objects.get()
    changed = admin_client.post(
        reverse("wagtailsnippets_plan_channel:edit", args=[channel.pk]), fields | {"name": "Gares"}
    )
    placed = admin_client.post(
        reverse("wagtailsnippets_plan_placement:add"), {"channel": channel.pk, "name": "Lyon", "wave": "", "partner": ""}
    )
    place = Placement.objects.get()
    deleted = [
        admin_client.post(reverse(f"wagtailsnippets_plan_{one._meta.model_name}:delete", args=[one.pk]))
        for one in (place, channel)
    ]

    assert [one.url for one in (added, changed, placed, *deleted)] == [plan] * 5
    assert not Channel.objects.exists()
