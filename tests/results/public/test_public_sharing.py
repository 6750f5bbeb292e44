"""Results shared by an address: what the public would read, through a day, and taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from campaigns.results.models import SharedResults, ToldPeriod
from campaigns.results.periodic_jobs import tell_public_results
from core.editor.calendar import day_of, midnight
from tests import factories, markup
from tests.editorial.conftest import people
from tests.results.sealed import WEEK, count, reconcile, wave

__all__ = ["people"]
pytestmark = pytest.mark.usefixtures("in_english")
DAY = timedelta(days=1)


@pytest.fixture
def first():
    today = day_of(timezone.now())
    return today - 3 * WEEK - today.weekday() * (WEEK / 7)


@pytest.fixture
def campaign(home, first):
    made = factories.campaign(slug="la-loi", starts_at=midnight(first))
    told = wave(made, first=first)
    count(told, first, 345)
    count(told, first, 7, "cta_call")
    reconcile()
    return made


def share(client, campaign, days: int = 14, reader: str = "Cabinet") -> None:
    last = day_of(timezone.now()) + days * DAY
    form = {"reader": reader, "last_day": last.isoformat()}
    return client.post(reverse("results_share", args=[campaign.pk]), form, follow=True)


def read(client, shared: SharedResults):
    return client.get(f"/fr/results/shared/{shared.token}/")


def test_reader_sees_what_the_public_would_and_the_public_nothing(client, campaign, people):
    client.force_login(people["publisher"])
    given = share(client, campaign)
    shared = SharedResults.objects.get()
    client.logout()

    page = read(client, shared)

    assert f"/fr/results/shared/{shared.token}/" in given.content.decode()
    html = markup.read(page.content.decode())
    assert campaign.name in html.partition("<h1")[0].rpartition("for-whom")[2]
    assert ">350<" in html  # rounded
    assert ">7<" not in html  # withheld
    assert "results.csv" not in html
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert "noindex" in page["X-Robots-Tag"]
    assert not page.cookies
    assert client.get("/fr/results/la-loi/").status_code == 404


def test_address_ends_by_itself(client, campaign, people):
    client.force_login(people["publisher"])
    share(client, campaign, days=3)
    shared = SharedResults.objects.get()

    with time_machine.travel(timezone.now() + 4 * DAY, tick=False):
        page = read(client, shared)

    assert page.status_code == 404
    assert ">350<" not in page.content.decode()
    assert read(client, shared).status_code == 200


def test_address_is_taken_back(client, campaign, people):
    client.force_login(people["publisher"])
    share(client, campaign)
    shared = SharedResults.objects.get()

    client.post(reverse("results_share_end", args=[campaign.pk, shared.pk]))

    assert read(client, shared).status_code == 404
    assert shared.token not in client.get(reverse("results_public", args=[campaign.pk])).content.decode()


@pytest.mark.parametrize("days", [-1, 93])
def test_day_that_is_past_or_far_off_is_refused(client, campaign, people, days):
    client.force_login(people["publisher"])

    said = share(client, campaign, days=days)

    assert said.status_code == 422
    html = markup.read(said.content.decode())
    assert "Choose a day from today on, within three months." in html
    assert 'value="Cabinet"' in html
    assert f'value="{day_of(timezone.now()) + days * DAY}"' in html
    assert not SharedResults.objects.exists()


def test_browser_offers_the_days_that_are_taken(client, campaign, people):
    client.force_login(people["publisher"])

    html = client.get(reverse("results_public", args=[campaign.pk])).content.decode()

    today = day_of(timezone.now())
    assert f'min="{today}"' in html
    assert f'max="{today + 92 * DAY}"' in html


def test_only_publishers_and_administrators_share(client, campaign, people):
    for role, person in people.items():
        client.force_login(person)
        share(client, campaign, reader=role)

    assert set(SharedResults.objects.values_list("reader", flat=True)) == {"publisher", "administrator", "superuser"}


def test_job_tells_on_while_somebody_may_read(client, campaign, people):
    client.force_login(people["publisher"])
    share(client, campaign)
    ToldPeriod.objects.all().delete()

    tell_public_results()
    told = ToldPeriod.objects.count()
    SharedResults.objects.update(ended_at=timezone.now())
    ToldPeriod.objects.all().delete()
    tell_public_results()

    assert told
    assert not ToldPeriod.objects.exists()


def test_nothing_is_shared_of_what_has_not_begun(client, campaign, people):
    campaign.launched_at = None
    campaign.save()
    client.force_login(people["publisher"])

    said = share(client, campaign)

    assert "The campaign is not launched" in said.content.decode()
    assert not SharedResults.objects.exists()
