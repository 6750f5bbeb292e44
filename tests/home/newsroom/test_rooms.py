"""The list of news, the press room and the feed."""

import datetime
import re
from uuid import uuid4
from xml.etree import ElementTree

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.results.public.switch import turn
from core.models.licence import Licence
from home.newsroom.blocks import ContactBlock, PressPictureBlock
from home.newsroom.models import ArticlePage, PressRoomPage
from letterbox.models import FormPage, Kind
from serving.page_cache.changes.node import node
from tests import factories
from tests.clock import Clock
from tests.home.newsroom import news
from tests.letterbox.conftest import fields_of_a_form
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import cached, committed

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = "/fr/actualites/"


@pytest.fixture
def index(home):
    return news.index(home)


def day(year: int, month: int = 1, number: int = 1) -> datetime.date:
    return datetime.date(year, month, number)


def many(index, number: int) -> None:
    """So many more articles, in the tables alone: one a day, back from the only one that there is."""
    first = ArticlePage.objects.child_of(index).get()
    fields = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields}
    fields |= {"id": None, "page_ptr_id": None, "latest_revision_id": None, "live_revision_id": None}
    for step in range(2, number + 2):
        own = {
            "path": index._get_path(index.path, index.depth + 1, step),
            "url_path": f"{index.url_path}n-{step}/",
            "slug": f"n-{step}",
            "translation_key": uuid4(),
            "date": first.date - datetime.timedelta(days=step),
        }
        ArticlePage(**fields | own).save_base(force_insert=True)
    type(index).objects.filter(pk=index.pk).update(numchild=number + 1)


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_list_shows_the_newest_first_by_page_and_by_year(client, index):
    for number in range(22):
        news.article(index, title=f"Article {number}", date=day(2025, 1, number + 1))
    news.article(index, title="Ancien", date=day(2024))

    shown = client.get(NEWS).content.decode()
    second = client.get(f"{NEWS}?page=2").content.decode()
    old = client.get(f"{NEWS}?year=2024").content.decode()

    assert shown.index("Article 21<") < shown.index("Article 2<")
    assert "Article 1<" not in shown
    assert "Ancien" not in shown
    assert "Ancien" in second
    assert "Ancien" in old
    assert "Article 21<" not in old
    assert 'href="?year=2024"' in shown


@pytest.mark.parametrize(
    "query", ["?year=1900", "?year=zz", "?year=2024'", "?page=0", "?page=-1", "?page=99999999", "?page=²"]
)
def test_list_bears_any_question(client, index, query):
    news.article(index, title="Seul", date=day(2025))

    assert "Seul" in client.get(NEWS + query).content.decode()


def test_list_room_and_feed_cost_the_same_with_3000_articles(client, home, index):
    news.room(home)
    news.release(index, date=day(2025, 6, 30))
    paths = [NEWS, f"{NEWS}?year=2025", f"{NEWS}?page=1", f"{NEWS}atom/", "/fr/presse/"]
    few = [queries(client, path) for path in paths]

    many(index, 3000)

    assert [queries(client, path) for path in paths] == few
    assert max(few) <= 17


def on_the_home_page(client, language: str = "fr") -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)"', client.get(f"/{language}/").content.decode())


def test_home_page_offers_the_newest_news_of_its_language(client, home, english_home, translate, index):
    pages = [news.article(index, slug=f"n{number}", date=day(2025, number)) for number in range(1, 6)]
    news.article(index, slug="a-part", zone="protected")
    translate(index, english_home.locale)
    translate(pages[0], english_home.locale)

    assert on_the_home_page(client) == [f"/fr/actualites/n{number}/" for number in (5, 4, 3)]
    assert on_the_home_page(client, "en") == ["/en/actualites/n1/"]
    shown = client.get("/fr/").content.decode()
    assert '<h2 id="latest-news">Actualités</h2>' in shown
    assert shown.count("css/newsroom.css") == 1


def test_home_page_says_nothing_of_news_where_there_are_none(client, home):
    factories.standard_page(home)  # something in the menu
    before = queries(client, "/fr/")
    index = news.index(home)

    shown = client.get("/fr/").content.decode()

    assert "latest-news" not in shown
    assert "css/newsroom.css" not in shown
    assert queries(client, "/fr/") == before + 3
    news.article(index)
    one = queries(client, "/fr/")
    many(index, 40)
    assert (one, queries(client, "/fr/")) == (before + 3, before + 3)


def read(client, path: str = f"{NEWS}atom/") -> ElementTree.Element:
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def told(feed: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") for entry in feed.iter(f"{ATOM}entry")]


def test_feed_tells_news_and_releases_of_its_language(client, home, english_home, translate, index):
    one = news.article(index, title="Une nouvelle", date=day(2025), summary="En bref.")
    news.release(index, title="Un communiqué", date=day(2026))
    news.article(index, title="Protégé", zone="protected")
    translate(index, english_home.locale)
    translate(one, english_home.locale)

    feed = read(client)

    assert told(feed, "title") == ["Un communiqué", "Une nouvelle"]
    assert told(feed, "summary")[1] == "En bref."
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert told(read(client, "/en/actualites/atom/"), "id") == [f"http://localhost/en/actualites/{one.slug}/"]


def test_feed_is_sent_again_only_where_it_is_another(client, index):
    page = news.article(index)
    tag = client.get(f"{NEWS}atom/").headers["ETag"]
    assert client.get(f"{NEWS}atom/", headers={"If-None-Match": tag}).status_code == 304

    page.unpublish()

    assert client.get(f"{NEWS}atom/", headers={"If-None-Match": tag}).status_code == 200


def test_every_page_of_the_newsroom_tells_readers_of_the_feed(client, home, index):
    news.room(home)
    page = news.release(index)

    for path in (NEWS, "/fr/presse/", page.url):
        assert 'href="/fr/actualites/atom/"' in client.get(path).content.decode()


def test_room_shows_releases_contacts_and_kits_of_campaigns(client, home, index):
    release = news.release(index, title="Un communiqué")
    news.article(index, title="Une nouvelle")
    news.room(home, contacts=[news.contact(name="Service de presse", email="presse@example.org")])
    campaigns = factories.campaign_index(home)
    running = factories.campaign_page(campaigns)

    shown = client.get("/fr/presse/").content.decode()

    assert release.title in shown
    assert "Une nouvelle" not in shown
    assert 'href="tel:0199001234"' in shown
    assert 'href="mailto:presse@example.org"' in shown
    assert f'href="/fr/relay/{running.campaign.slug}/"' in shown


def test_room_leads_to_the_form_for_contact(client, home, admin, settings):
    admin.groups.add(Group.objects.get(name="Rédaction"))
    settings.MESSAGE_KEYS = [Fernet.generate_key().decode()]
    news.room(home, contacts=[news.contact()])
    form = factories.publish(home, FormPage(title="Nous écrire", slug="ecrire", **fields_of_a_form()))

    assert f'href="{form.url}">' in client.get("/fr/presse/").content.decode()
    asked = FormPage(title="Presse", slug="presse-ecrire", kind=Kind.PRESS, **fields_of_a_form())
    factories.publish(home, asked)
    assert f'href="{asked.url}">Poser' in client.get("/fr/presse/").content.decode()
    settings.MESSAGE_KEYS = []
    assert f'href="{form.url}">Poser' not in client.get("/fr/presse/").content.decode()


def test_room_leads_to_results_from_the_moment_they_are_public(tmp_path, home, admin):
    news.room(home)
    shown = factories.campaign_page(factories.campaign_index(home))
    visitor = cached(tmp_path / "cache", at=node(), clock=Clock())
    there = f'href="/fr/results/{shown.campaign.slug}/"'
    found = []
    for is_on in (None, True, False):
        if is_on is not None:
            with committed():
                turn(shown.campaign, admin, is_on=is_on)
        found.append(there in visitor.get("/fr/presse/").text)

    assert found == [False, True, False]


def material(thing, **value) -> dict:
    """The block of a picture or a film for the press."""
    made = factories.showing(thing)
    return {"type": f"press_{'picture' if made['type'] == 'figure' else 'film'}", "value": made["value"] | value}


def test_room_gives_pictures_and_films_with_their_rights(client, home, tmp_path):
    until = timezone.localdate() + datetime.timedelta(days=30)
    picture = factories.image(tmp_path, credit="Prénom Nom", licence=Licence.CC_BY, rights_until=until)
    film = factories.video()
    news.room(home, body=[material(picture, terms=""), material(film, terms="Libre pour la presse.")])

    shown = client.get("/fr/presse/").content.decode()

    assert "© Prénom Nom" in shown
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in shown
    assert "1600 ×" in shown
    assert "Libre pour la presse." in shown
    for thing in (picture, film):
        assert f'href="{thing.file.url}" download' in shown
    with time_machine.travel(until + datetime.timedelta(days=1)):
        assert picture.file.url not in client.get("/fr/presse/").content.decode()


def test_room_bears_a_film_whose_file_is_gone(client, home):
    film = factories.video()
    news.room(home, body=[material(film, terms="Libre pour la presse.")])
    film.file.storage.delete(film.file.name)

    assert client.get("/fr/presse/").status_code == 200


@pytest.mark.parametrize(
    ("licence", "terms", "places"),
    [(Licence.RESERVED, "", ["terms"]), (Licence.RESERVED, "Libre pour la presse.", []), (Licence.CC_BY, "", [])],
)
def test_picture_of_which_nobody_knows_what_may_be_done_is_refused(home, tmp_path, licence, terms, places):
    block = PressPictureBlock()
    value = block.to_python(material(factories.image(tmp_path, licence=licence), terms=terms)["value"])
    refused = {}
    try:
        block.clean(value)
    except ValidationError as error:
        refused = error.block_errors

    assert list(refused) == places


def test_release_shows_who_speaks_and_whom_to_ask(client, home, index):
    news.room(home, contacts=[news.contact(name="Service de presse")])
    release = news.release(index)

    shown = client.get(release.url).content.decode()

    assert "<strong>Prénom Nom</strong>, porte-parole" in shown
    assert "Service de presse" in shown
    assert '"@type": "NewsArticle"' in shown
    assert f'"headline": "{release.title}"' in shown


def test_two_contacts_of_one_name_are_refused():
    page = PressRoomPage(title="Presse", slug="presse")
    page.contacts = [("contact", news.contact(name=name)["value"]) for name in ("Nadia Roy", "nadia roy ", "Autre")]

    with pytest.raises(ValidationError, match="nadia roy"):
        page.clean()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"telephone": "", "email": ""}, "email"),
        ({"telephone": "<script>"}, "telephone"),
        ({"email": "presse"}, "email"),
    ],
)
def test_contact_that_cannot_be_asked_is_refused(fields, place):
    block = ContactBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(news.contact(**fields)["value"]))
    assert list(refused.value.block_errors) == [place]


def test_day_to_come_needs_an_embargo(index):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(ValidationError) as refused:
        ArticlePage(title="Demain", slug="demain", summary="Bref.", date=tomorrow).clean()

    assert list(refused.value.message_dict) == ["date"]
