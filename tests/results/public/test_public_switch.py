"""Who makes results public, and what looking at them beforehand changes: nothing."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.results.models import PublicResults, ToldPeriod
from campaigns.results.periodic_jobs import tell_public_results
from core.editor.calendar import day_of, midnight
from tests import factories
from tests.editorial.conftest import people
from tests.results.sealed import WEEK, count, reconcile, wave

__all__ = ["people"]
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def first():
    today = day_of(timezone.now())
    return today - 3 * WEEK - today.weekday() * (WEEK / 7)


@pytest.fixture
def campaign(home, first):
    made = factories.campaign(slug="la-loi", starts_at=midnight(first))
    count(wave(made, first=first), first, 345)
    reconcile()
    return made


def address(campaign) -> str:
    return reverse("results_public", args=[campaign.pk])


def test_publisher_makes_results_public_and_withdraws_them(client, campaign, people):
    client.force_login(people["publisher"])

    client.post(address(campaign), {"act": "on", "confirmed": "yes"})
    shown = client.get("/fr/results/la-loi/")
    on = PublicResults.objects.get()
    client.post(address(campaign), {"act": "off"})

    assert (shown.status_code, on.is_on, on.changed_by) == (200, True, people["publisher"])
    assert client.get("/fr/results/la-loi/").status_code == 404
    assert ToldPeriod.objects.exists()
    actions = ModelLogEntry.objects.order_by("timestamp").values_list("action", flat=True)
    assert list(actions) == ["results.publish", "results.withdraw"]


@pytest.mark.parametrize(
    ("role", "may_see", "may_change"),
    [
        ("editor", True, False),
        ("translator", False, False),
        ("lawyer", False, False),
        ("publisher", True, True),
        ("analyst", True, False),
        ("administrator", True, True),
        ("superuser", True, True),
    ],
)
def test_only_publishers_and_administrators_decide(client, campaign, people, role, may_see, may_change):
    client.force_login(people[role])

    pages = [client.get(address(campaign)), client.get(f"{address(campaign)}preview/")]
    client.post(address(campaign), {"act": "on", "confirmed": "yes"})

    assert [page.status_code == 200 for page in pages] == [may_see, may_see]
    assert PublicResults.objects.filter(is_on=True).exists() == may_change
    assert not may_see or ("Make the results public" in pages[0].content.decode()) == may_change


def test_switch_asks_first_with_each_address_that_becomes_public(client, campaign, english_home, people):
    client.force_login(people["publisher"])

    asked = client.post(address(campaign), {"act": "on"})

    assert [one.url for one in asked.context["addresses"]] == [
        f"{settings.BASE_URL}/{code}/results/la-loi/" for code in ("fr", "en")
    ]
    assert all(one.url in asked.content.decode() for one in asked.context["addresses"])
    assert not PublicResults.objects.exists()


def test_permission_alone_without_results_decides_nothing(client, campaign, people):
    people["lawyer"].user_permissions.add(Permission.objects.get(codename="change_publicresults"))
    client.force_login(people["lawyer"])

    assert client.post(address(campaign), {"act": "on", "confirmed": "yes"}).status_code == 302
    assert not PublicResults.objects.exists()


def test_preview_shows_what_would_be_told_and_tells_nothing(client, campaign, people):
    client.force_login(people["publisher"])

    page = client.get(f"{address(campaign)}preview/")

    assert ">350<" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not ToldPeriod.objects.exists()
    assert client.get("/fr/results/la-loi/").status_code == 404


def test_campaign_that_is_not_launched_is_not_made_public(client, campaign, people):
    campaign.launched_at = None
    campaign.save()
    client.force_login(people["publisher"])

    page = client.post(address(campaign), {"act": "on"}, follow=True)

    assert "The campaign is not launched" in page.content.decode()
    assert not PublicResults.objects.exists()


def test_job_tells_of_public_campaigns_alone(campaign, first):
    other = factories.campaign(starts_at=midnight(first))
    PublicResults.objects.create(campaign=other, is_on=True)

    tell_public_results()

    assert set(ToldPeriod.objects.values_list("campaign", flat=True)) == {other.pk}
