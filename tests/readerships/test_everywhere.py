"""Wherever a declared audience is named, counted and offered, one of the team's is."""

from datetime import date

import pytest

from campaigns.results.whole_site import audiences as counted
from core import audiences
from facts.models import Fact
from facts.readers import withholding
from reach.attribution import grades
from reach.attribution.views import AttributionForm, surfaces
from reach.events import Grade
from reach.figures.reading import Period
from reach.models import Attribution, Total
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


def test_whole_site_names_it_with_its_counts(hotels):
    shown, _every = counted.count([0], Period(DAY, DAY), {})

    assert [(one.name, str(one.label)) for one in shown][-1] == ("hotels", "hôtels")


def test_whole_site_keeps_a_retired_one_that_was_counted_alone(hotels):
    hotels.is_retired = True
    hotels.save()
    assert "hotels" not in [one.name for one in counted.count([0], Period(DAY, DAY), {})[0]]

    Total.objects.create(grain="day", start=DAY, kind="view", dimension="surface", key="hotels", n=7)
    found = {one.name: (str(one.label), one.views) for one in counted.count([0], Period(DAY, DAY), {})[0]}

    assert found["hotels"] == ("hôtels", 7)


def test_attribution_is_decided_for_it(hotels):
    assert grades.grades()["hotels"] == Grade.LINK_HITS
    assert surfaces()[-1].label == "hôtels"

    form = AttributionForm({"surface": "hotels", "grade": "off", "reason": "Non."})
    assert form.is_valid(), form.errors
    form.save()

    assert grades.grades()["hotels"] == Grade.OFF
    assert str(Attribution.objects.get()) == "hôtels: off"


def test_fact_is_kept_from_it(hotels, home):
    fact = factories.fact(withheld_from=["hotels"], withheld_because="Sans objet.")

    assert "hôtels" in withholding.reason(Fact.objects.get(pk=fact.pk), "hotels")
    assert [one.pk for one in withholding.kept_from("hotels")] == [fact.pk]


def test_api_knows_it(client, hotels):
    factories.helpline("Pour les hôtels", audiences=("hotels",))
    factories.helpline("Pour d’autres", audiences=("young",))

    found = client.get("/api/v2/helplines/", {"audience": "hotels"}).json()
    described = client.get("/api/v2/openapi.json").json()

    assert [one["audiences"] for one in found["items"]] == [["hotels"]]
    assert (
        list(audiences.known())
        == described["components"]["schemas"]["Helpline"]["properties"]["audiences"]["items"]["enum"]
    )


def test_api_refuses_what_nobody_defined(client, db):
    assert client.get("/api/v2/helplines/", {"audience": "hotels"}).status_code == 400
