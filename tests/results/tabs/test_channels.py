"""Channels: independent totals, and costs told only where they can be."""

from decimal import Decimal

import pytest
from django.urls import reverse

from campaigns.plan.models import Channel, Placement, TrackedLink
from campaigns.results.figures.landing import own_pages
from campaigns.results.figures.periods import choose
from campaigns.results.models import MediaFigure, MediaImport
from campaigns.results.tabs.channels import rows
from reach.models import Attribution
from tests import factories, markup
from tests.results.conftest import DAY, TODAY
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def channel(campaign):
    """Makes a channel with a link that leads to a page, or to the campaign's own."""

    def made(name: str, page=None, cost: str | None = None, **link) -> Channel:
        found = Channel.objects.create(campaign=campaign, kind="social", name=name, cost=cost)
        TrackedLink.objects.create(campaign=campaign, channel=found, page=page, **link)
        return found

    return made


@pytest.fixture
def own_page(home):
    return factories.campaign_index(home)


def charge(channel, cost, day=TODAY, **fields):
    made = MediaImport.objects.create(campaign=channel.campaign, channel=channel, file_name="x", sha256="x")
    MediaFigure.objects.create(of_import=made, row=1, channel=channel, day=day, cost=cost, **fields)


def found(campaign, wanted=""):
    return {row.channel.name: row for row in rows(choose(campaign, wanted).span)}


def channels(client, campaign, **query):
    return client.get(reverse("results_channels", args=[campaign.pk]), query)


def test_each_channel_is_a_total_of_its_own(campaign, wave, channel):
    first, second = channel("Réseau"), channel("Affiches")
    counted(campaign, TODAY, "link_hit", 30, wave=wave, link=first.links.get())
    counted(campaign, TODAY - DAY, "link_hit", 10, wave=wave, link=first.links.get())
    counted(campaign, TODAY, "link_hit", 7, wave=wave, link=second.links.get())

    assert {name: row.hits for name, row in found(campaign).items()} == {"Affiches": 7, "Réseau": 40}


def test_cost_is_told_per_link_opened(campaign, wave, channel):
    one = channel("Réseau")
    charge(one, "100.00")
    counted(campaign, TODAY, "link_hit", 40, wave=wave, link=one.links.get())

    row = found(campaign)["Réseau"]

    assert (row.per_hit, row.per_entry, row.per_call, row.is_planned) == (Decimal("2.5"), None, None, False)


def test_rate_is_of_the_days_whose_cost_is_known_and_says_which(admin_client, campaign, wave, channel, home):
    page = factories.standard_page(home)
    one = channel("Réseau", page)
    charge(one, "100.00", day=TODAY - DAY)
    charge(one, None, day=TODAY - 2 * DAY, impressions=500)  # a day without a cost
    for ago, n in ((0, 60), (1, 40), (2, 30)):
        counted(campaign, TODAY - ago * DAY, "link_hit", n, wave=wave, link=one.links.get())
        counted(campaign, TODAY - ago * DAY, "entry", n // 2, wave=wave, page=page)
        counted(campaign, TODAY - ago * DAY, "cta_call", n // 10, wave=wave, page=page)

    row = found(campaign)["Réseau"]
    html = channels(admin_client, campaign).content.decode()

    assert (row.hits, row.entries, row.calls) == (130, 65, 13)
    assert (row.per_hit, row.per_entry, row.per_call) == (Decimal("2.5"), Decimal(5), Decimal(25))
    assert row.rated.days == {TODAY - DAY}
    assert ("of 1 day whose cost is known" in html, "40 links opened on them" in html) == (True, True)


def test_planned_cost_is_no_rate_before_its_days_are_over(campaign, past, wave, channel):
    running, over = channel("Radio", cost="700"), channel("Affiches", cost="700")
    Placement.objects.create(channel=running, name="Spot", wave=wave)
    Placement.objects.create(channel=over, name="Mairie", wave=past)
    counted(campaign, TODAY, "link_hit", 70, wave=wave, link=running.links.get())
    counted(campaign, TODAY - 40 * DAY, "link_hit", 70, wave=past, link=over.links.get())

    of_wave, of_past = found(campaign)["Radio"], found(campaign, str(past.pk))["Affiches"]

    assert (of_wave.cost, of_wave.per_hit) == (Decimal(700), None)
    assert (of_past.cost, of_past.per_hit) == (Decimal(700), Decimal(10))


def test_channel_with_a_page_of_its_own_is_told_per_visit_and_per_call(campaign, wave, channel, home):
    page = factories.standard_page(home)
    one, _other = channel("Réseau", page), channel("Affiches")
    charge(one, "100.00")
    counted(campaign, TODAY, "entry", 50, wave=wave, page=page)
    counted(campaign, TODAY, "cta_call", 3, wave=wave, page=page)
    counted(campaign, TODAY, "cta_chat", 1, wave=wave, page=page)
    counted(campaign, TODAY, "entry", 900, wave=wave, page=home)

    row = found(campaign)["Réseau"]

    assert (row.entries, row.calls, row.per_entry, row.per_call) == (50, 4, Decimal(2), Decimal(25))


@pytest.mark.parametrize(
    ("entries", "hits", "said"),
    [(50, 9, ["whatever led to them"]), (0, 9, ["is not known here"]), (5, 9, []), (0, 0, [])],
)
def test_visits_that_its_links_did_not_bring_are_not_given_to_a_channel(
    admin_client, campaign, wave, channel, home, entries, hits, said
):
    page = factories.standard_page(home)
    one = channel("Réseau", page)
    counted(campaign, TODAY, "entry", entries, wave=wave, page=page)
    counted(campaign, TODAY, "link_hit", hits, wave=wave, link=one.links.get())

    html = channels(admin_client, campaign).content.decode()

    assert [words for words in ("whatever led to them", "is not known here") if words in html] == said


def test_page_is_its_own_in_every_language(campaign, channel, home, english, translate):
    page = factories.standard_page(home)
    in_english = translate(page, english)

    assert own_pages(campaign) == {}
    one = channel("Réseau", in_english)
    assert own_pages(campaign) == {one.pk: {page.pk, in_english.pk}}


def test_page_that_two_channels_lead_to_is_nobodys(campaign, channel, home):
    page = factories.standard_page(home)
    channel("Réseau", page)
    channel("Affiches", page)

    assert own_pages(campaign) == {}


def test_page_is_nobodys_where_one_link_of_the_channel_leads_elsewhere(campaign, channel, home):
    page = factories.standard_page(home)
    one = channel("Réseau", page)
    place = Placement.objects.create(channel=one, name="Mairie")
    TrackedLink.objects.create(campaign=campaign, channel=one, placement=place, address="/fr/ailleurs/")

    assert own_pages(campaign) == {}


def test_retired_link_of_another_channel_still_shares_the_page(campaign, channel, home):
    page = factories.standard_page(home)
    channel("Réseau", page)
    channel("Affiches", page, retired_at=campaign.starts_at)

    assert own_pages(campaign) == {}


def test_campaign_page_belongs_to_the_one_channel_that_leads_there(campaign, channel, own_page):
    page = factories.campaign_page(own_page, campaign)
    one = channel("Réseau")
    assert own_pages(campaign) == {one.pk: {page.pk}}

    channel("Affiches")
    assert own_pages(campaign) == {}


def test_planned_cost_is_told_of_the_whole_campaign(campaign, wave, channel):
    channel("Radio", cost="700")

    whole, of_wave = found(campaign, "all")["Radio"], found(campaign)["Radio"]

    assert (whole.cost, whole.is_planned, of_wave.cost) == (Decimal(700), True, None)


def test_planned_cost_is_told_of_a_wave_that_all_places_are_in(campaign, past, wave, channel):
    one = channel("Radio", cost="700")
    Placement.objects.create(channel=one, name="Spot", wave=wave)
    assert found(campaign)["Radio"].cost == Decimal(700)

    Placement.objects.create(channel=one, name="Autre spot", wave=past)
    assert found(campaign)["Radio"].cost is None


def test_what_was_charged_goes_before_what_was_planned(campaign, wave, channel):
    one = channel("Réseau", cost="700")
    charge(one, "20.00")

    row = found(campaign, "all")["Réseau"]

    assert (row.cost, row.is_planned) == (Decimal(20), False)


def test_reach_is_never_added_up(admin_client, campaign, wave, channel):
    one, other = channel("Réseau"), channel("Moteur")
    charge(one, "1.00", impressions=500, reach=300)
    charge(one, "1.00", day=TODAY - DAY, impressions=400, reach=350)
    charge(other, "1.00", impressions=70, reach=60)

    shown = channels(admin_client, campaign)

    row = found(campaign)["Réseau"]
    assert (row.impressions, row.largest_reach) == (900, 350)
    text = shown.content.decode()
    assert ("650" in text, "970" in text, "not added up" in text) == (False, False, True)


def test_audience_that_is_protected_says_that_links_are_not_told_apart(admin_client, campaign, wave):
    assert "links are not told apart" not in channels(admin_client, campaign).content.decode()

    campaign.audience = "outreach"
    campaign.save()
    assert "links are not told apart" in channels(admin_client, campaign).content.decode()


def test_visits_that_are_not_attributed_are_unknown_and_not_none(admin_client, campaign, channel, home):
    channel("Réseau", factories.standard_page(home))
    open_to_all = markup.read(channels(admin_client, campaign).content.decode())
    type(campaign).objects.update(audience="outreach")

    shown = markup.read(channels(admin_client, campaign).content.decode())

    assert ("0 visits" in open_to_all, "visits are not attributed to a campaign" in open_to_all) == (True, False)
    assert ("0 visits" in shown, "visits are not attributed to a campaign" in shown) == (False, True)
    assert "<strong>0</strong>" not in shown


def test_decision_against_attribution_is_told(admin_client, admin, campaign, wave):
    Attribution.objects.create(surface="buyers", grade="off", reason="x", decided_by=admin)

    assert "links are not told apart" in channels(admin_client, campaign).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_channels_take_as_many_queries_for_one_as_for_many(
    number, admin_client, campaign, wave, channel, home, django_assert_num_queries
):
    for one in range(number):
        made = channel(f"Réseau {one}", factories.standard_page(home))
        Placement.objects.create(channel=made, name="Mairie", wave=wave)
        counted(campaign, TODAY, "link_hit", 3, wave=wave, link=made.links.get())
        charge(made, "2.00")
    channels(admin_client, campaign)

    with django_assert_num_queries(22):
        channels(admin_client, campaign)
