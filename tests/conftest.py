"""What every test may use."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.db.models.signals import post_delete, post_save
from django.test import TransactionTestCase
from django.utils import timezone, translation
from modelsearch import signal_handlers
from modelsearch.index import get_indexed_models
from wagtail.models import Locale, ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save

from core.words.catalogues import compile_catalogues
from home.models import HomePage
from tests import factories, live
from tests.clock import Clock
from tests.live import LiveSite, drop_databases
from tests.migrated import Migrated

pytest_plugins = ["tests.tiers"]
KEPT = pytest.StashKey[Migrated]()


def pytest_configure():
    compile_catalogues()
    index_nothing()
    # To empty each table after a test that committed takes seconds: the database is put back as a whole instead.
    TransactionTestCase._fixture_teardown = lambda self: None


def pytest_unconfigure():
    drop_databases()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A test that commits begins with a connection of its own.

    A cursor that was not read to its end, of whichever test before, would keep SQLite at what was there when it was opened.
    """
    mark = item.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction") and not connection.in_atomic_block:
        connections.close_all()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a test that commits, the next one finds the database as it was migrated."""
    try:
        return (yield)
    finally:
        mark = item.get_closest_marker("django_db")
        commits = mark and mark.kwargs.get("transaction")
        if nextitem is not None and commits and (kept := item.config.stash.get(KEPT, None)):
            kept.restore()


@pytest.fixture(scope="session")
def kept_database(pytestconfig, django_db_modify_db_settings) -> Migrated:
    """What is kept of an earlier run, in its place before the databases are set up."""
    kept = pytestconfig.stash[KEPT] = Migrated()
    kept.place()
    return kept


@pytest.fixture(scope="session")
def django_db_keepdb(kept_database) -> bool:
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, kept_database, django_db_blocker):
    with django_db_blocker.unblock():
        kept_database.keep()
    index_nothing()  # Wagtail begins again after each migration
    yield
    with django_db_blocker.unblock():
        kept_database.drop()


@pytest.fixture(autouse=True)
def fresh_start():
    """Neither the addresses of sites, which Wagtail caches, nor the language of one test reach the next."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def same_day(request):
    """What a module calls TODAY was read as it was collected: it stays so, should midnight come before its tests."""
    day = getattr(request.module, "TODAY", None)
    if day != timezone.localdate() - timedelta(days=1):
        yield
        return
    with time_machine.travel(datetime.combine(day, time(23, 50), tzinfo=timezone.get_default_timezone())):
        yield


@pytest.fixture
def search_index():
    """What is saved from here on can be searched for."""
    signal_handlers.register_signal_handlers()
    yield
    index_nothing()


def index_nothing() -> None:
    """To index each thing that is saved is a seventh of what the suite costs: who searches asks for `search_index`.

    So is to look at each save for what refers to what: what is published refers at once (`core.files.showing`), and who asks what a
    draft refers to asks for `reference_index`.
    """
    for model in get_indexed_models():
        post_save.disconnect(signal_handlers.post_save_signal_handler, sender=model)
        post_delete.disconnect(signal_handlers.post_delete_signal_handler, sender=model)
    for model in ReferenceIndex.tracked_models:
        post_save.disconnect(update_reference_index_on_save, sender=model)


@pytest.fixture
def reference_index():
    """What is saved from here on refers to what it shows, drafts included."""
    for model in ReferenceIndex.tracked_models:
        post_save.connect(update_reference_index_on_save, sender=model)
    yield
    index_nothing()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def in_english(client):
    """What is said to the team is said in English, whatever the site's first language."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def built_site(tmp_path_factory) -> LiveSite:
    """The demonstration as `manage.py demo` builds it, once for all tests: they copy it, or leave it as it was."""
    return live.built_site(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database, for what all tests of a module begin with: it is made once, each test undoes what it does to it.

    Copies of its objects are given to tests. Everything else that such a module makes in the database comes on top of it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        translation.activate(settings.LANGUAGE_CODE)
        yield
        transaction.set_rollback(True)


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
    return factories.home_in("en")


@pytest.fixture
def arabic_home(home) -> HomePage:
    """The live Arabic home page."""
    return factories.home_in("ar")


@pytest.fixture
def admin(django_user_model):
    return django_user_model.objects.create_superuser("root", "root@example.org", "a long enough password")


@pytest.fixture
def admin_client(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def translate(db):
    """Translate a page or a snippet, and publish it, approved, unless told otherwise."""

    return factories.translate
