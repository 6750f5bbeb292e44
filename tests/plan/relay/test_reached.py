"""Who takes a campaign down reads what becomes of the rest, and it becomes that."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.models import Launch, Post
from campaigns.plan.posts import acts
from campaigns.plan.relay import reached
from editorial.takedown.acts import affected, take_down
from tests import factories
from tests.plan.relay import partner as relay

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi", launched_at=timezone.now())


@pytest.fixture
def page(index, campaign):
    return factories.campaign_page(index, campaign, title="La loi")


def told(thing) -> dict[str, tuple[int, str]]:
    return {one.kind: (one.number, one.said) for one in reached._rest(thing, affected(thing))}


def test_everything_that_goes_or_stays_is_named_with_its_number(campaign, page, home, admin):
    elsewhere = factories.standard_page(home, slug="aide")
    poster = relay.link(campaign)
    relay.link(campaign, page=elsewhere)
    relay.link(campaign, retired_at=timezone.now())
    relay.partnership(campaign)
    relay.partnership(campaign, ended_at=timezone.now())
    for form in ("square", "poster-a3", "film-1x1-15"):
        relay.item(poster, form, made_from={"page": page.pk})
    relay.item(poster, recalled_at=timezone.now(), made_from={"page": page.pk})
    relay.item(poster, made_from={"page": elsewhere.pk})
    tomorrow = timezone.now() + timedelta(days=1)
    acts.add([Post(campaign=campaign, words="a", network="mastodon", language="fr", planned_at=tomorrow)], admin)
    Launch.objects.create(campaign=campaign, action="close", due_at=tomorrow)

    found = told(campaign)

    assert {kind: number for kind, (number, _said) in found.items()} == {
        "Sheets": 2,
        "Films": 1,
        "Partners’ pages": 1,
        "Links": 1,
        "Links to another page": 1,
        "Posts that are planned": 1,
        "Starts and closes that are scheduled": 1,
    }
    assert told(page) == found
    assert set(told(elsewhere)) == {"Sheets"}


def test_it_happens_as_it_was_told(client, campaign, page, admin, django_capture_on_commit_callbacks):
    poster, partnership = relay.link(campaign), relay.partnership(campaign)
    sheet = relay.item(poster, made_from={"page": page.pk})
    said = told(campaign)["Links"][1]
    assert said == "Their codes stay good: until the pages are back they lead to the home page."

    with django_capture_on_commit_callbacks(execute=True):
        take_down(campaign, admin)

    partners = client.get(f"/fr/relay/p/{partnership.token}/")
    assert (partners.status_code, partners.context["state"]) == (410, "withdrawn")
    assert client.get(f"/s/{poster.code}").url.startswith("/fr/")
    assert client.get(sheet.file.url).status_code == 404


def test_links_lead_to_the_help_that_stays(campaign, page, home):
    relay.link(campaign)
    campaign.help_page = factories.standard_page(home, title="Aide", slug="aide")
    campaign.save()

    assert told(campaign)["Links"][1] == "Their codes stay good: until the pages are back they lead to “Aide”."


def test_one_page_of_two_leaves_partners_and_links_as_they_are(index, campaign, page):
    factories.campaign_page(index, campaign, slug="autre")
    relay.link(campaign)
    relay.partnership(campaign)

    assert told(page) == {}
    assert set(told(campaign)) == {"Partners’ pages", "Links"}


def test_before_the_launch_and_after_the_close_nothing_changes_for_partners(campaign, page):
    relay.link(campaign)
    relay.partnership(campaign)
    campaign.closed_at = timezone.now()
    campaign.save()

    assert told(campaign) == {}


def test_the_confirmation_shows_it(client, campaign, page, people):
    relay.link(campaign)
    client.force_login(people["publisher"])

    html = client.get(reverse("takedown", args=["plan", "campaign", campaign.pk])).text

    assert "What becomes of the rest" in html
    assert "<strong>Links (1)</strong>" in html
