"""The chooser of facts: each with its value, found by it too."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["choose", "choose_results"])
@pytest.mark.parametrize("asked", ["1 500", "1500", "1\u202f500 €", "1.500"])
def test_fact_is_found_by_its_value_as_people_write_it(admin_client, view, asked):
    fine = factories.fact(name="Achat, amende", value="1500")
    factories.fact(name="Récidive", value="3750")

    answer = admin_client.get(reverse(f"wagtailsnippetchoosers_facts_fact:{view}"), {"q": asked})

    assert [one.name for one in answer.context["results"]] == [fine.name]
    assert answer.context["search_query"] == asked


def test_facts_that_stand_in_most_places_are_offered_first(admin_client, home):
    for name in ("Amende au Canada", "Achat, amende"):
        factories.fact(name=name)
    used = factories.fact(name="Récidive", value="3750")
    factories.standard_page(home, lead=f"Puni de {{fact:{used.pk}}}.")

    answer = admin_client.get(reverse("wagtailsnippetchoosers_facts_fact:choose_results"))

    assert [one.name for one in answer.context["results"]] == ["Récidive", "Achat, amende", "Amende au Canada"]


def test_chooser_shows_the_value(admin_client):
    factories.fact(name="Récidive", value="3750")

    answer = admin_client.get(reverse("wagtailsnippetchoosers_facts_fact:choose_results"))

    assert "3\u202f750" in answer.content.decode().partition("<tbody>")[2]
