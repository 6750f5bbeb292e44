"""An event: what may be said of one, and what its page and its calendar say."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from core.words.date_inputs import CountryDateTimeField
from home.events.models import EventPage
from tests import factories
from tests.home.events import occasions

PARIS = ZoneInfo("Europe/Paris")
BEGINS = datetime(2030, 6, 3, 18, 0, tzinfo=PARIS)


@pytest.fixture
def index(home):
    return occasions.index(home)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"starts_at": BEGINS, "ends_at": BEGINS}, "ends_at"),
        ({"starts_at": BEGINS, "ends_at": BEGINS - timedelta(hours=1)}, "ends_at"),
        ({"departement": "99"}, "departement"),
        ({"departement": "20"}, "departement"),
        ({"kind": "party"}, "kind"),
        ({"venue": " ", "departement": ""}, "venue"),
        ({"is_online": True}, "how_to_join"),
        ({"registration_address": "javascript:alert(1)"}, "registration_address"),
        ({"registration_address": "http://example.org/"}, "registration_address"),
        ({"contact_email": "agenda"}, "contact_email"),
        ({"contact_email": ""}, "contact_email"),
        ({"contact_telephone": "<script>"}, "contact_telephone"),
        ({"contact_telephone": "01 99 00 12 34\n"}, "contact_telephone"),
        ({"who": ""}, "who"),
        ({"zone": "protected"}, "zone"),
    ],
)
def test_what_misleads_visitors_is_refused(index, fields, place):
    page = occasions.written(**fields)
    page.path, page.depth = index._get_path(index.path, index.depth + 1, 1), index.depth + 1

    with pytest.raises(ValidationError) as refused:
        page.full_clean(exclude=["path", "depth", "url_path"])

    assert place in refused.value.message_dict


@pytest.mark.parametrize("typed", ["2030-03-31T02:30", "2030-10-27T02:30", "demain", "2030-02-30T10:00"])
def test_moment_that_is_none_or_two_is_refused(typed):
    with pytest.raises(ValidationError):
        CountryDateTimeField().clean(typed)


def test_moment_is_read_by_the_clock_of_the_country():
    with timezone.override("America/New_York"):
        assert CountryDateTimeField().clean("2030-06-03T18:00") == BEGINS


def test_form_of_the_editor_asks_by_that_clock(index):
    form = EventPage.get_edit_handler().get_form_class()(instance=occasions.written())

    assert isinstance(form.fields["starts_at"], CountryDateTimeField)
    assert isinstance(form.fields["ends_at"], CountryDateTimeField)


def test_two_events_of_one_name_have_their_own_addresses(client, index):
    one = occasions.event(index, title="Rencontre", slug="")
    other = occasions.event(index, title="Rencontre", slug="")

    assert one.url != other.url
    assert [client.get(page.url).status_code for page in (one, other)] == [200, 200]


def test_page_says_when_where_for_whom_and_what_to_bring(client, index):
    page = occasions.event(
        index,
        starts_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2),
        address="1 rue de l’Exemple\n69000 Lyon",
        access=["loop", "step_free", "unknown"],
        bring="De quoi écrire.",
        registration_address="https://example.org/inscription",
        contact_telephone="01 99 00 12 34",
    )

    html = client.get(page.url).content.decode()

    assert '<time datetime="2030-06-03T18:00:00+02:00">' in html
    for said in ("Salle communale", "Lyon", "Rhône (69)", "Tout le monde.", "De quoi écrire.", "tel:0199001234"):
        assert said in html
    assert 'href="https://example.org/inscription"' in html
    assert html.count("<li>") >= 2
    (described,) = (json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', html) if '"Event"' in text)
    assert described["startDate"] == page.starts_at.isoformat()
    assert described["eventStatus"] == "https://schema.org/EventScheduled"


def test_past_event_stays_and_says_so(client, index):
    page = occasions.past(index, registration_address="https://example.org/inscription")

    html = client.get(page.url, headers={"Accept-Language": "en"}).content.decode()

    assert 'class="event-state"' in html
    assert "https://example.org/inscription" not in html
    assert client.get(f"{page.url}ics/").status_code == 200


def test_event_that_is_not_approved_or_taken_down_is_nowhere(client, index):
    page = occasions.event(index)
    page.unpublish()

    assert [client.get(page.url + name).status_code for name in ("", "ics/")] == [404, 404]


# iCalendar


def read(client, path: str) -> list:
    response = client.get(path)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75  # octets
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_calendar_says_the_moments_in_utc(client, index):
    page = occasions.event(index, starts_at=BEGINS, ends_at=BEGINS + timedelta(hours=2))

    text = client.get(f"{page.url}ics/").content.decode()
    (entry,) = read(client, f"{page.url}ics/")

    assert "DTSTART:20300603T160000Z" in text
    assert "DTEND:20300603T180000Z" in text
    assert entry["status"] == "CONFIRMED"
    assert str(entry["url"]) == page.full_url
    assert entry["dtstamp"].dt == page.last_published_at.replace(microsecond=0)


AWKWARD = "Une soirée ; avec virgules, « guillemets » et \\ – الرسم " + "long " * 12 + "fin"


def test_awkward_words_arrive_as_they_are(client, index):
    page = occasions.event(index, title=AWKWARD, slug="a", address="1, rue A ; bât. B\r\n69000 Lyon")

    (entry,) = read(client, f"{page.url}ics/")

    assert str(entry["summary"]) == AWKWARD
    assert str(entry["location"]) == "Salle communale, 1, rue A ; bât. B, 69000 Lyon, Rhône (69)"


def test_event_that_is_online_alone_says_so_in_calendars(client, index):
    page = occasions.event(index, slug="a", venue="", departement="", is_online=True, how_to_join="Un lien suit.")

    (entry,) = read(client, f"{page.url}ics/")

    assert str(entry["location"]) == "En ligne"
    assert "agenda@example.org" in str(entry["description"])


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_no_title_adds_a_line_of_its_own(client, index, end):
    injected = f"Titre{end}ATTENDEE:mailto:x@example.org{end}END:VEVENT{end}BEGIN:VEVENT"
    page = occasions.event(index, title=injected, slug="a", summary=injected, venue=injected)

    (entry,) = read(client, f"{page.url}ics/")

    assert "attendee" not in entry
    assert str(entry["summary"]).startswith("Titre")


def test_entry_has_one_name_in_all_languages_and_versions(client, english_home, translate, index):
    page = occasions.event(index)
    translate(index, english_home.locale)
    english = translate(page, english_home.locale)
    (before,) = read(client, f"{page.url}ics/")
    EventPage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(hours=2))
    (older,) = read(client, f"{page.url}ics/")
    page.title = "Un autre titre"
    factories.go_live(page)
    (after,) = read(client, f"{page.url}ics/")
    (its_translation,) = read(client, f"{english.url}ics/")

    assert before["uid"] == after["uid"] == its_translation["uid"]
    assert after["sequence"] > older["sequence"]


def test_cancelled_event_says_so_on_its_page_and_in_calendars(client, index):
    page = occasions.event(index, is_cancelled=True, cancelled_note="Reportée en mai.")

    html = client.get(page.url).content.decode()
    (entry,) = read(client, "/fr/agenda/ics/")

    assert "Reportée en mai." in html
    assert '"eventStatus": "https://schema.org/EventCancelled"' in html
    assert entry["status"] == "CANCELLED"
    assert "Reportée en mai." in str(entry["description"])


def test_calendar_of_the_list_has_what_is_to_come(client, index):
    occasions.past(index)
    page = occasions.event(index)

    assert [str(entry["summary"]) for entry in read(client, "/fr/agenda/ics/")] == [page.title]
    tag = client.get("/fr/agenda/ics/").headers["ETag"]
    assert client.get("/fr/agenda/ics/", headers={"If-None-Match": tag}).status_code == 304
    assert client.post("/fr/agenda/ics/").status_code in (404, 405)
