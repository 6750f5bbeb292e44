"""A campaign of March 2027 with a wave, a channel and a placement."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from campaigns.plan.models import Campaign, Channel, Placement, Target, Wave
from tests import factories
from tests.plan.grid.typed import Sheet

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def campaign(db) -> Campaign:
    when = {
        "starts_at": datetime(2027, 3, 1, tzinfo=PARIS),
        "ends_at": datetime(2027, 4, 1, tzinfo=PARIS),
    }
    campaign = factories.campaign(**when)
    wave = Wave(campaign=campaign, name="Vague 1", budget=Decimal(75000), objective="Faire savoir")
    wave.starts_at, wave.ends_at = when["starts_at"], datetime(2027, 3, 15, 12, 30, 20, tzinfo=PARIS)
    wave.targets = [Target(indicator="view", value=4000)]
    wave.save()
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches", cost=Decimal(36000))
    Placement.objects.create(channel=channel, name="Mairie", wave=wave)
    return campaign


@pytest.fixture
def sheet(admin_client, campaign, in_english) -> Sheet:
    return Sheet(admin_client, campaign)
