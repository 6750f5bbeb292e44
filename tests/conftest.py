"""What every test may use."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import TranslationCreator

from core.catalogues import compile_catalogues
from home.models import HomePage
from tests.live import LiveSite, drop_databases, fresh_database


def pytest_configure():
    compile_catalogues()


def pytest_unconfigure():
    drop_databases()


@pytest.fixture(autouse=True)
def fresh_start():
    """Neither the addresses of sites, which Wagtail caches, nor the language of one test reach the next."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    cache.clear()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory) -> LiveSite:
    """The demonstration as `manage.py demo` builds it, once for all tests: they copy it, or leave it as it was."""
    site = LiveSite(tmp_path_factory.mktemp("built"), fresh_database())
    site.output = site.run("demo", "--no-serve").stdout
    return site


@pytest.fixture
def home(db) -> HomePage:
    """The French home page."""
    return HomePage.objects.get()


@pytest.fixture
def english(home) -> Locale:
    """The English language, with its draft home page."""
    return Locale.objects.create(language_code="en")


@pytest.fixture
def english_home(english, home) -> HomePage:
    """The live English home page."""
    page = home.get_translation(english)
    page.save_revision().publish()
    return HomePage.objects.get(pk=page.pk)


@pytest.fixture
def arabic_home(home) -> HomePage:
    """The live Arabic home page."""
    page = home.get_translation(Locale.objects.create(language_code="ar"))
    page.save_revision().publish()
    return HomePage.objects.get(pk=page.pk)


@pytest.fixture
def admin(django_user_model):
    return django_user_model.objects.create_superuser("root", "root@example.org", "a long enough password")


@pytest.fixture
def admin_client(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def translate(django_capture_on_commit_callbacks):
    """Translate a page or a snippet as wagtail-localize does, and publish it unless told otherwise."""

    def translated(source, locale: Locale, publish: bool = True):
        TranslationCreator(None, [locale]).create_translations(source)
        if publish:
            translation = Translation.objects.get(source__object_id=source.translation_key, target_locale=locale)
            with django_capture_on_commit_callbacks(execute=True):
                translation.save_target(publish=True)
        made = source.get_translation(locale)
        return made.specific if isinstance(made, Page) else made

    return translated
