"""Waves, channels and placements by their own forms: each save comes back to the plan of the campaign."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.models import Campaign, Channel, Placement
from campaigns.plan.models.campaign import State
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
        reverse("wagtailsnippets_plan_placement:add"),
        {"channel": channel.pk, "name": "Lyon", "wave": "", "partner": ""},
    )
    place = Placement.objects.get()
    deleted = [
        admin_client.post(reverse(f"wagtailsnippets_plan_{one._meta.model_name}:delete", args=[one.pk]))
        for one in (place, channel)
    ]

    assert [one.url for one in (added, changed, placed, *deleted)] == [plan] * 5
    assert not Channel.objects.exists()


def test_list_says_the_state_of_each_campaign_and_is_narrowed_down_to_one(admin_client):
    now = timezone.now()
    day = timedelta(days=1)
    planned = {"name": "Prévue", "starts_at": now + day, "launched_at": None}
    for fields, state in (
        (planned, State.PREPARED),
        (planned | {"name": "En retard", "starts_at": now - day}, State.LATE),
        (planned | {"name": "Lancée pour demain", "launched_at": now + day}, State.PREPARED),
        ({"name": "En cours", "starts_at": now - day, "launched_at": now - day}, State.RUNNING),
        ({"name": "Finie", "starts_at": now - 2 * day, "ends_at": now - day, "launched_at": now - 2 * day}, State.OVER),
        ({"name": "Close", "starts_at": now - day, "launched_at": now - day, "closed_at": now}, State.OVER),
    ):
        assert State.of(factories.campaign(**fields)) == state

    for state in State:
        listed = admin_client.get(reverse("wagtailsnippets_plan_campaign:list"), {"state": state}).context[
            "object_list"
        ]
        assert {State.of(one) for one in listed} == {state}
        assert len(listed) == Campaign.objects.count() - sum(State.of(one) != state for one in Campaign.objects.all())
