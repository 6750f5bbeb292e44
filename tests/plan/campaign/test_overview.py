"""The first tab of a campaign: waves with their targets, channels with their placements in the order in which people count."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from campaigns.plan.campaign.workspace import channels
from campaigns.plan.models import Channel, Placement, Target, Wave
from editorial.takedown.acts import take_down
from tests import factories, markup


@pytest.fixture
def campaign(db):
    return factories.campaign()


def test_wave_is_shown_with_its_budget_and_targets(admin_client, campaign):
    wave = Wave(campaign=campaign, name="Vague 1", starts_at=campaign.starts_at, budget=Decimal(180000))
    wave.ends_at = campaign.starts_at + timedelta(days=9)
    wave.targets = [Target(indicator="view", value=400000)]
    wave.save()

    html = markup.read(admin_client.get(reverse("campaign_overview", args=[campaign.pk])).content.decode())

    assert re.findall(r'<td class="workspace-sum">([^<]+)</td>', html) == ["180\xa0000 €"]
    assert re.findall(r"<div><strong>([^<]+)</strong> ([^<]+)</div>", html) == [("400\xa0000", "pages vues")]


@pytest.mark.parametrize(
    ("started", "ends", "said"),
    [(False, 9, "not launched"), (False, -1, "not launched"), (True, 9, "running"), (True, -1, "over")],
)
def test_campaign_that_was_never_launched_is_not_over(in_english, admin_client, started, ends, said):
    now = timezone.now()
    dates = {"starts_at": now - timedelta(days=9), "ends_at": now + timedelta(days=ends)}
    made = factories.campaign(launched_at=dates["starts_at"] if started else None, **dates)

    html = markup.read(admin_client.get(reverse("campaign_overview", args=[made.pk])).content.decode())

    assert re.findall(r"<dt>State</dt><dd>([^<]+)</dd>", html) == [said]


def test_placements_stand_in_the_order_of_their_numbers(admin_client, campaign):
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    for name in ("Mairie 10", "Mairie 2", "mairie 1", "Gare"):
        Placement.objects.create(channel=channel, name=name)

    html = markup.read(admin_client.get(reverse("campaign_overview", args=[campaign.pk])).content.decode())

    assert re.findall(r'placement/edit/\d+/">([^<]+)</a>', html) == ["Gare", "mairie 1", "Mairie 2", "Mairie 10"]


def test_channels_stand_in_the_order_of_their_kinds_and_names(campaign):
    for kind, name in (("search", "Moteur"), ("poster", "Rues"), ("poster", "Gares"), ("event", "Salon")):
        Channel.objects.create(campaign=campaign, kind=kind, name=name)

    assert [channel.name for channel in channels(campaign)] == ["Salon", "Gares", "Rues", "Moteur"]


@pytest.mark.parametrize("number", [1, 3])
def test_channel_shows_some_of_its_placements_and_leads_to_all(
    admin_client, campaign, number, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("campaigns.plan.campaign.workspace.SHOWN", 2)
    address = reverse("campaign_overview", args=[campaign.pk])
    admin_client.get(address)
    for channel in range(number):
        made = Channel.objects.create(campaign=campaign, kind="poster", name=f"Affiches {channel}")
        Placement.objects.bulk_create([Placement(channel=made, name=f"Lieu {n}") for n in range(3)])

    with django_assert_num_queries(13):
        html = markup.read(admin_client.get(address).content.decode())

    assert len(re.findall(r"placement/edit/\d+/", html)) == 2 * number
    assert len(re.findall(r'placement/\?channel=\d+">', html)) == number


def test_pages_have_the_state_that_the_list_of_pages_says(in_english, admin_client, home, django_assert_num_queries):
    index = factories.campaign_index(home)
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=2))
    factories.campaign_page(index, later, title="Approuvée")
    draft = factories.campaign_page(index, later, title="Brouillon")
    draft.unpublish()
    address = reverse("campaign_overview", args=[later.pk])
    admin_client.get(address)
    with CaptureQueriesContext(connection) as few:
        html = " ".join(admin_client.get(address).content.decode().split())
    factories.campaign_page(index, later).unpublish()
    factories.campaign_page(index, later)
    with django_assert_num_queries(len(few)):
        admin_client.get(address)

    said = html.partition('id="pages"')[2]
    assert "approved, not public" in said.partition(">Approuvée</a>")[2].partition("</li>")[0]
    assert re.search(r"</span> draft ?<", said.partition(">Brouillon</a>")[2].partition("</li>")[0])


def shown_pages(client, campaign) -> str:
    html = client.get(reverse("campaign_overview", args=[campaign.pk])).content.decode()
    return markup.read(html).partition('id="pages"')[2].partition("</ul>")[0]


def test_who_may_not_edit_a_page_is_led_to_it_where_readers_have_it(
    in_english, client, people, campaign, home, english_home
):
    index = factories.campaign_index(home)
    factories.translate(index, english_home.locale)
    pages = [factories.campaign_page(index, campaign, title=name, slug=name.lower()) for name in ("Une", "Deux")]
    english, draft = (factories.translate(page, english_home.locale) for page in pages)
    draft.unpublish()
    client.force_login(people["editor"])

    shown = shown_pages(client, campaign)

    edit = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    assert set(re.findall(r'<li><a href="([^"]+)"', shown)) == {*edit, english.get_url()}
    assert "<bdi>Deux</bdi>" in shown
    campaign.launched_at = None
    campaign.save()
    assert set(re.findall(r'<li><a href="([^"]+)"', shown_pages(client, campaign))) == set(edit)


def test_page_that_was_taken_down_says_so_with_the_way_back(in_english, client, people, campaign, home):
    page = factories.campaign_page(factories.campaign_index(home), campaign, title="Une page")
    takedown = take_down(page, people["publisher"])
    client.force_login(people["publisher"])
    day = date_format(timezone.localtime(takedown.created_at), "SHORT_DATETIME_FORMAT")

    shown = shown_pages(client, campaign)

    assert f"taken down on {day} by Publisher" in shown
    assert f'<a href="{reverse("takedowns")}#takedown-{takedown.pk}">To put it back</a>' in shown
    assert "draft" not in shown
    client.force_login(people["editor"])
    shown = shown_pages(client, campaign)
    assert f"taken down on {day} by Publisher" in shown
    assert reverse("takedowns") not in shown
