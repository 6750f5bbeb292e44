"""The list of partners: what its columns, filters and search tell, in as many queries for few as for many."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.plan.models import Partner
from tests import factories
from tests.plan.relay import partner as relay

LIST = "/admin/snippets/plan/partner/"
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def found(admin_client, home):
    def found_by(**asked) -> list[str]:
        return [one.name for one in admin_client.get(LIST, asked).context["object_list"]]

    return found_by


def test_partner_is_found_by_kind_departement_language_and_consent(found):
    relay.partner(name="Lyon", kind="town_hall", territory="69", language="en", may_be_mailed_since=date(2025, 1, 1))
    relay.partner(name="Paris")

    assert [
        found(**{name: value}) for name, value in (("kind", "town_hall"), ("territory", "69"), ("language", "en"))
    ] == [["Lyon"]] * 3
    assert (found(consent="yes"), found(consent="no"), found()) == (["Lyon"], ["Paris"], ["Lyon", "Paris"])


@pytest.mark.parametrize("words", ["lyon", "accueil@", "petit"])
def test_partner_is_found_by_a_part_of_its_name_address_or_contact(found, words):
    relay.partner(name="Mairie de Lyon", email="accueil@example.org", contact="Zoé Petit")
    relay.partner(name="Autre")

    assert found(q=words) == ["Mairie de Lyon"]


def test_campaigns_that_run_are_counted_and_those_that_are_over_are_not(admin_client, home):
    partner, now = relay.partner(), timezone.now()
    relay.partnership(factories.campaign(), partner)
    relay.partnership(factories.campaign(), partner)
    relay.partnership(factories.campaign(), partner, ended_at=now)
    relay.partnership(factories.campaign(closed_at=now), partner)
    relay.partnership(factories.campaign(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1)), partner)

    (listed,) = admin_client.get(LIST).context["object_list"]

    assert listed.running == 2


def test_list_asks_as_much_for_many_as_for_one(admin_client, home, django_assert_max_num_queries):
    for _number in range(12):
        relay.partnership(factories.campaign(), relay.partner(kind="club", territory="75"))

    with django_assert_max_num_queries(15):
        html = admin_client.get(LIST).content.decode()

    assert html.count("Paris") >= 12
    assert 'href="/admin/partners/import/"' in html


def test_day_of_consent_that_is_still_to_come_is_refused(admin_client, home):
    said = {"name": "A", "email": "a@example.org", "kind": "club", "language": "fr", "territory": "", "contact": ""}

    response = admin_client.post(f"{LIST}add/", said | {"may_be_mailed_since": "2999-01-01"})

    assert list(response.context["form"].errors) == ["may_be_mailed_since"]
    assert not Partner.objects.exists()
