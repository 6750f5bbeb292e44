"""What the team itself writes into the calendar: on which days it stands, who sees and who changes it."""

from datetime import date, time

import pytest
from django.urls import reverse

from campaigns.plan.calendar.entries import days, own
from campaigns.plan.models import CalendarEntry
from core.editor.calendar import State, events
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")

ADD = "wagtailsnippets_plan_calendarentry:add"


def entry(**fields) -> CalendarEntry:
    made = CalendarEntry(**{"title": "Conférence de presse", "first_day": date(2027, 1, 31)} | fields)
    made.full_clean()
    made.save()
    return made


def on(made: CalendarEntry, start: date, end: date) -> list[str]:
    return [day.isoformat() for day in days(made, start, end)]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"repeats": "month"}, ["2027-02-28", "2027-03-31"]),
        ({"repeats": "month", "repeats_until": date(2027, 3, 30)}, ["2027-02-28"]),
        ({"repeats": "week", "repeats_until": date(2027, 2, 14)}, ["2027-02-07", "2027-02-14"]),
        ({"last_day": date(2027, 2, 2)}, ["2027-01-31"]),
        ({"first_day": date(2024, 2, 29), "repeats": "year"}, ["2027-02-28"]),
        ({"first_day": date(2025, 11, 25), "repeats": "year"}, []),
        ({"first_day": date(2027, 4, 1), "repeats": "week"}, []),
    ],
)
def test_it_stands_on_each_day_on_which_it_comes_back(fields, found, db):
    assert on(entry(**fields), date(2027, 2, 1), date(2027, 4, 1)) == found


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"last_day": "2027-01-30"}, "last_day", "before the first"),
        ({"last_day": "2027-02-02", "hour": "10:00"}, "hour", "has no hour"),
        ({"repeats": "week", "repeats_until": "2027-01-01"}, "repeats_until", "end before it begins"),
        ({"repeats": "week", "last_day": "2027-02-09"}, "repeats", "overlap itself"),
        ({"first_day": ""}, "first_day", "required"),
        ({"title": ""}, "title", "required"),
    ],
)
def test_bad_input_is_refused_at_its_field(admin_client, fields, name, said):
    given = {"title": "Conférence", "first_day": "2027-01-31", "last_day": "", "hour": "", "repeats": "", "note": ""}

    response = admin_client.post(reverse(ADD), given | fields)

    assert said in str(response.context["form"].errors[name])
    assert not CalendarEntry.objects.exists()


def test_it_is_written_from_the_calendar_and_one_comes_back_to_its_month(admin_client):
    shown = admin_client.get(f"{reverse('calendar')}?month=2027-03").content.decode()
    assert f"{reverse(ADD)}?day=2027-03-01" in shown
    form = admin_client.get(f"{reverse(ADD)}?day=2027-03-01").context["form"]
    assert form.instance.first_day == date(2027, 3, 1)

    response = admin_client.post(reverse(ADD), {"title": "Réunion", "first_day": "2027-04-08", "hour": "10:00"})

    assert response.url == f"{reverse('calendar')}?month=2027-04"
    html = admin_client.get(response.url).content.decode()
    assert "Réunion" in html
    assert "10:00" in html


@pytest.mark.parametrize("day", ["9999-99-99", "demain", "", "0000-00-00"])
def test_wrong_day_in_the_address_is_no_day(admin_client, day):
    assert admin_client.get(reverse(ADD), {"day": day}).status_code == 200


@pytest.mark.parametrize(
    ("role", "may"),
    [("editor", True), ("publisher", True), ("administrator", True), ("lawyer", False), ("translator", False)],
)
def test_everybody_sees_it_and_who_plans_changes_it(client, people, role, may):
    made = entry(hour=time(10))
    client.force_login(people[role])

    (event,) = own(people[role], date(2027, 1, 1), date(2027, 2, 1))
    html = client.get(f"{reverse('calendar')}?month=2027-01").content.decode()

    assert bool(event.url) == may
    assert made.title in html
    assert ("Add an event" in html) == may


def test_it_is_done_once_it_is_over_and_belongs_to_its_campaign(admin):
    entry(first_day=date(2020, 1, 1), campaign=factories.campaign())

    (event,) = events(admin, date(2020, 1, 1), date(2020, 1, 2))

    assert (event.state, bool(event.bundle)) == (State.DONE, True)


def test_queries_are_the_same_for_many(admin, django_assert_num_queries):
    for number in range(5):
        entry(title=f"Jour {number}", repeats="week")
    admin.has_perm("plan.change_calendarentry")

    with django_assert_num_queries(1):
        assert len(own(admin, date(2027, 2, 1), date(2027, 3, 1))) == 20


def test_quarter_shows_three_months_and_leads_to_the_next(admin_client):
    entry(first_day=date(2027, 3, 15))

    html = admin_client.get(f"{reverse('calendar')}?month=2027-01&view=quarter").content.decode()

    assert "January 2027 – March 2027" in " ".join(html.split())
    assert "Conférence de presse" in html
    assert "month=2027-04" in html
    assert " ".join(html.split()).count('<table class="calendar-month') == 3
