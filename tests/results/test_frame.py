"""The place of results in the admin: who sees it, what is in it, what it says where there is nothing."""

import pytest
from django.urls import reverse
from wagtail.admin.icons import get_icons

from campaigns.plan.campaign.workspace import TABS as PLAN_TABS
from campaigns.plan.models import Campaign
from campaigns.results import frame
from campaigns.results.frame import TABS
from campaigns.results.listing import in_order
from core.editor.tabs import Tab
from tests import factories
from tests.results.conftest import TODAY, at
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")

OWN = [
    "results_overview",
    "results_tomorrow",
    "results_channels",
    "results_places",
    "results_pages",
    "results_live",
    "results_notes",
    "results_protocol",
    "results_surveys",
]
NO_PERIOD = ("results_notes", "results_protocol", "results_surveys")


def tab(name: str, campaign: Campaign) -> str:
    return reverse(name, args=[campaign.pk])


@pytest.mark.parametrize("name", [*OWN, "results_live_now"])
def test_results_are_seen_by_those_whose_job_they_are(name, client, people, campaign, wave):
    seen = set()
    for role, person in people.items():
        client.force_login(person)
        if client.get(tab(name, campaign)).status_code == 200:
            seen.add(role)

    assert seen == {"editor", "publisher", "analyst", "administrator", "superuser"}


def test_list_of_campaigns_is_seen_by_the_same(client, people, campaign):
    seen = set()
    for role, person in people.items():
        client.force_login(person)
        if client.get(reverse("results_index")).status_code == 200:
            seen.add(role)

    assert seen == {"editor", "publisher", "analyst", "administrator", "superuser"}


def test_analyst_sees_results_and_nothing_of_the_plan(client, people, campaign, wave):
    client.force_login(people["analyst"])

    shown = client.get(tab("results_overview", campaign)).content.decode()

    assert reverse("campaign_overview", args=[campaign.pk]) not in shown
    for one in PLAN_TABS:
        if one.url_name not in OWN:
            assert client.get(reverse(one.url_name, args=[campaign.pk])).status_code == 302


def test_menu_names_results_to_those_who_see_them(client, people):
    named = set()
    for role in ("analyst", "translator", "lawyer"):
        client.force_login(people[role])
        if reverse("results_index") in client.get(reverse("wagtailadmin_home")).content.decode():
            named.add(role)

    assert named == {"analyst"}


def test_plan_leads_to_results_where_a_person_may_see_them(client, people, campaign):
    client.force_login(people["editor"])

    tabs = client.get(reverse("campaign_overview", args=[campaign.pk])).context["tabs"]

    assert [way.address for way in tabs if way.tab.url_name == "results_overview"] == [
        tab("results_overview", campaign)
    ]


def test_another_module_adds_a_tab_for_those_who_may(client, people, campaign, wave, monkeypatch):
    monkeypatch.setattr(frame, "TABS", [*TABS, Tab("results_index_of", "Others", "view", "results.nobody")])
    monkeypatch.setattr(frame, "TABS", [*TABS, Tab("campaign_overview", "Secret", "view", "plan.view_campaign")])
    address = tab("results_overview", campaign)

    client.force_login(people["editor"])
    assert "Secret" in client.get(address).content.decode()
    client.force_login(people["analyst"])
    assert "Secret" not in client.get(address).content.decode()


# The list


def test_running_campaigns_come_first(home):
    over = factories.campaign(name="Finie", starts_at=at(-90), closed_at=at(-10))
    to_come = factories.campaign(name="À venir", starts_at=at(9))
    older = factories.campaign(name="En cours", starts_at=at(-20))
    newer = factories.campaign(name="Nouvelle", starts_at=at(-2))

    assert list(in_order(at(0))) == [newer, older, over, to_come]


def test_list_tells_what_was_counted_since_the_launch(admin_client, campaign):
    counted(campaign, TODAY, "entry", 40)
    counted(campaign, TODAY.replace(month=9), "entry", 2)
    counted(campaign, TODAY, "cta_call", 3)
    counted(campaign, TODAY, "cta_chat", 4)

    (row,) = admin_client.get(reverse("results_index")).context["rows"]

    assert (row.campaign, row.entries, row.clicks) == (campaign, 42, 7)


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_one_campaign_as_for_many(number, admin_client, home, django_assert_num_queries):
    for days in range(number):
        counted(factories.campaign(starts_at=at(-days - 1)), TODAY, "entry", 1)
    admin_client.get(reverse("results_index"))

    with django_assert_num_queries(9):
        admin_client.get(reverse("results_index"))


def test_list_without_a_campaign_says_so(admin_client, home):
    assert "No campaign yet." in admin_client.get(reverse("results_index")).content.decode()


# Where there is nothing


@pytest.mark.parametrize("name", OWN[:5])
def test_campaign_before_its_launch_says_that_nothing_is_counted(name, admin_client, home):
    to_come = factories.campaign(starts_at=at(9))

    assert "this campaign is not launched" in admin_client.get(tab(name, to_come)).content.decode()


@pytest.mark.parametrize("name", OWN)
def test_campaign_without_waves_is_told_whole(name, admin_client, campaign):
    shown = admin_client.get(tab(name, campaign))

    assert shown.status_code == 200
    if name not in NO_PERIOD:
        assert shown.context["span"].wave is None


@pytest.mark.parametrize("wanted", ["0", "x", "999999"])
def test_wave_that_is_none_is_not_found(wanted, admin_client, campaign, wave):
    assert admin_client.get(tab("results_overview", campaign), {"wave": wanted}).status_code == 404


def test_tabs_keep_the_period(admin_client, campaign, past, wave):
    tabs = admin_client.get(tab("results_overview", campaign), {"wave": past.pk}).context["tabs"]

    assert tabs[1].address == f"{tab('results_tomorrow', campaign)}?wave={past.pk}"


@pytest.mark.parametrize("name", OWN)
def test_results_are_told_from_right_to_left_in_arabic(name, client, admin, campaign, wave):
    counted(campaign, TODAY, "view", 5, wave=wave)
    client.force_login(admin)

    shown = client.get(tab(name, campaign), HTTP_ACCEPT_LANGUAGE="ar").content.decode()

    assert '<html lang="ar" dir="rtl"' in shown


@pytest.mark.parametrize("tab", [*PLAN_TABS, *TABS], ids=lambda tab: tab.url_name)
def test_each_tab_has_an_icon_that_exists(tab):
    assert f'id="icon-{tab.icon}"' in get_icons()
