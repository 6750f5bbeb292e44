"""A new campaign from four answers: what is proposed, what is made of it, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaigns.deterrence.models import LandingPage
from campaigns.plan.beginning import patterns
from campaigns.plan.beginning.forms import BeginForm
from campaigns.plan.models import Campaign, CampaignPage, CampaignTask, Channel, Placement, TrackedLink, Wave
from campaigns.plan.sheets.order import OrderForm
from core import audiences
from core.protection.zones import Zone
from tests import factories
from tests.deterrence.landing import landing_page

pytestmark = pytest.mark.usefixtures("in_english")

NEW = "/admin/campaigns/new/"
ALL = ["wave-0", "wave-1", "wave-2", "channel-search", "channel-social", "channel-poster", "channel-partner", "channel-press",
       "draft-page", "draft-landing", "translations", "sheets-street", "sheets-paper", "sheets-networks", "sheets-banners",
       "tasks"]  # fmt: skip


def asked(**fields) -> dict:
    days = {"first_day": "2027-03-01", "last_day": "2027-05-30"}
    first = {
        "name": "Acheteurs 2027",
        "audience": "buyers",
        "frame": "law",
        "budget": "75 000",
        "languages": ["fr", "en"],
    }
    return first | days | fields


@pytest.fixture
def places(home) -> Page:
    factories.standard_page(home, title="Acheteurs", slug="acheteurs", audience="buyers")
    return factories.campaign_index(home)


def make(client, *keep: str, **fields):
    """As somebody who was shown the proposal of these answers."""
    form = BeginForm(asked(**fields))
    of = form.answers.digest if form.is_valid() else ""
    return client.post(NEW, asked(make="1", of=of, keep=list(keep or ALL), **fields))


@pytest.mark.parametrize(
    ("role", "may"), [("editor", True), ("administrator", True), ("publisher", False), ("translator", False),
                      ("lawyer", False), ("analyst", False)],
)  # fmt: skip
def test_who_adds_campaigns_begins_one(client, people, role, may):
    client.force_login(people[role])

    assert (client.get(NEW).status_code == 200) == may
    make(client)
    assert Campaign.objects.exists() == may


def test_answers_are_proposed_a_plan_and_nothing_is_made(admin_client, places):
    html = admin_client.post(NEW, asked()).content.decode()

    for said in (
        "Launch",
        "Last push",
        "37,500 €",
        "Search advertisements",
        "30,000 €",
        "Its page",
        "Acheteurs",
        "law",
    ):
        assert said in html
    assert not Campaign.objects.exists()


def test_plan_is_made_whole_and_its_totals_agree(admin_client, places):
    response = make(admin_client)

    made = Campaign.objects.get()
    assert response.url == reverse("campaign_overview", args=[made.pk])
    assert (
        sum(wave.budget for wave in made.waves.all())
        == Decimal(75000)
        == sum(channel.cost or 0 for channel in made.channels.all())
    )
    assert Placement.objects.count() == 9
    assert TrackedLink.objects.count() == 5 + 9
    assert {page.live for page in (*CampaignPage.objects.all(), *LandingPage.objects.all())} == {False}
    assert (CampaignPage.objects.count(), LandingPage.objects.count()) == (1, 3)
    assert {one.page_id for one in made.links.filter(placement=None, channel__kind="search")} == {
        LandingPage.objects.get(channel__kind="search").pk
    }
    for wave in made.waves.all():
        wave.full_clean()


def test_what_is_not_ticked_is_not_made_and_the_budget_goes_to_what_is(admin_client, places):
    make(admin_client, "wave-0", "channel-search", "channel-press")

    assert list(Wave.objects.values_list("name", "budget")) == [("Launch", Decimal(75000))]
    assert set(Channel.objects.values_list("kind", "cost")) == {("search", Decimal(75000)), ("press", None)}
    assert Placement.objects.count() == 1
    assert Page.objects.type(CampaignPage, LandingPage).count() == 0
    assert not CampaignTask.objects.exists()


def test_usual_tasks_come_along_but_for_those_whose_day_has_passed(admin_client, places):
    soon = timezone.localdate() + timedelta(weeks=3)

    make(admin_client, first_day=soon.isoformat(), last_day=(soon + timedelta(days=30)).isoformat())

    dues = list(CampaignTask.objects.values_list("due", flat=True))
    assert set(CampaignTask.objects.values_list("assignee__username", flat=True)) == {"root"}
    assert 3 < len(dues) < 8
    assert min(dues) >= timezone.localdate()


def test_landing_pages_are_begun_in_each_language_with_the_words_of_the_pattern(admin_client, places, english_home):
    past = landing_page(Page.objects.get(slug="acheteurs"))

    make(admin_client)

    made = Campaign.objects.get(name="Acheteurs 2027")
    landing = LandingPage.objects.filter(channel__campaign=made, locale__language_code="en")
    drafts = [page.get_latest_revision_as_object() for page in landing]
    assert [(page.statement, page.title, page.live) for page in drafts] == [
        ("Paying for a sexual act is breaking the law.", "Paying for a sexual act is breaking the law", False)
    ] * 3
    assert {page.lead for page in drafts} == {"Even just once. Even without money: a promise or a benefit is enough."}
    html = admin_client.get(reverse("campaign_overview", args=[made.pk])).content.decode()
    assert "4 pages, 3 translations" in html
    assert past.live


def test_what_is_not_written_yet_is_not_translated_and_the_rest_is_made(admin_client, places, english_home):
    make(admin_client)

    assert Campaign.objects.get().waves.count() == 3
    assert {page.locale.language_code for page in CampaignPage.objects.select_related("locale")} == {"fr"}


def test_languages_that_are_not_ticked_have_no_drafts(admin_client, places, english_home):
    landing_page(Page.objects.get(slug="acheteurs"))

    make(admin_client, *(key for key in ALL if key != "translations"))

    assert {page.locale.language_code for page in LandingPage.objects.select_related("locale")} == {"fr"}


def test_sheets_are_planned_by_channel_and_proposed_where_they_are_ordered(admin_client, places):
    shown = admin_client.post(NEW, asked()).content.decode()
    make(admin_client, *(key for key in ALL if key != "sheets-street"))

    made = Campaign.objects.get()
    assert "Sheets, made once the page is public" in shown
    assert "Poster for street furniture" in shown
    assert made.planned_sheets == [
        "poster-a3", "poster-a4", "leaflet", "table", "square", "story",
        "banner-leaderboard", "banner-rectangle", "banner-mobile", "banner-wide",
    ]  # fmt: skip
    assert OrderForm(made).fields["formats"].initial == made.planned_sheets
    html = admin_client.get(reverse("campaign_overview", args=[made.pk])).content.decode()
    assert "10 planned sheets" in html
    assert "10 sheets are planned: have them made once the page is public." in html


def test_whoever_speaks_to_a_room_is_proposed_a_first_slide():
    found = patterns.sheets(patterns.channels(audiences.OUTREACH, None))

    assert [one.key for one in found] == ["sheets-street", "sheets-paper", "sheets-banners", "sheets-talks"]
    assert all(one.formats for one in found)


def test_to_do_follows_and_what_was_made_is_deleted_whole(admin_client, places):
    make(admin_client)
    made = Campaign.objects.get()

    html = admin_client.get(reverse("campaign_overview", args=[made.pk])).content.decode()
    assert "Begun from the usual plan" in html
    assert "is to be submitted" in html
    admin_client.post(reverse("campaign_undo", args=[made.pk]))

    assert not Campaign.objects.exists()
    assert not TrackedLink.objects.exists()
    assert Page.objects.type(CampaignPage, LandingPage).count() == 0


def test_campaign_of_which_nothing_was_taken_says_what_it_cannot_do_without(admin_client, places):
    of = BeginForm(asked())
    assert of.is_valid()
    admin_client.post(NEW, asked(make="1", of=of.answers.digest, keep=[]))

    answer = admin_client.get(reverse("campaign_overview", args=[Campaign.objects.get().pk]))

    assert "Nothing of it was taken: there is the campaign alone." in answer.content.decode()
    assert [one.said for one in answer.context["copied"].to_do][:3] == [
        "It has no page yet: without one, a launch shows nothing.",
        "It has no wave yet: dates, budget and targets are those of its waves.",
        "It has no channel yet: nothing leads people to it.",
    ]


def test_page_for_who_is_sheltered_is_protected_and_there_are_no_landing_pages(admin_client, places):
    make(admin_client, audience="outreach")

    assert CampaignPage.objects.get().zone == Zone.PROTECTED
    assert not LandingPage.objects.exists()


def test_where_no_page_can_stand_the_plan_is_made_all_the_same(admin_client, home):
    html = admin_client.post(NEW, asked()).content.decode()
    make(admin_client)

    assert "Its page" not in html
    assert Campaign.objects.get().waves.count() == 3


def test_answers_that_changed_since_the_proposal_are_proposed_again_first(admin_client, places):
    shown = admin_client.post(NEW, asked()).context["proposal"].answers.digest

    html = admin_client.post(NEW, asked(make="1", of=shown, keep=ALL, budget="50000")).content.decode()

    assert "Your answers have changed since" in html
    assert "25,000 €" in html
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("budget", ["75 000", "75\u202f000,00 €", "75000.00"])
def test_budget_is_read_as_people_write_it(admin_client, places, budget):
    make(admin_client, budget=budget)

    assert sum(wave.budget for wave in Wave.objects.all()) == Decimal(75000)
    assert Campaign.objects.get().languages == ["fr", "en"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"languages": []}, "languages"),
        ({"name": "Déjà là"}, "name"),
        ({"name": ""}, "name"),
        ({"audience": "martians"}, "audience"),
        ({"frame": ""}, "frame"),
        ({"last_day": "2027-02-28"}, "last_day"),
        ({"first_day": "demain"}, "first_day"),
        ({"budget": "-1"}, "budget"),
    ],
)
def test_bad_answers_are_refused_at_their_field_and_nothing_is_made(admin_client, places, fields, name):
    factories.campaign(name="Déjà là")

    response = make(admin_client, **fields)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("days", [1, 2, 3, 20, 21, 22, 35, 59, 60, 61, 100, 400])
def test_waves_lie_within_the_days_one_after_the_other(days):
    first = date(2027, 3, 1)
    last = first + timedelta(days=days - 1)

    found = patterns.waves(first, last, None)

    for wave, following in zip(found, [*found[1:], None], strict=True):
        assert first <= wave.first_day <= wave.last_day <= last
        assert following is None or wave.last_day < following.first_day
        assert wave.budget is None


def test_budget_is_shared_out_to_the_cent():
    odd = Decimal("100.01")

    for audience in audiences.AUDIENCES:
        assert sum(one.cost or 0 for one in patterns.channels(audience, odd)) == odd
    assert sum(one.budget for one in patterns.waves(date(2027, 3, 1), None, odd)) == odd


def test_list_of_campaigns_begins_with_the_questions(admin_client):
    assert NEW in admin_client.get(reverse("wagtailsnippets_plan_campaign:list")).content.decode()


def write_page(client, campaign, **fields):
    return client.post(reverse("campaign_write_page", args=[campaign.pk]), fields)


def test_page_is_written_from_the_campaign_that_lacks_it(client, people, places):
    campaign = factories.campaign(audience="outreach")
    client.force_login(people["editor"])
    plan = reverse("campaign_overview", args=[campaign.pk])
    offered = client.get(plan).content.decode()

    opened = write_page(client, campaign, title="Vos droits")

    page = CampaignPage.objects.get(campaign=campaign)
    assert "Write its page" in offered
    assert "Write its page" not in client.get(plan).content.decode()
    assert opened.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.zone, page.live, page.owner) == ("Vos droits", Zone.PROTECTED, False, people["editor"])


def test_page_that_was_made_meanwhile_is_not_made_twice(client, people, places):
    campaign = factories.campaign()
    client.force_login(people["editor"])
    write_page(client, campaign)

    again = write_page(client, campaign)

    assert again.url == f"{reverse('campaign_overview', args=[campaign.pk])}#pages"
    assert CampaignPage.objects.get(campaign=campaign).title == campaign.name


@pytest.mark.parametrize("role", ["publisher", "translator", "lawyer", "analyst"])
def test_page_is_offered_to_those_who_may_write_it(client, people, places, role):
    campaign = factories.campaign()
    client.force_login(people[role])

    assert "Write its page" not in client.get(reverse("campaign_overview", args=[campaign.pk])).content.decode()
    assert write_page(client, campaign).status_code in (302, 403)
    assert not CampaignPage.objects.exists()
