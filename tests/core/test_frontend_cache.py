"""A cache in front of the site is told what it may not show any more, until it has heard it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.contrib.frontend_cache.backends import BaseBackend

from core.checks import check_frontend_cache
from core.frontend_cache.sending import send_all
from core.models import CampaignMedia, PendingPurge
from core.periodic_jobs import tell_frontend_cache
from core.renditions import making
from core.zones import Zone
from editorial.takedown import take_down
from tests import factories
from tests.live import free_port

BACKEND = "core.frontend_cache.backend.PurgingBackend"


class Recorder(ThreadingHTTPServer):
    """A cache that notes what it is told to forget."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[tuple[str, str]] = []
        self.status = 200

    @property
    def paths(self) -> set[str]:
        assert {host for host, _path in self.told} <= {"campagnes.example.org"}
        return {path for _host, path in self.told}


class Handler(BaseHTTPRequestHandler):
    def do_PURGE(self):
        self.server.told.append((self.headers["Host"], self.path))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def front(settings):
    """The cache in front, with its address in the settings."""
    server = Recorder()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BASE_URL = "https://campagnes.example.org"
    settings.WAGTAILFRONTENDCACHE = {
        "default": {"BACKEND": BACKEND, "LOCATION": f"http://127.0.0.1:{server.server_port}"}
    }
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def shown_image(home, tmp_path):
    image = factories.image(tmp_path)
    value = {"image": image.pk, "alt_text": "Un rectangle", "decorative": False}
    page = factories.standard_page(home, slug="image", body=[factories.block("figure", image=value, caption="")])
    making.mend()
    return image, page


def test_nothing_is_told_nor_noted_without_a_cache_in_front(home, tmp_path, commits):
    image, _page = shown_image(home, tmp_path)

    with commits():
        take_down(image, None)

    assert PendingPurge.objects.count() == 0


def test_withdrawn_image_is_forgotten_in_all_its_sizes(front, home, tmp_path, commits, admin):
    image, _page = shown_image(home, tmp_path)
    shown = {rendition.url for rendition in image.renditions.all()}
    front.told.clear()

    with commits():
        take_down(image, admin)

    assert len(shown) == 6
    assert front.paths == shown
    assert PendingPurge.objects.count() == 0


def test_withdrawn_film_is_forgotten_with_its_captions(front, home, commits, admin):
    film = factories.video()

    with commits():
        film.withdraw(taken_down=True)

    assert front.paths == {film.file.url, film.captions.url}


def test_replaced_film_is_forgotten_under_its_former_address(front, db, commits):
    film = factories.video()
    former = film.file.url

    with commits():
        film = CampaignMedia.objects.get()
        film.file = ContentFile(b"another", name="autre.mp4")
        film.save()

    assert former in front.paths
    assert film.file.url not in front.paths


def test_deleted_image_is_forgotten_but_not_its_original_which_nobody_had(front, home, tmp_path, commits):
    image = factories.image(tmp_path)
    shown = {rendition.url for rendition in image.renditions.all()}

    with commits():
        image.delete()

    assert front.paths == shown


def test_card_of_a_page_that_is_unpublished_is_forgotten(front, home, commits):
    with commits():
        page = factories.standard_page(home)
    card = type(page).objects.get(pk=page.pk).share_card.file.url
    front.told.clear()

    with commits():
        page.unpublish()

    assert front.paths == {card}


def test_change_that_is_taken_back_is_not_told(front, home, tmp_path):
    image, _page = shown_image(home, tmp_path)
    PendingPurge.objects.all().delete()

    with transaction.atomic():
        image.withdraw(taken_down=True)
        transaction.set_rollback(True)

    assert PendingPurge.objects.count() == 0


@pytest.mark.parametrize("status", [404, 412])
def test_cache_that_has_no_copy_has_heard(front, db, status):
    front.status = status
    PendingPurge.objects.create(url="https://campagnes.example.org/media/a.jpg", asked_at="2026-01-01T00:00Z")

    assert send_all() == (1, "")
    assert PendingPurge.objects.count() == 0


def test_cache_that_refuses_is_told_again_and_the_reason_is_shown(front, home, tmp_path, commits):
    image, _page = shown_image(home, tmp_path)
    front.status = 405

    with commits():
        image.withdraw(taken_down=True)

    pending = PendingPurge.objects.first()
    assert pending.attempts >= 1
    assert "405" in pending.problem
    with pytest.raises(OSError, match="405"):
        tell_frontend_cache()
    front.status = 200
    assert tell_frontend_cache() == "6 addresses"
    assert PendingPurge.objects.count() == 0


def test_cache_that_is_gone_keeps_nobody_from_withdrawing(front, settings, home, tmp_path, commits):
    image, _page = shown_image(home, tmp_path)
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": BACKEND, "LOCATION": f"http://127.0.0.1:{free_port()}"}}

    with commits():
        image.withdraw(taken_down=True)

    assert not type(image).objects.get().may_be_shown
    assert PendingPurge.objects.exclude(problem="").count() == 6


class Meanwhile(BaseBackend):
    """A cache that takes its time: the same is withdrawn again before it answers."""

    def purge(self, url):
        PendingPurge.objects.filter(url=url).update(asked_at="2026-01-02T00:00Z")


def test_what_is_asked_again_while_it_is_told_is_told_again(settings, db):
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.Meanwhile"}}
    PendingPurge.objects.create(url="https://campagnes.example.org/media/a.jpg", asked_at="2026-01-01T00:00Z")

    send_all()

    assert PendingPurge.objects.count() == 1
    assert send_all() == (1, "")
    assert PendingPurge.objects.count() == 0


def test_pages_are_not_told_of_where_no_cache_keeps_them(front, home, commits):
    with commits():
        factories.standard_page(home, slug="texte")

    assert front.paths == set()


def test_pages_are_forgotten_where_a_cache_keeps_them(front, settings, home, commits):
    settings.SHARED_HTML_SECONDS = 60

    with commits():
        page = factories.standard_page(home, slug="texte")

    assert front.paths == {"/fr/", "/fr/texte/", "/sitemap.xml"}
    front.told.clear()

    with commits():
        page.unpublish()

    assert front.paths >= {"/fr/", "/fr/texte/", "/sitemap.xml"}


def test_deleted_page_is_forgotten(front, settings, home, commits):
    settings.SHARED_HTML_SECONDS = 60
    page = factories.standard_page(home, slug="texte")
    PendingPurge.objects.all().delete()

    with commits():
        page.delete()

    assert "/fr/texte/" in front.paths


def test_page_that_shows_what_is_withdrawn_is_forgotten(front, settings, home, tmp_path, commits):
    settings.SHARED_HTML_SECONDS = 60
    with commits():
        image, _page = shown_image(home, tmp_path)
    front.told.clear()

    with commits():
        image.withdraw(taken_down=True)

    assert "/fr/image/" in front.paths


def test_all_below_a_page_that_becomes_protected_is_forgotten(front, settings, home, commits):
    settings.SHARED_HTML_SECONDS = 60
    above = factories.standard_page(home, slug="au-dessus")
    factories.standard_page(above, slug="dessous")
    PendingPurge.objects.all().delete()

    with commits():
        above.refresh_from_db()
        above.zone = Zone.PROTECTED
        factories.go_live(above)

    assert "/fr/au-dessus/dessous/" in front.paths


def test_class_that_does_not_exist_is_named(settings):
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": "wagtail.nowhere.Backend"}}

    (error,) = check_frontend_cache(None)

    assert "wagtail.nowhere.Backend" in error.msg
