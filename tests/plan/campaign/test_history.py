"""Who did what: the history of a campaign and of its pages tells starts, overrides and closes with what, whom and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from campaigns.plan.launch import acts
from campaigns.plan.models import Wave
from core.editor.page_history import note
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def told(client, name, pk) -> list[str]:
    rows = client.get(reverse(f"{name}:history", args=[pk])).context["object_list"]
    return [str(row.formatter.format_message(row)) for row in rows]


@pytest.fixture
def campaign(db):
    return factories.campaign()


@pytest.fixture
def pages(home, campaign):
    index = factories.campaign_index(home)
    return lambda number: [factories.campaign_page(index, campaign) for _n in range(number)]


def test_override_is_told_with_its_wave_its_check_and_its_reason(admin_client, admin_user, campaign):
    name, check = next((name, check) for name, check in acts.CHECKS.items() if not check.final)
    wave = Wave.objects.create(
        campaign=campaign, name="Vague 1", starts_at=campaign.starts_at, ends_at=campaign.starts_at + timedelta(days=9)
    )

    acts.override(wave, name, "fr", admin_user, "Vu avec le ministère.")

    lines = told(admin_client, "wagtailsnippets_plan_campaign", campaign.pk)
    assert lines[0] == f"A failed check was overridden – {wave.name} – {check.label} – fr – Vu avec le ministère."


def test_end_of_a_campaign_is_in_the_history_of_each_page(admin_client, admin_user, campaign, pages):
    shown = pages(2)

    acts.close(campaign, admin_user)

    for page in shown:
        lines = told(admin_client, "wagtailadmin_pages", page.pk)
        assert f"The campaign was closed – {campaign.name}" in lines
    assert told(admin_client, "wagtailsnippets_plan_campaign", campaign.pk)[0] == "The campaign was closed"


@pytest.mark.parametrize("number", [1, 3])
def test_lines_of_pages_cost_one_query(admin_user, pages, django_assert_num_queries, number):
    shown = pages(number)
    PageLogEntry.objects.all().delete()

    with django_assert_num_queries(1):
        note(shown, "plan.launch", admin_user, {"wave": "Une"})

    assert set(PageLogEntry.objects.values_list("page", "user", "action")) == {
        (page.pk, admin_user.pk, "plan.launch") for page in shown
    }


@pytest.mark.parametrize("number", [1, 3])
def test_history_of_a_page_costs_the_same_however_long(
    admin_client, admin_user, pages, django_assert_num_queries, number
):
    (page,) = pages(1)
    address = reverse("wagtailadmin_pages:history", args=[page.pk])
    admin_client.get(address)
    PageLogEntry.objects.filter(page=page.pk).delete()
    for _n in range(number):
        note([page], "plan.launch", admin_user, {"name": "Une campagne", "wave": "Une vague"})

    with django_assert_num_queries(19):
        rows = admin_client.get(address).context["object_list"]
        assert [row.message for row in rows] == ["A wave was started – Une campagne – Une vague"] * number


def test_plan_leads_to_the_history_whoever_may_read_it(admin_client, campaign):
    html = admin_client.get(reverse("campaign_overview", args=[campaign.pk])).content.decode()

    assert f'href="{reverse("wagtailsnippets_plan_campaign:history", args=[campaign.pk])}"' in html
