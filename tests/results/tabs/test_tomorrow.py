"""Tomorrow: sentences from the counts, set aside with a reason, and nothing where there is nothing to say."""

from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.models import Page

from campaigns.plan.models import TrackedLink
from campaigns.results.models import CallVolume, Dismissal, MediaFigure, MediaImport
from reach.models import Segment
from tests import factories, markup
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def folded(db):
    """All that happened until now is counted."""
    Segment.objects.create(node="a", name="1", lines=1)


@pytest.fixture
def link(campaign) -> TrackedLink:
    channel = campaign.channels.create(name="Affiches", kind="poster")
    return TrackedLink.objects.create(campaign=campaign, channel=channel, code="xyz234")


@pytest.fixture
def silent(campaign, link):
    """Opened ten times a day, and not since three days."""
    for days in range(4, 18):
        counted(campaign, TODAY - days * DAY, "link_hit", 10, link=link)


def tomorrow(client, campaign, status: int = 200):
    response = client.get(reverse("results_tomorrow", args=[campaign.pk]))
    assert response.status_code == status
    return response


def said(client, campaign) -> list[str]:
    return [one.said for one in tomorrow(client, campaign).context["said"]]


def set_aside(client, campaign, link, reason: str, follow: bool = True):
    form = {"rule": "silent-code", "subject": link.pk, "reason": reason}
    return client.post(reverse("results_set_aside", args=[campaign.pk]), form, follow=follow)


def test_code_that_nobody_opens_is_said_with_what_to_do(admin_client, campaign, silent):
    html = markup.read(tomorrow(admin_client, campaign).content.decode())

    assert "Nobody has opened /s/xyz234 (Affiches) for three days, where about 30 times were expected." in html
    assert "Go and see whether the poster still hangs" in html


def test_day_that_is_still_counted_decides_nothing(admin_client, campaign, link):
    for days in range(3, 17):
        counted(campaign, TODAY - days * DAY, "link_hit", 10, link=link)

    assert said(admin_client, campaign) == []


@pytest.mark.parametrize("end", ["retired", "its wave is over"])
def test_code_that_is_in_use_no_more_may_be_silent(admin_client, campaign, past, link, silent, end):
    if end == "retired":
        TrackedLink.objects.update(retired_at=at(-1))
    else:
        placement = link.channel.placements.create(name="Gare", wave=past)
        TrackedLink.objects.update(placement=placement)

    assert said(admin_client, campaign) == []


def test_language_channel_page_and_helpline_are_named(admin_client, admin, campaign, home, media_import):
    page = factories.campaign_page(factories.campaign_index(home), campaign, slug="loi")
    other = factories.campaign_page(Page.objects.get(pk=page.get_parent().pk), campaign, slug="loi-2")
    for days in range(1, 15):
        for locale, n in (("fr", 300), ("ar", 12 if days < 8 else 30)):
            counted(campaign, TODAY - days * DAY, "entry", n, locale=locale)
        for one, read in ((page, 9), (other, 28)):
            counted(campaign, TODAY - days * DAY, "view", 50, page=one)
            counted(campaign, TODAY - days * DAY, "read_50", read, page=one)
    helpline = factories.helpline(name="Écoute")
    for days in range(1, 36):
        CallVolume.objects.create(
            campaign=campaign, helpline=helpline, day=TODAY - days * DAY, calls=25 if days < 8 else 10
        )

    html = "\n".join(said(admin_client, campaign))

    assert "العربيّة had 84 visits in the last seven days, where about" in html
    assert f"18% of the views of “{page.title}” come to its middle" in html
    assert "Écoute took 175 calls in its last week, and 70 in a usual one." in html
    assert (
        f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"'
        in tomorrow(admin_client, campaign).content.decode()
    )


def test_page_whose_reading_was_never_measured_is_no_page_that_is_left(admin_client, campaign, home):
    index = factories.campaign_index(home)
    measured, never = (factories.campaign_page(index, campaign, slug=slug) for slug in ("mesuree", "jamais"))
    for days in range(1, 15):
        for page in (measured, never):
            counted(campaign, TODAY - days * DAY, "view", 50, page=page)
        counted(campaign, TODAY - days * DAY, "read_50", 28, page=measured)

    assert said(admin_client, campaign) == []


@pytest.fixture
def media_import(campaign, admin) -> MediaImport:
    return MediaImport.objects.create(campaign=campaign, file_name="a.csv", sha256="a" * 64, applied_at=at(-1))


def test_dear_channel_is_told_beside_the_cheapest(admin_client, campaign, media_import):
    for name, cost in (("Recherche", "500"), ("Affiches", "100")):
        channel, _new = campaign.channels.get_or_create(name=name, defaults={"kind": "poster"})
        counted(campaign, TODAY - DAY, "link_hit", 200, channel=channel)
        MediaFigure.objects.create(
            of_import=media_import, row=channel.pk, channel=channel, day=TODAY - DAY, cost=Decimal(cost)
        )

    assert said(admin_client, campaign) == ["An opening costs 2.50 € by “Recherche”, and 0.50 € by “Affiches”."]


def test_three_at_most_the_furthest_first(admin_client, campaign):
    channel = campaign.channels.create(name="Affiches", kind="poster")
    for number in range(5):
        place = channel.placements.create(name=f"Gare {number}")
        link = TrackedLink.objects.create(campaign=campaign, channel=channel, placement=place)
        for days in range(4, 18):
            counted(campaign, TODAY - days * DAY, "link_hit", 10 + number, link=link)

    shown = tomorrow(admin_client, campaign)

    assert (len(shown.context["said"]), shown.context["more"]) == (3, 2)
    assert "2 more come once these are done or set aside." in markup.read(shown.content.decode())


def test_nothing_to_say_is_an_answer(admin_client, campaign):
    assert "Nothing to say: no rule found anything out of line" in tomorrow(admin_client, campaign).content.decode()


def test_campaign_that_is_over_has_nothing_left_to_do(admin_client, campaign, silent):
    type(campaign).objects.update(closed_at=at(-1))

    assert "This campaign is over" in tomorrow(admin_client, campaign).content.decode()
    assert said(admin_client, campaign) == []


def test_protected_audience_says_why_there_is_nothing(admin_client, campaign):
    type(campaign).objects.update(audience="outreach")

    assert "nothing is attributed to a campaign" in tomorrow(admin_client, campaign).content.decode()


# Set aside


def test_sentence_is_set_aside_with_a_reason_and_said_again(admin_client, admin, campaign, link, silent):
    answer = set_aside(admin_client, campaign, link, "The station is closed")

    assert said(admin_client, campaign) == []
    html = markup.read(answer.content.decode())
    assert "Set aside for 14 days, with your reason." in html
    assert "The station is closed" in html
    one = Dismissal.objects.get()
    assert (one.author, one.said[:30]) == (admin, "Nobody has opened /s/xyz234 (A")
    admin_client.post(reverse("results_say_again", args=[campaign.pk, one.pk]))
    assert len(said(admin_client, campaign)) == 1


def test_sentence_comes_back_after_two_weeks(admin_client, campaign, link, silent):
    set_aside(admin_client, campaign, link, "x")
    Dismissal.objects.update(created_at=at(-15))

    assert len(said(admin_client, campaign)) == 1


def test_no_reason_is_refused_at_its_field(admin_client, campaign, link, silent):
    answer = set_aside(admin_client, campaign, link, "  ")

    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="wrong-1"' in answer.content.decode()
    assert "Write why" in answer.content.decode()
    assert Dismissal.objects.count() == 0


def test_what_is_not_said_any_more_cannot_be_set_aside(admin_client, campaign, link):
    answer = set_aside(admin_client, campaign, link, "x")

    assert "This is not said any more" in answer.content.decode()
    assert Dismissal.objects.count() == 0


@pytest.mark.parametrize(("role", "may"), [("analyst", True), ("lawyer", False)])
def test_whoever_may_write_notes_sets_aside(client, people, campaign, link, silent, role, may):
    client.force_login(people[role])

    answer = set_aside(client, campaign, link, "x", follow=False)

    assert Dismissal.objects.exists() is may
    assert answer.status_code == 302


@pytest.mark.parametrize("number", [1, 12])
def test_page_costs_the_same_whatever_it_says(admin_client, campaign, number, django_assert_num_queries):
    channel = campaign.channels.create(name="Affiches", kind="poster")
    for place in range(number):
        placement = channel.placements.create(name=f"Gare {place}")
        link = TrackedLink.objects.create(campaign=campaign, channel=channel, placement=placement)
        for days in range(4, 18):
            counted(campaign, TODAY - days * DAY, "link_hit", 10, link=link)
    tomorrow(admin_client, campaign)

    with django_assert_num_queries(24):
        tomorrow(admin_client, campaign)
