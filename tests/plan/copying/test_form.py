"""What is asked before a campaign is begun again, and what is refused at its field."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from campaigns.plan.copying import dates, plan
from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import day_of
from tests import factories
from tests.plan.copying import past
from tests.plan.copying.past import again, asked

pytestmark = pytest.mark.usefixtures("in_english")


def errors(client, of: Campaign, **fields) -> dict[str, list[str]]:
    response = client.post(again(of), asked(**fields))
    assert response.status_code == 422
    assert Campaign.objects.exclude(name="Déjà là").count() == 1
    return response.context["form"].errors


# Who may, and what is refused


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editor", True),
        ("administrator", True),
        ("publisher", False),
        ("translator", False),
        ("lawyer", False),
        ("analyst", False),
    ],
)
def test_who_adds_campaigns_begins_one_again(client, people, role, may):
    made = factories.campaign()
    client.force_login(people[role])

    shown = client.get(again(made))
    sent = client.post(again(made), asked())

    assert (shown.status_code == 200) == may
    assert Campaign.objects.filter(name="Acheteurs 2027").exists() == may
    assert (sent.status_code == 302 and "/campaigns/" in sent.url) == may


def test_taken_name_is_refused_at_the_field(admin_client):
    factories.campaign(name="Déjà là")

    found = errors(admin_client, factories.campaign(), name="Déjà là")

    assert found == {"name": ["There is a campaign named “Déjà là” already: choose another name."]}


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"last_day": "2027-10-19"}, "last_day", "The last day is before the first"),
        ({"first_day": "1890-01-01", "last_day": ""}, "first_day", "Choose a day between"),
        ({"last_day": "9999-12-31"}, "last_day", "Choose a day between"),
        ({"first_day": "2020-01-01", "last_day": "2020-02-01"}, "last_day", "The campaign would be over already"),
        ({"first_day": "demain"}, "first_day", "This cannot be read"),
        ({"name": " "}, "name", "This field is required"),
        ({"name": "a\u202eb"}, "name", ""),
    ],
)
def test_bad_input_is_refused_at_its_field(admin_client, fields, name, said):
    found = errors(admin_client, factories.campaign(), **fields)

    assert list(found) == [name]
    assert said in found[name][0]


@pytest.mark.parametrize("budget", ["-1", "beaucoup", "NaN", "1e30", "0.001"])
def test_bad_budget_is_refused_at_its_field(admin_client, budget):
    made = factories.campaign()
    Wave.objects.create(campaign=made, name="1", starts_at=made.starts_at, ends_at=made.starts_at + timedelta(days=1))

    assert list(errors(admin_client, made, budget=budget)) == ["budget"]


def test_wave_that_would_end_after_the_campaign_is_named(admin_client):
    made = factories.campaign(starts_at=past.on(2025, 3, 1), ends_at=past.on(2025, 4, 1))
    Wave.objects.create(campaign=made, name="Métro", starts_at=past.on(2025, 3, 10), ends_at=past.on(2025, 3, 21))

    found = errors(admin_client, made, first_day="2027-10-01", last_day="2027-10-19")

    assert "The wave “Métro” would end after it: choose 20 Oct 2027 or a later day" in found["last_day"][0]


@pytest.mark.parametrize(
    ("name", "started", "proposed"),
    [
        ("Acheteurs 2020", 2020, "Acheteurs {}"),
        ("Acheteurs", 2020, "Acheteurs – {}"),
        ("x" * 120, 2020, "x" * 113 + " – {}"),
    ],
)
def test_name_is_proposed_with_the_year(admin_client, name, started, proposed):
    made = factories.campaign(name=name, starts_at=past.on(started, 3, 1))

    form = admin_client.get(again(made)).context["form"]

    assert form["name"].value() == proposed.format(dates.proposed(made)[0].year)


# Days


def test_same_number_of_days_is_proposed_on_the_next_anniversary_that_leaves_time(db, clock):
    soonest = day_of(timezone.now()) + dates.TO_PREPARE
    over = factories.campaign(starts_at=past.on(2020, 3, 1), ends_at=past.on(2020, 3, 11))
    last = factories.campaign(starts_at=timezone.now() - timedelta(days=100))

    begins, ends = dates.proposed(over)

    assert (begins.month, begins.day, ends - begins) == (3, 1, timedelta(days=9))
    assert soonest <= begins < dates.in_years(soonest, 1)
    assert dates.proposed(last) == (dates.in_years(dates.first_day(last), 1), None)
    assert dates.in_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_open_end_stays_open_and_is_closed_after_a_last_day(db):
    made = factories.campaign(starts_at=past.on(2025, 3, 1, 9))

    assert dates.end(made, None) is None
    assert dates.end(made, date(2027, 10, 31)) == past.on(2027, 11, 1)


@pytest.mark.parametrize(
    ("before", "budget", "shares"),
    [
        ([100, 200], "1000", ["333.33", "666.67"]),
        ([None, None, None], "100", ["33.33", "33.34", "33.33"]),
        ([50, None], "10", ["10.00", "0.00"]),
        ([], "10", []),
        ([5, None], None, [5, None]),
    ],
)
def test_budget_is_shared_out_to_the_cent(before, budget, shares):
    weights = [None if one is None else Decimal(one) for one in before]

    found = plan.shares(weights, budget and Decimal(budget))

    assert found == [None if one is None else Decimal(one) for one in shares]


def test_list_of_campaigns_offers_it_in_the_place_of_a_copy_of_the_row(admin_client):
    made = factories.campaign()

    html = admin_client.get("/admin/snippets/plan/campaign/").content.decode()

    assert again(made) in html
    assert f"/copy/{made.pk}/" not in html
