"""A language is one setting and one catalogue: shown with a ninth, in whose catalogue every word is in brackets.

What stands on a page of it without brackets could not be translated, and fails here.
"""

import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.forms.models import model_to_dict
from django.utils import translation as django_translation
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.models import Operator
from core.words import catalogues
from editorial.board import sets
from editorial.translation import drafting
from testimonies.models import Consent
from tests import factories, markup
from tests.built import connected

PSEUDO = "eo"  # a code that Django knows and the site does not have
SPOKEN = ("alt", "title", "aria-label", "placeholder")
LEFT_ALONE = {"script", "style", "bdi", "code", "data", "time", "cite"}


def bracket(text: str) -> str:
    """In brackets, white space at its ends left outside."""
    return text.replace(text.strip(), f"〚{text.strip()}〛") if text.strip() else text


@pytest.fixture
def pseudo(settings, tmp_path, db):
    """The ninth language, by one setting and one catalogue."""
    locales = tmp_path / "locale"
    shutil.copytree(settings.LOCALE_PATHS[0], locales)
    _write_catalogue(locales / "fr/LC_MESSAGES/django.po", locales / PSEUDO / "LC_MESSAGES/django.po")
    settings.LOCALE_PATHS = [locales]
    catalogues.compile_catalogues()
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, (PSEUDO, "Pseudo")]
    yield lambda: Locale.objects.create(language_code=PSEUDO)
    django_translation.activate("fr")


def _write_catalogue(source: Path, target: Path) -> None:
    catalogue = read_po(BytesIO(source.read_bytes()), locale="eo")
    for message in catalogue:
        if message.id:
            message.string = tuple(map(bracket, message.id)) if isinstance(message.id, tuple) else bracket(message.id)
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalogue)


def translate_everything(locale: Locale) -> None:
    """Each text of the site, in brackets, live; wordings of an experiment that has begun are what they are."""
    sources = [(label, pk) for label, pk in sets.sources() if not label.startswith("experiments.")]
    texts = [apps.get_model(label).objects.get(pk=pk) for label, pk in sources]
    for text in texts:
        made = drafting.start(text, locale)
        for segment in made.source.stringsegment_set.select_related("string"):
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                context_id=segment.context_id,
                locale=locale,
                defaults={"data": bracket(segment.string.data)},
            )
    for made in Translation.objects.filter(target_locale=locale).order_by("pk"):
        factories.go_live(drafting.save_draft(made).as_object())


class Reader(HTMLParser):
    """Collects what is read or spoken on a page, but for what is in another language than the page."""

    def __init__(self):
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []
        self.depth = 0  # of brackets, which may open in one element and close in another

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        foreign = found.get("lang") not in (None, PSEUDO) or tag in LEFT_ALONE or bool(self.open and self.open[-1][1])
        if tag not in ("meta", "link", "input", "img", "br", "hr", "source", "use", "path"):
            self.open.append((tag, foreign))
        if not foreign:
            self.said += [found[name] for name in SPOKEN if found.get(name)]

    def handle_endtag(self, tag):
        if tag not in dict(self.open):
            return  # such as that of a path with a title in it
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        in_brackets = self.depth > 0 or "〚" in data
        self.depth += data.count("〚") - data.count("〛")
        if data.strip() and not in_brackets and not (self.open and self.open[-1][1]):
            self.said.append(data.strip())


def untranslatable(html: str, allowed: set[str]) -> list[str]:
    reader = Reader()
    reader.feed(html)
    words = [text for text in reader.said if any(map(str.isalpha, text)) and "〚" not in text]
    return [text for text in words if text not in allowed]


@pytest.fixture
def demonstration(built_site, django_db_setup, django_db_blocker) -> Iterator[None]:
    """What `manage.py demo` built, in place of the empty database; asked for before any other."""
    with django_db_blocker.unblock(), connected(built_site):
        yield


def test_every_word_of_the_site_in_a_new_language_can_be_translated(demonstration, db, client, pseudo):
    Consent.objects.update(languages=[code for code, _name in settings.LANGUAGES])
    translate_everything(pseudo())
    # What the operator says of himself is his, and no word of the interface.
    operator = {str(value) for value in model_to_dict(Operator.objects.get()).values()}
    names = operator | {"Esperanto", "WhatsApp", "PDF", "ODT"}

    pages = Page.objects.live().filter(locale__language_code=PSEUDO)
    found = {page.url: untranslatable(client.get(page.url).content.decode(), names) for page in pages}
    others = ["nulle-part/", "recherche/?q=rien", "report-accessibility-problem/"]
    found |= {path: untranslatable(client.get(f"/{PSEUDO}/{path}").content.decode(), names) for path in others}

    assert len(pages) == Page.objects.live().filter(locale__language_code="fr", depth__gt=1).count()
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_page_that_is_not_translated_is_said_to_be_missing_and_never_shown_in_french(client, home, pseudo):
    factories.standard_page(home, slug="la-loi", title="La loi")
    factories.go_live(home.get_translation(pseudo()).specific)

    response = client.get(f"/{PSEUDO}/la-loi/")

    assert response.status_code == 404
    assert '<a href="/fr/la-loi/"' in markup.read(response.content.decode())


def test_new_language_is_a_column_of_the_board_with_translators_of_its_own(admin_client, pseudo):
    pseudo()

    assert [locale.language_code for locale in admin_client.get("/admin/translations/").context["locales"]] == [PSEUDO]
    assert Group.objects.filter(name=f"Traduction – {PSEUDO}").exists()


def test_site_knows_no_list_of_languages_but_the_setting(settings):
    """The names of the languages stand in the settings and in the tests alone."""
    root = Path(settings.BASE_DIR)
    files = [
        path
        for room in ("site", "campaigns", "home")
        for path in (root / room).rglob("*.py")
        if "parity" not in path.parts
    ]
    naming = [path.name for path in files if '"zh-hans"' in path.read_text() and path.name != "settings.py"]

    assert naming == []
