"""What libraries say in the admin, in every language of the site."""

from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation.trans_real import DjangoTranslation

from core.words import catalogues, libraries


@pytest.fixture
def ours(settings, tmp_path) -> Path:
    """The French words for libraries, which a test may change."""
    path = tmp_path / "libraries/fr/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(next(path for path in libraries.catalogues() if path.parts[-3] == "fr").read_text())
    settings.LANGUAGES = [("fr", "French"), ("en", "English")]
    settings.LOCALE_PATHS = [settings.LOCALE_PATHS[0], tmp_path / "libraries"]
    return path


def problems() -> list[str]:
    catalogues.compile_catalogues()
    return libraries.problems()


def test_no_word_of_a_library_is_missing_in_any_language():
    """The names of languages that the site does not have are left out."""
    assert libraries.problems() == []


def test_what_a_library_says_and_a_language_lacks_is_named(ours):
    ours.write_text(ours.read_text().replace('msgstr "Étiquettes"', 'msgstr ""'))

    assert problems() == ["libraries/fr: no word for 'Taggit'"]


def test_what_no_library_says_any_more_is_named(ours):
    ours.write_text(ours.read_text() + '\nmsgid "Gone"\nmsgstr "b"\n')

    assert problems() == ["libraries/fr: no library says any more: 'Gone'"]


def test_placeholder_that_is_lost_is_named(ours):
    ours.write_text(ours.read_text().replace('msgstr "(%s, accès restreint)"', 'msgstr "(accès restreint)"'))

    assert problems() == ["libraries/fr: '(Private %s)': placeholders are incompatible"]


def test_what_a_library_says_badly_is_said_better():
    with translation.override("fr"):
        assert gettext("Skip to main content") == "Aller au contenu principal"
        assert ngettext("Used %(usage_count)s time", "Used %(usage_count)s times", 2) == "Utilisé %(usage_count)s fois"


def test_portuguese_is_that_of_portugal_then_of_brazil(settings):
    """Wagtail has no other."""
    settings.LOCALE_PATHS = []
    portuguese = DjangoTranslation("pt")

    assert portuguese.gettext("Dashboard") == "Painel de controlo"
    assert portuguese.gettext("Preview not available") == "Pré-visualização não disponível"
    assert portuguese.gettext("Nobody says this") == "Nobody says this"


def test_portuguese_of_scripts_is_that_of_portugal_then_of_brazil(settings):
    settings.LOCALE_PATHS = []
    places = [Path(apps.get_app_config("wagtailadmin").path) / "locale"]
    portuguese = DjangoTranslation("pt", domain="djangojs", localedirs=places)

    assert portuguese.gettext("Dashboard") == "Painel de controlo"
    assert portuguese.gettext("Blocks") == "Blocos"
