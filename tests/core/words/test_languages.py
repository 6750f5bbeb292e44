"""Languages: own prefix, own tree, the same page in each, and a plain word where it is missing."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import Locale

from core.words import languages
from tests import factories, markup

NAMES = ["Français", "English", "Español", "Português", "Română", "Български", "العربيّة", "简体中文"]


@pytest.mark.parametrize(
    ("accepted", "target"),
    [("en-GB,en;q=0.9", "/en/"), ("fr", "/fr/"), ("ar;q=0.1,en", "/en/"), ("", "/fr/"), ("de", "/fr/"), ("ar", "/fr/")],
)
def test_root_leads_to_the_best_language_that_is_live(client, home, english_home, accepted, target):
    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response["Location"]) == (302, target)
    assert "Accept-Language" in response["Vary"]


def test_language_follows_the_address_not_the_browser(client, home, english_home):
    html = client.get("/en/", headers={"accept-language": "fr"}).content.decode()

    assert '<html lang="en" dir="ltr">' in html


def test_arabic_page_reads_from_right_to_left(client, arabic_home):
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()


def test_translation_has_the_address_of_its_source(client, home, english_home, translate):
    page = factories.standard_page(home, title="La loi", slug="la-loi")

    translation = translate(page, english_home.locale)

    assert translation.slug == "la-loi"
    assert client.get("/en/la-loi/").status_code == 200


def test_switcher_stays_on_the_page_and_names_each_language_itself(client, home, english_home, translate):
    page = factories.standard_page(home, slug="la-loi")
    translate(page, english_home.locale)

    response = client.get("/fr/la-loi/")

    shown = {language.name: language.url for language in response.context["frame"].languages}
    assert shown == dict.fromkeys(NAMES) | {"Français": "/fr/la-loi/", "English": "/en/la-loi/"}


def test_page_names_its_alternates_and_its_canonical_address(client, home, english_home, translate):
    translate(factories.standard_page(home, slug="la-loi"), english_home.locale)

    html = client.get("/fr/la-loi/").content.decode()

    assert re.findall(r'hreflang="(\w+)" href="(http[^"]+)"', html) == [
        ("fr", "http://localhost/fr/la-loi/"),
        ("en", "http://localhost/en/la-loi/"),
    ]
    assert '<link rel="canonical" href="http://localhost/fr/la-loi/">' in html


def test_missing_translation_says_where_the_page_is(client, home, english_home):
    factories.standard_page(home, title="La loi", slug="la-loi")

    response = client.get("/en/la-loi/")

    assert response.status_code == 404
    html = markup.read(response.content.decode())
    assert '<html lang="en"' in html
    assert "This page is not available in English" in html
    assert '<a href="/fr/la-loi/" lang="fr" dir="ltr" hreflang="fr">Français</a>' in html


def test_draft_translation_is_missing(client, home, english_home, translate):
    translate(factories.standard_page(home, slug="la-loi"), english_home.locale, publish=False)

    assert "This page is not available in English" in client.get("/en/la-loi/").content.decode()


def test_missing_page_never_tells_of_a_private_one(client, home, english_home):
    page = factories.standard_page(home, slug="la-loi")
    page.view_restrictions.create(restriction_type="login")

    assert "Page not found" in client.get("/en/la-loi/").content.decode()


def test_language_whose_home_is_a_draft_serves_nothing(client, home, english):
    factories.standard_page(home, slug="la-loi")

    assert client.get("/en/").status_code == 404
    assert client.get("/en/la-loi/").status_code == 404


@pytest.mark.parametrize("path", ["/es/", "/de/la-loi/", "/xx/"])
def test_unknown_language_is_not_found(client, home, path):
    assert client.get(path, follow=True).status_code == 404


def test_new_language_has_a_draft_home_page_from_the_start(home):
    locale = Locale.objects.create(language_code="ar")

    page = home.get_translation(locale)

    assert (page.live, page.locale, page.depth) == (False, locale, home.depth)


def test_sitemap_lists_every_language_with_its_alternates(client, home, english_home, translate):
    translate(factories.standard_page(home, slug="la-loi"), english_home.locale)
    factories.standard_page(home, slug="seule")
    factories.standard_page(home, slug="cachee", indexed=False)

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)

    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = {
        url.find("s:loc", names).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)}
        for url in root.findall("s:url", names)
    }
    both = {"fr": "http://localhost/fr/la-loi/", "en": "http://localhost/en/la-loi/"}
    homes = {"fr": "http://localhost/fr/", "en": "http://localhost/en/"}
    assert listed == {
        "http://localhost/fr/": homes,
        "http://localhost/en/": homes,
        "http://localhost/fr/la-loi/": both,
        "http://localhost/en/la-loi/": both,
        "http://localhost/fr/seule/": {},
    }


def test_robots_names_the_sitemap(client, db):
    assert b"Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").content


def test_icons_are_where_browsers_look(client, db):
    assert client.get("/favicon.ico")["Location"] == "/static/img/icon-32.png"
    assert client.get("/apple-touch-icon.png")["Location"] == "/static/img/icon-180.png"


def test_every_language_has_a_direction_and_a_name_of_its_own():
    shown = [
        (language.code, language.name, language.direction) for language in map(languages.language, languages.codes())
    ]

    codes = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"]
    assert shown == [(code, name, "rtl" if code == "ar" else "ltr") for code, name in zip(codes, NAMES, strict=True)]


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_date_with_its_hour_begins_as_the_date_alone(code):
    """Django lacks some formats, and then writes the month first: an editor would read another day."""
    moment = datetime(2027, 1, 29, 8, 0, tzinfo=UTC)

    with translation.override(code):
        alone, whole = (date_format(moment, name) for name in ("SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT"))

    assert whole.startswith(alone)
    assert whole.endswith("08:00")
