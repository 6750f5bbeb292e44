"""The list of events: what is to come, what is past, by kind and by place."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.editor import calendar
from home.events.models import EventPage
from home.models import HomePage
from tests import factories
from tests.home.events import occasions

LIST = "/fr/agenda/"


@pytest.fixture
def index(home):
    return occasions.index(home)


def shown(client, path: str = LIST) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">([^<]+)<', client.get(path).content.decode())


def many(index, number: int) -> None:
    """So many more events, in the tables alone: one a day, half of them past."""
    first = EventPage.objects.child_of(index).order_by("pk").first()
    fields = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields}
    fields |= {"id": None, "page_ptr_id": None, "latest_revision_id": None, "live_revision_id": None}
    for step in range(1, number + 1):
        begins = first.starts_at + timedelta(days=step if step % 2 else -step)
        own = {
            "path": index._get_path(index.path, index.depth + 1, step + 100),
            "url_path": f"{index.url_path}e-{step}/",
            "slug": f"e-{step}",
            "translation_key": uuid4(),
            "starts_at": begins,
            "ends_at": begins + timedelta(hours=2),
        }
        EventPage(**fields | own).save_base(force_insert=True)
    type(index).objects.filter(pk=index.pk).update(numchild=number + 10)


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_list_shows_what_is_to_come_and_past_ones_apart(client, index):
    later = timezone.now() + timedelta(days=20)
    for fields in ({"title": "Plus tard", "starts_at": later}, {"title": "Bientôt"}):
        occasions.event(index, **fields)
    occasions.past(index, title="Passé")
    occasions.past(index, days=400, title="Ancien")

    assert shown(client) == ["Bientôt", "Plus tard"]
    assert shown(client, f"{LIST}?when=past") == ["Passé", "Ancien"]
    year = (timezone.localtime() - timedelta(days=400)).year
    assert "Ancien" in shown(client, f"{LIST}?when=past&year={year}")
    assert "Passé" not in shown(client, f"{LIST}?when=past&year={year}")


def test_list_is_narrowed_by_kind_and_place(client, index):
    occasions.event(index, title="Formation à Lyon", kind="training")
    occasions.event(index, title="Conférence à Lille", kind="talk", departement="59")
    occasions.event(
        index, title="En ligne", venue="", departement="", is_online=True, how_to_join="Par un lien reçu avant."
    )

    assert shown(client, f"{LIST}?kind=training") == ["Formation à Lyon"]
    assert shown(client, f"{LIST}?departement=59") == ["Conférence à Lille"]
    assert shown(client, f"{LIST}?departement=online") == ["En ligne"]
    assert shown(client, f"{LIST}?kind=talk&departement=69") == []
    html = client.get(f"{LIST}?kind=talk&departement=69").content.decode()
    assert f'<a href="{LIST}">' in html
    assert re.findall(r'<option\s+value="(\d\w)"', html) == ["59", "69"]


@pytest.mark.parametrize(
    "query",
    ["?kind=zz", "?departement=99", "?departement='", "?when=zz", "?year=²", "?page=0", "?page=99999", "?page=²"],
)
def test_list_bears_any_question(client, index, query):
    occasions.event(index, title="Seul")

    assert shown(client, LIST + query) == ["Seul"]


def test_protected_and_unpublished_events_are_in_no_list(client, index):
    hidden = occasions.event(index, title="Retiré")
    page = occasions.event(index, title="À part")
    EventPage.objects.filter(pk=page.pk).update(zone="protected")
    hidden.unpublish()

    assert shown(client) == []
    assert b"VEVENT" not in client.get(f"{LIST}ics/").content


def test_event_leaves_the_list_at_its_end(client, index):
    page = occasions.event(index, title="Bientôt")

    with time_machine.travel(page.ends_at - timedelta(seconds=1), tick=False):
        assert shown(client) == ["Bientôt"]
    with time_machine.travel(page.ends_at, tick=False):
        assert shown(client) == []
        assert shown(client, f"{LIST}?when=past") == ["Bientôt"]


@pytest.mark.parametrize("path", [LIST, f"{LIST}rencontre/", "/fr/"])
def test_no_copy_is_shown_after_the_end_of_an_event(client, index, path):
    from serving.page_cache import offering

    page = occasions.event(index, slug="rencontre")

    assert client.get(path).wsgi_request.META[offering.ENDS] == page.ends_at


def test_pages_cost_the_same_with_3000_events(client, index):
    occasions.event(index)
    occasions.past(index)
    paths = [LIST, f"{LIST}?when=past", f"{LIST}?kind=public&departement=69&page=1", f"{LIST}ics/", "/fr/"]
    few = [queries(client, path) for path in paths]

    many(index, 3000)

    assert [queries(client, path) for path in paths] == few
    assert max(few[:4]) <= 20


def test_home_page_offers_the_next_events_of_its_language(client, home, english_home, translate, index):
    begins = timezone.now() + timedelta(days=1)
    pages = [occasions.event(index, title=f"N{day}", starts_at=begins + timedelta(days=day)) for day in (4, 2, 3, 1)]
    occasions.event(index, title="Annulé", is_cancelled=True)
    occasions.past(index)
    translate(index, english_home.locale)
    translate(pages[0], english_home.locale)

    assert shown(client, "/fr/") == ["N1", "N2", "N3"]
    assert shown(client, "/en/") == ["N4"]


def test_home_page_says_nothing_of_events_where_none_is_planned(client, home, index):
    occasions.past(index)

    html = client.get("/fr/").content.decode()

    assert "next-events" not in html
    assert "css/events.css" not in html


def test_translation_says_the_day_that_its_original_says_now(client, english_home, translate, index):
    page = occasions.event(index, title="Rencontre")
    translate(index, english_home.locale)
    english = translate(page, english_home.locale)
    page.starts_at, page.ends_at = page.starts_at + timedelta(days=3), page.ends_at + timedelta(days=3)
    page.is_cancelled = True
    factories.go_live(page)

    html = client.get(english.url).content.decode()

    assert page.starts_at.astimezone(timezone.get_default_timezone()).isoformat() in html
    assert "This event is cancelled." in html
    assert "STATUS:CANCELLED" in client.get(f"{english.url}ics/").content.decode()
    assert "Cancelled" in client.get("/en/agenda/").content.decode()


def test_calendar_of_the_team_shows_an_event_once(english_home, translate, index, django_user_model):
    page = occasions.event(index)
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    chief = django_user_model.objects.create_superuser("chefe", "c@example.org", "a long enough password")
    other = django_user_model.objects.create_user("autre", "a@example.org", "a long enough password")

    def told(user) -> list[tuple]:
        day = calendar.day_of(page.starts_at)
        found = calendar.events(user, day, day + timedelta(days=1))
        return [(event.title, event.state.value, event.languages) for event in found if event.kind == "event"]

    assert told(chief) == [(page.title, "scheduled", ("fr", "en"))]
    assert told(other) == []


def test_every_home_page_has_one_list(index):
    assert not type(index).can_create_at(HomePage.objects.get(locale=index.locale))
