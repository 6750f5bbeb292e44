"""A kit goes with a campaign: its page and its partners' lead to the kit while it runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import audiences
from tests import factories
from tests.prevention import kits


@pytest.fixture
def page(home):
    return factories.campaign_page(factories.campaign_index(home), factories.campaign())


@pytest.fixture
def kit(home, page):
    return factories.kit(kits.catalogue(home), campaign=page.campaign, title="Le cadeau de trop")


def leads(client, page, kit) -> bool:
    return f'href="{kit.get_url()}"' in client.get(page.get_url()).content.decode()


def test_page_of_the_campaign_leads_to_it(client, page, kit):
    assert leads(client, page, kit)


def test_kit_that_is_not_public_is_not_offered(client, page, kit):
    kit.unpublish()

    assert not leads(client, page, kit)


def test_campaign_that_is_over_leads_to_none_and_the_kit_stays(client, page, kit):
    page.campaign.ends_at = timezone.now() - timedelta(hours=1)
    page.campaign.save()

    assert not leads(client, page, kit)
    assert client.get(kit.get_url()).status_code == 200


def test_people_in_prostitution_are_offered_no_lesson(client, page, kit):
    page.campaign.audience = audiences.OUTREACH
    page.campaign.save()

    assert not leads(client, page, kit)


def test_partners_are_led_to_it(client, page, kit):
    address = f"/fr/relay/{page.campaign.slug}/"

    assert f'href="{kit.get_url()}"' in client.get(address).content.decode()


def test_kit_stays_when_its_campaign_is_deleted(page, kit):
    campaign = page.campaign
    page.delete()
    campaign.delete()

    kit.refresh_from_db()
    assert kit.live
    assert kit.campaign is None


def test_number_in_the_lead_of_a_kit_is_read(client, page, home):
    fact = factories.fact(value="1500")
    kit = factories.kit(kits.catalogue(home), campaign=page.campaign, lead=f"Dire ce qui coûte {{fact:{fact.pk}}}.")

    said = client.get(page.get_url()).content.decode()

    assert kit.get_url() in said
    assert "{fact:" not in said
