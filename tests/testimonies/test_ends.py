"""The end of a consent is seen coming: in the calendar, by mail, in the report."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.calendar import events
from testimonies.ends import endings
from testimonies.models import ConsentEvent, Testimony
from testimonies.reminders import remind
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)
TODAY = timezone.localdate()


def ending_in(days: int, **fields):
    return factories.voice(agreed={"valid_until": TODAY + days * DAY}, **{"name": "Sortie"} | fields)


def told(user, days: int = 60) -> list[tuple]:
    return [
        (event.kind.value, event.title, event.when)
        for event in events(user, TODAY, TODAY + days * DAY)
        if event.kind == "consent"
    ]


def test_last_day_is_in_the_calendar_without_the_pseudonym(home, person):
    ending_in(9, pseudonym="Mirabelle")

    assert told(person("Rédaction")) == [("consent", "Sortie: last day of consent", TODAY + 9 * DAY)]
    assert told(person()) == []


def test_consent_that_another_follows_does_not_end(home):
    testimony = ending_in(9)
    factories.consent(testimony, valid_from=TODAY + 5 * DAY, valid_until=TODAY + 99 * DAY)

    assert [ending.last_day for ending in endings(TODAY, TODAY + 200 * DAY)] == [TODAY + 99 * DAY]


def test_language_that_a_narrower_consent_leaves_out_ends(home, english):
    testimony = factories.voice(agreed={"languages": ["fr", "en"]})
    factories.consent(testimony, valid_from=TODAY + 5 * DAY, valid_until=TODAY + 99 * DAY)

    assert [ending.last_day for ending in endings(TODAY, TODAY + 200 * DAY)] == [TODAY + 4 * DAY, TODAY + 99 * DAY]


@pytest.mark.parametrize("number", [1, 3])
def test_calendar_costs_the_same_whatever_the_number(home, person, django_assert_num_queries, number):
    for index in range(number):
        ending_in(9, name=f"Sortie {index}")
    user = person("Rédaction")
    user.has_perm("testimonies.view_testimony")

    with django_assert_num_queries(1):
        endings(TODAY, TODAY + 60 * DAY)


def test_editors_are_told_30_and_7_days_before_each_once(home, person):
    person("Rédaction")
    testimony = ending_in(30, pseudonym="Mirabelle")

    assert [remind(), remind()] == [1, 0]
    with time_machine.travel(timezone.now() + 23 * DAY, tick=True):
        assert [remind(), remind()] == [1, 0]

    assert [message.to for message in mail.outbox] == 2 * [["rédaction@example.org"]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "Sortie" in text
    assert reverse("testimony_consents", args=[testimony.pk]) in text
    assert "Mirabelle" not in text


def test_who_is_told_late_is_told_once(home, person):
    person("Rédaction")
    ending_in(3)

    assert [remind(), remind()] == [1, 0]
    assert ConsentEvent.objects.filter(kind__startswith="reminded").count() == 2


def test_end_that_is_far_is_not_told_yet(home, person):
    person("Rédaction")
    ending_in(31)
    ending_in(0, name="Aujourd’hui")

    assert remind() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_report_lists_consents_with_their_end(client, home, person, number):
    for index in range(number):
        ending_in(9, name=f"Sortie {index}")
    client.force_login(person("Rédaction"))

    html = client.get(reverse("consents_report")).content.decode()

    assert html.count("this web site") == number
    assert html.count(date_format(TODAY + 9 * DAY, "DATE_FORMAT")) == number
    assert html.count("valid") >= number


def test_report_is_for_those_who_work_with_testimonies(client, person):
    client.force_login(person("Statistiques"))

    assert client.get(reverse("consents_report")).status_code == 302


def test_editor_of_a_testimony_leads_to_its_consents(client, home, person):
    testimony = ending_in(9)
    client.force_login(person("Rédaction"))

    html = client.get(reverse("wagtailsnippets_testimonies_testimony:edit", args=[testimony.pk])).content.decode()
    listing = client.get(reverse("wagtailsnippets_testimonies_testimony:list")).content.decode()

    address = reverse("testimony_consents", args=[testimony.pk])
    assert f'href="{address}"' in html
    assert f'href="{address}"' in listing
    assert reverse("testimony_withdraw", args=[testimony.pk]) not in listing


def test_new_testimony_is_written_in_the_admin(client, home, person):
    client.force_login(person("Rédaction"))
    fields = {"name": "Sortie", "pseudonym": "Nadia", "medium": "words", "warning": "", "media": ""}

    client.post(reverse("wagtailsnippets_testimonies_testimony:add"), fields)
    pages = [
        client.get(reverse("wagtailsnippets_testimonies_testimonywording:add")),
        client.get(reverse("wagtailsnippets_testimonies_testimonywording:list")),
    ]

    assert list(Testimony.objects.values_list("name", "live")) == [("Sortie", False)]
    assert [page.status_code for page in pages] == [200, 200]
