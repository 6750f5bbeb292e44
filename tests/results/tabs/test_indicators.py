"""Changing an indicator of the team's own."""

from decimal import Decimal

import pytest

from campaigns.results.models import ManualIndicator
from tests.results.media import files
from tests.results.media.files import day


@pytest.fixture
def indicator(campaign):
    return ManualIndicator.objects.create(
        campaign=campaign, name="Parcours de sortie", value=12, source="Préfecture", measured_on=day(3)
    )


def address(indicator, campaign=None) -> str:
    return f"/admin/results/{(campaign or indicator.campaign).pk}/indicators/{indicator.pk}/change/"


def said(**changed) -> dict:
    return {"name": "Parcours de sortie", "value": "15", "source": "Préfecture", "measured_on": day(2)} | changed


def test_changed_indicator_names_who_answers_for_it(admin_client, admin, indicator):
    response = admin_client.post(address(indicator), said())

    indicator.refresh_from_db()
    assert response.status_code == 302
    assert (indicator.value, indicator.measured_on.isoformat(), indicator.author) == (Decimal(15), day(2), admin)


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"source": ""}, {"source"}),
        ({"measured_on": ""}, {"measured_on"}),
        ({"measured_on": day(-2)}, {"measured_on"}),
        ({"value": "beaucoup"}, {"value"}),
        ({"wave": "99"}, {"wave"}),
    ],
)
def test_indicator_without_source_date_or_number_is_refused(admin_client, indicator, changed, errors):
    response = admin_client.post(address(indicator), said(**changed))

    indicator.refresh_from_db()
    assert (response.status_code, set(response.context["form"].errors)) == (422, errors)
    assert indicator.value == 12


def test_indicator_of_another_campaign_is_not_found(admin_client, indicator):
    assert admin_client.get(address(indicator, files.running_campaign(name="Autre"))).status_code == 404


def test_notes_lead_to_the_change(admin_client, indicator):
    content = admin_client.get(f"/admin/results/{indicator.campaign.pk}/notes/").content.decode()

    assert f'href="{address(indicator)}"' in content


def test_translator_changes_no_indicator(client, people, indicator):
    client.force_login(people["translator"])

    assert client.post(address(indicator), said()).status_code == 302
    indicator.refresh_from_db()
    assert indicator.value == 12
