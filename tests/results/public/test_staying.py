"""Who takes a campaign down reads that its results stay public, and they do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.results.models import PublicResults, SharedResults
from campaigns.results.public import staying
from core.editor.calendar import day_of
from editorial.takedown.acts import take_down
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("in_english")
PUBLIC, SHARED = "Public results", "Shared addresses of results"


@pytest.fixture
def campaign(home):
    made = factories.campaign(slug="la-loi", launched_at=timezone.now())
    factories.campaign_page(factories.campaign_index(home), made, title="La loi")
    return made


def share(campaign, days: int = 3, **fields) -> SharedResults:
    last = day_of(timezone.now()) + timedelta(days=days)
    return SharedResults.objects.create(campaign=campaign, reader="Cabinet", last_day=last, **fields)


def told(campaign) -> dict[str, int]:
    return {one.kind: one.number for one in staying.rest(campaign, [])}


def test_what_is_public_or_open_of_it_is_named_with_its_number(campaign):
    PublicResults.objects.create(campaign=campaign, is_on=True)
    share(campaign)
    share(campaign)
    share(campaign, days=-1)
    share(campaign, ended_at=timezone.now())
    share(factories.campaign(name="Autre", slug="autre"))

    assert told(campaign) == {PUBLIC: 1, SHARED: 2}


def test_what_is_not_public_is_not_named(campaign):
    PublicResults.objects.create(campaign=campaign, is_on=False)

    assert told(campaign) == {}
    assert list(staying.rest(None, [])) == []


def test_confirmation_names_them_and_they_stay(admin_client, client, campaign, admin):
    PublicResults.objects.create(campaign=campaign, is_on=True)
    shared = share(campaign)

    asked = markup.read(admin_client.get(reverse("takedown", args=["plan", "campaign", campaign.pk])).text)
    take_down(campaign, admin)

    assert f"{PUBLIC} (1)" in asked
    assert f"{SHARED} (1)" in asked
    client.logout()
    assert client.get("/fr/results/la-loi/").status_code == 200
    assert client.get(f"/fr/results/shared/{shared.token}/").status_code == 200
