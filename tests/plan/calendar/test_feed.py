"""The calendar's feed: for calendar programs, at an address that only its owner knows, with what the owner may see now."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from campaigns.plan.calendar import feed as calendar_feed
from campaigns.plan.models import CalendarFeed, Wave
from config.logs import WithoutSecrets
from core.editor.calendar import midnight
from tests import factories

TODAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def wave(home):
    campaign = factories.campaign(name="Gares", starts_at=midnight(date(2026, 12, 1)), languages=["fr", "en"])
    starts = midnight(date(2026, 12, 1)) + timedelta(hours=9)
    return Wave.objects.create(
        campaign=campaign, name="Affiches", starts_at=starts, ends_at=midnight(date(2026, 12, 7))
    )


@pytest.fixture
def feed(people):
    """The editor's, who reads English."""
    UserProfile.objects.update_or_create(user=people["editor"], defaults={"preferred_language": "en"})
    return CalendarFeed.objects.create(user=people["editor"])


def read(client, feed) -> Calendar:
    answer = client.get(reverse("calendar_feed", args=[feed.token]))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def entries(client, feed) -> dict[str, dict]:
    """{summary: entry}"""
    return {str(entry["summary"]): entry for entry in read(client, feed).walk("VEVENT")}


# Who reads it


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "é"])
def test_unknown_token_is_not_found(client, feed, token):
    answer = client.get(f"/calendar/{token}.ics")

    assert (answer.status_code, answer.content) == (404, b"404")


def test_feed_is_kept_by_nobody_and_indexed_by_nobody(client, feed):
    answer = client.get(reverse("calendar_feed", args=[feed.token]))

    names = ("Content-Type", "Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert [answer[name] for name in names] == [
        "text/calendar; charset=utf-8",
        "private, no-store",
        "no-referrer",
        "noindex, nofollow",
    ]
    assert not answer.cookies


def test_what_is_not_found_says_as_little(client, feed):
    answer = client.get("/calendar/x.ics")

    assert [answer[name] for name in ("Cache-Control", "Referrer-Policy")] == ["private, no-store", "no-referrer"]


def test_feed_is_read_and_nothing_else(client, feed):
    address = reverse("calendar_feed", args=[feed.token])

    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("change", ["deactivated", "no role", "deleted"])
def test_who_left_the_team_reads_nothing(client, feed, people, wave, change):
    assert list(entries(client, feed)) == ["wave: Gares – Affiches"]
    editor = people["editor"]
    if change == "deactivated":
        type(editor).objects.filter(pk=editor.pk).update(is_active=False)
    elif change == "no role":
        editor.groups.clear()
    else:
        editor.delete()

    assert client.get(reverse("calendar_feed", args=[feed.token])).status_code == 404


def test_feed_holds_what_its_owner_may_see_now(client, feed, people, wave):
    editor = people["editor"]
    assert list(entries(client, feed)) == ["wave: Gares – Affiches"]

    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert list(entries(client, feed)) == []


def test_deactivated_superuser_reads_nothing(client, people):
    feed = CalendarFeed.objects.create(user=people["superuser"])
    type(feed.user).objects.filter(pk=feed.user_id).update(is_active=False)

    assert client.get(reverse("calendar_feed", args=[feed.token])).status_code == 404


# Making and revoking it


def test_address_is_made_shown_renewed_and_revoked(client, people):
    client.force_login(people["editor"])
    page = reverse("calendar")
    assert b".ics" not in client.get(page).content

    client.post(reverse("calendar_feed_renew"))
    first = CalendarFeed.objects.get()
    html = client.get(page).content.decode()
    assert f"http://localhost/calendar/{first.token}.ics" in html

    client.post(reverse("calendar_feed_renew"))
    second = CalendarFeed.objects.get()
    assert client.get(reverse("calendar_feed", args=[first.token])).status_code == 404
    assert client.get(reverse("calendar_feed", args=[second.token])).status_code == 200

    client.post(reverse("calendar_feed_revoke"))
    assert client.get(reverse("calendar_feed", args=[second.token])).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_one_renews_and_revokes_only_ones_own(client, people, feed):
    client.force_login(people["lawyer"])

    client.post(reverse("calendar_feed_revoke"))
    client.post(reverse("calendar_feed_renew"))

    assert CalendarFeed.objects.get(user=people["editor"]).token == feed.token
    assert feed.token not in client.get(reverse("calendar")).content.decode()


@pytest.mark.parametrize("name", ["calendar_feed_renew", "calendar_feed_revoke"])
def test_address_is_changed_by_a_form_of_this_site_alone(people, feed, name):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(people["editor"])

    assert client.post(reverse(name)).status_code == 403
    assert client.get(reverse(name)).status_code == 405
    assert CalendarFeed.objects.get().token == feed.token


def test_tokens_cannot_be_guessed(people):
    tokens = {CalendarFeed(user=person).token for person in people.values()}

    assert len(tokens) == len(people)
    assert {len(token) for token in tokens} == {32}


def test_token_is_in_no_log(client, feed, caplog, monkeypatch):
    monkeypatch.setattr(calendar_feed, "written", lambda *_: 1 / 0)
    client.raise_request_exception = False

    with caplog.at_level(logging.DEBUG):
        assert client.get(reverse("calendar_feed", args=[feed.token])).status_code == 500

    shown = "".join(written_by_console(record) for record in caplog.records)
    assert "ZeroDivisionError" in shown
    assert "/calendar/….ics" in shown
    assert feed.token not in shown


def written_by_console(record: logging.LogRecord) -> str:
    """What the handler of the settings writes of a record."""
    (handler,) = [
        one for one in logging.getLogger().handlers if any(isinstance(f, WithoutSecrets) for f in one.filters)
    ]
    return handler.format(handler.filter(record) or record)


# What it says


def test_wave_is_told_in_utc_with_its_languages(client, feed, wave):
    (entry,) = entries(client, feed).values()

    assert str(entry["uid"]) == f"wave-{wave.pk}@localhost"
    assert entry.to_ical().decode().count("DTSTART:20261201T080000Z") == 1
    assert entry.to_ical().decode().count("DTEND:20261206T230000Z") == 1
    assert str(entry["url"]) == f"http://localhost/admin/snippets/plan/wave/edit/{wave.pk}/"
    assert [str(name) for name in entry["categories"].cats] == ["wave"]
    assert str(entry["description"]) == "State: planned\nLanguages: fr, en"


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 25), "20261024T220000Z"),  # still summer
        (date(2026, 10, 26), "20261025T230000Z"),
        (date(2027, 3, 28), "20270327T230000Z"),  # still winter
        (date(2027, 3, 29), "20270328T220000Z"),
    ],
)
def test_midnight_in_paris_is_right_on_both_sides_of_a_change_of_clocks(client, feed, home, day, utc):
    factories.campaign(name="Minuit", starts_at=midnight(day), launched_at=None)

    (entry,) = entries(client, feed).values()

    assert f"DTSTART:{utc}" in entry.to_ical().decode()


def test_whole_days_have_no_time_and_end_the_day_after(client, feed):
    factories.fact(name="Amende", review_by=date(2026, 12, 3))

    (entry,) = entries(client, feed).values()

    text = entry.to_ical().decode()
    assert "DTSTART;VALUE=DATE:20261203" in text
    assert "DTEND;VALUE=DATE:20261204" in text


def test_entry_keeps_its_name_and_counts_up_when_it_changes(client, feed, wave):
    (before,) = entries(client, feed).values()
    log(wave, TODAY)
    (first,) = entries(client, feed).values()
    wave.starts_at += timedelta(days=1)
    wave.save()
    log(wave, TODAY + timedelta(minutes=5))
    (second,) = entries(client, feed).values()

    assert before["uid"] == first["uid"] == second["uid"]
    assert second["sequence"] - first["sequence"] == 5
    assert second["last-modified"].dt == TODAY + timedelta(minutes=5)
    assert "last-modified" not in before


def log(thing, when: datetime) -> None:
    ModelLogEntry.objects.log_action(thing, "wagtail.edit", timestamp=when)


def test_period_is_three_months_back_and_eighteen_ahead(client, feed):
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2028, 5, 31), date(2028, 6, 1)]
    for day in days:
        factories.fact(name=f"Le {day}", review_by=day)

    assert list(entries(client, feed)) == [
        "fact or helpline to check: Le 2026-08-01",
        "fact or helpline to check: Le 2028-05-31",
    ]


def test_words_are_in_the_language_of_the_owner_s_admin(client, feed, wave):
    UserProfile.objects.filter(user=feed.user).update(preferred_language="ar")

    answer = client.get(reverse("calendar_feed", args=[feed.token]), headers={"Accept-Language": "en"})

    assert answer["Content-Language"] == "ar"
    assert calendar_feed.language_of(CalendarFeed.objects.get().user) == "ar"


def test_awkward_titles_arrive_as_they_are(client, feed):
    title = "Amende ; 1 500 €, « deux\\trois » الرسم " + "long " * 10
    factories.fact(name=title.strip(), review_by=date(2026, 12, 3))

    assert list(entries(client, feed)) == [f"fact or helpline to check: {title.strip()}"]


def test_calendar_has_a_name_and_says_when_to_ask_again(client, feed):
    text = client.get(reverse("calendar_feed", args=[feed.token])).content.decode()

    assert "X-WR-CALNAME:Launch calendar – Campaigns" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert text.endswith("END:VCALENDAR\r\n")


# What it costs

QUERIES = 23


@pytest.mark.parametrize("number", [3, 60])
def test_feed_costs_the_same_with_few_and_many_campaigns(client, feed, home, django_assert_num_queries, number):
    from tests.plan.calendar.test_calendar import many

    many(number)
    address = reverse("calendar_feed", args=[feed.token])
    client.get(address)

    with django_assert_num_queries(QUERIES):
        answer = client.get(address)

    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 4 * number
